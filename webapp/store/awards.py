"""Queries about how far the award of a tender has come."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select

from webapp.store.award_tables import AwardStep, AwardTelling, EvaluationRun
from webapp.store.connection import Session
from webapp.store.scoring_tables import ModerationStep


class AwardProgress(NamedTuple):
    """How far an award has come.

    `is_evaluated` says that the last evaluation is not older than the last step of moderation,
    `state` is that of the last step that rests on this evaluation, None without one, and `is_told`
    that bidders were told of it.
    """

    is_evaluated: bool
    state: str | None
    is_told: bool


NOTHING = AwardProgress(is_evaluated=False, state=None, is_told=False)


def progress(session: Session, procurement_id: UUID) -> AwardProgress:
    """Return how far the award of a procurement has come, in one query."""
    moderated = (
        select(func.max(ModerationStep.made_at))
        .where(ModerationStep.procurement_id == procurement_id)
        .scalar_subquery()
    )
    told = (
        exists()
        .where(AwardTelling.award_step_id == AwardStep.id)
        .where(AwardStep.evaluation_run_id == EvaluationRun.id)
    )
    last = (
        select(AwardStep.state)
        .where(AwardStep.evaluation_run_id == EvaluationRun.id)
        .order_by(AwardStep.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        select(EvaluationRun.made_at, moderated, last, told)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return NOTHING
    made_at, moderated_at, state, is_told = found
    return AwardProgress(moderated_at is None or made_at >= moderated_at, state, bool(is_told))
