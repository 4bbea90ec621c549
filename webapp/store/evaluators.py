"""Queries about the evaluation panel: who scores what, what was declared, what is shown early."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, union

from webapp.store.bid_tables import OpenedBid
from webapp.store.connection import Session
from webapp.store.last_rows import is_last_mark
from webapp.store.models import User
from webapp.store.scoring_tables import (
    EvaluationChairing,
    EvaluationDeclaration,
    EvaluatorAssignment,
    EvaluatorMark,
    ModerationStep,
    Unmasking,
)


class CellRow(NamedTuple):
    """The last row of somebody's marks of one answer, and whether it is handed in."""

    user_id: UUID
    bidder_id: UUID
    criterion: str
    is_in: bool


def assignments(
    session: Session, procurement_id: UUID, *, user_id: UUID | None = None
) -> Sequence[EvaluatorAssignment]:
    """Return every assignment that was made or ended, in order; of one evaluator if named."""
    found = select(EvaluatorAssignment).where(EvaluatorAssignment.procurement_id == procurement_id)
    if user_id is not None:
        found = found.where(EvaluatorAssignment.user_id == user_id)
    return session.scalars(
        found.order_by(EvaluatorAssignment.number, EvaluatorAssignment.made_at)
    ).all()


def panels_of(session: Session, user_id: UUID) -> frozenset[UUID]:
    """Return the procurements whose panel somebody was ever on, or whose bidders they declared on.

    One query, whatever came of each.
    """
    tables = (EvaluatorAssignment, EvaluationChairing, EvaluationDeclaration)
    found = union(
        *(select(table.procurement_id).where(table.user_id == user_id) for table in tables)
    )
    return frozenset(session.scalars(found))


def chairings(session: Session, procurement_id: UUID) -> Sequence[EvaluationChairing]:
    """Return who was named chair, in order; the last one is."""
    return session.scalars(
        select(EvaluationChairing)
        .where(EvaluationChairing.procurement_id == procurement_id)
        .order_by(EvaluationChairing.number)
    ).all()


def declarations(
    session: Session, procurement_id: UUID, *, user_id: UUID | None = None
) -> Sequence[EvaluationDeclaration]:
    """Return what was declared and decided of interests, in order; of one person if named."""
    found = select(EvaluationDeclaration).where(
        EvaluationDeclaration.procurement_id == procurement_id
    )
    if user_id is not None:
        found = found.where(EvaluationDeclaration.user_id == user_id)
    return session.scalars(found.order_by(EvaluationDeclaration.number)).all()


def unmaskings(session: Session, procurement_id: UUID) -> Sequence[Unmasking]:
    """Return what was shown early, to whom and why, in order."""
    return session.scalars(
        select(Unmasking)
        .where(Unmasking.procurement_id == procurement_id)
        .order_by(Unmasking.made_at, Unmasking.id)
    ).all()


def opened_bidders(session: Session, procurement_id: UUID) -> frozenset[UUID]:
    """Return the bidders whose bid was opened."""
    return frozenset(
        session.scalars(
            select(OpenedBid.bidder_id).where(OpenedBid.procurement_id == procurement_id)
        )
    )


def cells(
    session: Session, procurement_id: UUID, *, user_id: UUID | None = None
) -> Sequence[CellRow]:
    """Return whether each mark is in, and nothing of what it says; of one evaluator if named."""
    found = select(
        EvaluatorMark.user_id,
        EvaluatorMark.bidder_id,
        EvaluatorMark.criterion,
        EvaluatorMark.is_in,
    ).where(
        EvaluatorMark.procurement_id == procurement_id,
        is_last_mark(),
    )
    if user_id is not None:
        found = found.where(EvaluatorMark.user_id == user_id)
    return [CellRow(*row) for row in session.execute(found)]


def moderated_cells(session: Session, procurement_id: UUID) -> frozenset[tuple[UUID, str]]:
    """Return the answers, by bidder and question, that were ever opened to the panel."""
    found = session.execute(
        select(ModerationStep.bidder_id, ModerationStep.criterion)
        .where(ModerationStep.procurement_id == procurement_id)
        .distinct()
    )
    return frozenset((bidder_id, criterion) for bidder_id, criterion in found)


def names(session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what people are called."""
    found = session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in found}
