"""Taking bids in: sealed on the disk first, then on record, and only then acknowledged."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from forms.bidding import BidFile
from webapp.addresses import bidder_page
from webapp.services.accounts import Person
from webapp.services.bids import sealed
from webapp.services.bids.counting import State, counting
from webapp.services.bids.moments import exact
from webapp.services.bids.receipts import Receipt, receipt_of
from webapp.services.bids.sealed import Kept, SealIsBroken, Vault
from webapp.services.ending.ended import why_over
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, tenders
from webapp.store import bids as rows
from webapp.store.bid_tables import BidReceipt
from webapp.store.bids import BidderRow, ReceiptRow
from webapp.store.notification_tables import Mail

MOST_RECEIPTS = 50
ORPHANED_AFTER = timedelta(hours=1)
NOT_PUBLISHED = Refused("This tender is not published", "Wait until you are invited to it")
NO_BIDDER = Refused("There is no such bidder in this tender", "Look at the list as it stands")
TOO_MANY = Refused(
    f"There are {MOST_RECEIPTS} bids of this bidder already, and no more are taken in",
    "The last one counts. If it has to be replaced, ask the contact in the invitation",
)
NOT_KEPT = Refused(
    "The bid could not be kept, and nothing was taken in",
    "Send it again; if it happens again, tell the contact in the invitation before the deadline",
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A bid is on the disk and on record; the same file sent again is the same bid."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file with when its last byte was here, and who brought it, None for the bidder."""

    file: BidFile
    sha256: str
    received_at: datetime
    by: Person | None


def take_in(
    store: Store,
    vault: Vault,
    file: BidFile,
    *,
    bidder_id: UUID,
    received_at: datetime,
    by: Person | None = None,
) -> TakenIn | Refused:
    """Take a bid in, whenever it comes: a late one is marked, and kept.

    That one was not taken in is noted too, with the reason and nothing of the bid.

    Args:
        store: The store.
        vault: Where it is sealed.
        file: The file, as it was sent.
        bidder_id: Whose it is.
        received_at: The moment at which its last byte was here, by the server's clock.
        by: The officer who uploads it for the bidder, None where the bidder does.
    """
    arrival = _Arrival(file, hashlib.sha256(file.data).hexdigest(), received_at, by)
    with store.reading() as session:
        found = rows.bidder(session, bidder_id)
        early = _settled(session, found, arrival)
    if found is None:
        return NO_BIDDER
    outcome = early or _taken_in(store, vault, found, arrival)
    if isinstance(outcome, Refused):
        _note_refused(store, found, arrival, outcome)
    return outcome


def _taken_in(store: Store, vault: Vault, found: BidderRow, arrival: _Arrival) -> TakenIn | Refused:
    """Take a bid in that nothing known before speaks against."""
    procurement_id = found.bidder.procurement_id
    try:
        with sealed.being_taken_in(vault, procurement_id):
            outcome = _kept(store, vault, found, arrival)
    except OSError:
        return NOT_KEPT
    sealed.sweep(store, vault, procurement_id, before=arrival.received_at - ORPHANED_AFTER)
    return outcome


def _kept(store: Store, vault: Vault, found: BidderRow, arrival: _Arrival) -> TakenIn | Refused:
    """Seal a bid and put it on record; if that fails, the sweep knows what to do."""
    place = {"procurement_id": found.bidder.procurement_id, "bidder_id": found.bidder.id}
    try:
        kept = sealed.keep(store, vault, arrival.file.data, **place, now=arrival.received_at)
    except (OSError, SealIsBroken):
        return NOT_KEPT
    outcome = _recorded(store, found, arrival, kept)
    if not isinstance(outcome, TakenIn) or outcome.receipt.id != _id_of(kept):
        sealed.drop(vault, kept)
    return outcome


def _id_of(kept: Kept) -> UUID:
    """Return the id of the receipt that a sealed file has if it gets one."""
    return UUID(kept.name)


