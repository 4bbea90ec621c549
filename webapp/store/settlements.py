"""Queries about what people settled of bids: promises, exclusions and prices in question.

What `settlements`, `exclusions` and `price_decisions` return stands; the histories hold all of it.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from webapp.store.award_tables import (
    BidExclusion,
    CommitmentSettlement,
    LetterSent,
    PriceAnswer,
    PriceDecision,
    PriceQuestion,
)
from webapp.store.connection import Session
from webapp.store.last_rows import is_last, is_last_exclusion


class DecidedPrice(NamedTuple):
    """What was decided on a bidder's price, on the last question that it was asked about it."""

    bidder_id: UUID
    decision: PriceDecision


def settlements(session: Session, procurement_id: UUID) -> Sequence[CommitmentSettlement]:
    """Return what stands of settled promises: the last row of each bid and measure."""
    return session.scalars(
        select(CommitmentSettlement)
        .where(
            CommitmentSettlement.procurement_id == procurement_id,
            is_last(
                CommitmentSettlement.number,
                CommitmentSettlement.procurement_id,
                CommitmentSettlement.bidder_id,
                CommitmentSettlement.measure,
            ),
        )
        .order_by(CommitmentSettlement.made_at, CommitmentSettlement.id)
    ).all()


def settlement_history(session: Session, procurement_id: UUID) -> Sequence[CommitmentSettlement]:
    """Return every settlement of a promise, in the order of each promise's."""
    return session.scalars(
        select(CommitmentSettlement)
        .where(CommitmentSettlement.procurement_id == procurement_id)
        .order_by(CommitmentSettlement.made_at, CommitmentSettlement.number)
    ).all()


def exclusions(session: Session, procurement_id: UUID) -> Sequence[BidExclusion]:
    """Return the exclusions that stand: the last row of each bid and ground, if it is on."""
    return session.scalars(
        select(BidExclusion)
        .where(
            BidExclusion.procurement_id == procurement_id,
            is_last_exclusion(),
            BidExclusion.is_on,
        )
        .order_by(BidExclusion.bidder_id, BidExclusion.number)
    ).all()


def exclusion_history(session: Session, procurement_id: UUID) -> Sequence[BidExclusion]:
    """Return every exclusion that was declared or lifted, in the order of each bid's."""
    return session.scalars(
        select(BidExclusion)
        .where(BidExclusion.procurement_id == procurement_id)
        .order_by(BidExclusion.made_at, BidExclusion.number)
    ).all()


def price_decisions(session: Session, procurement_id: UUID) -> Sequence[DecidedPrice]:
    """Return what stands of decisions on prices: the last row on each bidder's last question."""
    found = session.execute(
        select(PriceQuestion.bidder_id, PriceDecision)
        .join(PriceQuestion, PriceQuestion.id == PriceDecision.price_question_id)
        .where(
            PriceQuestion.procurement_id == procurement_id,
            is_last(PriceQuestion.number, PriceQuestion.procurement_id, PriceQuestion.bidder_id),
            is_last(PriceDecision.number, PriceDecision.price_question_id),
        )
        .order_by(PriceDecision.made_at, PriceDecision.id)
    )
    return [DecidedPrice(bidder_id, decision) for bidder_id, decision in found]


def price_questions(session: Session, procurement_id: UUID) -> Sequence[PriceQuestion]:
    """Return every question about a price, in the order of each bidder's."""
    return session.scalars(
        select(PriceQuestion)
        .where(PriceQuestion.procurement_id == procurement_id)
        .order_by(PriceQuestion.bidder_id, PriceQuestion.number)
    ).all()


def last_price_question(
    session: Session, procurement_id: UUID, bidder_id: UUID
) -> PriceQuestion | None:
    """Return the last question that a bidder was asked about its price, None if it never was."""
    return session.scalars(
        select(PriceQuestion)
        .where(PriceQuestion.procurement_id == procurement_id, PriceQuestion.bidder_id == bidder_id)
        .order_by(PriceQuestion.number.desc())
        .limit(1)
    ).one_or_none()


def price_answers(session: Session, procurement_id: UUID) -> Sequence[PriceAnswer]:
    """Return every answer about a price, in the order of each question's."""
    return session.scalars(
        select(PriceAnswer)
        .join(PriceQuestion, PriceQuestion.id == PriceAnswer.price_question_id)
        .where(PriceQuestion.procurement_id == procurement_id)
        .order_by(PriceAnswer.price_question_id, PriceAnswer.number)
    ).all()


def answers_to(session: Session, price_question_id: UUID) -> Sequence[PriceAnswer]:
    """Return the answers to one question about a price, in order."""
    return session.scalars(
        select(PriceAnswer)
        .where(PriceAnswer.price_question_id == price_question_id)
        .order_by(PriceAnswer.number)
    ).all()


def price_decision_history(session: Session, procurement_id: UUID) -> Sequence[PriceDecision]:
    """Return every decision on a price, in the order of each question's."""
    return session.scalars(
        select(PriceDecision)
        .join(PriceQuestion, PriceQuestion.id == PriceDecision.price_question_id)
        .where(PriceQuestion.procurement_id == procurement_id)
        .order_by(PriceDecision.price_question_id, PriceDecision.number)
    ).all()


def letter_of(session: Session, procurement_id: UUID, bidder_id: UUID, kind: str) -> str:
    """Return the page of the last letter of a kind that a bidder was sent; empty without one."""
    found = session.scalars(
        select(LetterSent.html)
        .where(
            LetterSent.procurement_id == procurement_id,
            LetterSent.bidder_id == bidder_id,
            LetterSent.kind == kind,
        )
        .order_by(LetterSent.made_at.desc(), LetterSent.id)
        .limit(1)
    ).one_or_none()
    return found or ""
