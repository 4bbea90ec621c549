"""Saving an own score as it is written: whole, in a row of its own, never over a newer one.

A draft is no act that others are told of, so that it stands in its rows alone, which are never
changed; handing in and taking back stand in the audit log too.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from evaluation.own_scores import OwnScore
from evaluation.quotations import placed, quotations_json
from webapp.services.accounts import Person
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId, Desk, Saved, desk_of
from webapp.store import Session, Store
from webapp.store.scoring_tables import EvaluatorMark

IS_IN = Refused(
    "You have handed in your score of this answer", "Take it back first, if you want to change it"
)


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing was saved: `saved` came in between, from another window or device of theirs."""

    saved: Saved


def save_draft(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    cell: CellId,
    number: int,
    own: OwnScore,
    now: datetime,
) -> Saved | Stale | Refused:
    """Save what somebody has written of an answer so far.

    Saving the same again has no effect, so that it can be sent anew when no answer came.

    Args:
        store: The database.
        person: Who scores.
        procurement_id: The procurement.
        cell: Which answer.
        number: That of what was saved last when this was begun, 0 before anything was.
        own: The score; quotations are found in the answer anew.
        now: The moment.
    """
    with store.writing() as session:
        desk = desk_of(session, person, procurement_id, cell, now=now)
        if isinstance(desk, Refused):
            return desk
        own = as_kept(desk, own)
        standing = before(desk, own, number)
        if standing is not None:
            return standing
        return add_row(session, desk, person, own, is_in=False, now=now)


def as_kept(desk: Desk, own: OwnScore) -> OwnScore:
    """Return a score with each quotation at its place in the answer."""
    return replace(own, quotations=placed(desk.answer, own.quotations))


def before(desk: Desk, own: OwnScore, number: int) -> Saved | Stale | Refused | None:
    """Return what comes of saving a score where there is nothing to add; None where there is."""
    saved = desk.saved
    if saved is not None and saved.own == own:
        return saved
    if desk.closed is not None:
        return desk.closed
    if saved is not None and saved.is_in:
        return IS_IN
    if saved is not None and saved.number != number:
        return Stale(saved)
    return None


def add_row(
    session: Session, desk: Desk, person: Person, own: OwnScore, *, is_in: bool, now: datetime
) -> Saved:
    """Add the next row of somebody's mark of an answer."""
    number = desk.number + 1
    session.add(
        EvaluatorMark(
            procurement_id=desk.procurement_id,
            bidder_id=desk.bidder_id,
            criterion=desk.question.id,
            user_id=person.id,
            number=number,
            is_in=is_in,
            score=own.score or None,
            rationale=own.rationale,
            quotations=quotations_json(own.quotations),
            made_at=now,
        )
    )
    return Saved(number, is_in, own, now)
