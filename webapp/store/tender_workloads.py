"""Queries about how far many tenders have come at once: a fixed number, and each with a limit."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from webapp.store.award_steps import is_told, last_state
from webapp.store.award_tables import (
    AwardNotice,
    AwardStep,
    AwardTelling,
    BidExclusion,
    EvaluationRun,
    NoticeMade,
)
from webapp.store.bid_tables import (
    BidReceipt,
    BidWithdrawal,
    LateDecision,
    OpenedBid,
    OpeningHand,
)
from webapp.store.connection import Session
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.finding import Reading
from webapp.store.last_rows import is_last, is_last_exclusion, is_last_step
from webapp.store.lot_tables import LotAward, LotTender
from webapp.store.lots import is_last_of_lot
from webapp.store.models import ProcurementRecord
from webapp.store.scoring_tables import EvaluatorAssignment, ModerationStep
from webapp.store.tender_tables import Bidder, Clarification, ClarificationAnswer, Publication

_MOST_READ: Final = 100
_MOST_PREPARED: Final = 20

Day = TypeVar("Day")
_OfTender = Bidder | BidReceipt | Clarification | OpeningHand


class TenderRow(NamedTuple):
    """A published tender, and what its next step turns on; nothing that a bid says.

    `late` is how many late bids wait for a decision; `state` the last step of the award that rests
    on the last evaluation; `noticed_on` and `ends_on` the day of the award notice of the letters
    that went out last, and the last day of its standstill. `ended_at` is when the procurement
    ended without award, and `lacks_notice` that the law asks for a notice of that which nobody has
    made.
    """

    procurement_id: UUID
    organisation_id: UUID
    title: str
    reference: str
    created_by: UUID
    publication_id: UUID
    deadline_at: datetime
    bidders: int
    questions: int
    late: int
    has_panel: bool
    hands: int
    moderated_at: datetime | None
    evaluated_at: datetime | None
    state: str | None
    is_told: bool
    is_stopped: bool
    is_reversal_asked: bool
    noticed_on: date | None
    ends_on: date | None
    is_detailed: bool
    ended_at: datetime | None
    lacks_notice: bool


class AgreedRow(NamedTuple):
    """An answer of a bid on which the panel has agreed."""

    procurement_id: UUID
    bidder_id: UUID
    criterion: str
    score: str | None


def out(session: Session, reading: Reading) -> Sequence[TenderRow]:
    """Return the published tenders that somebody may read, the last published first."""
    record, run = ProcurementRecord, EvaluationRun
    rows = session.execute(
        select(
            record.id,
            record.organisation_id,
            record.title,
            record.reference,
            record.created_by,
            Publication.id,
            Publication.deadline_at,
            _count(Bidder),
            _count(Clarification, ~_answered()),
            _late(),
            exists().where(EvaluatorAssignment.procurement_id == record.id),
            _count(OpeningHand),
            _moderated_at(),
            run.made_at,
            last_state(),
            is_told(),
            _is_last("stopped", "resumed"),
            _is_last("reversal_asked", "upheld", "reversed"),
            _notice(AwardNotice.published_on),
            _notice(AwardNotice.ends_on),
            _is_made("contract"),
            ProcurementEnding.made_at,
            and_(ProcurementEnding.needs_notice.is_(True), ~_is_made("termination")),
        )
        .outerjoin(ProcurementEnding, ProcurementEnding.procurement_id == record.id)
        .join(Publication, Publication.procurement_id == record.id)
        .outerjoin(run, and_(run.procurement_id == record.id, run.number == _last_run()))
        .where(
            reading.condition(),
            is_last(Publication.number, Publication.procurement_id),
        )
        .order_by(Publication.published_at.desc(), record.id)
        .limit(_MOST_READ)
    )
    return [TenderRow._make(row) for row in rows]


class SealedRow(NamedTuple):
    """A procurement whose outline is sealed, and whose tender is not published.

    `has_lots` says that a lot of it has a tender of its own, `is_awarded` that its lots were
    awarded together.
    """

    record: ProcurementRecord
    has_lots: bool
    is_awarded: bool


def sealed(session: Session, reading: Reading) -> Sequence[SealedRow]:
    """Return the procurements whose outline is sealed, and whose tender is not published."""
    record = ProcurementRecord
    has_lots = exists().where(
        LotTender.procurement_id == record.id, LotTender.tender_id.is_not(None), is_last_of_lot()
    )
    is_awarded = exists().where(LotAward.procurement_id == record.id)
    rows = session.execute(
        select(record, has_lots, is_awarded)
        .where(
            reading.condition(),
            record.stage == "sealed",
            ~exists().where(Publication.procurement_id == record.id),
        )
        .order_by(record.waits_since.desc(), record.id)
        .limit(_MOST_PREPARED)
    )
    return [SealedRow._make(row) for row in rows]


def hands(session: Session, procurement_ids: Collection[UUID]) -> Sequence[OpeningHand]:
    """Return by whose hands the bids of tenders were opened."""
    return session.scalars(
        select(OpeningHand).where(OpeningHand.procurement_id.in_(procurement_ids))
    ).all()


def publications(session: Session, ids: Collection[UUID]) -> Sequence[Publication]:
    """Return publications by their ids."""
    return session.scalars(select(Publication).where(Publication.id.in_(ids))).all()


def agreed(session: Session, procurement_ids: Collection[UUID]) -> Sequence[AgreedRow]:
    """Return every answer whose last step of moderation is an agreed score."""
    rows = session.execute(
        select(
            ModerationStep.procurement_id,
            ModerationStep.bidder_id,
            ModerationStep.criterion,
            ModerationStep.score,
        ).where(
            ModerationStep.procurement_id.in_(procurement_ids),
            ModerationStep.state == "agreed",
            is_last_step(),
        )
    )
    return [AgreedRow(*row) for row in rows]


def counted_bidders(session: Session, procurement_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return by tender the bidders whose bid was opened and is not excluded."""
    is_excluded = exists().where(
        BidExclusion.procurement_id == OpenedBid.procurement_id,
        BidExclusion.bidder_id == OpenedBid.bidder_id,
        BidExclusion.is_on,
        is_last_exclusion(),
    )
    found: dict[UUID, set[UUID]] = {}
    for procurement_id, bidder_id in session.execute(
        select(OpenedBid.procurement_id, OpenedBid.bidder_id).where(
            OpenedBid.procurement_id.in_(procurement_ids), ~is_excluded
        )
    ):
        found.setdefault(procurement_id, set()).add(bidder_id)
    return found


