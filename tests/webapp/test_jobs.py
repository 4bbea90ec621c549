"""The worker's process: started by a request, and gone when there is nothing left to do."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.webapp.clients import WatchedStore
from webapp.services.accounts import Person
from webapp.services.jobs import Ask, JobState, find_job, start_job
from webapp.services.jobs.process import DATABASE, spawn

pytestmark = pytest.mark.slow


def test_the_process_does_what_is_queued_and_ends(store: WatchedStore, buyer: Person) -> None:
    now = datetime.now(UTC)
    ask = Ask(
        "check-draft",
        buyer.memberships[0].organisation_id,
        "draft/none",
        {"draft": str(uuid4()), "content_sha256": ""},
    )
    job_id = start_job(store, ask, made_by=buyer.id, now=now)

    done = subprocess.run(
        [sys.executable, "-m", "webapp.jobs"],
        env={**os.environ, DATABASE: store.url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    job = find_job(store, job_id, now=datetime.now(UTC))
    assert done.returncode == 0
    assert job is not None
    assert job.state is JobState.FAILED
    assert "it was noted" in job.problem
    assert "NoSuchDraft" in done.stderr


def test_a_request_starts_it_by_the_databases_address(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[list[str], str]] = []

    class Started:
        def __init__(self, call: list[str], *, env: dict[str, str], **_: object) -> None:
            seen.append((call, env[DATABASE]))

        def wait(self) -> int:
            return 0

    monkeypatch.setattr("webapp.services.jobs.process.subprocess.Popen", Started)

    REAL_SPAWN(store.url)

    assert seen == [([sys.executable, "-m", "webapp.jobs"], store.url)]


REAL_SPAWN: Callable[[str], None] = spawn
"""The function itself, which the tests' fixture puts a still one in the place of."""
