"""Queries about an evaluator's own marks: each names whose they are, and returns no other's."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from webapp.store.bid_tables import OpenedBid
from webapp.store.connection import Session
from webapp.store.last_rows import is_last_mark
from webapp.store.scoring_tables import EvaluatorMark


class OwnCell(NamedTuple):
    """How far somebody's mark of one answer has come, without what it says."""

    bidder_id: UUID
    criterion: str
    is_in: bool
    made_at: datetime


class OpenedAnswers(NamedTuple):
    """What a bid answers, by question, and which gates it says that it meets, as JSON."""

    answers: str
    gates: str


def own_cells(session: Session, procurement_id: UUID, user_id: UUID) -> Sequence[OwnCell]:
    """Return how far each of somebody's marks has come, those that were begun."""
    found = session.execute(
        select(
            EvaluatorMark.bidder_id,
            EvaluatorMark.criterion,
            EvaluatorMark.is_in,
            EvaluatorMark.made_at,
        ).where(
            EvaluatorMark.procurement_id == procurement_id,
            EvaluatorMark.user_id == user_id,
            is_last_mark(),
        )
    )
    return [OwnCell(*row) for row in found]


def own_marks(
    session: Session, procurement_id: UUID, user_id: UUID, *, criterion: str | None = None
) -> Sequence[EvaluatorMark]:
    """Return somebody's marks as they stand, those of one question if it is named."""
    found = select(EvaluatorMark).where(
        EvaluatorMark.procurement_id == procurement_id,
        EvaluatorMark.user_id == user_id,
        is_last_mark(),
    )
    if criterion is not None:
        found = found.where(EvaluatorMark.criterion == criterion)
    return session.scalars(found).all()


def own_mark(
    session: Session, procurement_id: UUID, bidder_id: UUID, criterion: str, user_id: UUID
) -> EvaluatorMark | None:
    """Return somebody's mark of one answer as it stands, None before it is begun."""
    return session.scalars(
        select(EvaluatorMark)
        .where(
            EvaluatorMark.procurement_id == procurement_id,
            EvaluatorMark.bidder_id == bidder_id,
            EvaluatorMark.criterion == criterion,
            EvaluatorMark.user_id == user_id,
        )
        .order_by(EvaluatorMark.number.desc())
        .limit(1)
    ).one_or_none()


def answers_of(session: Session, procurement_id: UUID, bidder_id: UUID) -> OpenedAnswers | None:
    """Return what a bid that was opened answers, None if there is none such."""
    row = session.execute(
        select(OpenedBid.answers, OpenedBid.gates).where(
            OpenedBid.procurement_id == procurement_id, OpenedBid.bidder_id == bidder_id
        )
    ).one_or_none()
    return None if row is None else OpenedAnswers(row.answers, row.gates)


def every_answer(session: Session, procurement_id: UUID) -> dict[UUID, str]:
    """Return the answers of every bid that was opened, by bidder."""
    found = session.execute(
        select(OpenedBid.bidder_id, OpenedBid.answers).where(
            OpenedBid.procurement_id == procurement_id
        )
    )
    return {row.bidder_id: row.answers for row in found}
