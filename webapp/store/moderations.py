"""Queries about moderation: the answers that are opened, what was given to them, and agreed.

No query returns a mark that is not handed in, or the words of one whose answer is not opened.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, select

from webapp.store.bid_tables import OpenedBid
from webapp.store.connection import Session
from webapp.store.last_rows import is_last_mark, is_last_step
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep

_BETWEEN = " "


class StepRow(NamedTuple):
    """The last step of an answer, without its words."""

    bidder_id: UUID
    criterion: str
    number: int
    state: str
    score: str | None
    made_at: datetime


class GivenRow(NamedTuple):
    """The scores that were handed in for an answer that is opened, without whose each is."""

    bidder_id: UUID
    criterion: str
    scores: tuple[str, ...]


class InRow(NamedTuple):
    """That somebody has handed in a score of an answer, and nothing of what it says."""

    user_id: UUID
    bidder_id: UUID
    criterion: str


class OfferRow(NamedTuple):
    """What a bid offers besides its answers: its price as text, and its promises as JSON."""

    bidder_id: UUID
    price: str | None
    commitments: str


def last_steps(session: Session, procurement_id: UUID) -> Sequence[StepRow]:
    """Return how far each answer that was opened has come."""
    found = session.execute(
        select(
            ModerationStep.bidder_id,
            ModerationStep.criterion,
            ModerationStep.number,
            ModerationStep.state,
            ModerationStep.score,
            ModerationStep.made_at,
        ).where(ModerationStep.procurement_id == procurement_id, is_last_step())
    )
    return [StepRow(*row) for row in found]


def steps_of(
    session: Session, procurement_id: UUID, bidder_id: UUID, criterion: str
) -> Sequence[ModerationStep]:
    """Return every step of an answer in order, with its words."""
    return session.scalars(
        select(ModerationStep)
        .where(
            ModerationStep.procurement_id == procurement_id,
            ModerationStep.bidder_id == bidder_id,
            ModerationStep.criterion == criterion,
        )
        .order_by(ModerationStep.number)
    ).all()


def agreed_on(session: Session, procurement_id: UUID, criterion: str) -> Sequence[ModerationStep]:
    """Return what is agreed of a question, by every bid of which something is."""
    return session.scalars(
        select(ModerationStep).where(
            ModerationStep.procurement_id == procurement_id,
            ModerationStep.criterion == criterion,
            ModerationStep.state == "agreed",
            is_last_step(),
        )
    ).all()


def last_present(session: Session, procurement_id: UUID) -> str:
    """Return who was present when a score was agreed last, as a JSON list of ids."""
    found = session.scalar(
        select(ModerationStep.present)
        .where(ModerationStep.procurement_id == procurement_id, ModerationStep.state == "agreed")
        .order_by(ModerationStep.made_at.desc(), ModerationStep.id)
        .limit(1)
    )
    return found or "[]"


def agreed_counts(
    session: Session, procurement_id: UUID, criteria: Collection[str]
) -> dict[UUID, tuple[int, bool]]:
    """Return by bidder how many of some questions are agreed, and whether a gate is failed."""
    found = session.execute(
        select(
            ModerationStep.bidder_id,
            func.count(),
            func.max(case((ModerationStep.score == "failed", 1), else_=0)),
        )
        .where(
            ModerationStep.procurement_id == procurement_id,
            ModerationStep.criterion.in_(criteria),
            ModerationStep.state == "agreed",
            is_last_step(),
        )
        .group_by(ModerationStep.bidder_id)
    )
    return {bidder_id: (agreed, bool(failed)) for bidder_id, agreed, failed in found}


def given(
    session: Session, procurement_id: UUID, *, without: Collection[UUID]
) -> Sequence[GivenRow]:
    """Return the scores of each answer that is opened, but for those of some people."""
    found = session.execute(
        select(
            EvaluatorMark.bidder_id,
            EvaluatorMark.criterion,
            func.aggregate_strings(EvaluatorMark.score, _BETWEEN),
        )
        .where(
            EvaluatorMark.procurement_id == procurement_id,
            EvaluatorMark.is_in,
            EvaluatorMark.user_id.not_in(without),
            is_last_mark(),
            _is_opened(),
        )
        .group_by(EvaluatorMark.bidder_id, EvaluatorMark.criterion)
    )
    return [
        GivenRow(bidder_id, criterion, tuple(scores.split(_BETWEEN)))
        for bidder_id, criterion, scores in found
    ]


def marks_of(
    session: Session, procurement_id: UUID, bidder_id: UUID, criterion: str
) -> Sequence[EvaluatorMark]:
    """Return the marks of one answer that are handed in, if it is opened."""
    return session.scalars(
        select(EvaluatorMark)
        .where(
            EvaluatorMark.procurement_id == procurement_id,
            EvaluatorMark.bidder_id == bidder_id,
            EvaluatorMark.criterion == criterion,
            EvaluatorMark.is_in,
            is_last_mark(),
            _is_opened(),
        )
        .order_by(EvaluatorMark.made_at, EvaluatorMark.user_id)
    ).all()


def handed_in(
    session: Session, procurement_id: UUID, *, place: tuple[UUID, str] | None = None
) -> Sequence[InRow]:
    """Return who has handed in a score of which answer that is not opened, or of one answer."""
    found = select(EvaluatorMark.user_id, EvaluatorMark.bidder_id, EvaluatorMark.criterion).where(
        EvaluatorMark.procurement_id == procurement_id, EvaluatorMark.is_in, is_last_mark()
    )
    if place is None:
        found = found.where(~_is_opened())
    else:
        found = found.where(
            EvaluatorMark.bidder_id == place[0], EvaluatorMark.criterion == place[1]
        )
    return [
        InRow(user_id, bidder_id, criterion)
        for user_id, bidder_id, criterion in session.execute(found)
    ]


def offers(session: Session, procurement_id: UUID) -> Sequence[OfferRow]:
    """Return what each bid that was opened offers besides its answers."""
    found = session.execute(
        select(OpenedBid.bidder_id, OpenedBid.price, OpenedBid.commitments).where(
            OpenedBid.procurement_id == procurement_id
        )
    )
    return [OfferRow(*row) for row in found]


def _is_opened() -> ColumnElement[bool]:
    """Return the condition that the answer of a mark is opened to the panel."""
    return exists().where(
        ModerationStep.procurement_id == EvaluatorMark.procurement_id,
        ModerationStep.bidder_id == EvaluatorMark.bidder_id,
        ModerationStep.criterion == EvaluatorMark.criterion,
        ModerationStep.number == 1,
    )
