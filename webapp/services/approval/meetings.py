"""Meetings of the bodies that approve outlines: called, opened, closed, and who came."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rules.uk_time import day_of
from webapp.addresses import meeting_page
from webapp.roles import PANEL
from webapp.services.accounts import Person
from webapp.services.approval.records import grouped, waiting_in
from webapp.services.approval.routing import OWN_PANEL
from webapp.services.approval.stepping import Done
from webapp.services.refusals import Refused
from webapp.services.settings import stack_of_organisation
from webapp.services.telling.notifying import tell
from webapp.store import Session, Store, audit
from webapp.store import meetings as rows
from webapp.store import panels as panel_rows
from webapp.store.panel_tables import Meeting as MeetingRow
from webapp.store.panel_tables import MeetingStep

NO_MEETING = Refused("There is no such meeting", "Go back to the meetings")
NO_BODY = Refused("There is no such body", "Choose one of the list")
PAST = Refused("A meeting is called for a time to come", "Give a later day or time")
NO_REASON = Refused("Those who were called want to know why", "Give the reason in a sentence")
NOT_NOW = Refused(
    "The meeting was opened, closed or cancelled since you opened this page",
    "Read how it stands now",
)
EARLY = Refused(
    "The meeting is called for another day, which is still to come",
    "Tick that it is opened before its day, or wait for that",
)
CLOSED = Refused("The meeting is closed or cancelled", "Its minutes can still be written")


class MeetingState(StrEnum):
    """How far a meeting has come."""

    CALLED = "called"
    OPENED = "opened"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_AFTER = {
    MeetingState.CALLED: frozenset({MeetingState.OPENED, MeetingState.CANCELLED}),
    MeetingState.OPENED: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset[MeetingState](),
    MeetingState.CANCELLED: frozenset[MeetingState](),
}
"""The states that may follow each."""

_ACTS = {
    MeetingState.OPENED: "open-meeting",
    MeetingState.CLOSED: "close-meeting",
    MeetingState.CANCELLED: "cancel-meeting",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body as it stands; `opened_at` and `closed_at` are None until it was."""

    id: UUID
    organisation_id: UUID
    body: str
    title: str
    starts_at: datetime
    place: str
    called_by: str
    called_at: datetime
    state: MeetingState
    opened_at: datetime | None
    closed_at: datetime | None
    why: str

    @property
    def is_over(self) -> bool:
        """Whether it was closed or cancelled."""
        return not _AFTER[self.state]

    @property
    def is_called(self) -> bool:
        """Whether it is still to come."""
        return self.state is MeetingState.CALLED

    @property
    def is_open(self) -> bool:
        """Whether the body is meeting."""
        return self.state is MeetingState.OPENED

    @property
    def is_closed(self) -> bool:
        """Whether it took place, and is over."""
        return self.state is MeetingState.CLOSED

    def is_before_its_day(self, moment: datetime) -> bool:
        """Whether a moment falls on a day before the one that it was called for."""
        return day_of(moment) < day_of(self.starts_at)

    @property
    def subject(self) -> str:
        """What the audit log calls it."""
        return f"meeting/{self.id}"


@dataclass(frozen=True, slots=True)
class Called:
    """The meeting is called, and its members told."""

    meeting_id: UUID


def bodies_of(store: Store, organisation_id: UUID) -> Mapping[str, str]:
    """Return the bodies of an organisation by id: its policy's, or its own panel without any.

    Those that have an outline before them come first.
    """
    found = stack_of_organisation(store, organisation_id).bodies
    bodies = {body.id: body.title for body in found.values()} or {
        OWN_PANEL: "The organisation’s panel"
    }
    with store.reading() as session:
        waiting = waiting_in(session, organisation_id)
    first = {one.pending.body for one in waiting if one.pending}
    return dict(sorted(bodies.items(), key=lambda body: body[0] not in first))