def recommended_by(session: Session, user_id: UUID) -> frozenset[UUID]:
    """Return the procurements of which somebody ever recommended an award."""
    return frozenset(
        session.scalars(
            select(AwardStep.procurement_id).where(
                AwardStep.made_by == user_id, AwardStep.state == "recommended"
            )
        )
    )


def _last_run() -> ScalarSelect[int]:
    later = aliased(EvaluationRun)
    return (
        select(func.max(later.number))
        .where(later.procurement_id == ProcurementRecord.id)
        .correlate(ProcurementRecord)
        .scalar_subquery()
    )


def _count(table: type[_OfTender], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(table)
        .where(table.procurement_id == ProcurementRecord.id, *conditions)
        .correlate(ProcurementRecord)
        .scalar_subquery()
    )


def _answered() -> ColumnElement[bool]:
    return exists().where(ClarificationAnswer.clarification_id == Clarification.id)


def _late() -> ScalarSelect[int]:
    """Return how many late bids wait: the last of their bidder that was not taken back."""
    later = aliased(BidReceipt)
    is_back = exists().where(BidWithdrawal.bid_receipt_id == BidReceipt.id)
    is_decided = exists().where(LateDecision.bid_receipt_id == BidReceipt.id)
    is_replaced = exists().where(
        later.bidder_id == BidReceipt.bidder_id,
        later.number > BidReceipt.number,
        later.is_late,
        ~exists().where(BidWithdrawal.bid_receipt_id == later.id),
    )
    return _count(BidReceipt, BidReceipt.is_late.is_(True), ~is_back, ~is_decided, ~is_replaced)


def _moderated_at() -> ScalarSelect[datetime]:
    return (
        select(func.max(ModerationStep.made_at))
        .where(ModerationStep.procurement_id == ProcurementRecord.id)
        .correlate(ProcurementRecord)
        .scalar_subquery()
    )


def _is_last(state: str, *others: str) -> ColumnElement[bool]:
    """Return the condition that of some states of an award the last is one of them."""
    among = AwardStep.state.in_((state, *others))
    last = (
        select(AwardStep.state)
        .where(AwardStep.procurement_id == EvaluationRun.procurement_id, among)
        .order_by(AwardStep.number.desc())
        .limit(1)
        .correlate(EvaluationRun)
        .scalar_subquery()
    )
    return func.coalesce(last, "") == state


def _is_made(kind: str) -> ColumnElement[bool]:
    return exists().where(
        NoticeMade.procurement_id == ProcurementRecord.id, NoticeMade.kind == kind
    )


def _notice(column: InstrumentedAttribute[Day]) -> ScalarSelect[Day]:
    """Return a column of the last entry of the notice that belongs to the last letters."""
    return (
        select(column)
        .join(AwardTelling, AwardTelling.id == AwardNotice.award_telling_id)
        .where(
            AwardTelling.procurement_id == ProcurementRecord.id,
            is_last(AwardTelling.number, AwardTelling.procurement_id),
        )
        .order_by(AwardNotice.number.desc())
        .limit(1)
        .correlate(ProcurementRecord)
        .scalar_subquery()
    )
