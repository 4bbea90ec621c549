"""What waits for a person, what waits for others, what is late: in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from webapp.roles import (
    AUDITORS,
    MEETING_CALLERS,
    PANEL,
    PEOPLE_KEEPERS,
    POLICY_MAKERS,
    READERS,
    WRITERS,
)
from webapp.services.accounts import Person
from webapp.services.dashboards.boards import (
    Place,
    Task,
    Work,
    condition_tasks,
    departure_tasks,
    duty_tasks,
    meeting_tasks,
    own_tasks,
    pending_tasks,
)
from webapp.services.dashboards.conflicts import conflict_tasks
from webapp.services.dashboards.tenders import tender_tasks
from webapp.services.finding.listing import reading_of
from webapp.services.standing import Turn
from webapp.store import Session, Store, conflict_workloads, draft_workloads, workloads
from webapp.store import outlines as outline_rows
from webapp.store.finding import Reading

__all__ = ["MOST_SHOWN", "Dashboard", "Task", "Waiting", "Work", "dashboard_of"]

MOST_SHOWN: Final = 8
_LOOKS_BACK: Final = timedelta(days=90)
_INVITATIONS: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many procurements wait for somebody, and since when the longest does."""

    turn: Turn
    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The work of a person.

    Each task stands in one place: in `mine` what waits for the person, what is late first; in
    `late` and in `others` what does not. `mine_waiting` is how many of one's own procurements
    wait for oneself, of which the first stand in `mine`; `turns` tells of all that the person may
    read.
    """

    mine: tuple[Task, ...]
    others: tuple[Task, ...]
    late: tuple[Task, ...]
    mine_waiting: int
    turns: tuple[Waiting, ...]


def dashboard_of(store: Store, person: Person, *, now: datetime) -> Dashboard:
    """Return what waits for a person, in the same number of queries whatever there is."""
    with store.reading() as session:
        tasks = [
            *_of_policy(session, person),
            *_of_people(session, person, now=now),
            *_of_record(person),
            *tender_tasks(session, person, now=now),
        ]
        waiting = 0
        turns: tuple[Waiting, ...] = ()
        if person.with_any(READERS) or person.with_any_single(READERS):
            outlines = _of_outlines(session, person, now=now)
            own, waiting = _of_buyers(session, person, outlines, now=now)
            tasks = [*outlines, *own, *tasks]
            turns = tuple(
                Waiting(Turn(turn), count, since)
                for turn, count, since in workloads.turns(session, reading_of(person))
                if turn != Turn.NOBODY
            )
    mine = [one for one in tasks if one.is_mine]
    others = [one for one in tasks if not one.is_mine]
    return Dashboard(
        tuple(sorted(mine, key=lambda one: not one.is_late)),
        tuple(one for one in others if one.whom and not one.is_late),
        tuple(one for one in others if one.is_late),
        waiting,
        tuple(sorted(turns, key=lambda one: list(Turn).index(one.turn))),
    )


def _of_buyers(
    session: Session, person: Person, outlines: Iterable[Task], *, now: datetime
) -> tuple[list[Task], int]:
    """Return one's own procurements that wait, but those that stand here with their conditions."""
    writing = Reading(
        frozenset(one.organisation_id for one in person.with_any(WRITERS)),
        person.with_any_single(WRITERS),
    )
    if not (writing.organisations or writing.single):
        return [], 0
    owing = {one.procurement_id for one in outlines if one.is_mine and one.procurement_id}
    found, total = workloads.own_work(
        session,
        person.id,
        writing,
        waits_for=(Turn.BUYER.value,),
        but=owing,
        limit=MOST_SHOWN,
    )
    dated = workloads.dated(session, person.id, writing)
    return [*own_tasks(found), *duty_tasks(dated, now=now)], total


def _of_outlines(session: Session, person: Person, *, now: datetime) -> list[Task]:
    """Return what a body has before it, the conditions that are owed, and the meetings."""
    reading = reading_of(person)
    pending = workloads.pending(session, person.id, reading)
    owed = workloads.owed(session, reading)
    departing = workloads.departing(session, reading)
    records = {one.record.id for one in pending} | {one.record.id for one in owed}
    authors = outline_rows.authors(session, records)
    sits = {one.organisation_id for one in person.with_any(PANEL | MEETING_CALLERS)}
    conflicted = conflict_workloads.conflicted(session, {one.version_id for one in pending})
    called = workloads.meetings(session, sits, since=now - _LOOKS_BACK)
    return [
        *pending_tasks(pending, person, authors),
        *conflict_tasks(pending, conflicted, person, authors),
        *condition_tasks(owed, person, authors, now=now),
        *departure_tasks(departing, person),
        *meeting_tasks(called, person, now=now),
    ]


def _of_policy(session: Session, person: Person) -> list[Task]:
    makers = [one.organisation_id for one in person.with_any(POLICY_MAKERS)]
    if not makers:
        return []
    drafts = draft_workloads.proposed_drafts(session, makers)
    own = draft_workloads.hands_in_drafts(session, [draft.id for draft, _ in drafts], person.id)
    return [
        Task(
            Work.DRAFT,
            draft.name,
            is_mine=draft.id not in own,
            whom="" if draft.id not in own else "A second policy owner or administrator",
            since=since,
            place=("drafts.draft", {"draft_id": draft.id}),
        )
        for draft, since in drafts
    ]


def _of_people(session: Session, person: Person, *, now: datetime) -> list[Task]:
    keepers = [one.organisation_id for one in person.with_any(PEOPLE_KEEPERS)]
    if not keepers:
        return []
    open_, ended = workloads.waiting_invitations(
        session, keepers, since=now - _INVITATIONS, now=now
    )
    place: Place = ("people.people", {})
    tasks = []
    if ended:
        tasks.append(Task(Work.INVITATIONS_ENDED, "", is_mine=True, count=ended, place=place))
    if open_:
        whom = "Whoever is invited"
        tasks.append(Task(Work.INVITATIONS, "", whom=whom, count=open_, place=place))
    return tasks


def _of_record(person: Person) -> list[Task]:
    return [
        Task(
            Work.RECORD,
            one.organisation,
            is_mine=True,
            place=("record.authority_record", {"organisation": one.organisation_id}),
        )
        for one in person.with_any(AUDITORS)
    ]