def _settled(
    session: Session, found: BidderRow | None, arrival: _Arrival
) -> TakenIn | Refused | None:
    """Return what is to be answered without taking anything in, None if it is to be taken in."""
    if found is None:
        return NO_BIDDER
    if tenders.last_publication(session, found.bidder.procurement_id) is None:
        return NOT_PUBLISHED
    over = why_over(session, found.bidder.procurement_id)
    if over is not None:
        return over
    judged = counting(
        rows.receipts(session, found.bidder.procurement_id, bidder_id=found.bidder.id)
    )
    last = judged.rows[-1] if judged.rows else None
    if last and last.receipt.file_sha256 == arrival.sha256 and last.withdrawal is None:
        return TakenIn(receipt_of(last, judged.states[-1]))
    return TOO_MANY if len(judged.rows) >= MOST_RECEIPTS else None


def _recorded(store: Store, found: BidderRow, arrival: _Arrival, kept: Kept) -> TakenIn | Refused:
    with store.writing() as session:
        early = _settled(session, found, arrival)
        publication = tenders.last_publication(session, found.bidder.procurement_id)
        if early is not None or publication is None:
            return early or NOT_PUBLISHED
        before = rows.receipts(session, found.bidder.procurement_id, bidder_id=found.bidder.id)
        receipt = BidReceipt(
            id=_id_of(kept),
            procurement_id=found.bidder.procurement_id,
            bidder_id=found.bidder.id,
            publication_id=publication.id,
            number=before[-1].receipt.number + 1 if before else 1,
            received_at=arrival.received_at,
            is_late=arrival.received_at > publication.deadline_at,
            file_name=arrival.file.name,
            file_sha256=arrival.sha256,
            size=len(arrival.file.data),
            sealed_name=kept.name,
            uploaded_by=arrival.by.id if arrival.by else None,
        )
        session.add(receipt)
        session.flush()
        _note(session, found, receipt)
        session.add(_mail(found, receipt))
        state = State.LATE if receipt.is_late else State.COUNTS
        return TakenIn(receipt_of(ReceiptRow(receipt, found.bidder, None, None), state))


def _note(session: Session, found: BidderRow, receipt: BidReceipt) -> None:
    detail = {
        "bidder": found.bidder.number,
        "number": receipt.number,
        "is_late": receipt.is_late,
        "sha256": receipt.file_sha256,
        "size": receipt.size,
    }
    if receipt.uploaded_by is None:
        detail["by_bidder"] = True
    audit.append(
        session,
        "receive-bid",
        at=receipt.received_at,
        actor_id=receipt.uploaded_by,
        organisation_id=found.organisation_id,
        subject=f"procurement/{receipt.procurement_id}",
        detail=detail,
    )


def _note_refused(store: Store, found: BidderRow, arrival: _Arrival, refused: Refused) -> None:
    """Note that a bid was not taken in: whose, by whom it was brought, and why."""
    detail: dict[str, object] = {"bidder": found.bidder.number, "why": refused.problem}
    if arrival.by is None:
        detail["by_bidder"] = True
    with store.writing() as session:
        audit.append(
            session,
            "refuse-bid",
            at=arrival.received_at,
            actor_id=arrival.by.id if arrival.by else None,
            organisation_id=found.organisation_id,
            subject=f"procurement/{found.bidder.procurement_id}",
            detail=detail,
        )


def _mail(found: BidderRow, receipt: BidReceipt) -> Mail:
    late = (
        "It came after the deadline and is marked late. The authority decides whether it is "
        "admitted, and records why.\n\n"
        if receipt.is_late
        else "It is sealed: nobody can read it before the deadline. The last bid that you send "
        "until then counts.\n\n"
    )
    return Mail(
        user_id=None,
        recipient=found.bidder.email,
        subject=f"Receipt {receipt.number} for your bid: {found.title}"[:300],
        text=(
            f"{found.organisation} received a bid of {found.bidder.name} for “{found.title}” "
            f"({found.reference}).\n\n{late}"
            f"Receipt number: {receipt.number}\n"
            f"Received: {exact(receipt.received_at)}\n"
            f"File: {receipt.file_name}, {receipt.size:,} bytes\n"
            f"SHA-256: {receipt.file_sha256}\n\n"
            "You come in again by the link of your invitation."
        ),
        address=bidder_page(),
        queued_at=receipt.received_at,
        attempts=0,
    )
