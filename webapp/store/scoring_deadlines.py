"""Queries about until when scores are due, and whose are not in."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.last_rows import is_last
from webapp.store.models import User
from webapp.store.scoring_tables import ScoringDeadline


class DeadlineRow(NamedTuple):
    """Until when scores are due, or were before it was changed, and who said so."""

    deadline: ScoringDeadline
    name: str


def deadlines(session: Session, procurement_id: UUID) -> Sequence[DeadlineRow]:
    """Return every moment that was set for the scores of a tender, the one that stands last."""
    rows = session.execute(
        select(ScoringDeadline, User.name)
        .join(User, User.id == ScoringDeadline.made_by)
        .where(ScoringDeadline.procurement_id == procurement_id)
        .order_by(ScoringDeadline.number)
    )
    return [DeadlineRow(*row) for row in rows]


def due(session: Session, procurement_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Return until when scores are due, of those tenders for which it is set."""
    rows = session.execute(
        select(ScoringDeadline.procurement_id, ScoringDeadline.due_at).where(
            ScoringDeadline.procurement_id.in_(procurement_ids),
            is_last(ScoringDeadline.number, ScoringDeadline.procurement_id),
        )
    )
    return {procurement_id: due_at for procurement_id, due_at in rows}  # noqa: C416 - rows into a dict
