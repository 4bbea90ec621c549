"""Meetings of the panel, called and held."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tests.webapp.outlines import PANEL_BODY
from webapp.services.accounts import Person
from webapp.services.approval.agenda import put_on
from webapp.services.approval.attendance import note_attendance
from webapp.services.approval.drafting import MinutesSection
from webapp.services.approval.meetings import Called, MeetingState, call_meeting, move_on
from webapp.services.approval.minutes import MinutesSaved, save_minutes
from webapp.services.approval.stepping import Done
from webapp.store import Store


def called(store: Store, chair: Person, now: datetime, versions: Sequence[UUID]) -> UUID:
    """Call a meeting for tomorrow, with versions on its agenda."""
    outcome = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=now + timedelta(days=1),
        place="Council House",
        now=now,
    )
    assert isinstance(outcome, Called)
    for version_id in versions:
        done = put_on(store, chair, meeting_id=outcome.meeting_id, version_id=version_id, now=now)
        assert isinstance(done, Done)
    return outcome.meeting_id


def held(store: Store, chair: Person, meeting_id: UUID, now: datetime) -> None:
    """Open a meeting, note the chair as present, close it and save its minutes."""
    opened = move_on(
        store,
        chair,
        meeting_id=meeting_id,
        state=MeetingState.OPENED,
        why="",
        now=now,
        may_be_early=True,
    )
    came = note_attendance(store, chair, meeting_id=meeting_id, present=[chair.id], now=now)
    closed = move_on(
        store, chair, meeting_id=meeting_id, state=MeetingState.CLOSED, why="", now=now
    )
    sections = (MinutesSection("Opening", "It began."),)
    saved = save_minutes(
        store, chair, meeting_id=meeting_id, sections=sections, revision=0, now=now
    )
    assert (opened, came, closed, saved) == (Done(), Done(), Done(), MinutesSaved(1))
