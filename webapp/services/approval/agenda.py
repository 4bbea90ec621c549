"""The agenda of a meeting: the versions on it in order, each with what a member has to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.meetings import (
    CLOSED,
    NO_MEETING,
    Meeting,
    meeting_in,
    note_meeting,
)
from webapp.services.approval.panel import Declaration, declarations_in
from webapp.services.approval.records import version_in, versions_in, waiting_in
from webapp.services.approval.states import Handling
from webapp.services.approval.stepping import NO_VERSION, Done
from webapp.services.approval.versions import Decided, Version
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import meetings as rows
from webapp.store import outlines as outline_rows
from webapp.store.panel_tables import AgendaItem

NOT_BEFORE_IT = Refused(
    "This outline is not before the body that meets", "Put one on the agenda that is"
)

DECIDED_HERE = Refused(
    "The outline was decided on at this meeting, and stays on its agenda", "Leave it there"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A version on an agenda.

    `conflicts` are those declared, each with the name; `earlier` is the version that a body
    returned, or that was withdrawn, before this one: what is new since can be shown.
    """

    version: Version
    position: int
    conflicts: tuple[tuple[str, Declaration], ...]
    earlier: Version | None
    decided: Decided | None
    has_declared: bool


def put_on(
    store: Store, person: Person, *, meeting_id: UUID, version_id: UUID, now: datetime
) -> Done | Refused:
    """Put a version that a body has before it on the agenda of a meeting of that body, last."""
    with store.writing() as session:
        found = _open(session, meeting_id, version_id)
        if isinstance(found, Refused):
            return found
        meeting, version = found
        if version.pending is None or version.pending.body != meeting.body:
            return NOT_BEFORE_IT
        order = order_in(session, meeting_id)
        if version_id in order:
            return Done()
        _set(session, meeting, person, [*order, version_id], order, now=now)
        detail = {"procurement": str(version.procurement_id), "version": version.number}
        note_meeting(session, meeting, "put-on-agenda", person, now=now, detail=detail)
        return Done()


def take_off(
    store: Store, person: Person, *, meeting_id: UUID, version_id: UUID, now: datetime
) -> Done | Refused:
    """Take a version off the agenda of a meeting that is not over."""
    with store.writing() as session:
        found = _open(session, meeting_id, version_id)
        if isinstance(found, Refused):
            return found
        meeting, version = found
        order = order_in(session, meeting_id)
        if version_id not in order:
            return Done()
        if any(one.meeting_id == meeting_id for one in version.decisions):
            return DECIDED_HERE
        _add(session, meeting_id, version_id, order.index(version_id) + 1, person, now, is_on=False)
        detail = {"procurement": str(version.procurement_id), "version": version.number}
        note_meeting(session, meeting, "take-off-agenda", person, now=now, detail=detail)
        return Done()


def move_up(
    store: Store, person: Person, *, meeting_id: UUID, version_id: UUID, now: datetime
) -> Done | Refused:
    """Take a version one place up on the agenda of a meeting that is not over."""
    with store.writing() as session:
        found = _open(session, meeting_id, version_id)
        if isinstance(found, Refused):
            return found
        meeting, _ = found
        order = order_in(session, meeting_id)
        place = order.index(version_id) if version_id in order else 0
        if place:
            moved = [*order]
            moved[place - 1], moved[place] = moved[place], moved[place - 1]
            _set(session, meeting, person, moved, order, now=now)
            detail = {"order": [str(one) for one in moved]}
            note_meeting(session, meeting, "order-agenda", person, now=now, detail=detail)
        return Done()


