"""Saying which procurement tenders a lot of another, taking it out again, or that none does.

A tender belongs to one lot at most, and both procurements are of one authority. Once an award is
recommended in a lot, every lot keeps its tender: what was awarded there rests on the others too.
"""

from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.canonical import sha256_of
from webapp.roles import TENDER_KEEPERS
from webapp.services.accounts import Person
from webapp.services.ending.ended import ended_of
from webapp.services.lot_awards.acting import (
    NO_SUCH_LOT,
    NOT_AN_OFFICER,
    Group,
    acting_on,
    leaving_of,
    officer_of,
)
from webapp.services.lot_awards.holding import why_held
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, Scene, note
from webapp.services.refusals import Refused
from webapp.store import Session, Store, procurements
from webapp.store import lots as rows
from webapp.store.lot_tables import LotTender

NO_SUCH_TENDER = Refused(
    "Your authority has no such procurement", "Choose one of those that are listed"
)
ITSELF = Refused(
    "A procurement can't be the tender of its own lot",
    "Prepare and publish a procurement for the lot, and choose that",
)
NOT_PUBLISHED = Refused(
    "The tender of that procurement is not published", "Publish it first, then join it"
)
HAS_A_LOT = Refused(
    "That procurement tenders a lot already", "Take it out there first, with the reason"
)
NESTED = Refused(
    "One of the two procurements has lots with tenders of their own, or is itself that of a lot",
    "Join each lot's tender to the procurement that was divided: lots have no lots",
)
IS_TAKEN = Refused("The lot has another tender already", "Take that out first, with the reason")
RECOMMENDED = Refused(
    "An award is recommended or made in that tender",
    "Take it back first, with its reason: what a lot is awarded by rests on all lots together",
)
NOT_JOINED = Refused("The lot has no tender that could be taken out", "Read how the lots stand now")
HAS_A_TENDER = Refused(
    "The lot has a tender",
    "Take that out first, with the reason; or end that procurement without award, which leaves the "
    "lot out by itself",
)
IS_LEFT_OUT = Refused("The lot is left out already", "Read how the lots stand now")


