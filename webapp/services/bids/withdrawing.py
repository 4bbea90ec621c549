"""Withdrawing a bid, until the deadline."""

from datetime import datetime
from uuid import UUID

from webapp.services.ending.ended import why_over
from webapp.services.refusals import Refused
from webapp.store import Store, audit, tenders
from webapp.store import bids as rows
from webapp.store.bid_tables import BidWithdrawal

NO_BID = Refused("There is no bid of yours with this number", "Look at your receipts")
TOO_LATE = Refused(
    "The deadline has passed, and a bid can't be withdrawn here any more",
    "Tell the contact in your invitation in writing that you do not want it to be considered",
)


def withdraw_bid(
    store: Store, *, bidder_id: UUID, number: int, why: str, now: datetime
) -> Refused | None:
    """Take a bid back, and with it every one before it; doing it twice is doing it once."""
    with store.writing() as session:
        found = rows.bidder(session, bidder_id)
        if found is None:
            return NO_BID
        procurement_id = found.bidder.procurement_id
        own = rows.receipts(session, procurement_id, bidder_id=bidder_id)
        if number not in {one.receipt.number for one in own}:
            return NO_BID
        standing = [one for one in own if one.withdrawal is None and one.receipt.number <= number]
        if not standing:
            return None
        publication = tenders.last_publication(session, procurement_id)
        if publication is None or now > publication.deadline_at:
            return TOO_LATE
        if over := why_over(session, procurement_id):
            return over
        for one in standing:
            session.add(
                BidWithdrawal(
                    bid_receipt_id=one.receipt.id, why=why, withdrawn_by=None, withdrawn_at=now
                )
            )
        audit.append(
            session,
            "withdraw-bid",
            at=now,
            organisation_id=found.organisation_id,
            subject=f"procurement/{procurement_id}",
            detail={
                "bidder": found.bidder.number,
                "by_bidder": True,
                "numbers": [one.receipt.number for one in standing],
                "why": why,
            },
        )
    return None
