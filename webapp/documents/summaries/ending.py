"""The notices that an award is taken back, and that a procurement ends without award.

Neither is one that the law writes out: the Procurement Act 2023 asks for a procurement termination
notice on the central platform (s.55), and says nothing of a letter. Every bidder is told all the
same, at one time and with the reason, since all are treated alike (s.12(2)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.wording import date_in_words
from webapp.documents.content import (
    Block,
    Cited,
    Document,
    Items,
    KeyFacts,
    Line,
    Notice,
    Paragraph,
    Row,
    Section,
    Text,
    plain,
)
from webapp.documents.summaries.letter import ACT, line, paragraphs, row


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom a notice goes, from whom, and about what; `contact` may be empty."""

    supplier: str
    email: str
    authority: str
    title: str
    reference: str
    contact: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An award decision that is taken back: the day of its letters, and why."""

    told_on: date
    because: str


@dataclass(frozen=True, slots=True)
class EndedNow:
    """A procurement that ends without award, and why.

    `was_opened` says whether the reader's own bid was, None where it has none. `is_notified` says
    that a procurement termination notice is published.
    """

    because: str
    was_opened: bool | None
    is_notified: bool


def taken_back_notice(addressed: Addressed, taken: TakenBack) -> Document:
    """Return the notice to one bidder that the award decision it was told of is taken back."""
    told_on = date_in_words(taken.told_on)
    rows = (
        row("Award decision", f"That of which you were told in the letter of {told_on}"),
        _decision("It is taken back. No contract is entered into on it."),
    )
    text = (
        f"The letter of {told_on} stands no longer, and neither does what it says of who is to be "
        "awarded the contract. If a contract award notice was published, no contract is entered "
        "into on it, whenever the standstill that it started ends."
    )
    first = Section("notice", "", "The notice", (KeyFacts("The decision", rows), _means(text)))
    sections = (
        first,
        _why(taken.because),
        Section("next", "2", "What happens next", _after_taken_back()),
    )
    return _document("Notice that the award decision is taken back", addressed, sections)


def _after_taken_back() -> tuple[Block, ...]:
    """Return what the authority does then; it concedes nothing beyond the reason that is given."""
    return (
        Paragraph(
            line(
                "The authority considers the award again. It then decides on one anew, or ends the "
                "procurement without award. Your tender stays with it, and nothing is asked of you "
                "now."
            )
        ),
        Paragraph(
            (
                Text(
                    "If it decides on an award again, every bidder is sent a new letter, which "
                    "takes the place of that one and is complete in itself. Where the law asks for "
                    "a contract award notice, a new one comes after the letters, and a standstill "
                    "that the law asks for begins anew with it."
                ),
                Cited(f"{ACT}, s.50(1) and (3), s.51"),
            )
        ),
        Paragraph(
            (
                Text(
                    "This notice changes no time within which a claim has to be brought. Under the "
                    f"{ACT} it runs from when a supplier first knew, or ought to have known, of "
                    "what it claims on."
                ),
                Cited(f"{ACT}, s.106(2)"),
            )
        ),
    )


def ended_notice(addressed: Addressed, ended: EndedNow) -> Document:
    """Return the notice to one bidder that the procurement ends without award."""
    rows = (
        row("Procurement", f"{plain(addressed.title)} ({plain(addressed.reference)})"),
        _decision("It is ended. No contract is awarded."),
    )
    first = Section(
        "notice", "", "The notice", (KeyFacts("The decision", rows), _means(_of_bid(ended)))
    )
    blocks = (Items(tuple(_what_follows(ended))),)
    sections = (first, _why(ended.because), Section("next", "2", "What happens next", blocks))
    return _document("Notice that the procurement is ended without award", addressed, sections)


def _of_bid(ended: EndedNow) -> str:
    match ended.was_opened:
        case None:
            return "You were invited, and no bid of yours counts here."
        case True:
            return (
                "Your bid was opened, and nothing is awarded on it. It stays in the file of the "
                "procurement."
            )
        case False:
            return "Your bid was not opened and stays sealed: nobody has read it."


def _what_follows(ended: EndedNow) -> Iterator[Line]:
    if ended.is_notified:
        yield (
            Text(
                "The authority publishes a procurement termination notice on the central digital "
                "platform, as soon as reasonably practicable."
            ),
            Cited(f"{ACT}, s.55(2)"),
        )
    yield line("Nothing more can be sent in this procurement, and nothing is asked of you.")
    yield line("If the authority buys this later, that is a procurement of its own.")


def _decision(text: str) -> Row:
    return Row("Decision", ((Text(text, strong=True),),))


def _means(text: str) -> Notice:
    return Notice("What this notice means", (Text(text),))


def _why(because: str) -> Section:
    return Section("why", "1", "Why", tuple(Paragraph(one) for one in paragraphs(because)))


def _document(kind: str, addressed: Addressed, sections: tuple[Section, ...]) -> Document:
    told = (
        ("Supplier", addressed.supplier),
        ("E-mail address", addressed.email),
        ("Contracting authority", addressed.authority),
        ("Procurement", f"{plain(addressed.title)} ({plain(addressed.reference)})"),
        ("Date of this notice", date_in_words(addressed.issued_on)),
        ("Questions to", addressed.contact),
    )
    front = tuple(row(header, value) for header, value in told if value.strip())
    return Document(
        kind=kind,
        title=plain(addressed.title),
        reference=plain(addressed.reference),
        authority=plain(addressed.authority),
        issued_on=addressed.issued_on,
        audit_head="",
        packs=(),
        front=KeyFacts("The supplier and the procurement", front),
        sections=sections,
    )
