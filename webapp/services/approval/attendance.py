"""Who came to a meeting: noted by whoever keeps it, and noted anew if that was a mistake."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.roles import PANEL, Role
from webapp.services.accounts import Person
from webapp.services.approval.meetings import (
    CLOSED,
    NO_MEETING,
    Meeting,
    meeting_in,
    note_meeting,
)
from webapp.services.approval.records import grouped
from webapp.services.approval.stepping import Done
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import meetings as rows
from webapp.store import panels as panel_rows
from webapp.store.panel_tables import Attendance

NOT_A_MEMBER = Refused(
    "Somebody who was noted holds no role on the panel", "Note those who are on the list"
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a body at a meeting; `is_present` is None until it was noted."""

    user_id: UUID
    name: str
    is_chair: bool
    is_present: bool | None


def note_attendance(
    store: Store, person: Person, *, meeting_id: UUID, present: Collection[UUID], now: datetime
) -> Done | Refused:
    """Note who is present at a meeting that is not over; all others are noted as not present."""
    with store.writing() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return NO_MEETING
        if meeting.is_over:
            return CLOSED
        seats = seats_in(session, meeting)
        if not {seat.user_id for seat in seats}.issuperset(present):
            return NOT_A_MEMBER
        earlier = grouped(
            (row.user_id, row.number) for row, _ in rows.attendance(session, meeting_id)
        )
        changed = [seat for seat in seats if seat.is_present is not (seat.user_id in present)]
        for seat in changed:
            session.add(
                Attendance(
                    meeting_id=meeting_id,
                    user_id=seat.user_id,
                    number=len(earlier[seat.user_id]) + 1,
                    is_present=seat.user_id in present,
                    noted_by=person.id,
                    noted_at=now,
                )
            )
        if changed:
            detail = {
                "present": sorted(str(one) for one in present),
                "apologies": sorted(
                    str(one.user_id) for one in seats if one.user_id not in present
                ),
            }
            note_meeting(session, meeting, "note-attendance", person, now=now, detail=detail)
        return Done()


def seats_in(session: Session, meeting: Meeting) -> tuple[Seat, ...]:
    """Return the members of a body, and who else was noted, with whether they came."""
    noted = {
        row.user_id: (name, row.is_present) for row, name in rows.attendance(session, meeting.id)
    }
    chairs: dict[UUID, tuple[str, bool]] = {
        user_id: (name, False) for user_id, (name, _) in noted.items()
    }
    for user_id, name, role in panel_rows.holders(session, meeting.organisation_id, PANEL):
        before = chairs.get(user_id, (name, False))[1]
        chairs[user_id] = (name, before or role == Role.PANEL_CHAIR)
    return tuple(
        Seat(user_id, name, is_chair, noted[user_id][1] if user_id in noted else None)
        for user_id, (name, is_chair) in sorted(chairs.items(), key=lambda one: one[1])
    )
