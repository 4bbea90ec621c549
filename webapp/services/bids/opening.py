"""Opening bids: by two people with different roles, after the deadline; then each is read once."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import HANDS, Phase
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.pinning import digest_of
from webapp.services.bids.reading import Looked, as_json, issued_in, look_through
from webapp.services.bids.receipts import BidsShown, bids_in, counting_in
from webapp.services.bids.sealed import SealIsBroken, Vault, all_taken_in, sweep, unsealed
from webapp.services.bids.taking_in import ORPHANED_AFTER
from webapp.services.bids.telling import tell_first_hand
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Session, Store, audit, procurements
from webapp.store import bids as rows
from webapp.store.bid_tables import BidReceipt, OpenedBid, OpeningHand

TOO_EARLY = Refused(
    "Bids can still come in, and nobody can open them before the deadline",
    "Come back when the deadline has passed",
)
NOT_PUBLISHED = Refused("This tender is not published, so that there are no bids", "Publish it")
UNDECIDED = Refused(
    "There is a late bid on which nobody has decided",
    "Have a procurement officer decide whether it is admitted, with the reason, and open then",
)
SAME_PERSON = Refused(
    "You have opened the bids already, and the second hand is another person's",
    "Ask somebody with another role to open them with you",
)
SAME_ROLE = Refused(
    "The bids were opened by somebody with the role that you have, and two roles are asked for",
    "Ask somebody with another role: a buyer, a procurement officer or the evaluation's chair",
)
ON_ITS_WAY = Refused(
    "A bid has come and is being put on record at this very moment, with the time at which it came",
    "Open them in a minute: the bids wait for the receipt of each that has come, and for no other",
)
RECOMMENDED = Refused(
    "An award is recommended on the bids that were read",
    "Have the recommendation taken back with the reason, and have the bids read again then",
)
IS_OPEN = Refused("Two people have opened the bids already", "Look at them as they stand")
_NOT_IN = {Phase.PREPARING: NOT_PUBLISHED, Phase.OUT: TOO_EARLY}
_ORDER = (Role.PROCUREMENT_OFFICER, Role.BUYER, Role.EVALUATION_CHAIR)


@dataclass(frozen=True, slots=True)
class Opened:
    """A hand was given; `read` bids were read, those of `broken` could not be.

    `hands` is how many have opened. `broken` holds the ids of receipts.
    """

    hands: int
    read: int = 0
    broken: tuple[UUID, ...] = ()


def refusal_of(shown: BidsShown, person: Person, held: frozenset[Role]) -> Refused | None:
    """Return what keeps somebody from opening the bids now, None if nothing does.

    `held` are the roles that they hold for the procurement.
    """
    if shown.standing.ended is not None:
        return shown.standing.ended.refused
    phase = shown.standing.phase
    if phase in _NOT_IN:
        return _NOT_IN[phase]
    if phase is not Phase.SEALED:
        return IS_OPEN
    if shown.undecided:
        return UNDECIDED
    if person.id in {one.user_id for one in shown.hands}:
        return SAME_PERSON
    return SAME_ROLE if role_for(shown, held) is None else None


def role_for(shown: BidsShown, held: frozenset[Role]) -> Role | None:
    """Return the role in which somebody opens bids: one in which nobody has, None without such."""
    taken = {one.role for one in shown.hands}
    return next((one for one in _ORDER if one in held and one not in taken), None)


def open_bids(
    store: Store, vault: Vault, person: Person, *, procurement_id: UUID, now: datetime
) -> Opened | Refused:
    """Give a hand to opening the bids; with the second, each that counts is read.

    Whoever comes back after both hands were given has read what could not be read before.
    """
    outcome = _give_hand(store, vault, person, procurement_id, now)
    if isinstance(outcome, Refused):
        return outcome
    sweep(store, vault, procurement_id, before=now - ORPHANED_AFTER)
    if outcome.hands < HANDS:
        return outcome
    return read_bids(store, vault, person, procurement_id=procurement_id, now=now)


def read_bids(
    store: Store,
    vault: Vault,
    person: Person | None,
    *,
    procurement_id: UUID,
    now: datetime,
    bidder: int | None = None,
) -> Opened:
    """Read every bid that counts and was not read, all in one transaction.

    `person` is None where a bidder, of the number `bidder`, had them read by sending its file.

    Raises:
        StillSealed: Two people have not opened them.
    """
    looked, broken = _looked(store, vault, procurement_id, now)
    with store.writing() as session:
        done = {one.bidder_id for one in rows.opened(session, procurement_id)}
        new = [(receipt, found) for receipt, found in looked if receipt.bidder_id not in done]
        made = [_opened(receipt, found, now) for receipt, found in new]
        session.add_all(made)
        if new:
            detail: dict[str, object] = {
                "bids": [str(receipt.id) for receipt, _ in new],
                "sha256": [digest_of(one) for one in made],
            }
            if person is None:
                detail |= {"bidder": bidder, "by_bidder": True}
            _note(session, "read-bids", person, procurement_id, now, detail)
    return Opened(HANDS, len(new), broken)


def _give_hand(
    store: Store, vault: Vault, person: Person, procurement_id: UUID, now: datetime
) -> Opened | Refused:
    with ExitStack() as until_done, store.writing() as session:
        organisation_id = procurements.organisation_of(session, procurement_id)
        if organisation_id is None:
            return NO_PROCUREMENT
        shown = bids_in(session, procurement_id, now=now)
        if len(shown.hands) >= HANDS and shown.standing.ended is None:
            is_late = shown.standing.phase.is_at_least(Phase.RECOMMENDED)
            return RECOMMENDED if is_late else Opened(len(shown.hands))
        held = person.roles_in(organisation_id, procurement_id)
        refused, role = refusal_of(shown, person, held), role_for(shown, held)
        if refused is not None or role is None:
            return refused or SAME_ROLE
        if not until_done.enter_context(all_taken_in(vault, procurement_id)):
            return ON_ITS_WAY
        number = len(shown.hands) + 1
        session.add(
            OpeningHand(
                procurement_id=procurement_id,
                number=number,
                user_id=person.id,
                role=role.value,
                made_at=now,
            )
        )
        detail = {"number": number, "role": role.value}
        _note(session, "open-bids", person, procurement_id, now, detail)
        if number < HANDS:
            tell_first_hand(session, person, procurement_id, role, now=now)
        return Opened(number)


def _looked(
    store: Store, vault: Vault, procurement_id: UUID, now: datetime
) -> tuple[list[tuple[BidReceipt, Looked]], tuple[UUID, ...]]:
    """Read what was not read yet, before the writer's lock is taken: it takes a while."""
    looked, broken = [], []
    with store.reading() as session:
        workbook = issued_in(session, procurement_id)
        if workbook is None:
            return [], ()
        done = {one.bidder_id for one in rows.opened(session, procurement_id)}
        for row in counting_in(session, procurement_id).counted:
            if row.bidder.id in done:
                continue
            try:
                data = unsealed(session, vault, row.receipt, now=now)
            except SealIsBroken:
                broken.append(row.receipt.id)
                continue
            looked.append((row.receipt, look_through(workbook, data)))
    return looked, tuple(broken)


def _opened(receipt: BidReceipt, found: Looked, now: datetime) -> OpenedBid:
    return OpenedBid(
        procurement_id=receipt.procurement_id,
        bidder_id=receipt.bidder_id,
        bid_receipt_id=receipt.id,
        price=found.price,
        answers=as_json(found.answers),
        commitments=as_json(found.commitments),
        gates=as_json(found.gates),
        declarations=as_json(found.declared),
        findings=as_json(found.findings),
        opened_at=now,
    )


def _note(
    session: Session,
    act: str,
    person: Person | None,
    procurement_id: UUID,
    now: datetime,
    detail: Mapping[str, object],
) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id if person else None,
        organisation_id=procurements.organisation_of(session, procurement_id),
        subject=f"procurement/{procurement_id}",
        detail=detail,
    )
