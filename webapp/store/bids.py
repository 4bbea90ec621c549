"""Queries about bids: the links and visits of bidders, receipts, and what was opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import aliased

from webapp.store.bid_tables import (
    BidReceipt,
    BidWithdrawal,
    LateDecision,
    OpenedBid,
    OpeningHand,
    SealingKey,
    UnreadBidStep,
)
from webapp.store.connection import Session
from webapp.store.models import Organisation, ProcurementRecord, User
from webapp.store.tender_tables import Bidder, BidderLink, BidderVisit


class BidderRow(NamedTuple):
    """A bidder with the procurement that it is invited to, and whose that is."""

    bidder: Bidder
    organisation_id: UUID
    organisation: str
    reference: str
    title: str


class ReceiptRow(NamedTuple):
    """A receipt with its bidder, whether it was taken back, and what was decided if it was late."""

    receipt: BidReceipt
    bidder: Bidder
    withdrawal: BidWithdrawal | None
    decision: LateDecision | None


class HandRow(NamedTuple):
    """A hand by which bids were opened, and whose it was."""

    hand: OpeningHand
    name: str


class UnreadStepRow(NamedTuple):
    """A step about a bid that can't be read, and whose it was; nobody's name where the bidder's."""

    step: UnreadBidStep
    name: str


def bidder(session: Session, bidder_id: UUID) -> BidderRow | None:
    """Return a bidder with its procurement, None if there is none such."""
    row = session.execute(_bidders().where(Bidder.id == bidder_id)).one_or_none()
    return None if row is None else BidderRow(*row)


def link(session: Session, token_sha256: str, *, now: datetime) -> BidderLink | None:
    """Return the link of a token, None if it has ended or there is none such."""
    return session.scalars(
        select(BidderLink).where(
            BidderLink.token_sha256 == token_sha256,
            BidderLink.ended_at.is_(None),
            BidderLink.expires_at > now,
        )
    ).one_or_none()


def visit(session: Session, token_sha256: str, *, now: datetime) -> BidderVisit | None:
    """Return the visit of a token, None if it has ended, or the link by which it began."""
    return session.scalars(
        select(BidderVisit)
        .join(BidderLink, BidderLink.id == BidderVisit.bidder_link_id)
        .where(
            BidderVisit.token_sha256 == token_sha256,
            BidderVisit.ended_at.is_(None),
            BidderVisit.expires_at > now,
            BidderLink.ended_at.is_(None),
        )
    ).one_or_none()


def receipts(
    session: Session, procurement_id: UUID, *, bidder_id: UUID | None = None
) -> Sequence[ReceiptRow]:
    """Return the receipts of a procurement by bidder and number, or those of one bidder."""
    later = aliased(LateDecision)
    is_last = LateDecision.number == (
        select(func.max(later.number))
        .where(later.bid_receipt_id == BidReceipt.id)
        .scalar_subquery()
    )
    statement = (
        select(BidReceipt, Bidder, BidWithdrawal, LateDecision)
        .join(Bidder, Bidder.id == BidReceipt.bidder_id)
        .outerjoin(BidWithdrawal, BidWithdrawal.bid_receipt_id == BidReceipt.id)
        .outerjoin(LateDecision, (LateDecision.bid_receipt_id == BidReceipt.id) & is_last)
        .where(BidReceipt.procurement_id == procurement_id)
        .order_by(Bidder.number, BidReceipt.number)
    )
    if bidder_id is not None:
        statement = statement.where(BidReceipt.bidder_id == bidder_id)
    return [ReceiptRow(*row) for row in session.execute(statement)]


def sealed_names(session: Session, procurement_id: UUID) -> frozenset[str]:
    """Return the names under which the bids of a procurement lie sealed."""
    came = select(BidReceipt.sealed_name).where(BidReceipt.procurement_id == procurement_id)
    came_again = select(UnreadBidStep.sealed_name).where(
        UnreadBidStep.procurement_id == procurement_id, UnreadBidStep.sealed_name.is_not(None)
    )
    return frozenset(session.scalars(union(came, came_again)))


def unread_steps(session: Session, procurement_id: UUID) -> Sequence[UnreadStepRow]:
    """Return what was done about bids that can't be read, in order, and by whom."""
    rows = session.execute(
        select(UnreadBidStep, User.name)
        .outerjoin(User, User.id == UnreadBidStep.made_by)
        .where(UnreadBidStep.procurement_id == procurement_id)
        .order_by(UnreadBidStep.bid_receipt_id, UnreadBidStep.number)
    )
    return [UnreadStepRow(step, name or "") for step, name in rows]


def returned_file(session: Session, receipt_id: UUID) -> UnreadBidStep | None:
    """Return the step by which the very file of a receipt came again, None if it did not."""
    return session.scalars(
        select(UnreadBidStep)
        .where(UnreadBidStep.bid_receipt_id == receipt_id, UnreadBidStep.kind == "returned")
        .order_by(UnreadBidStep.number.desc())
        .limit(1)
    ).one_or_none()


def sealing_key(session: Session, procurement_id: UUID) -> SealingKey | None:
    """Return the key of a procurement's bids, None before the first came in."""
    return session.get(SealingKey, procurement_id)


def opened(session: Session, procurement_id: UUID) -> Sequence[OpenedBid]:
    """Return the bids of a procurement that were read when they were opened."""
    return session.scalars(
        select(OpenedBid).where(OpenedBid.procurement_id == procurement_id)
    ).all()


def hands(session: Session, procurement_id: UUID) -> Sequence[HandRow]:
    """Return by whose hands the bids were opened so far, the first one first."""
    rows = session.execute(
        select(OpeningHand, User.name)
        .join(User, User.id == OpeningHand.user_id)
        .where(OpeningHand.procurement_id == procurement_id)
        .order_by(OpeningHand.number)
    )
    return [HandRow(*row) for row in rows]


def _bidders() -> Select[Bidder, UUID, str, str, str]:
    return (
        select(
            Bidder,
            Organisation.id,
            Organisation.name,
            ProcurementRecord.reference,
            ProcurementRecord.title,
        )
        .join(ProcurementRecord, ProcurementRecord.id == Bidder.procurement_id)
        .join(Organisation, Organisation.id == ProcurementRecord.organisation_id)
    )
