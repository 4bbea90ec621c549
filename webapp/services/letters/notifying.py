"""Notices to bidders that tell of no award: that one is taken back, or that the purchase ends."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from rules.uk_time import day_of
from webapp.documents.content import Document
from webapp.documents.summaries import (
    Addressed,
    EndedNow,
    LetterKind,
    TakenBack,
    ended_notice,
    taken_back_notice,
)
from webapp.services.tendering.published import published_of
from webapp.store import Session, award_steps, endings, evaluators, procurements
from webapp.store import letters as rows
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import Organisation, ProcurementRecord
from webapp.store.tender_tables import Bidder


def addressed(
    session: Session,
    record: tuple[ProcurementRecord, Organisation],
    bidder: Bidder,
    now: datetime,
) -> Addressed:
    """Return to whom a notice goes, and from whom."""
    published = published_of(session, record[0].id)
    return Addressed(
        supplier=bidder.name,
        email=bidder.email,
        authority=record[1].name,
        title=record[0].title,
        reference=record[0].reference,
        contact=published.terms.contact if published else "",
        issued_on=day_of(now),
    )


def ended_to(session: Session, ending: ProcurementEnding) -> Callable[[UUID], EndedNow]:
    """Return what the end of a procurement is to each bidder, by its id."""
    opened = evaluators.opened_bidders(session, ending.procurement_id)
    with_bid = endings.with_bid(session, ending.procurement_id) | opened

    def of(bidder_id: UUID) -> EndedNow:
        was_opened = bidder_id in opened if bidder_id in with_bid else None
        return EndedNow(ending.because, was_opened, ending.needs_notice)

    return of


def written_again(session: Session, letter: rows.SentLetter, bidder: Bidder) -> Document | None:
    """Return a notice that was sent, written again from what is on record; None if it can't be."""
    record = procurements.procurement(session, bidder.procurement_id)
    if record is None:
        return None
    to = addressed(session, record, bidder, letter.sent_at)
    if letter.kind == LetterKind.TAKEN_BACK:
        return _taken_back(session, letter, to, bidder.procurement_id)
    return _ended(session, to, bidder) if letter.kind == LetterKind.ENDED else None


def _taken_back(
    session: Session, letter: rows.SentLetter, to: Addressed, procurement_id: UUID
) -> Document | None:
    steps = (row.step for row in award_steps.steps(session, procurement_id))
    step = next(
        (one for one in steps if (one.state, one.made_at) == ("reversed", letter.sent_at)), None
    )
    told = [
        row.telling
        for row in rows.tellings(session, procurement_id)
        if row.telling.made_at <= letter.sent_at
    ]
    if step is None or not told:
        return None
    return taken_back_notice(to, TakenBack(told[-1].issued_on, step.because))


def _ended(session: Session, to: Addressed, bidder: Bidder) -> Document | None:
    found = endings.ending(session, bidder.procurement_id)
    if found is None:
        return None
    return ended_notice(to, ended_to(session, found.ending)(bidder.id))