def call_meeting(
    store: Store,
    person: Person,
    *,
    organisation_id: UUID,
    body: str,
    starts_at: datetime,
    place: str,
    now: datetime,
) -> Called | Refused:
    """Call a meeting of a body; calling the same one twice calls it once."""
    title = bodies_of(store, organisation_id).get(body)
    if title is None:
        return NO_BODY
    if starts_at <= now:
        return PAST
    with store.writing() as session:
        for row, _ in rows.meetings(session, [organisation_id], since=starts_at):
            told = (row.body, row.starts_at, row.place, row.called_by)
            if told == (body, starts_at, place, person.id):
                return Called(row.id)
        row = MeetingRow(
            organisation_id=organisation_id,
            body=body,
            title=title,
            starts_at=starts_at,
            place=place,
            called_by=person.id,
            called_at=now,
        )
        session.add(row)
        session.flush()
        meeting = _meeting(row, person.name, [])
        detail = {"body": title, "starts_at": starts_at.isoformat(), "place": place}
        note_meeting(session, meeting, "call-meeting", person, now=now, detail=detail)
        _tell_members(session, meeting, person, kind="meeting-called", what="is called", now=now)
        return Called(row.id)


def move_on(
    store: Store, person: Person, *, meeting_id: UUID, state: MeetingState, why: str,
    now: datetime, may_be_early: bool = False,
) -> Done | Refused:  # fmt: skip
    """Open, close or cancel a meeting; doing the same twice does it once.

    It is opened before the day that it was called for only if it `may_be_early`.
    """
    with store.writing() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return NO_MEETING
        if meeting.state is state:
            return Done()
        if state not in _AFTER[meeting.state]:
            return NOT_NOW
        if state is MeetingState.CANCELLED and not why:
            return NO_REASON
        is_early = state is MeetingState.OPENED and meeting.is_before_its_day(now)
        if is_early and not may_be_early:
            return EARLY
        session.add(
            MeetingStep(
                meeting_id=meeting_id,
                number=len(rows.steps(session, [meeting_id])) + 1,
                state=state.value,
                why=why,
                made_by=person.id,
                made_at=now,
            )
        )
        early = {"before_its_day": meeting.starts_at.isoformat()} if is_early else {}
        note_meeting(session, meeting, _ACTS[state], person, now=now, detail={"why": why, **early})
        if state is MeetingState.CANCELLED:
            what = f"is cancelled: {why}"
            _tell_members(session, meeting, person, kind="meeting-cancelled", what=what, now=now)
        return Done()


def meeting_in(session: Session, meeting_id: UUID) -> Meeting | None:
    """Return a meeting as a session sees it, None if there is none such."""
    found = rows.meeting(session, meeting_id)
    if found is None:
        return None
    return _meeting(*found, [row for row, _ in rows.steps(session, [meeting_id])])


def meetings_in(session: Session, organisation_ids: Collection[UUID]) -> tuple[Meeting, ...]:
    """Return the meetings of organisations, the last first."""
    found = rows.meetings(session, organisation_ids, limit=100)
    steps = grouped(
        (row.meeting_id, row) for row, _ in rows.steps(session, [row.id for row, _ in found])
    )
    return tuple(_meeting(row, name, steps[row.id]) for row, name in found)


def note_meeting(
    session: Session,
    meeting: Meeting,
    act: str,
    person: Person,
    *,
    now: datetime,
    detail: Mapping[str, object],
) -> None:
    """Note an act at a meeting in the audit log."""
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=meeting.organisation_id,
        subject=meeting.subject,
        detail={"meeting": meeting.title, **detail},
    )


def _meeting(row: MeetingRow, called_by: str, steps: Collection[MeetingStep]) -> Meeting:
    at = {MeetingState(step.state): step for step in steps}
    opened, closed = at.get(MeetingState.OPENED), at.get(MeetingState.CLOSED)
    last = [*at][-1] if at else MeetingState.CALLED
    return Meeting(
        id=row.id,
        organisation_id=row.organisation_id,
        body=row.body,
        title=row.title,
        starts_at=row.starts_at,
        place=row.place,
        called_by=called_by,
        called_at=row.called_at,
        state=last,
        opened_at=opened.made_at if opened else None,
        closed_at=closed.made_at if closed else None,
        why=at[last].why if at else "",
    )


def _tell_members(
    session: Session, meeting: Meeting, person: Person, *, kind: str, what: str, now: datetime
) -> None:
    members = {one for one, _, _ in panel_rows.holders(session, meeting.organisation_id, PANEL)}
    tell(
        session,
        user_ids=members - {person.id},
        organisation_id=meeting.organisation_id,
        kind=kind,
        title=f"{meeting.title}: a meeting {what}"[:300],
        text=f"{meeting.title}, {meeting.place}: the meeting {what}.",
        address=meeting_page(meeting.id),
        now=now,
    )
