"""Queries about what evaluations of many tenders leave open: one each, however many there are."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, or_, select

from webapp.store.award_tables import (
    BidExclusion,
    CommitmentSettlement,
    EvaluationRun,
    PriceDecision,
    PriceQuestion,
)
from webapp.store.bid_tables import UnreadBidStep
from webapp.store.connection import Session
from webapp.store.last_rows import is_last
from webapp.store.lot_tables import LotOutcome
from webapp.store.tender_tables import Bidder


class LastResult(NamedTuple):
    """What came of the last evaluation of a tender, as canonical `podium/evaluation/1`.

    `is_overtaken` says that something was settled of a bid after it was made; `is_of_lots` that it
    is of the tender with what an award of lots once added to it.
    """

    procurement_id: UUID
    result: str
    result_sha256: str
    is_overtaken: bool
    is_of_lots: bool


class AskedPrice(NamedTuple):
    """A bidder's last question about its price, and what stands of the decision on it."""

    procurement_id: UUID
    bidder: int
    verdict: str | None


def last_results(session: Session, procurement_ids: Collection[UUID]) -> Sequence[LastResult]:
    """Return what came of the last evaluation of each of some tenders that have one."""
    run, later = EvaluationRun, EvaluationRun.made_at
    of_price = PriceQuestion.id == PriceDecision.price_question_id
    overtaken = or_(
        *(
            exists().where(table.procurement_id == run.procurement_id, table.made_at > later)
            for table in (CommitmentSettlement, BidExclusion, UnreadBidStep)
        ),
        exists().where(
            of_price,
            PriceQuestion.procurement_id == run.procurement_id,
            PriceDecision.made_at > later,
        ),
    )
    of_lots = exists().where(
        LotOutcome.tender_id == run.procurement_id,
        LotOutcome.sha256_after == run.tender_sha256,
        LotOutcome.sha256_before != LotOutcome.sha256_after,
    )
    rows = session.execute(
        select(run.procurement_id, run.result, run.result_sha256, overtaken, of_lots).where(
            run.procurement_id.in_(procurement_ids), is_last(run.number, run.procurement_id)
        )
    )
    return [LastResult._make(row) for row in rows]


def asked_prices(session: Session, procurement_ids: Collection[UUID]) -> Sequence[AskedPrice]:
    """Return whom of some tenders was asked about a price, each bidder's last question."""
    asked, decided = PriceQuestion, PriceDecision
    verdict = (
        select(decided.verdict)
        .where(
            decided.price_question_id == asked.id,
            is_last(decided.number, decided.price_question_id),
        )
        .correlate(asked)
        .scalar_subquery()
    )
    rows = session.execute(
        select(asked.procurement_id, Bidder.number, verdict)
        .join(Bidder, Bidder.id == asked.bidder_id)
        .where(
            asked.procurement_id.in_(procurement_ids),
            is_last(asked.number, asked.procurement_id, asked.bidder_id),
        )
    )
    return [AskedPrice._make(row) for row in rows]
