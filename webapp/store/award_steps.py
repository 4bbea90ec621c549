"""Queries about the steps of an award: recommended, approved, and how far it has come."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import aliased

from webapp.store.award_tables import AwardStep, AwardTelling, EvaluationRun
from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.scoring_tables import ModerationStep


class StepRow(NamedTuple):
    """A step of an award, what its maker is called, and the number of its evaluation."""

    step: AwardStep
    by: str
    run: int


class AwardProgress(NamedTuple):
    """How far an award has come.

    `is_evaluated` says that the last evaluation is not older than the last step of moderation,
    `state` is that of the last step that rests on this evaluation, None without one, and `is_told`
    that bidders were told of it, and the award was not taken back since.
    """

    is_evaluated: bool
    state: str | None
    is_told: bool


NOTHING = AwardProgress(is_evaluated=False, state=None, is_told=False)


def steps(session: Session, procurement_id: UUID) -> Sequence[StepRow]:
    """Return every step of an award, in order."""
    found = session.execute(_steps().where(AwardStep.procurement_id == procurement_id))
    return [StepRow(*row) for row in found]


def next_number(session: Session, procurement_id: UUID) -> int:
    """Return the number that the next step of an award bears."""
    last = select(func.max(AwardStep.number)).where(AwardStep.procurement_id == procurement_id)
    return (session.scalar(last) or 0) + 1


def still_stands() -> ColumnElement[bool]:
    """Return the condition that the award of a step was not taken back after it."""
    later = aliased(AwardStep)
    return ~exists().where(
        later.procurement_id == AwardStep.procurement_id,
        later.number > AwardStep.number,
        later.state == "reversed",
    )


def _steps() -> Select[AwardStep, str, int]:
    return (
        select(AwardStep, User.name, EvaluationRun.number)
        .join(User, User.id == AwardStep.made_by)
        .join(EvaluationRun, EvaluationRun.id == AwardStep.evaluation_run_id)
        .order_by(AwardStep.number)
    )


def last_state() -> ScalarSelect[str]:
    """Return the state of the last step of the award by an evaluation."""
    return (
        select(AwardStep.state)
        .where(AwardStep.evaluation_run_id == EvaluationRun.id)
        .order_by(AwardStep.number.desc())
        .limit(1)
        .correlate(EvaluationRun)
        .scalar_subquery()
    )


def is_told() -> ColumnElement[bool]:
    """Return the condition that bidders were told of the award by an evaluation, as it stands."""
    return (
        exists()
        .where(AwardTelling.award_step_id == AwardStep.id)
        .where(AwardStep.evaluation_run_id == EvaluationRun.id, still_stands())
        .correlate(EvaluationRun)
    )


def progress(session: Session, procurement_id: UUID) -> AwardProgress:
    """Return how far the award of a procurement has come, in one query."""
    is_moderated_since = exists().where(
        ModerationStep.procurement_id == procurement_id,
        ModerationStep.made_at > EvaluationRun.made_at,
    )
    found = session.execute(
        select(~is_moderated_since, last_state(), is_told())
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return NOTHING
    is_newest, state, told = found
    return AwardProgress(bool(is_newest), state, bool(told))
