"""Queries about the steps of an award: recommended, approved, and what came after."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from webapp.store.award_tables import AwardStep, EvaluationRun
from webapp.store.connection import Session
from webapp.store.models import User


class StepRow(NamedTuple):
    """A step of an award, what its maker is called, and the number of its evaluation."""

    step: AwardStep
    by: str
    run: int


def steps(session: Session, procurement_id: UUID) -> Sequence[StepRow]:
    """Return every step of an award, in order."""
    found = session.execute(
        select(AwardStep, User.name, EvaluationRun.number)
        .join(User, User.id == AwardStep.made_by)
        .join(EvaluationRun, EvaluationRun.id == AwardStep.evaluation_run_id)
        .where(AwardStep.procurement_id == procurement_id)
        .order_by(AwardStep.number)
    )
    return [StepRow(*row) for row in found]


def last_run_id(session: Session, procurement_id: UUID) -> UUID | None:
    """Return the last evaluation of a procurement by its id, None before there is one."""
    return session.scalars(
        select(EvaluationRun.id)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()
