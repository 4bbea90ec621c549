"""The notice to a bidder whose tender was to be assessed and could not be read by the authority.

The Procurement Act 2023 names no such case: the notice states what happened as a fact about the
authority and not about the tender, and cites no provision for it. It tells nothing of the others.
"""

from datetime import date

from evaluation.tender import Tender, UnreadTender
from rules.decision import Decision
from rules.wording import date_in_words, sentence
from webapp.documents.content import KeyFacts, Notice, Paragraph, Row, Section, Text, plain
from webapp.documents.summaries.late import exactly, given
from webapp.documents.summaries.letter import line, lot_rows, row
from webapp.documents.summaries.standstill import what_happens_next


def unread_sections(
    tender: Tender,
    decision: Decision | None,
    unread: UnreadTender,
    *,
    authority: str,
    issued_on: date,
) -> tuple[KeyFacts, tuple[Section, ...]]:
    """Return the front of the notice and its sections."""
    title = tender.procurement.title if tender.procurement else tender.reference
    where = (
        ("Contact postal address", unread.address),
        ("Unique identifier", unread.identifier),
    )
    front = (
        given("Supplier", unread.bidder),
        given("E-mail address", unread.email),
        *(row(header, value) for header, value in where if value.strip()),
        row("Contracting authority", authority),
        row("Procurement", f"{plain(title)} ({plain(tender.reference)})"),
        *lot_rows(tender),
        row("Date of this notice", date_in_words(issued_on)),
        given("Questions to", tender.contact),
    )
    return KeyFacts("The supplier and the procurement", front), (
        Section("notice", "", "The notice", _notice(unread)),
        Section("why", "1", "Why it could not be read", _why(unread)),
        what_happens_next(decision, 2),
    )


def _notice(unread: UnreadTender) -> tuple[KeyFacts | Notice, ...]:
    said = Text(
        "Your tender was to be assessed, and could not be read. It was not assessed.", strong=True
    )
    rows = (
        row("Your tender was complete here", exactly(unread.received_at)),
        row("The digest on your receipt (SHA-256)", plain(unread.sha256)),
        Row("What became of it", ((said,),)),
    )
    meaning = (
        "This is no finding about your tender: nobody has read it, no mark was given to it, and no "
        "assessment summary can be provided for it. The award was decided without it."
    )
    return (KeyFacts("What happened", rows), Notice("What this notice means", line(meaning)))


def _why(unread: UnreadTender) -> tuple[Paragraph, ...]:
    reasons = (one for one in unread.because.splitlines() if one.strip())
    return (
        Paragraph(
            line(
                "Your tender was kept sealed until two people opened the tenders. When they did, "
                "the file could not be read, and it could not be had again."
            )
        ),
        *(Paragraph(line(sentence(plain(one)))) for one in reasons),
        Paragraph(
            line(
                "If you hold the very file whose digest is on your receipt, tell the authority at "
                "once. You may want to take legal advice on this notice."
            )
        ),
    )
