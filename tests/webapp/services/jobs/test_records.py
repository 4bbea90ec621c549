"""Jobs are queued once, read as they stand, and never wait unseen."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import Clock
from webapp.services.accounts import Person
from webapp.services.jobs import (
    Ask,
    JobState,
    TooManyJobs,
    find_job,
    latest_job_in,
    start_job,
    work_through,
)
from webapp.services.jobs.records import LOST_AFTER, MOST_UNFINISHED
from webapp.store import jobs as rows


@pytest.fixture
def asked(buyer: Person) -> Ask:
    return Ask("echo", buyer.memberships[0].organisation_id, "subject/1", {"file": "a.json"})


def queue(store: WatchedStore, buyer: Person, ask: Ask, clock: Clock) -> UUID:
    return start_job(store, ask, made_by=buyer.id, now=clock.now)


def test_a_queued_job_waits_with_what_it_is_to_do(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    job_id = queue(store, buyer, asked, clock)

    found = find_job(store, job_id, now=clock.now)

    assert found is not None
    assert (found.state, found.is_over, found.percent) == (JobState.QUEUED, False, None)
    assert (found.kind, found.subject, found.arguments) == ("echo", "subject/1", {"file": "a.json"})
    assert (found.made_by, found.made_at) == (buyer.id, clock.now)


def test_asking_twice_for_the_same_starts_one_job(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    other = Ask("echo", asked.organisation_id, "subject/1", {"file": "b.json"})

    ids = [queue(store, buyer, one, clock) for one in (asked, asked, other)]

    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("seconds", [1, 0, -3_600])
def test_asking_again_after_the_end_starts_another_whatever_the_clock_does(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock, seconds: int
) -> None:
    first = queue(store, buyer, asked, clock)
    work_through(store, clock=clock)
    clock.move(timedelta(seconds=seconds))

    second = queue(store, buyer, asked, clock)
    with store.reading() as session:
        latest = latest_job_in(session, kind="echo", subject="subject/1", now=clock.now)

    assert first != second
    assert latest is not None
    assert latest.id == second


def test_jobs_tell_how_many_are_before_them(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    found = []
    for number in range(3):
        ask = Ask("echo", asked.organisation_id, f"subject/{number}")
        found.append(queue(store, buyer, ask, clock))
        clock.move(timedelta(seconds=1))

    jobs = [find_job(store, job_id, now=clock.now) for job_id in found]

    assert [job.waiting_behind for job in jobs if job] == [0, 1, 2]


def test_an_organisation_may_not_queue_without_end(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    for number in range(MOST_UNFINISHED):
        queue(store, buyer, Ask("echo", asked.organisation_id, f"subject/{number}"), clock)

    with pytest.raises(TooManyJobs, match="Wait until one of them has"):
        queue(store, buyer, Ask("echo", asked.organisation_id, "subject/more"), clock)


def test_a_job_that_no_process_takes_reads_as_failed(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    job_id = queue(store, buyer, asked, clock)
    clock.move(LOST_AFTER + timedelta(seconds=1))

    found = find_job(store, job_id, now=clock.now)
    later = work_through(store, clock=clock)

    assert found is not None
    assert (found.state, found.problem) == (JobState.FAILED, "No process took it up")
    assert found.remedy.startswith("Start it again")
    assert later == 0


def test_a_job_that_waits_behind_a_living_worker_is_not_lost(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    ahead = queue(store, buyer, asked, clock)
    behind = queue(store, buyer, Ask("echo", asked.organisation_id, "subject/2"), clock)
    clock.move(2 * LOST_AFTER)
    with store.writing() as session:
        record = rows.job(session, ahead)
        assert record is not None
        record.state, record.worker, record.seen_at = "running", "alive", clock.now

    found = find_job(store, behind, now=clock.now)

    assert found is not None
    assert found.state is JobState.QUEUED


def test_a_job_whose_process_is_gone_reads_as_failed_and_can_be_started_again(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    job_id = queue(store, buyer, asked, clock)
    with store.writing() as session:
        record = rows.job(session, job_id)
        assert record is not None
        record.state, record.worker, record.seen_at = "running", "gone", clock.now
    clock.move(LOST_AFTER + timedelta(seconds=1))

    lost = find_job(store, job_id, now=clock.now)
    again = queue(store, buyer, asked, clock)
    work_through(store, clock=clock)
    kept = find_job(store, job_id, now=clock.now)
    done = find_job(store, again, now=clock.now)

    assert lost is not None
    assert lost.state is JobState.FAILED
    assert "ended before it was done" in lost.problem
    assert again != job_id
    assert kept is not None
    assert kept.state is JobState.FAILED
    assert done is not None
    assert done.state is JobState.DONE


def test_a_kind_that_nobody_does_is_never_queued(
    store: WatchedStore, buyer: Person, asked: Ask, clock: Clock
) -> None:
    with pytest.raises(KeyError, match="nobody-does-this"):
        queue(store, buyer, Ask("nobody-does-this", asked.organisation_id, "subject/1"), clock)


def test_there_is_no_job_of_an_unknown_id(store: WatchedStore, clock: Clock) -> None:
    assert find_job(store, uuid4(), now=clock.now) is None
