"""Jobs as services and pages see them: queuing one, and reading how far it has come."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from rules.canonical import canonical_text
from rules.errors import PodiumError
from webapp.services.jobs.kinds import KINDS
from webapp.store import Session, Store
from webapp.store import jobs as rows
from webapp.store.job_tables import JobRecord

JsonObject: TypeAlias = dict[str, Any]

LOST_AFTER = timedelta(seconds=60)
"""How long a worker may give no sign of life; it gives one every two seconds."""
MOST_UNFINISHED = 10
_LOST = (
    "The process that worked on it ended before it was done",
    "Start it again. If it ends so once more, tell whoever runs this service",
)
_NEVER_TAKEN = (
    "No process took it up",
    "Start it again. If that does not help, tell whoever runs this service",
)


class TooManyJobs(PodiumError):
    """An organisation has more jobs waiting than one worker should be given."""


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a job is to do, for whom; `arguments` are plain JSON values."""

    kind: str
    organisation_id: UUID
    subject: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stood when it was read.

    `words`, `done` and `total` tell how far it has come; `waiting_behind` how many jobs the
    worker takes first. `result` is there when it is done, `problem` and `remedy` if it failed.
    """

    id: UUID
    organisation_id: UUID
    kind: str
    subject: str
    arguments: JsonObject
    state: JobState
    words: str
    done: int
    total: int | None
    waiting_behind: int
    result: JsonObject | None
    problem: str
    remedy: str
    made_by: UUID
    made_at: datetime
    finished_at: datetime | None

    @property
    def is_queued(self) -> bool:
        """Whether no worker has taken it yet."""
        return self.state is JobState.QUEUED

    @property
    def is_running(self) -> bool:
        """Whether a worker has it."""
        return self.state is JobState.RUNNING

    @property
    def is_done(self) -> bool:
        """Whether it ended, and has its result."""
        return self.state is JobState.DONE

    @property
    def is_failed(self) -> bool:
        """Whether it ended without a result."""
        return self.state is JobState.FAILED

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent(self) -> int | None:
        """How much is done in whole per cent, None where that can't be said."""
        if self.state is JobState.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else None


def queue_job(session: Session, ask: Ask, *, made_by: UUID, now: datetime) -> UUID:
    """Queue a job in a transaction of the caller's, who starts the worker after it.

    One of the same kind, subject and arguments that has not ended is returned instead.

    Raises:
        TooManyJobs: the organisation has too many that have not ended.
    """
    if ask.kind not in KINDS:
        raise KeyError(ask.kind)
    arguments = canonical_text(dict(ask.arguments))
    waited_for = _waited_for(session, ask.organisation_id, now)
    wanted = (ask.kind, ask.subject, arguments)
    for one in waited_for:
        if (one.kind, one.subject, one.arguments) == wanted:
            return one.id
    if len(waited_for) >= MOST_UNFINISHED:
        raise TooManyJobs(
            ask.kind,
            f"your organisation has {len(waited_for)} jobs that have not ended",
            "Wait until one of them has",
        )
    record = JobRecord(
        organisation_id=ask.organisation_id,
        kind=ask.kind,
        subject=ask.subject,
        arguments=arguments,
        state=JobState.QUEUED.value,
        words="",
        done=0,
        made_by=made_by,
        made_at=_after_the_last(session, ask, now),
    )
    session.add(record)
    session.flush()
    return record.id


def _after_the_last(session: Session, ask: Ask, now: datetime) -> datetime:
    """Return the moment, or the next after the last job on the subject if the clock went back."""
    last = rows.latest(session, kind=ask.kind, subject=ask.subject)
    return now if last is None else max(now, last.made_at + timedelta.resolution)


def _waited_for(session: Session, organisation_id: UUID, now: datetime) -> list[JobRecord]:
    """Return the jobs of an organisation that have not ended, and are not lost either."""
    is_alive = _is_worker_alive(session, now)
    return [
        one
        for one in rows.unfinished_of(session, organisation_id)
        if not is_lost(one, now, is_worker_alive=is_alive)
    ]


def find_job(store: Store, job_id: UUID, *, now: datetime) -> Job | None:
    """Return a job by its id; the caller sees to whose it is."""
    with store.reading() as session:
        record = rows.job(session, job_id)
        return None if record is None else _job(session, record, now)


def jobs_of(
    store: Store, organisation_id: UUID, *, kind: str, limit: int, now: datetime
) -> tuple[Job, ...]:
    """Return the jobs of a kind that an organisation started last, the newest first."""
    with store.reading() as session:
        found = rows.of_kind(session, organisation_id, kind=kind, limit=limit)
        return tuple(_job(session, record, now) for record in found)


def latest_job_in(session: Session, *, kind: str, subject: str, now: datetime) -> Job | None:
    """Return the job of a kind that was started last on a subject, as a session sees it."""
    record = rows.latest(session, kind=kind, subject=subject)
    return None if record is None else _job(session, record, now)


def is_lost(record: JobRecord, now: datetime, *, is_worker_alive: bool) -> bool:
    """Return whether nobody works on a job that has not ended, nor will.

    A running one is lost when its worker has given no sign of life for a minute, a queued one
    when it has waited as long and no worker is alive that could take it.
    """
    match record.state:
        case JobState.RUNNING:
            return record.seen_at is None or now - record.seen_at > LOST_AFTER
        case JobState.QUEUED:
            return not is_worker_alive and now - record.made_at > LOST_AFTER
        case _:
            return False


def fail(record: JobRecord, problem: str, remedy: str, *, now: datetime) -> None:
    """Note that a job failed, and what to do."""
    record.state = JobState.FAILED.value
    record.problem, record.remedy, record.finished_at = problem, remedy, now


def fail_lost(record: JobRecord, *, now: datetime) -> None:
    """Note that nobody works on a job any more."""
    fail(record, *_why_lost(record), now=now)


def _why_lost(record: JobRecord) -> tuple[str, str]:
    return _LOST if record.state == JobState.RUNNING else _NEVER_TAKEN


def _is_worker_alive(session: Session, now: datetime) -> bool:
    return any(not is_lost(one, now, is_worker_alive=False) for one in rows.running(session))


def _job(session: Session, record: JobRecord, now: datetime) -> Job:
    is_alive = record.state == JobState.QUEUED and _is_worker_alive(session, now)
    lost = is_lost(record, now, is_worker_alive=is_alive)
    state = JobState.FAILED if lost else JobState(record.state)
    behind = 0
    if state is JobState.QUEUED:
        behind = rows.queued_before(session, record.made_at) + len(rows.running(session))
    problem, remedy = _why_lost(record) if lost else (record.problem or "", record.remedy or "")
    return Job(
        id=record.id,
        organisation_id=record.organisation_id,
        kind=record.kind,
        subject=record.subject,
        arguments=json.loads(record.arguments),
        state=state,
        words=record.words,
        done=record.done,
        total=record.total,
        waiting_behind=behind,
        result=json.loads(record.result) if record.result else None,
        problem=problem,
        remedy=remedy,
        made_by=record.made_by,
        made_at=record.made_at,
        finished_at=record.finished_at,
    )
