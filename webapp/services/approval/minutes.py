"""Minutes of a meeting: drafted from the record, edited as revisions, agreed by a chair."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.canonical import canonical_text
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import items_in
from webapp.services.approval.attendance import seats_in
from webapp.services.approval.drafting import MinutesSection, drafted
from webapp.services.approval.meetings import (
    NO_MEETING,
    Meeting,
    MeetingState,
    meeting_in,
    note_meeting,
)
from webapp.services.approval.stepping import Done
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import meetings as rows
from webapp.store import panels as panel_rows
from webapp.store.panel_tables import Minutes as MinutesRow

NOT_CLOSED = Refused(
    "The minutes are agreed once the meeting is closed", "Close it, and agree them then"
)
AGREED = Refused(
    "The minutes are agreed, and can't be changed any more",
    "Correct them at the next meeting, in the minutes of that",
)
NOT_SAVED = Refused(
    "Nobody has saved the minutes yet", "Read the draft, mend what is amiss, and save it"
)
NOT_THE_CHAIR = Refused("A chair of the panel agrees the minutes", "Ask the chair to read them")
EMPTY = Refused("The minutes say nothing", "Write what was done")


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as they stand; `revision` is 0 for a draft that nobody has saved."""

    sections: tuple[MinutesSection, ...]
    revision: int
    is_agreed: bool
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class MinutesSaved:
    """The minutes are kept as this revision."""

    revision: int


@dataclass(frozen=True, slots=True)
class MinutesStale:
    """Somebody saved the minutes after the form was read; nothing was saved. `other` stands."""

    other: Minutes


def minutes_in(session: Session, meeting: Meeting) -> Minutes:
    """Return the minutes as they stand: the last revision, or a draft from the record."""
    found = rows.minutes(session, meeting.id)
    if not found:
        draft = drafted(meeting, seats_in(session, meeting), items_in(session, meeting))
        return Minutes(draft, revision=0, is_agreed=False, by="", at=None)
    row, name = found[0]
    sections = tuple(MinutesSection(one["heading"], one["text"]) for one in json.loads(row.text))
    return Minutes(sections, row.revision, row.is_agreed, name, row.made_at)


def save_minutes(
    store: Store,
    person: Person,
    *,
    meeting_id: UUID,
    sections: tuple[MinutesSection, ...],
    revision: int,
    now: datetime,
) -> MinutesSaved | MinutesStale | Refused:
    """Save the minutes as their next revision, if nobody did since the form was read."""
    with store.writing() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return NO_MEETING
        last = minutes_in(session, meeting)
        if last.revision and last.sections == sections:
            return MinutesSaved(last.revision)
        if last.is_agreed:
            return AGREED
        if not any(one.text for one in sections):
            return EMPTY
        if last.revision != revision:
            return MinutesStale(last)
        return _save(session, meeting, person, last, sections, now=now, is_agreed=False)


def agree(
    store: Store, person: Person, *, meeting_id: UUID, revision: int, now: datetime
) -> Done | MinutesStale | Refused:
    """Agree the minutes of a closed meeting as they were read, for good: a chair does."""
    with store.writing() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting is None:
            return NO_MEETING
        last = minutes_in(session, meeting)
        if last.is_agreed:
            return Done() if last.revision == revision + 1 and last.by == person.name else AGREED
        chairs = panel_rows.holders(session, meeting.organisation_id, [Role.PANEL_CHAIR])
        if person.id not in {user_id for user_id, _, _ in chairs}:
            return NOT_THE_CHAIR
        if meeting.state is not MeetingState.CLOSED:
            return NOT_CLOSED
        if not last.revision:
            return NOT_SAVED
        if last.revision != revision:
            return MinutesStale(last)
        _save(session, meeting, person, last, last.sections, now=now, is_agreed=True)
        return Done()


def _save(
    session: Session,
    meeting: Meeting,
    person: Person,
    last: Minutes,
    sections: tuple[MinutesSection, ...],
    *,
    now: datetime,
    is_agreed: bool,
) -> MinutesSaved:
    """Keep minutes as the revision after the last; the log holds what they say otherwise."""
    revision = last.revision + 1
    text = canonical_text([{"heading": one.heading, "text": one.text} for one in sections])
    session.add(
        MinutesRow(
            meeting_id=meeting.id,
            revision=revision,
            text=text,
            is_agreed=is_agreed,
            made_by=person.id,
            made_at=now,
        )
    )
    act = "agree-minutes" if is_agreed else "save-minutes"
    detail = {"revision": revision, "changed": _changed(last.sections, sections)}
    note_meeting(session, meeting, act, person, now=now, detail=detail)
    return MinutesSaved(revision)


def _changed(
    before: tuple[MinutesSection, ...], after: tuple[MinutesSection, ...]
) -> list[dict[str, str]]:
    """Return what sections said and say where that differs, in the order of the later."""
    said = {one.heading: one.text for one in before}
    return [
        {"heading": one.heading, "was": said.get(one.heading, ""), "now": one.text}
        for one in after
        if said.get(one.heading, "") != one.text
    ]
