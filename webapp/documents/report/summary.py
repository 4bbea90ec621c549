"""Page one: who is first and by how much, how sure that is, and what the panel is to decide."""

from itertools import chain

from evaluation.model import Method
from evaluation.passed_over import passed_over_words
from evaluation.result import BidResult
from evaluation.wording import pounds
from rules.wording import counted, listed
from webapp.documents.content import (
    Column,
    KeyFacts,
    Line,
    Lines,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from webapp.documents.report.award import Award
from webapp.documents.report.robustness import how_sure
from webapp.documents.report.words import MEASURES, cell, gap_words, line

MOST_ON_PAGE_ONE = 5
"""So many bids stand in the ranking of page one; all of them stand in section 1."""


def front(award: Award, *, issued_on: str, prepared_by: str) -> KeyFacts:
    """Return what stands under the title."""
    rows = (
        ("Reference", award.tender.reference),
        ("Date of issue", issued_on),
        ("Prepared by", prepared_by),
        ("Bids", _bids(award)),
    )
    return KeyFacts("The document", tuple(Row(head, (line(text),)) for head, text in rows if text))


def _bids(award: Award) -> str:
    out = len(award.disqualified)
    unread = len(award.tender.unread)
    ranked = f"{len(award.ranked)} ranked"
    received = f"{len(award.in_order) + unread} received, {ranked}"
    if unread:
        received += f", {unread} that could not be read"
    return f"{received}, {out} disqualified" if out else received


def summary(award: Award) -> Section:
    """Return the summary."""
    rows = [
        Row("Still to settle", (_to_settle(award),)),
        Row("Disqualified", (_disqualified(award),)),
        Row("How sure", how_sure(award)),
    ]
    if award.evaluation.ties_broken:
        rows.insert(1, Row("Equal figures", (_ties(award),)))
    if award.tender.unread:
        rows.insert(0, Row("Not evaluated", (_unread(award),)))
    if award.open_prices:
        rows.insert(0, Row("Before sending", (_before_sending(award),)))
    caption = "The ranking"
    if len(award.in_order) > MOST_ON_PAGE_ONE:
        caption = f"The first {MOST_ON_PAGE_ONE} bids of the ranking"
    return Section(
        "summary",
        "",
        "Summary",
        (
            Paragraph((*_result(award), *_passed_over(award))),
            ranking_table(award, award.in_order[:MOST_ON_PAGE_ONE], caption),
            Notice("What the panel is asked to decide", line(_asked(award))),
            KeyFacts("The result in brief", tuple(rows)),
        ),
    )


def _unread(award: Award) -> Line:
    names = listed([one.bidder for one in award.tender.unread])
    many = counted(len(award.tender.unread), "tender")
    text = f"{many} to be assessed could not be read: {names}. Take legal advice: see"
    return (*line(text), Link("section 3", "unread"), Text("."))


def ranking_table(
    award: Award, bids: tuple[BidResult, ...], caption: str, *, has_ids: bool = False
) -> Table:
    """Return bids with their rank, price and figure, and where asked with their ids."""
    has_price = award.tender.model.price is not None
    columns = (
        Column("Bidder"),
        *((Column("Bid"),) if has_ids else ()),
        Column("Rank"),
        *((Column("Price", numeric=True),) if has_price else ()),
        Column(MEASURES[award.evaluation.method], numeric=True),
    )
    rows = []
    for bid in bids:
        price = award.tender.by_id[bid.id].price
        rows.append(
            (
                cell(award.names[bid.id]),
                *((cell(bid.id),) if has_ids else ()),
                cell(*_rank(award, bid)),
                *((cell("None" if price is None else pounds(price)),) if has_price else ()),
                cell(award.measured(bid) or "None"),
            )
        )
    return Table(caption, columns, tuple(rows))


def _rank(award: Award, bid: BidResult) -> tuple[str, ...]:
    rank = str(bid.rank) if bid.rank else "Disqualified"
    return (rank, "Passed over") if bid.id in award.evaluation.passed_above else (rank,)


def _result(award: Award) -> Line:
    ranking = award.evaluation.ranking
    provisional = " The result is provisional." if award.evaluation.provisional else ""
    if not ranking:
        said = f"all {len(award.disqualified)} are disqualified"
        if len(award.disqualified) == 1:
            said = "the only bid is disqualified"
        return (Text("No bid is ranked", strong=True), Text(f": {said}.{provisional}"))
    first = award.evaluation.by_id[ranking[0][0]]
    reached = _reached(award, first)
    if len(ranking[0]) > 1:
        said = (
            f"share the first place, each with {reached}. The published model does not set them "
            f"apart{'' if award.evaluation.passed_above else ', so there is no winner'}."
            f"{provisional}"
        )
        return (Text(award.named(ranking[0]), strong=True), Text(said))
    name = Text(award.names[first.id], strong=True)
    if len(award.ranked) == 1:
        return (name, Text(f"is the only bid that is ranked, with {reached}.{provisional}"))
    said = f"is first of {len(award.ranked)} ranked bids, with {reached}. {_lead(award)}"
    return (name, Text(f"{said}{provisional}"))


def _passed_over(award: Award) -> Line:
    """Return who is passed over, with the sentence that says who is first: neither stands alone.

    Why is not said: it tells who wins other lots, which not everybody who reads this may know.
    """
    told = passed_over_words(award.tender, award.evaluation, is_why_told=False)
    return tuple(chain.from_iterable(map(line, told)))


def _reached(award: Award, bid: BidResult) -> str:
    figure = award.measured(bid)
    if award.evaluation.method is Method.WEIGHTED_SUM:
        return f"{figure} of 100 points"
    name = MEASURES[award.evaluation.method]
    return f"a {name[:1].lower()}{name[1:]} of {figure}"


def _lead(award: Award) -> str:
    """Return how far behind the second place is, or what set it apart."""
    first, second = award.evaluation.ranking[0][0], award.evaluation.ranking[1]
    places = award.evaluation.places
    gap = abs(award.evaluation.measured(first) - award.evaluation.measured(second[0]))
    follows = f"{award.named(second)} {'follows' if len(second) == 1 else 'follow'}"
    if gap:
        return f"{follows}, {gap_words(gap, award.evaluation.method, places)} behind."
    return (
        f"{follows} with an equal figure: {_set_apart(award, first)}, which the model publishes "
        "for ties, sets them apart."
    )


def _ties(award: Award) -> Line:
    ties = award.evaluation.ties_broken
    text = f"{award.named(chain(*ties[0].order))}:" if len(ties) == 1 else f"{len(ties)} ties:"
    return (*line(text), Link("set apart", "ties"))


def ties_told(award: Award) -> Lines:
    """Return what the model's order for ties set apart, a line for each tie."""
    return tuple(
        line(
            f"{award.named(chain(*tie.order))} have equal figures; "
            f"‘{award.criterion(tie.criterion)}’ puts them in this order: "
            f"{'; '.join(award.named(group) for group in tie.order)}."
        )
        for tie in award.evaluation.ties_broken
    )


def _set_apart(award: Award, first: str) -> str:
    broken = [tie for tie in award.evaluation.ties_broken if first in tie.bids]
    return " and then ".join(f"‘{award.criterion(tie.criterion)}’" for tie in broken)


def _disqualified(award: Award) -> Line:
    if not award.disqualified:
        return line("None.")
    if len(award.disqualified) > MOST_ON_PAGE_ONE:
        text = f"{len(award.disqualified)} bids: "
    else:
        text = f"{award.named(bid.id for bid in award.disqualified)}: "
    failed = sum(len(bid.reasons) for bid in award.disqualified)
    whose = "it" if len(award.disqualified) == 1 else "they"
    rules = "rule" if failed == 1 else "rules"
    return (*line(text), Link(f"the {rules} {whose} failed", "standing"))


def _before_sending(award: Award) -> Line:
    whose = "its price" if len(award.open_prices) == 1 else "their prices"
    return (
        Text(f"The notice to {_in_question(award)} about {whose}; the assessment summaries"),
        Link("wait for the answer", "abnormally-low"),
        Text("."),
    )


def _in_question(award: Award) -> str:
    low = award.open_prices
    if len(low) > MOST_ON_PAGE_ONE:
        return f"the {len(low)} bidders in question"
    return award.named(price.bid for price in low)


def before_sending(award: Award) -> Line:
    """Return which letters must wait for which, while a price is in question."""
    one = len(award.open_prices) == 1
    return (
        Text(
            f"Send the notice of an abnormally low price to {_in_question(award)} first. The "
            "assessment summaries are marked as drafts, and wait until "
            f"{'the answer is' if one else 'the answers are'} decided: without "
            f"{'that tender' if one else 'those tenders'} the points of others can change, "
            "and with them the reasons that each summary gives."
        ),
    )


def _to_settle(award: Award) -> Line:
    found: list[Line] = []
    if award.to_review:
        many = counted(len(award.to_review), "commitment")
        needs = "needs" if len(award.to_review) == 1 else "need"
        found.append((*line(f"{many} {needs} review:"), Link("what they hang on", "commitments")))
    if award.open_prices:
        low = counted(len(award.open_prices), "abnormally low price")
        found.append((*line(f"{low}:"), Link("section 5", "abnormally-low")))
    if award.raised:
        many = counted(len(award.raised), "check")
        puts = "puts" if len(award.raised) == 1 else "put"
        found.append((*line(f"{many} {puts} a question:"), Link("the questions", "checks")))
    if not found:
        return line("Nothing that this report can see.")
    first, *others = found
    return tuple(chain(first, *((Text(";"), *other) for other in others)))


def _asked(award: Award) -> str:
    winner = award.evaluation.winner
    if winner is None:
        left = "shared" if award.evaluation.awardable else "empty"
        who = " of those not passed over" if award.evaluation.passed_above else ""
        return (
            f"How to proceed, since the published model leaves the first place{who} {left}; and to "
            "record the decision, its reasons and who made it."
        )
    name = award.names[winner]
    if award.to_review:
        standing = "is to win" if award.evaluation.passed_above else "is first"
        return (
            f"To settle each commitment that needs review before it awards: until then {name} "
            f"{standing} only provisionally. A named person records each decision with its reason."
        )
    before = ""
    if award.open_prices or award.raised:
        before = ", once what is still open below is answered"
    return (
        f"Whether to award the contract to {name} on this evaluation{before}. The panel decides, "
        "and records its reasons and who made the decision."
    )
