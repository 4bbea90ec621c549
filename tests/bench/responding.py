"""How quickly pages answer while a back-test runs beside them."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from flask.testing import FlaskClient

from tests.bench.measures import Measure
from tests.webapp.people import PEOPLE, enrol, open_session
from webapp.application import build
from webapp.roles import Role
from webapp.services.accounts import who_is
from webapp.services.backtests import backtest_job, start_backtest
from webapp.services.jobs import JobState
from webapp.settings import Settings
from webapp.store import Store, upgrade
from webapp.views.access import TOKEN

PAGES = ("/procurements", "/policies", "/back-tests", "/settings")
RELEASE = {
    "ocid": "ocds-x-1",
    "id": "1",
    "date": "2019-12-20T00:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "Lancashire County Council"},
    "parties": [{"roles": ["buyer"], "address": {"countryName": "England"}}],
    "tender": {
        "title": "Grounds",
        "mainProcurementCategory": "services",
        "value": {"amount": 1_120_000, "currency": "GBP"},
        "contractPeriod": {"startDate": "2020-04-01", "endDate": "2024-03-31"},
    },
}
LONGEST_WAIT = 120.0


class BacktestEndedTooSoon(Exception):
    """The back-test was over before the pages had been timed beside it."""


def pages_beside_a_backtest(notices: int, rounds: int) -> list[Measure]:
    """Time four pages with nothing else to do, and while a worker decides many notices."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'podium.sqlite3'}"
        upgrade(url)
        store = Store(url)
        enrol(store, datetime.now(UTC))
        token = open_session(store, PEOPLE["coventry", Role.POLICY_OWNER], datetime.now(UTC))
        client = _client(Settings(folder, url, "k" * 32, is_loopback=True), token)
        _times(client, 2)
        alone = _times(client, rounds)
        owner = who_is(store, token, now=datetime.now(UTC))
        if owner is None:
            raise LookupError(token)
        job_id = start_backtest(
            store,
            folder,
            json.dumps({"releases": [RELEASE] * notices}).encode(),
            file_name="many.json",
            organisation_id=owner.memberships[0].organisation_id,
            policy="own",
            against="law",
            made_by=owner.id,
            now=datetime.now(UTC),
        )

        def state() -> JobState:
            job = backtest_job(store, job_id, now=datetime.now(UTC))
            return job.state if job else JobState.FAILED

        _wait(lambda: state() is not JobState.QUEUED)
        beside = _times(client, rounds)
        if state() is not JobState.RUNNING:
            raise BacktestEndedTooSoon(state())
        _wait(lambda: state() is not JobState.RUNNING)
        store.close()
    return [
        Measure(
            f"A page while a back-test of {notices:,} notices runs ÷ the same alone",
            f"{statistics.median(beside) / statistics.median(alone):.2f} ×",
            f"{1000 * statistics.median(beside):.0f} ms against "
            f"{1000 * statistics.median(alone):.0f} ms, slowest of {len(beside)}: "
            f"{1000 * max(beside):.0f} ms against {1000 * max(alone):.0f} ms",
            "",
        )
    ]


def _client(settings: Settings, token: str) -> FlaskClient:
    app = build(settings)
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
        session.permanent = True
    return client


def _times(client: FlaskClient, rounds: int) -> Sequence[float]:
    found = []
    for _ in range(rounds):
        for page in PAGES:
            start = perf_counter()
            answer = client.get(page)
            found.append(perf_counter() - start)
            if answer.status_code != 200:
                raise LookupError(f"{page}: {answer.status_code}")
    return found


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.2)