def join_lot(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    lot: int,
    tender_id: UUID,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Say that a lot is tendered by a procurement; `read` is how much was said on the page."""
    with store.writing() as session:
        found = acting_on(session, person, procurement_id, now=now)
        if isinstance(found, Refused):
            return found
        scene, group = found
        if group.lot(lot) is None:
            return NO_SUCH_LOT
        standing = group.joined.get(lot)
        if standing is not None:
            return Done() if standing.tender_id == tender_id else IS_TAKEN
        if group.said != read:
            return CHANGED_MEANWHILE
        other = _joinable(session, person, group, tender_id, now)
        if isinstance(other, Refused):
            return other
        if held := why_held(session, group):
            return held
        number = _say(session, person, group, lot, tender_id, "", now)
        own = {"number": number, "lot": lot, "procurement": str(tender_id)}
        note(session, scene, "join-lot", person, now=now, detail=own)
        note(session, other, "join-lot-of", person, now=now, detail=_of(scene, lot))
        return Done()


def leave_lot(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    lot: int,
    because: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Take the tender of a lot out again; `read` is how much was said on the page.

    It can be done too where the divided procurement is ended, or its outline has no such lot now.
    """
    if not because:
        return NO_REASON
    with store.writing() as session:
        found = leaving_of(session, person, procurement_id, now=now)
        if isinstance(found, Refused):
            return found
        scene, group = found
        standing = group.joined.get(lot)
        if standing is None:
            is_again = _has_just_left(session, person, procurement_id, lot, because)
            return Done() if is_again else NOT_JOINED
        if group.said != read:
            return CHANGED_MEANWHILE
        other = _leavable(session, person, group, standing.tender_id, now)
        if isinstance(other, Refused):
            return other
        if held := why_held(session, group, but=standing.tender_id):
            return held
        number = _say(session, person, group, lot, None, because, now)
        own = _left(number, lot, standing.tender_id, because)
        note(session, scene, "leave-lot", person, now=now, detail=own)
        if other is not None:
            note(session, other, "leave-lot-of", person, now=now, detail=_of(scene, lot))
        return Done()


def leave_lot_out(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    lot: int,
    because: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Say that a lot is not tendered now, so that the others are awarded without it.

    It stands until a procurement is joined to the lot; `read` is how much was said on the page.
    """
    if not because:
        return NO_REASON
    with store.writing() as session:
        found = acting_on(session, person, procurement_id, now=now)
        if isinstance(found, Refused):
            return found
        scene, group = found
        if group.lot(lot) is None:
            return NO_SUCH_LOT
        if lot in group.joined:
            return HAS_A_TENDER
        if lot in group.left_out:
            return Done() if group.left_out[lot] == because else IS_LEFT_OUT
        if group.said != read:
            return CHANGED_MEANWHILE
        if held := why_held(session, group):
            return held
        number = _say(session, person, group, lot, None, because, now, is_left_out=True)
        detail = {"number": number, "lot": lot, "sha256": sha256_of(because)}
        note(session, scene, "leave-lot-out", person, now=now, detail=detail)
        return Done()


def _joinable(
    session: Session, person: Person, group: Group, tender_id: UUID, now: datetime
) -> Scene | Refused:
    """Return the tender that is to be a lot's, or why it can't be."""
    if tender_id == group.procurement_id:
        return ITSELF
    if procurements.organisation_of(session, tender_id) != group.organisation_id:
        return NO_SUCH_TENDER
    found = officer_of(session, person, tender_id, now=now)
    if isinstance(found, Refused):
        return found
    scene, access = found
    if access.standing.number is None:
        return NOT_PUBLISHED
    if access.phase.is_at_least(Phase.RECOMMENDED):
        return RECOMMENDED
    if rows.group_of(session, tender_id) is not None:
        return HAS_A_LOT
    is_nested = rows.joined(session, tender_id) or rows.group_of(session, group.procurement_id)
    return NESTED if is_nested else scene


def _leavable(
    session: Session, person: Person, group: Group, tender_id: UUID, now: datetime
) -> Scene | Refused | None:
    """Return the tender that is to be taken out, None if it ended without award."""
    if ended_of(session, tender_id) is not None:
        held = person.roles_in(group.organisation_id, tender_id)
        return None if held & TENDER_KEEPERS else NOT_AN_OFFICER
    found = officer_of(session, person, tender_id, now=now)
    if isinstance(found, Refused):
        return found
    scene, access = found
    return RECOMMENDED if access.phase.is_at_least(Phase.RECOMMENDED) else scene


def _has_just_left(
    session: Session, person: Person, procurement_id: UUID, lot: int, because: str
) -> bool:
    """Return whether the last that was said is just this, by this person: it was sent twice."""
    last = next(reversed(rows.steps(session, procurement_id)), None)
    if last is None:
        return False
    mine = (lot, None, because, person.id)
    return (last.lot, last.tender_id, last.because, last.made_by) == mine


def _say(
    session: Session,
    person: Person,
    group: Group,
    lot: int,
    tender_id: UUID | None,
    because: str,
    now: datetime,
    *,
    is_left_out: bool = False,
) -> int:
    number = group.said + 1
    session.add(
        LotTender(
            procurement_id=group.procurement_id,
            number=number,
            lot=lot,
            tender_id=tender_id,
            is_left_out=is_left_out,
            because=because,
            made_by=person.id,
            made_at=now,
        )
    )
    return number


def _left(number: int, lot: int, tender_id: UUID, because: str) -> dict[str, object]:
    """Return what the record of a divided procurement tells of a tender taken out of a lot."""
    return {
        "number": number,
        "lot": lot,
        "procurement": str(tender_id),
        "sha256": sha256_of(because),
    }


def _of(scene: Scene, lot: int) -> dict[str, object]:
    """Return what the record of a lot's tender tells of the divided procurement."""
    return {"lot": lot, "procurement": str(scene.procurement_id)}
