"""What each thing that waits asks of a person, and of whom it asks it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from rules.uk_time import UK, day_of
from rules.vocabulary import FACT_BY_NAME
from rules.wording import listed
from webapp.roles import MEETING_CALLERS, PANEL, WRITERS, Role
from webapp.services.accounts import Person
from webapp.services.approval.meetings import MeetingState
from webapp.services.approval.states import ConditionState, Handling
from webapp.services.proposals.telling import roles_allowing
from webapp.services.tendering.steps import Step
from webapp.store.models import ProcurementRecord
from webapp.store.workloads import Called, Dated, Owed, Pending

_OPENED_LATE: Final = timedelta(hours=12)

Authors = Mapping[UUID, Collection[UUID]]
Place = tuple[str, Mapping[str, Any]]


class Work(StrEnum):
    """What is asked."""

    PREPARE = "prepare"
    VOTE = "vote"
    DECIDE = "decide"
    MEET_CONDITION = "meet condition"
    JUDGE_CONDITION = "judge condition"
    JUDGE_CONFLICT = "judge conflict"
    DEPARTURE = "departure"
    DECLARE_INTERESTS = "declare interests"
    SCORE = "score"
    TRY_SAMPLES = "try samples"
    CHASE_SCORES = "chase scores"
    JUDGE_INTERESTS = "judge interests"
    TENDER = "tender"
    MEETING = "meeting"
    MEETING_NOT_OPENED = "meeting not opened"
    MEETING_NOT_CLOSED = "meeting not closed"
    MINUTES = "minutes"
    DUTY = "duty"
    DRAFT = "draft"
    INVITATIONS = "invitations"
    INVITATIONS_ENDED = "invitations ended"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: for oneself if `is_mine`, and else for `whom`, if for anybody.

    `place` is the page on which it is done, as an endpoint and its arguments; `note` what tells
    it from others of its title, and `stage` and `questions_open` are a procurement's;
    `procurement_id` is the one that a condition belongs to, or whose tender has come to a `step`.
    `total` is of how many `count` is a part.
    """

    work: Work
    title: str
    is_mine: bool = False
    is_late: bool = False
    whom: str = ""
    since: datetime | None = None
    due_on: date | None = None
    at: datetime | None = None
    note: str = ""
    stage: str = ""
    questions_open: int = 0
    count: int = 0
    total: int = 0
    step: Step | None = None
    place: Place = field(default=("home.home", {}))
    procurement_id: UUID | None = None


def own_tasks(records: Iterable[ProcurementRecord]) -> list[Task]:
    """Return the procurements that wait for the buyer who prepares them."""
    return [
        Task(
            Work.PREPARE,
            record.title,
            is_mine=True,
            since=record.waits_since,
            note=record.reference,
            stage=record.stage,
            questions_open=record.questions_open,
            place=_procurement(record.id),
        )
        for record in records
    ]


def duty_tasks(dated: Iterable[Dated], *, now: datetime) -> list[Task]:
    """Return the procurements with duties whose day has passed, those that did first first.

    Commencement is no duty. Nothing says that a duty was done, so its day alone is told; and a
    day that had passed before the procurement came on record here is history, not work.
    """
    today, begins = day_of(now), FACT_BY_NAME["commenced_on"].title
    tasks = []
    for one in dated:
        begun = day_of(one.begun_at)
        days = [date.fromisoformat(day) for day, what in json.loads(one.dates) if what != begins]
        past = [day for day in days if begun <= day < today]
        if past:
            place = ("timeline.timeline", {"procurement_id": one.id})
            tasks.append(
                Task(
                    Work.DUTY,
                    one.title,
                    is_late=True,
                    due_on=min(past),
                    note=one.reference,
                    count=len(past),
                    place=place,
                )
            )
    return sorted(tasks, key=lambda one: one.due_on or today)


def pending_tasks(found: Iterable[Pending], person: Person, authors: Authors) -> list[Task]:
    """Return the outlines that a body has: a member's to vote on, a chair's or officer's to decide.

    Nobody is asked who had a hand in it or is recused.
    """
    return [_pending(one, person, authors) for one in found]


def condition_tasks(
    found: Iterable[Owed], person: Person, authors: Authors, *, now: datetime
) -> list[Task]:
    """Return the conditions that are owed: a buyer's to meet, the body's to judge once reported."""
    today = day_of(now)
    return [_condition(one, person, authors, today=today) for one in found]


def departure_tasks(records: Iterable[ProcurementRecord], person: Person) -> list[Task]:
    """Return the departures that wait: to be answered by oneself, or that one has asked about."""
    return [task for record in records for task in _departures(record, person)]


