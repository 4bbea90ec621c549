"""What the pages of meetings show: which there are, what waits for one, what happened at each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.agenda import Item, items_in, waiting_for
from webapp.services.approval.attendance import Seat, seats_in
from webapp.services.approval.conditions import Owed, owed_in
from webapp.services.approval.meetings import (
    Meeting,
    MeetingState,
    meeting_in,
    meetings_in,
)
from webapp.services.approval.minutes import Minutes, minutes_in
from webapp.services.approval.records import waiting_in
from webapp.services.approval.states import ConditionState
from webapp.services.approval.versions import Version
from webapp.store import Session, Store, audit
from webapp.store import settings as organisation_rows


@dataclass(frozen=True, slots=True)
class Schedule:
    """The meetings of an organisation: those to come, the next first, and those that were.

    `waiting` are the outlines before a body, the longest waiting first; `reported` the
    conditions that were reported as met and that the panel has to judge.
    """

    coming: tuple[Meeting, ...]
    past: tuple[Meeting, ...]
    waiting: tuple[Version, ...]
    reported: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with its agenda, its members, and what could still be put on the agenda."""

    meeting: Meeting
    items: tuple[Item, ...]
    seats: tuple[Seat, ...]
    waiting: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A meeting with its minutes, and what the document of them carries."""

    meeting: Meeting
    minutes: Minutes
    organisation: str
    audit_head: str


def schedule_of(store: Store, organisation_id: UUID, *, now: datetime) -> Schedule:
    """Return the meetings of an organisation, and what waits for its bodies."""
    with store.reading() as session:
        meetings = meetings_in(session, [organisation_id])
        is_coming = {one.id: _is_coming(one, now) for one in meetings}
        waiting = waiting_in(session, organisation_id)
        reported = [
            one
            for one in owed_in(session, [organisation_id])
            if one.condition.state is ConditionState.REPORTED
        ]
    return Schedule(
        tuple(one for one in reversed(meetings) if is_coming[one.id]),
        tuple(one for one in meetings if not is_coming[one.id]),
        waiting,
        tuple(reported),
    )


def sitting_of(store: Store, person: Person, meeting_id: UUID) -> Sitting | None:
    """Return a meeting as a person reads it, None if there is none such."""
    with store.reading() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return None
        return Sitting(
            meeting,
            items_in(session, meeting, reader=person.id),
            seats_in(session, meeting),
            () if meeting.is_over else waiting_for(session, meeting),
        )


def record_of(store: Store, meeting_id: UUID) -> Record | None:
    """Return a meeting with its minutes, None if there is none such."""
    with store.reading() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return None
        minutes = minutes_in(session, meeting)
        return Record(
            meeting, minutes, _organisation(session, meeting), _head(session, meeting, minutes)
        )


def _is_coming(meeting: Meeting, now: datetime) -> bool:
    is_open = meeting.state is MeetingState.OPENED
    return is_open or (meeting.state is MeetingState.CALLED and meeting.starts_at >= now)


def _organisation(session: Session, meeting: Meeting) -> str:
    found = organisation_rows.organisation(session, meeting.organisation_id)
    return found.name if found else ""


def _head(session: Session, meeting: Meeting, minutes: Minutes) -> str:
    """Return the hash that the audit log gave to the minutes as they stand, none for a draft."""
    if not minutes.revision:
        return ""
    act = "agree-minutes" if minutes.is_agreed else "save-minutes"
    return audit.last_sha256_of(session, act, subject=meeting.subject)
