"""Queries about what was published of a tender, whom it was told, and what bidders asked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case, exists, func, select, update

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.tender_tables import (
    Bidder,
    BidderLink,
    BidderVisit,
    Clarification,
    ClarificationAnswer,
    Publication,
    PublicationTelling,
)


class AskedRow(NamedTuple):
    """A question with who asked it."""

    clarification: Clarification
    bidder: Bidder


class AnsweredRow(NamedTuple):
    """An answer with who gave it."""

    answer: ClarificationAnswer
    name: str


def publications(session: Session, procurement_id: UUID) -> Sequence[tuple[Publication, str]]:
    """Return what was published of a procurement with who did it, the first first."""
    rows = session.execute(
        select(Publication, User.name)
        .join(User, User.id == Publication.published_by)
        .where(Publication.procurement_id == procurement_id)
        .order_by(Publication.number)
    )
    return [(row, name) for row, name in rows]


def bidders(session: Session, procurement_id: UUID) -> Sequence[Bidder]:
    """Return the bidders of a procurement in the order in which they were invited."""
    return session.scalars(
        select(Bidder).where(Bidder.procurement_id == procurement_id).order_by(Bidder.number)
    ).all()


def bidder_of_email(session: Session, procurement_id: UUID, email: str) -> Bidder | None:
    """Return the bidder of a procurement that has an e-mail address, None if none has."""
    return session.scalars(
        select(Bidder).where(Bidder.procurement_id == procurement_id, Bidder.email == email)
    ).one_or_none()


def bidder(session: Session, procurement_id: UUID, number: int) -> Bidder | None:
    """Return a bidder of a procurement by its number, None if there is none such."""
    return session.scalars(
        select(Bidder).where(Bidder.procurement_id == procurement_id, Bidder.number == number)
    ).one_or_none()


def open_links(session: Session, bidder_ids: Collection[UUID]) -> Sequence[BidderLink]:
    """Return the links of bidders that were not ended, the last made first."""
    return session.scalars(
        select(BidderLink)
        .where(BidderLink.bidder_id.in_(bidder_ids), BidderLink.ended_at.is_(None))
        .order_by(BidderLink.made_at.desc())
    ).all()


def end_visits(session: Session, bidder_id: UUID, *, at: datetime) -> None:
    """End every visit of a bidder that has not ended."""
    session.execute(
        update(BidderVisit)
        .where(BidderVisit.bidder_id == bidder_id, BidderVisit.ended_at.is_(None))
        .values(ended_at=at)
    )


def asked(session: Session, procurement_id: UUID) -> Sequence[AskedRow]:
    """Return the questions that bidders asked, the first first."""
    rows = session.execute(
        select(Clarification, Bidder)
        .join(Bidder, Bidder.id == Clarification.bidder_id)
        .where(Clarification.procurement_id == procurement_id)
        .order_by(Clarification.number)
    )
    return [AskedRow(row, bidder) for row, bidder in rows]


def answered(session: Session, procurement_id: UUID) -> Sequence[AnsweredRow]:
    """Return the answers to bidders' questions with who gave each, the first of each first."""
    rows = session.execute(
        select(ClarificationAnswer, User.name)
        .join(Clarification, Clarification.id == ClarificationAnswer.clarification_id)
        .join(User, User.id == ClarificationAnswer.answered_by)
        .where(Clarification.procurement_id == procurement_id)
        .order_by(Clarification.number, ClarificationAnswer.number)
    )
    return [AnsweredRow(row, name) for row, name in rows]


def counted_questions(session: Session, procurement_id: UUID) -> tuple[int, int]:
    """Return how many questions bidders asked, and how many of them have no answer."""
    is_answered = exists().where(ClarificationAnswer.clarification_id == Clarification.id)
    total, done = session.execute(
        select(func.count(), func.count(case((is_answered, 1)))).where(
            Clarification.procurement_id == procurement_id
        )
    ).one()
    return total, total - done


def told_numbers(session: Session, procurement_id: UUID) -> dict[UUID, int]:
    """Return of each bidder the number of the last change that it was told of."""
    rows = session.execute(
        select(PublicationTelling.bidder_id, func.max(Publication.number))
        .join(Publication, Publication.id == PublicationTelling.publication_id)
        .where(Publication.procurement_id == procurement_id)
        .group_by(PublicationTelling.bidder_id)
    )
    return {bidder_id: number for bidder_id, number in rows}  # noqa: C416 - rows into a dict
