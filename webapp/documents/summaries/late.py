"""The notice to a bidder whose tender came in late and was not admitted.

It was never opened, so that it is no assessed tender (Procurement Act 2023 s.50(5)) and has no
assessment summary. The law asks for no letter; who sent a tender is told what became of it all the
same, with the reason and nothing of the other tenders, when the others are told.
"""

from datetime import date, datetime

from evaluation.letters.issuing import LateTender
from evaluation.tender import Tender
from rules.decision import Decision
from rules.uk_time import UK
from rules.wording import date_in_words, sentence
from webapp.documents.content import (
    Blank,
    Cited,
    KeyFacts,
    Line,
    Notice,
    Paragraph,
    Row,
    Section,
    Text,
    plain,
)
from webapp.documents.summaries.letter import ACT, blank_row, line, lot_rows, row
from webapp.documents.summaries.standstill import what_happens_next


def late_sections(
    tender: Tender,
    decision: Decision | None,
    late: LateTender,
    *,
    authority: str,
    issued_on: date,
) -> tuple[KeyFacts, tuple[Section, ...]]:
    """Return the front of the notice and its sections."""
    title = tender.procurement.title if tender.procurement else tender.reference
    front = (
        given("Supplier", late.bidder),
        given("E-mail address", late.email),
        *(row(header, value) for header, value in _where(late) if value.strip()),
        row("Contracting authority", authority),
        row("Procurement", f"{plain(title)} ({plain(tender.reference)})"),
        *lot_rows(tender),
        row("Date of this notice", date_in_words(issued_on)),
        given("Questions to", tender.contact),
    )
    notice = Section("notice", "", "The notice", _notice(late))
    return KeyFacts("The supplier and the procurement", front), (
        notice,
        Section("why", "1", "Why it was not admitted", _why(late)),
        what_happens_next(decision, 2),
    )


def _where(late: LateTender) -> tuple[tuple[str, str], ...]:
    return (("Contact postal address", late.address), ("Unique identifier", late.identifier))


def given(header: str, value: str) -> Row:
    """Return a row with what is known, a blank where nothing is."""
    return row(header, value) if value.strip() else blank_row(header, header.lower())


def _notice(late: LateTender) -> tuple[KeyFacts | Notice, ...]:
    rows = (
        row("Tenders were due by", exactly(late.due_at)),
        row("Yours was complete here", exactly(late.received_at)),
        Row("Decision", ((Text("Your tender was late, and was not admitted.", strong=True),),)),
    )
    text = (
        "Your tender stayed sealed: nobody has read it. It was not assessed, so that no assessment "
        "summary is provided for it."
    )
    meaning: Line = (Text(text), Cited(f"{ACT}, s.50(3) and (5)"))
    return (KeyFacts("The decision", rows), Notice("What this notice means", meaning))


def exactly(moment: datetime) -> str:
    """Return a moment in UK time to the thousandth of a second: a late tender turns on it."""
    local = moment.astimezone(UK)
    thousandths = f"{local.microsecond // 1000:03}"
    return f"{date_in_words(local)} at {local:%H:%M:%S}.{thousandths} {local.tzname()}"


def _why(late: LateTender) -> tuple[Paragraph, ...]:
    if not late.because.strip():
        return (Paragraph((Blank("the reasons of the decision"),)),)
    may: Line = (
        Text(
            "A tender that breaches a procedural requirement of the tender documents, such as the "
            "time by which it is due, may be disregarded."
        ),
        Cited(f"{ACT}, s.19(3)(d)"),
    )
    return (
        Paragraph(may),
        Paragraph(line(sentence(plain(late.because)))),
        Paragraph(
            line(
                "The moment is that of the authority’s own clock, at which the last byte of the "
                "tender had come in. A tender that is complete at the very moment of the deadline "
                "is in time."
            )
        ),
    )
