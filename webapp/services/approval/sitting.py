"""Which meetings a version is before: the one that sits now, and the next."""

from datetime import datetime
from uuid import UUID

from webapp.services.approval.records import grouped
from webapp.store import Session
from webapp.store import meetings as rows
from webapp.store.panel_tables import Meeting


def meeting_that_sits(session: Session, version_id: UUID, body: str) -> UUID | None:
    """Return the open meeting of a body with a version on its agenda, None if there is none."""
    for meeting in rows.meetings_of_version(session, version_id):
        if meeting.body == body and _state(session, meeting.id) == "opened":
            items = [
                row
                for row in rows.agenda(session, [meeting.id])
                if row.outline_version_id == version_id
            ]
            if items and items[-1].is_on:
                return meeting.id
    return None


def next_meeting(
    session: Session, organisation_id: UUID, body: str, *, now: datetime
) -> Meeting | None:
    """Return the next meeting of a body that is called and not over, None if none is."""
    found = rows.meetings(session, [organisation_id], since=now)
    of_body = [meeting for meeting, _ in found if meeting.body == body]
    steps = grouped(
        (row.meeting_id, row.state) for row, _ in rows.steps(session, [one.id for one in of_body])
    )
    coming = [one for one in of_body if (steps[one.id] or [""])[-1] in {"", "opened"}]
    return min(coming, key=lambda one: one.starts_at, default=None)


def _state(session: Session, meeting_id: UUID) -> str:
    steps = rows.steps(session, [meeting_id])
    return steps[-1][0].state if steps else "called"
