"""The worker: takes one queued job after another, works on it and notes what came of it."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from uuid import UUID, uuid4

from rules.canonical import canonical_text
from rules.errors import PodiumError
from webapp.services.jobs.kinds import KINDS
from webapp.services.jobs.records import (
    Job,
    JobState,
    JsonObject,
    fail,
    fail_lost,
    find_job,
    is_lost,
)
from webapp.store import Session, Store
from webapp.store import jobs as rows
from webapp.store.job_tables import JobRecord

SECONDS_BETWEEN_SIGNS = 2.0
_FAULT = (
    "Something went wrong on our side, and it was noted",
    "Start it again. If it fails once more, tell whoever runs this service",
)
Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


class JobWasTaken(Exception):
    """The job was given up as lost while this worker still worked on it."""


@dataclass(slots=True)
class _Progress:
    words: str = ""
    done: int = 0
    total: int | None = None
    is_taken: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Work:
    """A job in the hands of the worker: what it is to do, and a way to say how far it is."""

    store: Store
    job: Job
    clock: Clock
    _progress: _Progress

    @property
    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return self.clock()

    def progress(self, words: str, *, done: int = 0, total: int | None = None) -> None:
        """Say how far the work is; it costs nothing, and is written every two seconds.

        Raises:
            JobWasTaken: nobody waits for it any more: the work must stop.
        """
        if self._progress.is_taken:
            raise JobWasTaken(self.job.id)
        self._progress.words, self._progress.done, self._progress.total = words, done, total


def work_through(
    store: Store, *, clock: Clock, seconds_between_signs: float = SECONDS_BETWEEN_SIGNS
) -> int:
    """Do the queued jobs until there are none, and return how many were done.

    Nothing is done while another worker is alive: it takes what is queued when it ends its
    job, in the transaction in which it ends it.
    """
    worker, count = str(uuid4()), 0
    with store.writing() as session:
        _give_up_lost(session, now=clock())
        taken = _take(session, worker, now=clock())
    while taken is not None:
        count += 1
        taken = _work_on(store, taken, worker, clock=clock, seconds=seconds_between_signs)
    return count


def _give_up_lost(session: Session, *, now: datetime) -> None:
    """Let what pages have shown as failed be so: a job that is lost is never done after all."""
    alive = False
    for record in rows.running(session):
        if is_lost(record, now, is_worker_alive=False):
            fail_lost(record, now=now)
        else:
            alive = True
    for record in rows.queued(session):
        if is_lost(record, now, is_worker_alive=alive):
            fail_lost(record, now=now)
    session.flush()


def _take(session: Session, worker: str, *, now: datetime) -> UUID | None:
    """Take the job that has waited longest, unless another worker is at work."""
    queued = rows.queued(session)
    if rows.running(session) or not queued:
        return None
    following = queued[0]
    following.state, following.worker = JobState.RUNNING.value, worker
    following.started_at = following.seen_at = now
    return following.id


def _work_on(
    store: Store, job_id: UUID, worker: str, *, clock: Clock, seconds: float
) -> UUID | None:
    """Do one job, and return the next that was taken, None if there is none."""
    job = find_job(store, job_id, now=clock())
    if job is None:
        return None
    progress = _Progress()
    signs = threading.Thread(
        target=_give_signs, args=(store, job_id, worker, progress, clock, seconds), daemon=True
    )
    signs.start()
    try:
        end = _done(Work(store, job, clock, progress))
    finally:
        progress.ended.set()
        signs.join()
    with store.writing() as session:
        record = rows.held_by(session, job_id, worker)
        if record is None:
            return None
        end(record, clock())
        session.flush()
        return _take(session, worker, now=clock())


End = Callable[[JobRecord, datetime], None]


def _done(work: Work) -> End:
    """Do the work, and return how to note what came of it."""
    try:
        result = _function_of(work.job.kind)(work)
    except PodiumError as error:
        problem, remedy = f"{error.place}: {error.problem}".lstrip(": "), error.remedy
        return lambda record, now: fail(record, problem, remedy, now=now)
    except JobWasTaken:
        return lambda record, now: fail_lost(record, now=now)
    except Exception:
        log.exception("The job %s of kind %s failed.", work.job.id, work.job.kind)
        return lambda record, now: fail(record, *_FAULT, now=now)
    text = canonical_text(json.loads(json.dumps(result)))

    def note(record: JobRecord, now: datetime) -> None:
        record.state, record.result, record.finished_at = JobState.DONE.value, text, now

    return note


def _function_of(kind: str) -> Callable[[Work], JsonObject]:
    module, _, name = KINDS[kind].partition(":")
    function: Callable[[Work], JsonObject] = getattr(import_module(module), name)
    return function


def _give_signs(
    store: Store, job_id: UUID, worker: str, progress: _Progress, clock: Clock, seconds: float
) -> None:
    """Write every few seconds that the worker is alive, and how far it is."""
    while not progress.ended.wait(seconds):
        told = (progress.words, progress.done, progress.total)
        if not rows.give_sign(store, job_id, worker, at=clock(), progress=told):
            progress.is_taken = True
            return
