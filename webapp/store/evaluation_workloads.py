"""Queries about what an evaluator still has to do, over all tenders at once."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from webapp.store.bid_tables import OpenedBid
from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord
from webapp.store.scoring_tables import (
    EvaluationDeclaration,
    EvaluatorAssignment,
    EvaluatorMark,
    ModerationStep,
)
from webapp.store.tender_tables import Bidder


class ScoringRow(NamedTuple):
    """A tender that somebody scores, and how many scores they have not handed in.

    Only bids that are open count, and answers that moderation has not opened.
    """

    record: ProcurementRecord
    open_scores: int


class SaidRow(NamedTuple):
    """What somebody declared last for a tender: how, and for which bidders."""

    procurement_id: UUID
    bidders_sha256: str
    handling: str
    is_decided: bool


def scoring(session: Session, user_id: UUID) -> Sequence[ScoringRow]:
    """Return the tenders that somebody scores, with what is not handed in."""
    later = aliased(EvaluatorAssignment)
    of_pair = (
        later.procurement_id == EvaluatorAssignment.procurement_id,
        later.user_id == EvaluatorAssignment.user_id,
        later.criterion == EvaluatorAssignment.criterion,
    )
    is_last = ~exists().where(*of_pair, later.number > EvaluatorAssignment.number)
    newer = aliased(EvaluatorMark)
    of_mark = (
        EvaluatorMark.procurement_id == EvaluatorAssignment.procurement_id,
        EvaluatorMark.user_id == user_id,
        EvaluatorMark.criterion == EvaluatorAssignment.criterion,
        EvaluatorMark.bidder_id == OpenedBid.bidder_id,
    )
    is_newest = ~exists().where(
        newer.procurement_id == EvaluatorMark.procurement_id,
        newer.user_id == EvaluatorMark.user_id,
        newer.criterion == EvaluatorMark.criterion,
        newer.bidder_id == EvaluatorMark.bidder_id,
        newer.number > EvaluatorMark.number,
    )
    is_in = exists().where(*of_mark, EvaluatorMark.is_in, is_newest)
    is_locked = exists().where(
        ModerationStep.procurement_id == EvaluatorAssignment.procurement_id,
        ModerationStep.criterion == EvaluatorAssignment.criterion,
        ModerationStep.bidder_id == OpenedBid.bidder_id,
    )
    is_owed = (OpenedBid.procurement_id == EvaluatorAssignment.procurement_id) & ~is_in & ~is_locked
    rows = session.execute(
        select(ProcurementRecord, func.count(OpenedBid.id))
        .join(EvaluatorAssignment, EvaluatorAssignment.procurement_id == ProcurementRecord.id)
        .outerjoin(OpenedBid, is_owed)
        .where(EvaluatorAssignment.user_id == user_id, EvaluatorAssignment.is_on, is_last)
        .group_by(ProcurementRecord.id)
        .order_by(ProcurementRecord.reference)
    )
    return [ScoringRow(record, count) for record, count in rows]


def said(session: Session, user_id: UUID) -> Sequence[SaidRow]:
    """Return everything that somebody declared, and what was decided on it, in order."""
    rows = session.scalars(
        select(EvaluationDeclaration)
        .where(EvaluationDeclaration.user_id == user_id)
        .order_by(EvaluationDeclaration.procurement_id, EvaluationDeclaration.number)
    )
    return [
        SaidRow(row.procurement_id, row.bidders_sha256, row.handling, row.decided_by is not None)
        for row in rows
    ]


def bidders(session: Session, procurement_ids: Sequence[UUID]) -> Sequence[tuple[UUID, UUID, str]]:
    """Return the bidders of tenders: the tender, the bidder and its name."""
    rows = session.execute(
        select(Bidder.procurement_id, Bidder.id, Bidder.name).where(
            Bidder.procurement_id.in_(procurement_ids)
        )
    )
    return [(procurement_id, bidder_id, name) for procurement_id, bidder_id, name in rows]
