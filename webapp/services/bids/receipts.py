"""What came in: receipts, as a bidder sees its own and an officer those of all."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import masked_name
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.publication import Terms
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.counting import Counting, State, counting
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.tendering.published import published_of
from webapp.services.tendering.standing import TenderStanding, standing_of
from webapp.store import Session, Store
from webapp.store import bids as rows
from webapp.store.bids import ReceiptRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a bid came in: `bidder` is the number of whose it is; nothing of what is in it."""

    id: UUID
    bidder_id: UUID
    bidder: int
    bidder_name: str
    number: int
    received_at: datetime
    is_late: bool
    file_name: str
    sha256: str
    size: int
    is_by_officer: bool
    state: State
    because: str

    @property
    def masked_name(self) -> str:
        """What its bidder is called while names are masked."""
        return masked_name(self.bidder)


@dataclass(frozen=True, slots=True)
class Hand:
    """One of those who opened the bids."""

    user_id: UUID
    name: str
    role: Role
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BidsShown:
    """The bids of a tender: what came in, who opened them, and what was read of them."""

    standing: TenderStanding
    receipts: tuple[Receipt, ...]
    hands: tuple[Hand, ...]
    read: frozenset[UUID]

    @property
    def counted(self) -> tuple[Receipt, ...]:
        """The bids that count."""
        return tuple(one for one in self.receipts if one.state is State.COUNTS)

    @property
    def undecided(self) -> tuple[Receipt, ...]:
        """The late bids on which nobody has decided."""
        return tuple(one for one in self.receipts if one.state is State.LATE)

    @property
    def unread(self) -> tuple[Receipt, ...]:
        """The bids that count and were not read, though they are opened."""
        is_open = self.standing.phase.is_at_least(Phase.SCORING)
        return tuple(one for one in self.counted if is_open and one.id not in self.read)


@dataclass(frozen=True, slots=True)
class OwnBids:
    """A bidder's own side of a tender: on which terms and until when it may send, and what it sent.

    Nothing of other bidders is in it, not even how many there are.
    """

    phase: Phase
    terms: Terms | None
    receipts: tuple[Receipt, ...]

    @property
    def deadline_at(self) -> datetime | None:
        """The last moment for bids, None before the tender is published."""
        return self.terms.deadline_at if self.terms else None

    @property
    def counted(self) -> Receipt | None:
        """The bid that counts, None while there is none."""
        return next((one for one in self.receipts if one.state is State.COUNTS), None)

    def replaced_by(self, receipt: Receipt) -> Receipt | None:
        """Return the bid whose place one that counts has taken, None if there was none."""
        if receipt.state is not State.COUNTS:
            return None
        earlier = [
            one
            for one in self.receipts
            if one.number < receipt.number and one.state is State.REPLACED
        ]
        return earlier[-1] if earlier else None


def counting_in(session: Session, procurement_id: UUID) -> Counting:
    """Return the receipts of a procurement with what each is worth."""
    return counting(rows.receipts(session, procurement_id))


def bids_of(store: Store, person: Person, procurement_id: UUID, *, now: datetime) -> BidsShown:
    """Return what came in for a procurement, as somebody may see it.

    Who may not know which bidders there are sees them by their letters, and no reason that was
    given on a late bid, since that may name one.
    """
    with store.reading() as session:
        found = bids_in(session, procurement_id, now=now)
        access = panel_access(session, person, procurement_id, now=now)
    if _knows_names(access):
        return found
    bidders = tuple(
        replace(one, name=masked_name(one.number), email="") for one in found.standing.bidders
    )
    receipts = tuple(
        replace(one, bidder_name=masked_name(one.bidder), because="") for one in found.receipts
    )
    return replace(found, standing=replace(found.standing, bidders=bidders), receipts=receipts)


def knows_names(store: Store, person: Person, procurement_id: UUID, *, now: datetime) -> bool:
    """Return whether somebody may know now which bidders there are."""
    with store.reading() as session:
        return _knows_names(panel_access(session, person, procurement_id, now=now))


def _knows_names(access: PanelAccess) -> bool:
    return access.sees(Sight.BIDDERS) or access.sees(Sight.NAMES)


def bids_in(session: Session, procurement_id: UUID, *, now: datetime) -> BidsShown:
    """Return what came in for a procurement, in the transaction that asks."""
    return BidsShown(
        standing=standing_of(session, procurement_id, now=now),
        receipts=_shown(counting_in(session, procurement_id)),
        hands=tuple(
            Hand(one.hand.user_id, one.name, Role(one.hand.role), one.hand.made_at)
            for one in rows.hands(session, procurement_id)
        ),
        read=frozenset(one.bid_receipt_id for one in rows.opened(session, procurement_id)),
    )


def own_bids(store: Store, procurement_id: UUID, bidder_id: UUID, *, now: datetime) -> OwnBids:
    """Return what a bidder may know: the terms, and its own receipts."""
    with store.reading() as session:
        found = counting(rows.receipts(session, procurement_id, bidder_id=bidder_id))
        standing = standing_of(session, procurement_id, now=now)
        published = published_of(session, procurement_id)
        return OwnBids(standing.phase, published.terms if published else None, _shown(found))


def receipt_of(row: ReceiptRow, state: State) -> Receipt:
    """Return a receipt as it is shown."""
    one = row.receipt
    return Receipt(
        id=one.id,
        bidder_id=one.bidder_id,
        bidder=row.bidder.number,
        bidder_name=row.bidder.name,
        number=one.number,
        received_at=one.received_at,
        is_late=one.is_late,
        file_name=one.file_name,
        sha256=one.file_sha256,
        size=one.size,
        is_by_officer=one.uploaded_by is not None,
        state=state,
        because=row.decision.because if row.decision else "",
    )


def _shown(found: Counting) -> tuple[Receipt, ...]:
    return tuple(
        receipt_of(row, state) for row, state in zip(found.rows, found.states, strict=True)
    )
