"""The timeline of a procurement: notices, duties, meetings and conditions, each with its day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from rules import working_days
from rules.decision import DutyDue
from rules.pack import Confidence
from rules.vocabulary.labels import event_words
from rules.wording import counted, date_in_words
from webapp.documents.outline.obligations import due_words
from webapp.documents.outline.words import upper_first
from webapp.services.approval.meetings import MeetingState
from webapp.services.approval.records import versions_of
from webapp.services.approval.versions import Version
from webapp.services.procurements import Preparation, opened
from webapp.store import Session, Store
from webapp.store import records as rows
from webapp.store.panel_tables import Meeting

UK = ZoneInfo("Europe/London")
"""The event that begins the standstill, whose own day counts as its first (s.51(2))."""


class What(StrEnum):
    """What falls on a day."""

    NOTICE = "notice"
    DUTY = "duty"
    MEETING = "meeting"
    CONDITION = "condition"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Falling:
    """Something that falls on a day, or hangs on an event whose day is not known.

    `rule` says how its day is counted, `at` the time of day where it has one, `is_done` that
    nothing is left to do; `place` is the page of it, as an endpoint and its argument.
    """

    what: What
    title: str
    on: date | None
    rule: str = ""
    text: str = ""
    event: str = ""
    at: datetime | None = None
    is_done: bool = False
    cites: str = ""
    confidence: Confidence | None = None
    place: tuple[str, str, object] | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What falls when, the first first; `waiting` hangs on events whose days are not known.

    `events` are those that anything hangs on, with the days that were supposed for them.
    """

    procurement_id: UUID
    organisation_id: UUID
    reference: str
    title: str
    dated: tuple[Falling, ...]
    waiting: tuple[Falling, ...]
    undated: tuple[Falling, ...]
    events: tuple[tuple[str, date | None], ...]


def timeline_of(
    store: Store, procurement_id: UUID, *, supposed: Mapping[str, date]
) -> Timeline | None:
    """Return the timeline of a procurement, None if there is none such.

    Args:
        store: The store.
        procurement_id: The procurement.
        supposed: By event, the day on which somebody supposes that it falls; nothing is kept of it.
    """
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        decision = preparation.decision
        due = decision.duties if decision else ()
        falling = [
            *(_of_duty(duty, preparation, supposed) for duty in due),
            *_of_versions(session, procurement_id),
        ]
    dated = [one for one in falling if one.on is not None]
    open_ = [one for one in falling if one.on is None]
    events = dict.fromkeys(duty.event for duty in due if duty.event and duty.on is None)
    return Timeline(
        procurement_id,
        preparation.organisation_id,
        preparation.reference,
        preparation.title,
        tuple(sorted(dated, key=_by_time)),
        tuple(one for one in open_ if one.event),
        tuple(one for one in open_ if not one.event),
        tuple((event, supposed.get(event)) for event in events),
    )


def due_on(duty: DutyDue, event_on: date) -> date:
    """Return the day by which a duty falls due, if its event falls on a day.

    Days after an event begin with the day after it, unless the duty counts the day of the event as
    the first, as the Act's periods "beginning with" a day do; a working day is one of s.123(1).
    """
    days = duty.days or 0
    if duty.kind != "working":
        step = timedelta(days=days - 1 if duty.begins_with and days else days)
        return event_on - step if duty.is_before else event_on + step
    if duty.is_before:
        return working_days.before(event_on, days)
    if duty.begins_with:
        return working_days.beginning_with(event_on, days)
    return working_days.after(event_on, days)


def how_far(falling: Falling, today: date) -> str:
    """Return how far off a day is: `Late`, `Today`, `In 5 working days`, empty where none is.

    Only what is on record as not done is late: whether a duty was done, the record does not know.
    """
    if falling.on is None or falling.is_done:
        return "Done" if falling.is_done else ""
    if falling.on == today:
        return "Today"
    if falling.on < today:
        match falling.what:
            case What.CONDITION:
                return f"Late since {date_in_words(falling.on)}"
            case What.NOTICE | What.DUTY:
                return "The day has passed"
            case What.MEETING | What.STEP:
                return "Past"
    days = working_days.between(today, falling.on)
    return f"In {counted(days, 'working day')}" if days else "Before the next working day"


def _by_time(falling: Falling) -> tuple[date, float, str]:
    """Return what sorts a timeline: the day, the time of day where one is known, the title."""
    moment = falling.at.timestamp() if falling.at else 0.0
    return (falling.on or date.min, moment, falling.title)


def holidays_named(today: date, dated: tuple[Falling, ...]) -> tuple[tuple[date, str], ...]:
    """Return the bank holidays between today and the last day of a timeline, within a year."""
    last = max((one.on for one in dated if one.on), default=today)
    end = min(last, today + timedelta(days=366))
    found = {
        day: name
        for year in range(today.year, end.year + 1)
        for day, name in working_days.bank_holidays(year).items()
        if today <= day <= end
    }
    return tuple(sorted(found.items()))


def _of_duty(duty: DutyDue, preparation: Preparation, supposed: Mapping[str, date]) -> Falling:
    event_on = supposed.get(duty.event) if duty.event else None
    on, rule = duty.on, due_words(duty)
    if on is None and event_on is not None:
        on = due_on(duty, event_on)
        rule = f"{rule} Supposing that {event_words(duty.event)} on {date_in_words(event_on)}."
    notice = f" (notice {duty.notice})" if duty.notice else ""
    return Falling(
        What.NOTICE if duty.notice else What.DUTY,
        upper_first(duty.title) + notice,
        on,
        rule=rule,
        text=duty.text,
        event=duty.event,
        cites="; ".join(dict.fromkeys(map(preparation.stack.full_citation, duty.cites))),
        confidence=duty.confidence,
    )


def _of_versions(session: Session, procurement_id: UUID) -> list[Falling]:
    found: list[Falling] = []
    for version in versions_of(session, procurement_id):
        found += _steps(version)
        found += _conditions(version)
    found += [
        _meeting(meeting, state)
        for meeting, state in rows.sittings(session, procurement_id)
        if state != MeetingState.CANCELLED
    ]
    return found


def _steps(version: Version) -> list[Falling]:
    place = ("versions.version", "number", version.number)
    submitted = Falling(
        What.STEP,
        f"Version {version.number} of the outline was submitted",
        _day(version.submitted_at),
        at=version.submitted_at,
        is_done=True,
        place=place,
    )
    sealed = version.sealed_at
    if sealed is None:
        return [submitted]
    title = f"Version {version.number} of the outline was sealed"
    return [submitted, replace(submitted, title=title, on=_day(sealed), at=sealed)]


def _conditions(version: Version) -> list[Falling]:
    return [
        Falling(
            What.CONDITION,
            f"Condition: {one.text}",
            one.due_on,
            rule=f"{one.owner} has it; {version.title_of(one.body)} imposed it.",
            is_done=one.is_met,
            place=("conditions.condition", "condition_id", one.id),
        )
        for one in version.conditions
        if version.is_in_progress or one.is_met
    ]


def _meeting(meeting: Meeting, state: str) -> Falling:
    return Falling(
        What.MEETING,
        f"Meeting of {meeting.title}",
        _day(meeting.starts_at),
        text=meeting.place,
        at=meeting.starts_at,
        is_done=state == MeetingState.CLOSED,
        place=("meetings.meeting", "meeting_id", meeting.id),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(UK).date()
