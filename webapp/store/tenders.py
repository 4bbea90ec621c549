"""Queries about a tender that is out: its publications, its bidders, and how far it has come."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select

from webapp.store.bid_tables import BidReceipt, BidWithdrawal, OpeningHand
from webapp.store.connection import Session
from webapp.store.scoring_tables import ModerationStep
from webapp.store.tender_tables import Bidder, Publication


class InvitedRow(NamedTuple):
    """A bidder, and how many bids of it came in that it has not taken back."""

    bidder: Bidder
    bids: int


def last_publication(session: Session, procurement_id: UUID) -> Publication | None:
    """Return what is published of a procurement now, None before anything is."""
    return session.scalars(
        select(Publication)
        .where(Publication.procurement_id == procurement_id)
        .order_by(Publication.number.desc())
        .limit(1)
    ).one_or_none()


def invited(session: Session, procurement_id: UUID) -> Sequence[InvitedRow]:
    """Return the bidders in the order in which they were invited; only that a bid is there."""
    is_back = exists().where(BidWithdrawal.bid_receipt_id == BidReceipt.id)
    rows = session.execute(
        select(Bidder, func.count(BidReceipt.id))
        .outerjoin(BidReceipt, (BidReceipt.bidder_id == Bidder.id) & ~is_back)
        .where(Bidder.procurement_id == procurement_id)
        .group_by(Bidder.id)
        .order_by(Bidder.number)
    )
    return [InvitedRow(bidder, count) for bidder, count in rows]


def hands(session: Session, procurement_id: UUID) -> Sequence[OpeningHand]:
    """Return the people who have opened the bids so far, the first one first."""
    return session.scalars(
        select(OpeningHand)
        .where(OpeningHand.procurement_id == procurement_id)
        .order_by(OpeningHand.number)
    ).all()


def is_moderated(session: Session, procurement_id: UUID) -> bool:
    """Return whether any answer was opened to the panel."""
    found = exists().where(ModerationStep.procurement_id == procurement_id)
    return bool(session.scalar(select(found)))
