"""Back-tests that a policy owner starts: what is refused, and what becomes of the file."""

from pathlib import Path

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import Clock
from webapp.services.accounts import Person
from webapp.services.backtests import FOLDER, NoSuchPolicy, backtest_job, start_backtest
from webapp.services.jobs import JobState, work_through

NO_NOTICES = b'{"releases": []}'


@pytest.mark.parametrize(
    ("policy", "against", "said"),
    [
        ("pack.atlantis", "law", "policy: there is no policy or draft “pack.atlantis” any more."),
        ("own", "draft.1", "against: there is no policy or draft “draft.1” any more."),
        ("", "", "policy: there is no policy or draft “” any more."),
    ],
)
def test_a_policy_that_is_not_there_is_refused_by_name(
    store: WatchedStore, buyer: Person, clock: Clock, tmp_path: Path, *, policy: str, against: str,
    said: str,
) -> None:  # fmt: skip
    with pytest.raises(NoSuchPolicy) as refused:
        start_backtest(
            store,
            tmp_path,
            NO_NOTICES,
            file_name="none.json",
            organisation_id=buyer.memberships[0].organisation_id,
            policy=policy,
            against=against,
            made_by=buyer.id,
            now=clock.now,
        )

    assert str(refused.value) == f"{said} Choose another."
    assert not (tmp_path / FOLDER).exists()


def test_a_file_that_is_gone_before_it_was_read_fails_the_job_in_words(
    store: WatchedStore, buyer: Person, clock: Clock, tmp_path: Path
) -> None:
    job_id = start_backtest(
        store,
        tmp_path,
        NO_NOTICES,
        file_name="none.json",
        organisation_id=buyer.memberships[0].organisation_id,
        policy="law",
        against="",
        made_by=buyer.id,
        now=clock.now,
    )
    for path in (tmp_path / FOLDER).iterdir():
        path.unlink()

    work_through(store, clock=clock)

    job = backtest_job(store, job_id, now=clock.now)
    assert job is not None
    assert (job.state, job.problem, job.remedy) == (
        JobState.FAILED,
        "none.json: the file that was uploaded is gone",
        "Start the back-test again",
    )