def meeting_tasks(found: Iterable[Called], person: Person, *, now: datetime) -> list[Task]:
    """Return the meetings to come, those that were not opened or closed, and open minutes."""
    tasks = []
    for one in found:
        roles = person.roles_in(one.meeting.organisation_id)
        work, is_late = _of_meeting(one, now)
        for_callers = work is not Work.MEETING
        if for_callers and not roles & MEETING_CALLERS:
            continue
        tasks.append(
            Task(
                work,
                one.meeting.title,
                is_mine=bool(roles & (MEETING_CALLERS if for_callers else PANEL)),
                is_late=is_late,
                at=one.meeting.starts_at,
                note=one.meeting.place,
                place=("meetings.meeting", {"meeting_id": one.meeting.id}),
            )
        )
    return tasks


def _pending(one: Pending, person: Person, authors: Authors) -> Task:
    record, route = one.record, one.route
    roles = person.roles_in(record.organisation_id, record.id)
    is_free = person.id not in authors.get(record.id, ()) and one.handling != Handling.RECUSED
    if route.is_delegated:
        work, is_asked = Work.DECIDE, Role.PROCUREMENT_OFFICER in roles
    elif one.has_voted:
        can_decide = Role.PANEL_CHAIR in roles and one.voters >= route.quorum
        work, is_asked = Work.DECIDE, can_decide
    else:
        work, is_asked = Work.VOTE, bool(roles & PANEL)
    is_mine = is_free and is_asked
    own = ("versions.version", {"procurement_id": record.id, "number": one.number})
    return Task(
        work,
        record.title,
        is_mine=is_mine,
        whom=route.title,
        since=record.waits_since,
        note=record.reference,
        place=("papers.paper", {"version_id": one.version_id}) if is_mine else own,
    )


def _condition(one: Owed, person: Person, authors: Authors, *, today: date) -> Task:
    record, condition = one.record, one.condition
    roles = person.roles_in(record.organisation_id, record.id)
    is_reported = one.state == ConditionState.REPORTED
    judges = frozenset({Role.PROCUREMENT_OFFICER}) if one.is_delegated else PANEL
    if is_reported:
        kept_out = {*authors.get(record.id, ()), one.told_by}
        is_mine = bool(roles & judges) and person.id not in kept_out
    else:
        is_own = record.created_by == person.id or bool(
            roles & WRITERS and person.id in authors.get(record.id, ())
        )
        is_mine = is_own
    return Task(
        Work.JUDGE_CONDITION if is_reported else Work.MEET_CONDITION,
        condition.text,
        is_mine=is_mine,
        is_late=condition.due_on is not None and condition.due_on < today,
        whom=("A procurement officer" if one.is_delegated else "The panel")
        if is_reported
        else condition.owner,
        due_on=condition.due_on,
        note=f"{record.title} ({record.reference})",
        place=("conditions.condition", {"condition_id": condition.id}),
        procurement_id=record.id,
    )


def _departures(record: ProcurementRecord, person: Person) -> Iterator[Task]:
    waiting, authors = json.loads(record.departures or "[[], []]")
    roles = person.roles_in(record.organisation_id, record.id)
    for key, extent, waivable_by, asked_on, asked_by in waiting:
        allowers = roles_allowing(waivable_by)
        has_a_hand = str(person.id) in (*authors, asked_by)
        is_mine = bool(allowers & roles) and not has_a_hand
        if is_mine or has_a_hand:
            yield Task(
                Work.DEPARTURE,
                record.title,
                is_mine=is_mine,
                whom="" if is_mine else listed((one.words for one in sorted(allowers)), last="or"),
                since=datetime.fromisoformat(asked_on).replace(tzinfo=UK),
                note=f"{record.reference}: {extent}",
                place=("departures.departure", {"procurement_id": record.id, "key": key}),
            )


def _of_meeting(one: Called, now: datetime) -> tuple[Work, bool]:
    """Return what a meeting asks for, and whether that is late."""
    is_past = one.meeting.starts_at + _OPENED_LATE < now
    if one.state == MeetingState.CLOSED:
        return Work.MINUTES, False
    if one.state == MeetingState.OPENED and is_past:
        return Work.MEETING_NOT_CLOSED, True
    if one.state is None and is_past:
        return Work.MEETING_NOT_OPENED, True
    return Work.MEETING, False


def _procurement(id_: UUID) -> Place:
    return "procurements.procurement", {"procurement_id": id_}