def take_over(
    session: Session, version_id: UUID, earlier: Version, person: Person, *, now: datetime
) -> None:
    """Put a version where the one before it stands, on agendas of its body that are not over.

    An earlier version that the meeting itself decided on stays on its agenda, and the new one
    comes after it.
    """
    session.flush()
    version = version_in(session, version_id)
    pending = version.pending if version else None
    if version is None or pending is None:
        return
    for row in rows.meetings_of_version(session, earlier.id):
        meeting, order = meeting_in(session, row.id), order_in(session, row.id)
        if meeting is None or meeting.is_over or earlier.id not in order:
            continue
        if pending.body != meeting.body:
            continue
        place = order.index(earlier.id)
        stays = any(one.meeting_id == meeting.id for one in earlier.decisions)
        if not stays:
            _add(session, meeting.id, earlier.id, place + 1, person, now, is_on=False)
        following = [*order[: place + stays], version.id, *order[place + 1 :]]
        _set(session, meeting, person, following, order, now=now)
        detail = {
            "procurement": str(version.procurement_id),
            "version": version.number,
            "instead_of": earlier.number,
        }
        note_meeting(session, meeting, "put-on-agenda", person, now=now, detail=detail)


def order_in(session: Session, meeting_id: UUID) -> list[UUID]:
    """Return the versions on an agenda, in order."""
    last = {row.outline_version_id: row for row in rows.agenda(session, [meeting_id])}
    on = [row for row in last.values() if row.is_on]
    return [row.outline_version_id for row in sorted(on, key=lambda row: row.position)]


def items_in(session: Session, meeting: Meeting, *, reader: UUID | None = None) -> tuple[Item, ...]:
    """Return the agenda of a meeting as somebody reads it, in a fixed number of queries."""
    order = order_in(session, meeting.id)
    versions = {one.id: one for one in versions_in(session, order)}
    earlier = earlier_versions(session, tuple(versions.values()))
    declared = declarations_in(session, order)
    items = []
    for position, id_ in enumerate(order, start=1):
        last = declared[id_]
        version = versions[id_]
        items.append(
            Item(
                version,
                position,
                tuple(one for one in last.values() if one[1].handling is not Handling.NONE),
                earlier.get(id_),
                next((one for one in version.decisions if one.body == meeting.body), None),
                reader in last,
            )
        )
    return tuple(items)


def earlier_versions(session: Session, versions: tuple[Version, ...]) -> dict[UUID, Version]:
    """Return, by version, the one before it of the same procurement, where there is one."""
    ids = outline_rows.versions_of_procurements(
        session, {one.procurement_id for one in versions if one.number > 1}
    )
    numbered = {(one.procurement_id, one.number): one for one in versions_in(session, ids)}
    found = {one.id: numbered.get((one.procurement_id, one.number - 1)) for one in versions}
    return {id_: one for id_, one in found.items() if one is not None}


def waiting_for(session: Session, meeting: Meeting) -> tuple[Version, ...]:
    """Return the versions that could be put on an agenda: the body has them, and it has not."""
    on = set(order_in(session, meeting.id))
    return tuple(
        one
        for one in waiting_in(session, meeting.organisation_id)
        if one.id not in on and one.pending and one.pending.body == meeting.body
    )


def _open(
    session: Session, meeting_id: UUID, version_id: UUID
) -> tuple[Meeting, Version] | Refused:
    """Return a meeting that is not over, and a version of the same organisation."""
    meeting, version = meeting_in(session, meeting_id), version_in(session, version_id)
    if meeting is None:
        return NO_MEETING
    if version is None or version.organisation_id != meeting.organisation_id:
        return NO_VERSION
    return CLOSED if meeting.is_over else (meeting, version)


def _set(
    session: Session,
    meeting: Meeting,
    person: Person,
    order: list[UUID],
    before: list[UUID],
    *,
    now: datetime,
) -> None:
    """Add a row for each version whose place is another."""
    for position, id_ in enumerate(order, start=1):
        if id_ not in before or before.index(id_) + 1 != position:
            _add(session, meeting.id, id_, position, person, now, is_on=True)


def _add(
    session: Session,
    meeting_id: UUID,
    version_id: UUID,
    position: int,
    person: Person,
    now: datetime,
    *,
    is_on: bool,
) -> None:
    earlier = [
        row for row in rows.agenda(session, [meeting_id]) if row.outline_version_id == version_id
    ]
    session.add(
        AgendaItem(
            meeting_id=meeting_id,
            outline_version_id=version_id,
            number=len(earlier) + 1,
            position=position,
            is_on=is_on,
            made_by=person.id,
            made_at=now,
        )
    )
    session.flush()
