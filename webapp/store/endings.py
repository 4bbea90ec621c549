"""Queries about procurements that were ended without award."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, select

from webapp.store.bid_tables import BidReceipt, BidWithdrawal
from webapp.store.connection import Session
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import User


class EndingRow(NamedTuple):
    """That a procurement was ended, and who ended it."""

    ending: ProcurementEnding
    by: str


def ending(session: Session, procurement_id: UUID) -> EndingRow | None:
    """Return that a procurement was ended, None while it was not."""
    row = session.execute(
        select(ProcurementEnding, User.name)
        .join(User, User.id == ProcurementEnding.made_by)
        .where(ProcurementEnding.procurement_id == procurement_id)
    ).one_or_none()
    return None if row is None else EndingRow(*row)


def with_bid(session: Session, procurement_id: UUID) -> frozenset[UUID]:
    """Return the bidders that sent a bid and did not take every one back."""
    is_back = exists().where(BidWithdrawal.bid_receipt_id == BidReceipt.id)
    return frozenset(
        session.scalars(
            select(BidReceipt.bidder_id).where(
                BidReceipt.procurement_id == procurement_id, ~is_back
            )
        )
    )
