"""Queries about telling bidders of an award: letters, the notice, and the steps that follow."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from webapp.store.award_tables import (
    AwardNotice,
    AwardStep,
    AwardTelling,
    EvaluationRun,
    LetterSent,
    LetterWords,
)
from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.tender_tables import Bidder


class StepRow(NamedTuple):
    """A step of the award, and who took it."""

    step: AwardStep
    by: str


class TellingRow(NamedTuple):
    """That bidders were told, by whom, and the evaluation that they were told of."""

    telling: AwardTelling
    by: str
    run: EvaluationRun


class NoticeRow(NamedTuple):
    """The day of a contract award notice, and who entered it."""

    notice: AwardNotice
    by: str


class LetterRow(NamedTuple):
    """A letter that was sent, and to whom."""

    letter: LetterSent
    bidder: Bidder


class SentLetter(NamedTuple):
    """The last letter on an award that a bidder was sent, without those of the others."""

    kind: str
    html: str
    sent_at: datetime


def last_run(session: Session, procurement_id: UUID) -> EvaluationRun | None:
    """Return the last evaluation of a tender, None before there is one."""
    return session.scalars(
        select(EvaluationRun)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()


def steps(session: Session, run_id: UUID) -> Sequence[StepRow]:
    """Return the steps of the award that rest on an evaluation, the first first."""
    found = session.execute(
        select(AwardStep, User.name)
        .join(User, User.id == AwardStep.made_by)
        .where(AwardStep.evaluation_run_id == run_id)
        .order_by(AwardStep.number)
    )
    return [StepRow(*row) for row in found]


def next_step(session: Session, procurement_id: UUID) -> int:
    """Return the number that the next step of an award bears."""
    last = select(func.max(AwardStep.number)).where(AwardStep.procurement_id == procurement_id)
    return (session.scalar(last) or 0) + 1


def words(session: Session, procurement_id: UUID) -> Sequence[LetterWords]:
    """Return what was given for letters: the last row of each bidder."""
    later = aliased(LetterWords)
    last = (
        select(func.max(later.number))
        .where(later.bidder_id == LetterWords.bidder_id)
        .scalar_subquery()
    )
    return session.scalars(
        select(LetterWords)
        .where(LetterWords.procurement_id == procurement_id, LetterWords.number == last)
        .order_by(LetterWords.bidder_id)
    ).all()


def told(session: Session, run_id: UUID) -> TellingRow | None:
    """Return that bidders were told of an evaluation, None if they were not."""
    row = session.execute(
        select(AwardTelling, User.name, EvaluationRun)
        .join(User, User.id == AwardTelling.made_by)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .join(EvaluationRun, EvaluationRun.id == AwardStep.evaluation_run_id)
        .where(EvaluationRun.id == run_id)
        .order_by(AwardTelling.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else TellingRow(*row)


def telling_to(session: Session, bidder_id: UUID) -> TellingRow | None:
    """Return the last telling of an award that reached a bidder, None before there is one."""
    row = session.execute(
        select(AwardTelling, User.name, EvaluationRun)
        .join(User, User.id == AwardTelling.made_by)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .join(EvaluationRun, EvaluationRun.id == AwardStep.evaluation_run_id)
        .join(LetterSent, LetterSent.award_telling_id == AwardTelling.id)
        .where(LetterSent.bidder_id == bidder_id)
        .order_by(AwardTelling.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else TellingRow(*row)


def tellings(session: Session, procurement_id: UUID) -> int:
    """Return how often bidders were told of an award."""
    counted = select(func.count()).where(AwardTelling.procurement_id == procurement_id)
    return session.scalar(counted) or 0


def sent(session: Session, telling_id: UUID) -> Sequence[LetterRow]:
    """Return the letters that were sent at once, by the number of the bidder."""
    found = session.execute(
        select(LetterSent, Bidder)
        .join(Bidder, Bidder.id == LetterSent.bidder_id)
        .where(LetterSent.award_telling_id == telling_id)
        .order_by(Bidder.number)
    )
    return [LetterRow(*row) for row in found]


def sent_to(session: Session, bidder_id: UUID) -> SentLetter | None:
    """Return the last letter on an award that a bidder was sent, None before there is one."""
    row = session.execute(
        select(LetterSent.kind, LetterSent.html, LetterSent.made_at)
        .join(AwardTelling, AwardTelling.id == LetterSent.award_telling_id)
        .where(LetterSent.bidder_id == bidder_id)
        .order_by(AwardTelling.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else SentLetter(*row)


def notices(session: Session, procurement_id: UUID) -> Sequence[NoticeRow]:
    """Return every day that was entered for an award notice, in order; the last one stands."""
    found = session.execute(
        select(AwardNotice, User.name)
        .join(User, User.id == AwardNotice.made_by)
        .where(AwardNotice.procurement_id == procurement_id)
        .order_by(AwardNotice.number)
    )
    return [NoticeRow(*row) for row in found]
