"""Queries about telling bidders of an award: letters, and the notice."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select

from webapp.store.award_steps import still_stands
from webapp.store.award_tables import (
    AwardNotice,
    AwardStep,
    AwardTelling,
    EvaluationRun,
    LetterSent,
    LetterWords,
)
from webapp.store.connection import Session
from webapp.store.last_rows import is_last
from webapp.store.models import User
from webapp.store.tender_tables import Bidder


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
    """A letter that a bidder was sent; `telling_id` is None where it tells of no award."""

    kind: str
    html: str
    sent_at: datetime
    telling_id: UUID | None


def words(session: Session, procurement_id: UUID) -> Sequence[LetterWords]:
    """Return what was given for letters: the last row of each bidder."""
    return session.scalars(
        select(LetterWords)
        .where(
            LetterWords.procurement_id == procurement_id,
            is_last(LetterWords.number, LetterWords.bidder_id),
        )
        .order_by(LetterWords.bidder_id)
    ).all()


def told(session: Session, run_id: UUID) -> TellingRow | None:
    """Return that bidders were told of an award by an evaluation that was not taken back."""
    row = session.execute(
        _tellings()
        .where(EvaluationRun.id == run_id, still_stands())
        .order_by(AwardTelling.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else TellingRow(*row)


def tellings(session: Session, procurement_id: UUID) -> Sequence[TellingRow]:
    """Return every telling of an award, those that were taken back too, in order."""
    found = session.execute(
        _tellings()
        .where(AwardTelling.procurement_id == procurement_id)
        .order_by(AwardTelling.number)
    )
    return [TellingRow(*row) for row in found]


def taken_back(session: Session, procurement_id: UUID) -> Sequence[AwardTelling]:
    """Return the tellings of awards that were taken back since, in order."""
    return session.scalars(
        select(AwardTelling)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .where(AwardTelling.procurement_id == procurement_id, ~still_stands())
        .order_by(AwardTelling.number)
    ).all()


def telling(session: Session, telling_id: UUID) -> TellingRow | None:
    """Return one telling of an award."""
    row = session.execute(_tellings().where(AwardTelling.id == telling_id)).one_or_none()
    return None if row is None else TellingRow(*row)


def _tellings() -> Select[AwardTelling, str, EvaluationRun]:
    return (
        select(AwardTelling, User.name, EvaluationRun)
        .join(User, User.id == AwardTelling.made_by)
        .join(AwardStep, AwardStep.id == AwardTelling.award_step_id)
        .join(EvaluationRun, EvaluationRun.id == AwardStep.evaluation_run_id)
    )


def how_often_told(session: Session, procurement_id: UUID) -> int:
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


def letter(session: Session, procurement_id: UUID, letter_id: UUID) -> LetterRow | None:
    """Return a letter that was sent in a procurement, None if there is none such."""
    row = session.execute(
        select(LetterSent, Bidder)
        .join(Bidder, Bidder.id == LetterSent.bidder_id)
        .where(LetterSent.procurement_id == procurement_id, LetterSent.id == letter_id)
    ).one_or_none()
    return None if row is None else LetterRow(*row)


def as_sent(row: LetterSent) -> SentLetter:
    """Return a letter as it was sent, without whose it is."""
    return SentLetter(row.kind, row.html, row.made_at, row.award_telling_id)


def every_sent(session: Session, procurement_id: UUID) -> Sequence[LetterRow]:
    """Return every letter that was sent in a procurement, by moment and number of the bidder."""
    found = session.execute(
        select(LetterSent, Bidder)
        .join(Bidder, Bidder.id == LetterSent.bidder_id)
        .where(LetterSent.procurement_id == procurement_id)
        .order_by(LetterSent.made_at, Bidder.number)
    )
    return [LetterRow(*row) for row in found]


def sent_to(session: Session, bidder_id: UUID, *, but: str) -> Sequence[SentLetter]:
    """Return every letter that a bidder was sent, in order, but those of one kind."""
    found = session.execute(
        select(LetterSent.kind, LetterSent.html, LetterSent.made_at, LetterSent.award_telling_id)
        .where(LetterSent.bidder_id == bidder_id, LetterSent.kind != but)
        .order_by(LetterSent.made_at, LetterSent.id)
    )
    return [SentLetter(*row) for row in found]


def notices(session: Session, procurement_id: UUID) -> Sequence[NoticeRow]:
    """Return every day that was entered for an award notice, in order; the last one stands."""
    found = session.execute(
        select(AwardNotice, User.name)
        .join(User, User.id == AwardNotice.made_by)
        .where(AwardNotice.procurement_id == procurement_id)
        .order_by(AwardNotice.number)
    )
    return [NoticeRow(*row) for row in found]
