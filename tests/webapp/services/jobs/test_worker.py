"""The worker does what is queued, one after another, and notes what came of it."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.services.jobs.work import DONE
from webapp.services.accounts import Person
from webapp.services.jobs import (
    Ask,
    Job,
    JobState,
    JobWasTaken,
    JsonObject,
    Work,
    find_job,
    start_job,
    work_through,
)
from webapp.services.jobs import worker as module
from webapp.store import jobs as rows


def queue(store: WatchedStore, buyer: Person, kind: str, clock: Clock, number: int = 1) -> UUID:
    ask = Ask(kind, buyer.memberships[0].organisation_id, f"subject/{number}", {})
    return start_job(store, ask, made_by=buyer.id, now=clock.now)


def found(store: WatchedStore, job_id: UUID, clock: Clock) -> Job:
    job = find_job(store, job_id, now=clock.now)
    assert job is not None
    return job


def test_what_is_queued_is_done_in_order(store: WatchedStore, buyer: Person, clock: Clock) -> None:
    ids = []
    for number in range(3):
        ids.append(queue(store, buyer, "echo", clock, number))
        clock.move(timedelta(seconds=1))

    count = work_through(store, clock=clock)

    assert count == 3
    assert DONE == ["subject/0", "subject/1", "subject/2"]
    assert [found(store, job_id, clock).result for job_id in ids] == [{"echo": {}}] * 3
    assert found(store, ids[0], clock).percent == 100


def test_a_refusal_keeps_its_problem_and_remedy(
    store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    job_id = queue(store, buyer, "refuse", clock)

    work_through(store, clock=clock)

    job = found(store, job_id, clock)
    assert (job.state, job.problem, job.remedy) == (
        JobState.FAILED,
        "subject/1: the file holds no notice",
        "Send another file",
    )


def test_a_fault_is_logged_and_the_next_job_is_done(
    store: WatchedStore, buyer: Person, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    broken = queue(store, buyer, "break_down", clock, 1)
    clock.move(timedelta(seconds=1))
    whole = queue(store, buyer, "echo", clock, 2)

    work_through(store, clock=clock)

    assert found(store, broken, clock).state is JobState.FAILED
    assert "it was noted" in found(store, broken, clock).problem
    assert "ZeroDivisionError" in caplog.text
    assert found(store, whole, clock).state is JobState.DONE


def test_a_second_worker_leaves_the_work_to_the_first(
    store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    running = queue(store, buyer, "echo", clock, 1)
    waiting = queue(store, buyer, "echo", clock, 2)
    with store.writing() as session:
        record = rows.job(session, running)
        assert record is not None
        record.state, record.worker, record.seen_at = "running", "the first", clock.now

    count = work_through(store, clock=clock)

    assert count == 0
    assert found(store, waiting, clock).state is JobState.QUEUED


def test_signs_of_life_tell_how_far_the_work_is_until_it_is_taken_away(
    store: WatchedStore, buyer: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = queue(store, buyer, "echo", clock)
    seen = threading.Event()
    told: list[tuple[str, int | None]] = []

    def take_away_when_seen(work: Work) -> JsonObject:
        for turn in range(5_000):
            work.progress("Notice", done=1, total=4)
            job = find_job(store, job_id, now=clock.now)
            if job and job.words and not told:
                told.append((job.words, job.percent))
                with store.writing() as session:
                    record = rows.job(session, job_id)
                    assert record is not None
                    record.state = "failed"
            seen.wait(0.001 * min(turn, 5))
        return {}

    monkeypatch.setattr(module, "_function_of", lambda _: take_away_when_seen)

    work_through(store, clock=clock, seconds_between_signs=0.01)

    assert told == [("Notice", 25)]
    assert found(store, job_id, clock).result is None


def test_work_that_was_taken_away_stops_at_its_next_word(
    store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    job = found(store, queue(store, buyer, "echo", clock), clock)
    work = Work(store, job, clock, module._Progress(is_taken=True))

    with pytest.raises(JobWasTaken):
        work.progress("More")
