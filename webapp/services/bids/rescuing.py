"""What can be done about a bid that can't be read: the very file again, or declaring it lost.

Bringing back the file or the key comes first, and asks for no act here: the bids are read again.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from evaluation.panel.phases import Phase
from forms.bidding import BidFile
from rules.canonical import sha256_of
from webapp.services.accounts import Person
from webapp.services.bids import sealed
from webapp.services.bids.opening import Opened, read_bids
from webapp.services.bids.rescuers import (
    NO_SUCH_BID,
    Rescuer,
    append,
    note_step,
    rescuer_of,
    tell_keepers,
    too_late,
)
from webapp.services.bids.sealed import SealIsBroken, Vault
from webapp.services.bids.unread import ASKED, LOST, RETURNED, Unread, every_unread
from webapp.services.panel.acting import NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.tendering.bidder_mail import mail_bidders
from webapp.services.tendering.fresh_links import FreshLink, fresh_link
from webapp.services.tendering.inviting import Links
from webapp.services.tendering.standing import standing_of
from webapp.store import Session, Store
from webapp.store import bids as rows
from webapp.store.bid_tables import BidReceipt

JUST_NOW = timedelta(minutes=5)
"""As long after a bidder was asked the same form asks it no second time."""
ANSWERS_FOR = timedelta(days=14)
"""How long the link lasts with which a bidder is asked."""

NOT_AN_OFFICER = Refused(
    "A procurement officer asks the bidder for its file", "Ask the procurement officer"
)
ANOTHER_FILE = Refused(
    "This is another file than the one on the receipt: its SHA-256 differs",
    "Send the very file that was sent then, as it was: opened and saved again it is another",
)
NOT_KEPT = Refused("The file could not be kept, and nothing was taken in", "Send it again")
NOT_ASKED = Refused(
    "The bidder was not asked for its file yet",
    "Ask it first: whoever has the very file can send it again, and nothing is lost",
)
CAN_BE_READ = Refused(
    "The bid can be read now", "Have the bids read again, on the page of bids that can’t be read"
)
SAME_ROLE = Refused(
    "Somebody with the role that you have declared it, and two roles are asked for",
    "Ask somebody with another role: a buyer, a procurement officer or the evaluation’s chair",
)
NAMES_OTHERS = Refused(
    "The reason names another bidder, and the bidder whose bid it is will read it",
    "Say it without naming anybody else",
)


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A bidder was asked for its file; without a link where it had been asked just before."""

    name: str
    email: str
    link: FreshLink | None = None


def ask_for_file(
    store: Store, person: Person, *, procurement_id: UUID, bidder: int, links: Links, now: datetime
) -> FileAsked | Refused:
    """Ask a bidder for the very file that it sent, with a link to the page that takes it."""
    with store.writing() as session:
        rescuer = rescuer_of(session, person, procurement_id, bidder, now=now)
        if isinstance(rescuer, Refused):
            return rescuer
        if person.id not in rescuer.scene.officers:
            return NOT_AN_OFFICER
        one, asked_at = rescuer.unread.row.bidder, rescuer.unread.asked_at
        if asked_at is not None and now - asked_at < JUST_NOW:
            return FileAsked(one.name, one.email)
        link = fresh_link(session, one, made_by=person.id, until=now + ANSWERS_FOR, now=now)
        step = append(rescuer, ASKED)
        mail_bidders(
            session,
            [one],
            subject=f"Your bid can’t be read: {rescuer.scene.title}"[:300],
            text=_asking(rescuer, links.address(link.token)),
            now=now,
        )
        note_step(rescuer, "ask-for-file", step)
        return FileAsked(one.name, one.email, link)


def return_file(
    store: Store,
    vault: Vault,
    file: BidFile,
    *,
    bidder_id: UUID,
    by: Person | None,
    now: datetime,
) -> Opened | Refused:
    """Take in the very file of a bid that can't be read, and read it.

    It is taken only if its SHA-256 is the one on the receipt: nothing can be changed by it. `by` is
    the officer to whom the bidder gave it, None where the bidder sends it.
    """
    with store.reading() as session:
        found = _own(session, bidder_id, now)
    if isinstance(found, Refused):
        return found
    receipt = found.row.receipt
    if hashlib.sha256(file.data).hexdigest() != receipt.file_sha256:
        return ANOTHER_FILE
    refused = _keep(store, vault, file, receipt, by, now)
    if refused is not None:
        return refused
    return read_bids(
        store,
        vault,
        by,
        procurement_id=receipt.procurement_id,
        now=now,
        bidder=found.row.bidder.number,
    )


def _keep(
    store: Store,
    vault: Vault,
    file: BidFile,
    receipt: BidReceipt,
    by: Person | None,
    now: datetime,
) -> Refused | None:
    """Have the file on the disk, sealed, and then on record."""
    bidder_id = receipt.bidder_id
    place = {"procurement_id": receipt.procurement_id, "bidder_id": bidder_id}
    try:
        kept, key = sealed.keep_again(vault, file.data, **place)
    except OSError:
        return NOT_KEPT
    with store.writing() as session:
        again = _own(session, bidder_id, now)
        rescuer = again if isinstance(again, Refused) else _returning(session, by, again, now)
        if isinstance(rescuer, Refused):
            sealed.drop(vault, kept)
            return rescuer
        step = append(rescuer, RETURNED, sealed_name=kept.name, sealed_key=key)
        note_step(rescuer, "return-file", {**step, "sha256": receipt.file_sha256})
    return None


