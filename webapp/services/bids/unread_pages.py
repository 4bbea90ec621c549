"""The page of bids that can't be read: what is known of each, and what can be done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from webapp.services.accounts import Person
from webapp.services.bids.receipts import Receipt, bids_of
from webapp.services.bids.rescuers import Rescuer, kept_from, too_late
from webapp.services.bids.rescuing import why_not_lost
from webapp.services.bids.sealed import Examined, Vault, examined
from webapp.services.bids.unread import Loss, Unread, every_unread
from webapp.services.panel.access import panel_access
from webapp.services.panel.acting import scene_of
from webapp.services.refusals import Refused
from webapp.store import Session, Store

NOT_OPENED = Refused(
    "The bids are sealed", "Two people open them after the deadline; come back if one can’t be read"
)

YOURS_IS_IN = Refused(
    "You have declared it, and the second is another person’s",
    "Ask somebody with another role to look at it, and to declare it too",
)


@dataclass(frozen=True, slots=True)
class UnreadShown:
    """A bid that can't be read, as somebody sees it.

    `receipt` bears what its bidder is called on their pages; `found` is what there is of the
    sealed file. `not_lost` says why they can't declare it lost now, None if they can.
    """

    receipt: Receipt
    found: Examined
    asked_at: datetime | None
    losses: tuple[Loss, ...]
    is_left_out: bool
    not_lost: Refused | None


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """The bids of a tender that can't be read; `not_now` says why nothing can be done about them.

    `is_officer` says whether who asks is one who may ask a bidder for its file.
    """

    procurement_id: UUID
    title: str
    bids: tuple[UnreadShown, ...]
    is_officer: bool
    not_now: Refused | None

    def bid(self, bidder: int) -> UnreadShown | None:
        """Return the bid of a bidder, None if it can be read or there is none."""
        return next((one for one in self.bids if one.receipt.bidder == bidder), None)


@dataclass(frozen=True, slots=True)
class OwnUnread:
    """A bidder's own bid that can't be read, and for whose file it was asked."""

    number: int
    file_name: str
    sha256: str
    received_at: datetime
    asked_at: datetime


def unread_page_of(
    store: Store, vault: Vault, person: Person, procurement_id: UUID, *, now: datetime
) -> UnreadPage | Refused:
    """Return the bids that can't be read, for those who open bids."""
    receipts = {one.id: one for one in bids_of(store, person, procurement_id, now=now).receipts}
    with store.reading() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        if refused := kept_from(access):
            return refused
        if not access.phase.is_at_least(Phase.SCORING):
            return NOT_OPENED
        bids = tuple(
            _shown(session, vault, person, one, receipts[one.row.receipt.id], now)
            for one in every_unread(session, procurement_id)
        )
        not_now = too_late(access.standing)
        is_officer = person.id in scene.officers
        return UnreadPage(procurement_id, scene.title, bids, is_officer, not_now)


def own_unread(store: Store, procurement_id: UUID, bidder_id: UUID) -> OwnUnread | None:
    """Return a bidder's own bid for whose file it was asked, None if there is none to send."""
    with store.reading() as session:
        found = next(
            (
                one
                for one in every_unread(session, procurement_id)
                if one.row.bidder.id == bidder_id
            ),
            None,
        )
        if found is None or found.asked_at is None:
            return None
        receipt = found.row.receipt
        return OwnUnread(
            receipt.number,
            receipt.file_name,
            receipt.file_sha256,
            receipt.received_at,
            found.asked_at,
        )


def _shown(
    session: Session,
    vault: Vault,
    person: Person,
    unread: Unread,
    receipt: Receipt,
    now: datetime,
) -> UnreadShown:
    rescuer = Rescuer.of(session, person, unread, now)
    has_declared = person.id in {one.by_id for one in unread.losses}
    not_lost = rescuer if isinstance(rescuer, Refused) else why_not_lost(rescuer)
    return UnreadShown(
        receipt=receipt,
        found=examined(session, vault, unread.row.receipt),
        asked_at=unread.asked_at,
        losses=unread.losses,
        is_left_out=unread.is_left_out,
        not_lost=YOURS_IS_IN if has_declared and not unread.is_left_out else not_lost,
    )
