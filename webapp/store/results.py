"""Queries about the result of a tender: what is evaluated, and the evaluations on record."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from webapp.store.award_tables import (
    BidExclusion,
    CommitmentSettlement,
    EvaluationRun,
    PriceDecision,
    PriceQuestion,
)
from webapp.store.bid_tables import (
    BidReceipt,
    BidWithdrawal,
    LateDecision,
    OpenedBid,
    UnreadBidStep,
)
from webapp.store.connection import Session
from webapp.store.intact import intact
from webapp.store.last_rows import is_last_mark, is_last_step
from webapp.store.lot_tables import LotAward, LotTender
from webapp.store.models import DecisionRecord, User
from webapp.store.outline_tables import OutlineVersion
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep
from webapp.store.setting_tables import AuthoritySetting
from webapp.store.tender_tables import Bidder, Publication


class OpenedRow(NamedTuple):
    """A bid as it was read when it was opened, and whose it is."""

    bid: OpenedBid
    bidder: Bidder


class MarkRow(NamedTuple):
    """A mark that was handed in, and what its evaluator is called."""

    mark: EvaluatorMark
    evaluator: str


class RunRow(NamedTuple):
    """An evaluation on record, and what the one who had it made is called."""

    run: EvaluationRun
    by: str


class Basis(NamedTuple):
    """What tells one state of all that is evaluated from any other, since rows are only added."""

    publications: int
    receipts: int
    withdrawals: int
    late_decisions: int
    opened: int
    unread_steps: int
    marks: int
    steps: int
    settlements: int
    exclusions: int
    price_questions: int
    price_decisions: int
    settings: int
    lot_tenders: int
    lot_awards: int


class RunTold(NamedTuple):
    """That there was an evaluation: by whom, when and why, without what came of it."""

    id: UUID
    number: int
    tender_sha256: str
    packs: str
    result_sha256: str
    why: str
    by: str
    at: datetime


def basis(session: Session, procurement_id: UUID, organisation_id: UUID) -> Basis:
    """Return how many rows there are of everything that an evaluation rests on, in one query."""
    of = procurement_id
    received = BidReceipt.procurement_id == of
    asked = PriceQuestion.procurement_id == of
    groups = select(LotTender.procurement_id).where(LotTender.tender_id == of)
    found = session.execute(
        select(
            _count(Publication.procurement_id == of),
            _count(received),
            _count(BidWithdrawal.bid_receipt_id == BidReceipt.id, received),
            _count(LateDecision.bid_receipt_id == BidReceipt.id, received),
            _count(OpenedBid.procurement_id == of),
            _count(UnreadBidStep.procurement_id == of),
            _count(EvaluatorMark.procurement_id == of),
            _count(ModerationStep.procurement_id == of),
            _count(CommitmentSettlement.procurement_id == of),
            _count(BidExclusion.procurement_id == of),
            _count(asked),
            _count(PriceDecision.price_question_id == PriceQuestion.id, asked),
            _count(AuthoritySetting.organisation_id == organisation_id),
            _count(LotTender.procurement_id.in_(groups)),
            _count(LotAward.procurement_id.in_(groups)),
        )
    ).one()
    return Basis(*(int(count) for count in found))


def _count(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*conditions).scalar_subquery()


def decision_of_version(session: Session, version_id: UUID) -> DecisionRecord | None:
    """Return the decision that a version of an outline was made on."""
    return session.scalars(
        select(DecisionRecord)
        .join(OutlineVersion, OutlineVersion.decision_id == DecisionRecord.id)
        .where(OutlineVersion.id == version_id)
    ).one_or_none()


def opened_bids(session: Session, procurement_id: UUID) -> Sequence[OpenedRow]:
    """Return the bids that were opened, in the order in which their bidders were invited."""
    found = session.execute(
        select(OpenedBid, Bidder)
        .join(Bidder, Bidder.id == OpenedBid.bidder_id)
        .where(OpenedBid.procurement_id == procurement_id)
        .order_by(Bidder.number)
    )
    return [OpenedRow(bid, bidder) for bid, bidder in found]


def agreed_scores(session: Session, procurement_id: UUID) -> Sequence[ModerationStep]:
    """Return what the panel agreed, of the answers whose last step says so."""
    return session.scalars(
        select(ModerationStep).where(
            ModerationStep.procurement_id == procurement_id,
            is_last_step(),
            ModerationStep.state == "agreed",
        )
    ).all()


def marks_in(session: Session, procurement_id: UUID) -> Sequence[MarkRow]:
    """Return the marks that are handed in, as they stand, and no draft."""
    found = session.execute(
        select(EvaluatorMark, User.name)
        .join(User, User.id == EvaluatorMark.user_id)
        .where(
            EvaluatorMark.procurement_id == procurement_id,
            is_last_mark(),
            EvaluatorMark.is_in,
        )
    )
    return [MarkRow(mark, name) for mark, name in found]


def last_run(session: Session, procurement_id: UUID) -> RunRow | None:
    """Return the last evaluation of a procurement, None before there is one."""
    row = session.execute(
        select(EvaluationRun, User.name)
        .join(User, User.id == EvaluationRun.made_by)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else RunRow(intact(row[0]), row[1])


def run_numbered(session: Session, procurement_id: UUID, number: int) -> RunRow | None:
    """Return an evaluation of a procurement by its number, None if there is none such."""
    row = session.execute(
        select(EvaluationRun, User.name)
        .join(User, User.id == EvaluationRun.made_by)
        .where(EvaluationRun.procurement_id == procurement_id, EvaluationRun.number == number)
    ).one_or_none()
    return None if row is None else RunRow(intact(row[0]), row[1])


def runs(session: Session, procurement_id: UUID) -> Sequence[RunTold]:
    """Return that there were evaluations, the last first; not what came of them, which is long."""
    found = session.execute(
        select(
            EvaluationRun.id,
            EvaluationRun.number,
            EvaluationRun.tender_sha256,
            EvaluationRun.packs,
            EvaluationRun.result_sha256,
            EvaluationRun.why,
            User.name,
            EvaluationRun.made_at,
        )
        .join(User, User.id == EvaluationRun.made_by)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
    )
    return [RunTold(*row) for row in found]
