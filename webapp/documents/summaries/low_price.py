"""The notice to a bidder whose price seems abnormally low: Procurement Act 2023 s.19(4).

The model's screen asks a question and decides nothing; the Act has no figure. Only the authority
can consider a price abnormally low, so the notice names, as blanks to be filled in, who considered
it, on what day, and by when the supplier may answer: without them it cannot be sent.

The notice tells the supplier its own price and the screen that the model published. It does not
tell by how much the price lies below the mean or below the next price, nor which of the two it
met where the model has both: with a few bidders, either would give away what another one offers.
"""

from dataclasses import dataclass, replace
from datetime import date

from evaluation.wording import exactly
from rules.wording import date_in_words
from webapp.documents.content import (
    Blank,
    Block,
    Cited,
    Items,
    KeyFacts,
    Line,
    Notice,
    Paragraph,
    Row,
    Section,
    Text,
)
from webapp.documents.summaries.letter import ACT, Case, blank_row, line, money, paragraphs, row
from webapp.documents.summaries.outcome import particulars

LOW_PRICE = "Notice of an abnormally low price"
"""The kind of the notice, as it stands over it."""

_CONSIDERED = f"{ACT}, s.19(3)(c) and (4)(a)"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a person fills in: who considered the price, when, why, and how it may be answered.

    `reasons` are the authority's own, without figures of other tenders; an answer that comes by
    the end of `answer_by` is in time.
    """

    by: str
    on: date
    answer_by: date
    send_to: str
    reasons: str


def low_price_parts(
    case: Case, asking: Asking | None = None
) -> tuple[KeyFacts, tuple[Section, ...]]:
    """Return to whom the notice goes, and its sections, with what a person filled in if anybody."""
    return _front(case, asking), _sections(case, asking)


def _sections(case: Case, asking: Asking | None) -> tuple[Section, ...]:
    """Return the notice: what is considered, why, what may be shown, and what follows."""
    price = money(case.bid.price)
    rows = (
        row("Your price", f"{price} for performance of the contract."),
        Row("What the authority considers", (_considers(case),)),
        *(_blanks() if asking is None else _filled_in(asking)),
    )
    text = (
        "No decision has been taken to disregard your tender. You have the opportunity to "
        "demonstrate that you will be able to perform the contract for the price offered."
    )
    notice = Notice("What this notice means", (Text(text), Cited(f"{ACT}, s.19(4)(b)")))
    first = Section("notice", "", "The notice", (KeyFacts("The notice", rows), notice))
    return (first, _reasons(case, asking), _opportunity(), _what_follows())


def _front(case: Case, asking: Asking | None) -> KeyFacts:
    """Return to whom the notice goes; a person's is sent without what nobody has filled in."""
    facts = particulars(case, dated="Date of this notice")
    if asking is None:
        return facts
    rows = tuple(
        one
        for one in facts.rows
        if not any(isinstance(span, Blank) for spans in one.lines for span in spans)
    )
    return replace(facts, rows=rows)


def _blanks() -> tuple[Row, ...]:
    return (
        blank_row("Considered by", "name and role"),
        blank_row("Considered on", "date"),
        blank_row("Please answer by", "date and time"),
        blank_row("Send it to", "address or system"),
    )


def _filled_in(asking: Asking) -> tuple[Row, ...]:
    return (
        row("Considered by", asking.by),
        row("Considered on", date_in_words(asking.on)),
        row("Please answer by", f"The end of {date_in_words(asking.answer_by)}, UK time"),
        row("Send it to", asking.send_to),
    )


def _considers(case: Case) -> Line:
    text = (
        f"{case.authority} considers this price to be abnormally low for performance of the "
        "contract."
    )
    return (Text(text), Cited(_CONSIDERED))


def _reasons(case: Case, asking: Asking | None) -> Section:
    own = Items((((Blank("the authority’s own reasons, without figures of other tenders")),),))
    if asking is not None:
        own = Items(paragraphs(asking.reasons))
    blocks: tuple[Block, ...] = (
        *_raised(case),
        own,
        Paragraph(
            line(
                "The prices of other tenders, and figures from which they could be worked out, "
                "are not disclosed."
            )
        ),
    )
    return Section("reasons", "1", "Why the price is considered abnormally low", blocks)


def _raised(case: Case) -> tuple[Paragraph, ...]:
    """Return what raised the question: the model's screen, or the authority by itself."""
    if case.bid.id not in {each.bid for each in case.evaluation.abnormally_low}:
        text = "The authority considered your price in the light of what the contract requires:"
        return (Paragraph(line(text)),)
    text = (
        "That screen only raises the question. The authority then considered your price itself, "
        "in the light of what the contract requires:"
    )
    return (Paragraph(line(_screen(case))), Paragraph(line(text)))


def _screen(case: Case) -> str:
    screen = case.tender.model.abnormally_low
    asked = []
    if screen is not None and screen.below_mean_percent is not None:
        least = exactly(screen.below_mean_percent)
        mean = "the mean price of the tenders that were not disqualified"
        asked.append(f"{least} per cent or more below {mean}")
    if screen is not None and screen.below_next_percent is not None:
        least = exactly(screen.below_next_percent)
        asked.append(f"{least} per cent or more below the next higher price")
    return (
        "Under the published methodology the authority asks about every price that is "
        f"{', or '.join(asked)}. Your price is such a price."
    )


def _opportunity() -> Section:
    blocks = (
        Paragraph(
            line(
                "You choose how to demonstrate it. What is often useful is an account of how the "
                "price is made up, and evidence for it, such as:"
            )
        ),
        Items(
            (
                line("the resources, hours and rates of pay that you have allowed for"),
                line("materials, plant, sub-contractors and suppliers, with their prices"),
                line("overheads, profit, risk and inflation over the contract period"),
                line("methods, equipment or conditions open to you that lower the cost"),
                line(
                    "how your duties to staff, and the law on wages and tax, are met at this price"
                ),
            )
        ),
        Paragraph(
            line(
                "Your answer explains your tender as submitted. It cannot change the price or "
                "improve the tender, and it earns no points. Mark what you hold to be a trade "
                "secret or commercially sensitive, and say why."
            )
        ),
    )
    return Section("opportunity", "2", "What you may show", blocks)


def _what_follows() -> Section:
    satisfied: Line = (
        Text("If you demonstrate it to the authority’s satisfaction,", strong=True),
        Text("your tender may not be disregarded because of its price."),
        Cited(f"{ACT}, s.19(5)"),
    )
    otherwise: Line = (
        Text("If you do not, or do not answer in time,", strong=True),
        Text(
            "the authority may disregard your tender. It is not bound to, will decide on all that "
            "it then knows, and will tell you its decision and the reasons."
        ),
        Cited(f"{ACT}, s.19(3)(c)"),
    )
    more_time = "If you need more time to answer, say so before the time runs out, and say why."
    blocks = (Items((satisfied, otherwise)), Paragraph(line(more_time)))
    return Section("follows", "3", "What follows", blocks)
