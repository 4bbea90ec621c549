"""Queries about the notices of a procurement: the award that they tell of, and those made."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from webapp.store.award_steps import still_stands
from webapp.store.award_tables import (
    AwardNotice,
    AwardStep,
    AwardTelling,
    EvaluationRun,
    NoticeMade,
)
from webapp.store.connection import Session
from webapp.store.intact import intact
from webapp.store.models import User
from webapp.store.outline_tables import OutlineVersion


class MadeRow(NamedTuple):
    """A notice that was made, and who made it."""

    notice: NoticeMade
    by: str


class AwardRows(NamedTuple):
    """The last evaluation, the steps of the award that rest on it, and what bidders were told.

    `published` is the award notice, once it is on record that it was published.
    """

    run: EvaluationRun
    steps: Sequence[AwardStep]
    telling: AwardTelling | None
    published: AwardNotice | None

    def last(self, state: str) -> AwardStep | None:
        """Return the last step that led to a state, None if none did."""
        return next((one for one in reversed(self.steps) if one.state == state), None)


def award(session: Session, procurement_id: UUID) -> AwardRows | None:
    """Return what is on record of the award, None before there is an evaluation."""
    run = session.scalars(
        select(EvaluationRun)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()
    if run is None:
        return None
    intact(run)
    steps = session.scalars(
        select(AwardStep).where(AwardStep.evaluation_run_id == run.id).order_by(AwardStep.number)
    ).all()
    telling = session.scalars(
        select(AwardTelling)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .where(AwardStep.evaluation_run_id == run.id, still_stands())
        .order_by(AwardTelling.number.desc())
        .limit(1)
    ).one_or_none()
    published = session.scalars(
        select(AwardNotice)
        .join(AwardTelling, AwardTelling.id == AwardNotice.award_telling_id)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .where(AwardStep.evaluation_run_id == run.id, still_stands())
        .order_by(AwardNotice.number.desc())
        .limit(1)
    ).one_or_none()
    return AwardRows(run, steps, telling, published)


def taken_back(session: Session, procurement_id: UUID) -> int:
    """Return of how many awards a notice is on record as published that were taken back since."""
    found = (
        select(func.count(AwardNotice.award_telling_id.distinct()))
        .join(AwardTelling, AwardTelling.id == AwardNotice.award_telling_id)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .where(AwardNotice.procurement_id == procurement_id, ~still_stands())
    )
    return session.scalar(found) or 0


def made(session: Session, procurement_id: UUID) -> Sequence[MadeRow]:
    """Return the notices that were made of a procurement, the first of each kind first."""
    rows = session.execute(
        select(NoticeMade, User.name)
        .join(User, User.id == NoticeMade.made_by)
        .where(NoticeMade.procurement_id == procurement_id)
        .order_by(NoticeMade.kind, NoticeMade.number)
    )
    return [MadeRow(notice, name) for notice, name in rows]


def has_conflicts_assessment(session: Session, version_id: UUID) -> bool:
    """Return whether a version of an outline says that a conflicts assessment was prepared."""
    found = select(OutlineVersion.has_conflicts_assessment).where(OutlineVersion.id == version_id)
    return bool(session.scalar(found))
