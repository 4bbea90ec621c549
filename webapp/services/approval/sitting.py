"""Which meetings a version is before: the one that sits now, and the next."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from webapp.services.approval.records import grouped
from webapp.store import Session
from webapp.store import meetings as rows
from webapp.store.panel_tables import Meeting


def meeting_that_sits(session: Session, version_id: UUID, body: str) -> UUID | None:
    """Return the open meeting of a body with a version on its agenda, None if there is none."""
    found = _meetings(session, version_id, body, state="opened")
    return found[0].id if found else None


def meeting_to_come(session: Session, version_id: UUID, body: str) -> Meeting | None:
    """Return the meeting of a body with a version on its agenda that was not opened yet.

    None if there is none such, or if another of them sits on it now.
    """
    if meeting_that_sits(session, version_id, body) is not None:
        return None
    found = _meetings(session, version_id, body, state=None)
    return found[0] if found else None


def _meetings(session: Session, version_id: UUID, body: str, *, state: str | None) -> list[Meeting]:
    """Return the meetings of a body in a state with a version on the agenda, the first first."""
    found = [one for one in rows.meetings_of_version(session, version_id) if one.body == body]
    ids = [one.id for one in found]
    states = _states(session, ids)
    is_on = {
        row.meeting_id: row.is_on
        for row in rows.agenda(session, ids)
        if row.outline_version_id == version_id
    }
    return [one for one in found if states.get(one.id) == state and is_on.get(one.id)]


def next_meetings(
    session: Session, organisation_id: UUID, *, now: datetime
) -> Mapping[str, Meeting]:
    """Return, by body, the next meeting of an organisation that is called and not over."""
    found = [row for row, _ in rows.meetings(session, [organisation_id], since=now)]
    states = _states(session, [row.id for row in found])
    return {
        row.body: row  # the last first, so that the next of each body stays
        for row in found
        if states.get(row.id) in {None, "opened"}
    }


def _states(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    """Return the last state of meetings; one that has taken no step is only called."""
    steps = grouped((row.meeting_id, row.state) for row, _ in rows.steps(session, ids))
    return {id_: states[-1] for id_, states in steps.items()}
