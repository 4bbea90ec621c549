"""Queries about what an evaluator still has to do, over all tenders at once."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, select

from webapp.store.bid_tables import OpenedBid
from webapp.store.connection import Session
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.last_rows import is_last, is_last_declaration, is_last_mark
from webapp.store.models import ProcurementRecord, User
from webapp.store.scoring_tables import (
    CalibrationClosing,
    CalibrationMark,
    EvaluationChairing,
    EvaluationDeclaration,
    EvaluatorAssignment,
    EvaluatorMark,
    ModerationStep,
    SampleAnswer,
)
from webapp.store.tender_tables import Bidder


class ScoringRow(NamedTuple):
    """A tender that somebody scores, and how many scores they have not handed in, of how many.

    Only bids that are open count; an answer that moderation has opened is owed no more.
    """

    record: ProcurementRecord
    open_scores: int
    scores: int


class UndecidedRow(NamedTuple):
    """A tender, and somebody on its panel whose conflict of interest waits for a decision."""

    procurement_id: UUID
    user_id: UUID


class SaidRow(NamedTuple):
    """What somebody declared last for a tender: how, and for which bidders."""

    procurement_id: UUID
    bidders_sha256: str
    handling: str
    is_decided: bool


def scoring(session: Session, user_id: UUID) -> Sequence[ScoringRow]:
    """Return the tenders that somebody scores, with what is not handed in; no ended ones."""
    rows = session.execute(
        select(
            ProcurementRecord,
            func.count(case((_is_owed(), OpenedBid.id))),
            func.count(OpenedBid.id),
        )
        .join(EvaluatorAssignment, EvaluatorAssignment.procurement_id == ProcurementRecord.id)
        .outerjoin(OpenedBid, OpenedBid.procurement_id == EvaluatorAssignment.procurement_id)
        .where(
            EvaluatorAssignment.user_id == user_id,
            EvaluatorAssignment.is_on,
            _is_last(),
            ~exists().where(ProcurementEnding.procurement_id == ProcurementRecord.id),
        )
        .group_by(ProcurementRecord.id)
        .order_by(ProcurementRecord.reference)
    )
    return [ScoringRow(*row) for row in rows]


def chaired(session: Session, user_id: UUID) -> frozenset[UUID]:
    """Return the procurements whose panel somebody chairs now."""
    return frozenset(
        session.scalars(
            select(EvaluationChairing.procurement_id).where(
                EvaluationChairing.user_id == user_id,
                is_last(EvaluationChairing.number, EvaluationChairing.procurement_id),
            )
        )
    )


def scores_left(session: Session, procurement_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return by tender how many scores evaluators have not handed in, and of how many.

    Whoever takes no part for a conflict of interest is not waited for.
    """
    rows = session.execute(
        select(
            EvaluatorAssignment.procurement_id,
            func.count(case((_is_owed(), OpenedBid.id))),
            func.count(OpenedBid.id),
        )
        .join(OpenedBid, OpenedBid.procurement_id == EvaluatorAssignment.procurement_id)
        .where(
            EvaluatorAssignment.procurement_id.in_(procurement_ids),
            EvaluatorAssignment.is_on,
            _is_last(),
            ~_is_recused(),
        )
        .group_by(EvaluatorAssignment.procurement_id)
    )
    return {procurement_id: (left, total) for procurement_id, left, total in rows}


def owing(session: Session, procurement_ids: Collection[UUID]) -> Sequence[tuple[UUID, str]]:
    """Return by tender the names of those who have not handed in every score: no score of any."""
    rows = session.execute(
        select(EvaluatorAssignment.procurement_id, User.name)
        .join(OpenedBid, OpenedBid.procurement_id == EvaluatorAssignment.procurement_id)
        .join(User, User.id == EvaluatorAssignment.user_id)
        .where(
            EvaluatorAssignment.procurement_id.in_(procurement_ids),
            EvaluatorAssignment.is_on,
            _is_last(),
            ~_is_recused(),
            _is_owed(),
        )
        .distinct()
        .order_by(User.name)
    )
    return [(procurement_id, name) for procurement_id, name in rows]


