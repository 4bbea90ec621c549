"""The measures of the pages: rates side by side, and how long a page takes in everyday use."""

import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import create_engine, inspect

from tests.bench.measures import Measure
from tests.bench.pages.eight_fields import ADDRESS
from tests.bench.pages.load import Load, Seen
from tests.bench.pages.seeding import seed
from tests.bench.pages.server import running, settings_of
from tests.postgres import running_server
from tests.webapp.people import PEOPLE, enrol, open_session
from webapp.application import build
from webapp.roles import Role
from webapp.services.accounts import who_is
from webapp.store import Store, upgrade
from webapp.views.access import TOKEN

PART_OF_BARE = 1 / 3
FORMS_A_SECOND = 300
EVERYDAY_RATE = 50
LONGEST_MILLISECONDS = 150
WARMING_SECONDS = 12.0
ROWS_A_PAGE = 50
IN_HAND = 100
"""How many procurements are worked on at once: those that the detail pages are of."""
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class AnswersWereWrong(Exception):
    """The server answered with something else than pages."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server with procurements in its database, and the cookie of somebody who may read them."""

    port: int
    cookie: str
    procurements: list[UUID]

    def seen(self, paths: Sequence[str], seconds: float, *, rate: float | None = None) -> Seen:
        """Put a load on the server, from a process of its own."""
        load = Load(self.port, list(paths), self.cookie, seconds, rate=rate)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.pages.load"],
            input=json.dumps(asdict(load)),
            capture_output=True,
            text=True,
            check=True,
        )
        found = Seen(**json.loads(done.stdout))
        if set(found.statuses) != {"200"}:
            raise AnswersWereWrong(found.statuses, paths[0])
        return found


def pages(kind: str, count: int, rounds: int, seconds: float) -> list[Measure]:
    """Measure the pages over a database of a kind with so many procurements."""
    with site_of(kind, count) as site:
        in_hand = random.Random(1).sample(site.procurements, IN_HAND)  # noqa: S311 - the same each time
        last = -(-count // ROWS_A_PAGE)
        paths = {
            "bare": [f"/bare/{one}" for one in in_hand],
            "list": [f"/procurements?page={number}" for number in range(1, last + 1, 7)],
            "detail": [f"/procurements/{one}" for one in in_hand],
            "form": [ADDRESS.format(one) for one in in_hand],
            "wtf": ["/wtf/"],
        }
        for each in paths.values():
            site.seen(each, WARMING_SECONDS)
        rates: dict[str, list[float]] = {name: [] for name in paths}
        for _ in range(rounds):
            for name, each in paths.items():
                rates[name].append(site.seen(each, seconds).rate)
        everyday = site.seen(_everyday(site.procurements), 10 * seconds, rate=EVERYDAY_RATE)
    return [
        _beside_bare("A page of 50 procurements", kind, rates["list"], rates["bare"]),
        _beside_bare("The page of a procurement", kind, rates["detail"], rates["bare"]),
        _form(kind, rates["form"], rates["wtf"]),
        _at_everyday_rate(kind, count, everyday),
    ]


@contextmanager
def site_of(kind: str, count: int) -> Iterator[Site]:
    """Serve a new database of a kind with so many procurements."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if kind == "postgresql":
            url = stack.enter_context(running_server()).create("podium")
        else:
            url = f"sqlite:///{folder / 'podium.sqlite3'}"
        upgrade(url)
        store = Store(url)
        now = datetime.now(UTC)
        enrol(store, now)
        token = open_session(store, PEOPLE["coventry", Role.BUYER], now)
        person = who_is(store, token, now=now)
        if person is None:
            raise LookupError(token)
        made = seed(store, person, count, now=now)
        store.close()
        settle(url)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        stack.enter_context(running(url, folder, port))
        yield Site(port, cookie_of(build(settings_of(url, folder)), token), made)


def settle(url: str) -> None:
    """Do what a database does by itself after so many rows have come: write, mark, count them."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("CHECKPOINT")
            for table in inspect(connection).get_table_names():
                connection.exec_driver_sql(f'VACUUM "{table}"')
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def cookie_of(app: Flask, token: str) -> str:
    """Return the cookie of a browser in which somebody is signed in and has seen a page."""
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
        session.permanent = True
    client.get("/procurements", base_url="http://127.0.0.1")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    if cookie is None:
        raise LookupError(token)
    return f"{cookie.key}={cookie.value}"


def _everyday(procurements: Sequence[UUID]) -> list[str]:
    """Return what a council at work asks for: one list to three pages of any procurement."""
    chance = random.Random(2)  # noqa: S311 - the same each time
    return [
        path
        for one in chance.sample(procurements, len(procurements) // 2)
        for path in (
            "/procurements",
            f"/procurements/{one}",
            f"/procurements/{one}/check-answers",
            f"/procurements/{one}/questions/purchase",
        )
    ]


def _beside_bare(what: str, kind: str, own: Sequence[float], bare: Sequence[float]) -> Measure:
    ratios = [one / other for one, other in zip(own, bare, strict=True)]
    return Measure(
        f"{what} ÷ a bare view of two queries, {KINDS[kind]}, requests a second",
        f"{statistics.median(ratios):.2f} ×",
        f"{min(ratios):.2f} to {max(ratios):.2f}; {statistics.median(own):,.0f} against "
        f"{statistics.median(bare):,.0f} a second",
        f"≥ {PART_OF_BARE:.2f}",
    )


def _form(kind: str, own: Sequence[float], other: Sequence[float]) -> Measure:
    return Measure(
        f"A page of eight fields, {KINDS[kind]}, requests a second",
        f"{statistics.median(own):,.0f}",
        f"{min(own):,.0f} to {max(own):,.0f}; the form alone through govuk-frontend-wtf: "
        f"{statistics.median(other):,.0f} ({min(other):,.0f} to {max(other):,.0f})",
        f"≥ {FORMS_A_SECOND}",
    )


def _at_everyday_rate(kind: str, count: int, seen: Seen) -> Measure:
    *_, slowest = statistics.quantiles(seen.latencies, n=20)
    return Measure(
        f"The slowest twentieth of pages at {EVERYDAY_RATE} requests a second, "
        f"{count:,} procurements, {KINDS[kind]}",
        f"{1000 * slowest:.0f} ms",
        f"median {1000 * statistics.median(seen.latencies):.0f} ms, slowest of "
        f"{len(seen.latencies):,} {1000 * max(seen.latencies):.0f} ms; lists, task lists, answers "
        "and questions of any procurement",
        f"≤ {LONGEST_MILLISECONDS} ms",
    )