def declare_lost(
    store: Store,
    vault: Vault,
    person: Person,
    *,
    procurement_id: UUID,
    bidder: int,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Declare that a bid can't be had; with the second, of another role, it is left out."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        rescuer = rescuer_of(session, person, procurement_id, bidder, now=now)
        if isinstance(rescuer, Refused):
            return rescuer
        if rescuer.unread.is_left_out or _has_declared(rescuer):
            return Done()
        if refused := why_not_lost(rescuer) or _why_not_because(rescuer, vault, because):
            return refused
        step = append(rescuer, LOST, because=because)
        known = {"role": rescuer.role.value if rescuer.role else "", "sha256": sha256_of(because)}
        note_step(rescuer, "declare-bid-lost", {**step, **known})
        after = _of(session, procurement_id, bidder)
        if after is not None and after.is_left_out:
            _tell_left_out(rescuer)
        else:
            tell_keepers(rescuer, "A bid waits for a second person to declare it lost")
        return Done()


def why_not_lost(rescuer: Rescuer) -> Refused | None:
    """Return why somebody can't declare a bid lost now, whatever they write; None if they can."""
    if rescuer.unread.asked_at is None:
        return NOT_ASKED
    return SAME_ROLE if rescuer.role is None else None


def _why_not_because(rescuer: Rescuer, vault: Vault, because: str) -> Refused | None:
    own, said = rescuer.unread.row.bidder.id, " ".join(because.casefold().split())
    others = (one.name for one in rescuer.bidders if one.bidder_id != own)
    if any(" ".join(name.casefold().split()) in said for name in others):
        return NAMES_OTHERS
    try:
        receipt = rescuer.unread.row.receipt
        sealed.unsealed(rescuer.session, vault, receipt, now=rescuer.now)
    except SealIsBroken:
        return None
    return CAN_BE_READ


def _has_declared(rescuer: Rescuer) -> bool:
    person = rescuer.person
    return person is not None and person.id in {one.by_id for one in rescuer.unread.losses}


def _of(session: Session, procurement_id: UUID, bidder: int) -> Unread | None:
    found = every_unread(session, procurement_id)
    return next((one for one in found if one.row.bidder.number == bidder), None)


def _own(session: Session, bidder_id: UUID, now: datetime) -> Unread | Refused:
    """Return a bidder's bid that can't be read, or why its file can't be taken now."""
    bidder = rows.bidder(session, bidder_id)
    if bidder is None:
        return NO_SUCH_BID
    standing = standing_of(session, bidder.bidder.procurement_id, now=now)
    if not standing.phase.is_at_least(Phase.SCORING):
        return NO_SUCH_BID
    found = _of(session, bidder.bidder.procurement_id, bidder.bidder.number)
    if found is None:
        return NO_SUCH_BID
    return too_late(standing) or found


def _returning(
    session: Session, by: Person | None, unread: Unread, now: datetime
) -> Rescuer | Refused:
    if by is None:
        return Rescuer.of(session, None, unread, now)
    row = unread.row
    return rescuer_of(session, by, row.receipt.procurement_id, row.bidder.number, now=now)


def _asking(rescuer: Rescuer, address: str) -> str:
    receipt = rescuer.unread.row.receipt
    return (
        f"Your bid for “{rescuer.scene.title}” came in and counts. When it was opened, its "
        "sealed file could not be read. That is no fault of yours.\n\n"
        f"Please send the very file again that you sent then: {receipt.file_name}, receipt number "
        f"{receipt.number}. It is taken only if its SHA-256 is the one on your receipt, so do not "
        f"open and save it first:\n{receipt.file_sha256}\n\n"
        f"Follow this link, which takes the place of the one before:\n{address}\n\n"
        "If you do not have the file any more, tell the contact in your invitation.\n"
    )


def _tell_left_out(rescuer: Rescuer) -> None:
    receipt = rescuer.unread.row.receipt
    mail_bidders(
        rescuer.session,
        [rescuer.unread.row.bidder],
        subject=f"Your bid could not be read: {rescuer.scene.title}"[:300],
        text=(
            f"Your bid for “{rescuer.scene.title}” came in (receipt number {receipt.number}) and "
            "counts, but could not be read by the authority. Two of its people have declared that "
            "it can’t be had, so that the bids are evaluated without it. It is no finding about "
            "your bid, and you are sent a notice with the reasons when all bidders are told of the "
            "award.\n\n"
            f"If you have the very file (SHA-256 {receipt.file_sha256}), tell the contact in your "
            "invitation at once: it can still be read before an award is recommended.\n"
        ),
        now=rescuer.now,
    )
    tell_keepers(rescuer, "A bid is left out, because it could not be read")