def samples(session: Session, user_id: UUID) -> dict[UUID, int]:
    """Return by tender on how many sample answers somebody has still to try their judgement."""
    is_tried = exists().where(
        CalibrationMark.sample_answer_id == SampleAnswer.id, CalibrationMark.user_id == user_id
    )
    is_closed = exists().where(CalibrationClosing.sample_answer_id == SampleAnswer.id)
    rows = session.execute(
        select(SampleAnswer.procurement_id, func.count())
        .join(
            EvaluatorAssignment,
            (EvaluatorAssignment.procurement_id == SampleAnswer.procurement_id)
            & (EvaluatorAssignment.criterion == SampleAnswer.criterion),
        )
        .where(
            EvaluatorAssignment.user_id == user_id,
            EvaluatorAssignment.is_on,
            _is_last(),
            ~is_tried,
            ~is_closed,
        )
        .group_by(SampleAnswer.procurement_id)
    )
    return {procurement_id: count for procurement_id, count in rows}  # noqa: C416 - rows into a dict


def undecided(session: Session, procurement_ids: Collection[UUID]) -> Sequence[UndecidedRow]:
    """Return the conflicts that people on panels declared last, and nobody has decided on."""
    rows = session.execute(
        select(EvaluationDeclaration.procurement_id, EvaluationDeclaration.user_id).where(
            EvaluationDeclaration.procurement_id.in_(procurement_ids),
            EvaluationDeclaration.handling.in_(("managed", "waived")),
            EvaluationDeclaration.decided_by.is_(None),
            is_last_declaration(),
        )
    )
    return [UndecidedRow(*row) for row in rows]


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


def bidders(
    session: Session, procurement_ids: Collection[UUID]
) -> Sequence[tuple[UUID, UUID, str]]:
    """Return the bidders of tenders: the tender, the bidder and its name."""
    rows = session.execute(
        select(Bidder.procurement_id, Bidder.id, Bidder.name).where(
            Bidder.procurement_id.in_(procurement_ids)
        )
    )
    return [(procurement_id, bidder_id, name) for procurement_id, bidder_id, name in rows]


def _is_last() -> ColumnElement[bool]:
    """Return whether an assignment is the last of its evaluator and question."""
    return is_last(
        EvaluatorAssignment.number,
        EvaluatorAssignment.procurement_id,
        EvaluatorAssignment.user_id,
        EvaluatorAssignment.criterion,
    )


def _is_recused() -> ColumnElement[bool]:
    """Return whether the one assigned takes no part for a conflict of interest."""
    return exists().where(
        EvaluationDeclaration.procurement_id == EvaluatorAssignment.procurement_id,
        EvaluationDeclaration.user_id == EvaluatorAssignment.user_id,
        EvaluationDeclaration.handling == "recused",
        is_last_declaration(),
    )


def _is_owed() -> ColumnElement[bool]:
    """Return whether an assignment's score of an opened bid is neither in nor locked."""
    is_in = exists().where(
        EvaluatorMark.procurement_id == EvaluatorAssignment.procurement_id,
        EvaluatorMark.user_id == EvaluatorAssignment.user_id,
        EvaluatorMark.criterion == EvaluatorAssignment.criterion,
        EvaluatorMark.bidder_id == OpenedBid.bidder_id,
        EvaluatorMark.is_in,
        is_last_mark(),
    )
    is_locked = exists().where(
        ModerationStep.procurement_id == EvaluatorAssignment.procurement_id,
        ModerationStep.criterion == EvaluatorAssignment.criterion,
        ModerationStep.bidder_id == OpenedBid.bidder_id,
    )
    return ~is_in & ~is_locked
