"""Queries about sample answers, and what evaluators would give them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.scoring_tables import CalibrationClosing, CalibrationMark, SampleAnswer


class TriedRow(NamedTuple):
    """What somebody would give a sample answer, and their name."""

    mark: CalibrationMark
    name: str


def samples(session: Session, procurement_id: UUID) -> Sequence[SampleAnswer]:
    """Return the sample answers of a tender in the order in which they were made."""
    return session.scalars(
        select(SampleAnswer)
        .where(SampleAnswer.procurement_id == procurement_id)
        .order_by(SampleAnswer.made_at, SampleAnswer.id)
    ).all()


def sample(session: Session, procurement_id: UUID, sample_id: UUID) -> SampleAnswer | None:
    """Return a sample answer of a tender, None if it has none such."""
    found = session.get(SampleAnswer, sample_id)
    return found if found is not None and found.procurement_id == procurement_id else None


def tried(session: Session, sample_ids: Collection[UUID]) -> Sequence[TriedRow]:
    """Return what evaluators would give sample answers, by their names."""
    found = session.execute(
        select(CalibrationMark, User.name)
        .join(User, User.id == CalibrationMark.user_id)
        .where(CalibrationMark.sample_answer_id.in_(sample_ids))
        .order_by(User.name, User.id)
    )
    return [TriedRow(mark, name) for mark, name in found]


def closings(session: Session, sample_ids: Collection[UUID]) -> Sequence[CalibrationClosing]:
    """Return which sample answers were closed before everybody had tried them, and why."""
    return session.scalars(
        select(CalibrationClosing).where(CalibrationClosing.sample_answer_id.in_(sample_ids))
    ).all()
