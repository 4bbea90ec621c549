"""Evaluators who save their scores all at once, as a panel in a room does."""

import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from tests.bench.measures import Measure
from tests.bench.pages.measuring import KINDS, LONGEST_MILLISECONDS, cookie_of, settle
from tests.bench.pages.server import running, settings_of
from tests.postgres import running_server
from tests.webapp.clients import WatchedStore
from tests.webapp.outlines import seated
from tests.webapp.people import PEOPLE, enrol, open_session
from tests.webapp.savers import Saver
from tests.webapp.scoring import ALPHA_STAFF, LEVELS, opened_tender, seat
from webapp.application import build
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.store import Store, upgrade
from webapp.store.scoring_tables import EvaluatorMark

EVALUATORS = 30
BIDDERS = 20
QUESTIONS = 60
SECONDS_BETWEEN_SAVES = 2.0
SAVES_OF_AN_ANSWER = 6
WARMING_SECONDS = 8.0
WORDS_OF_AN_ANSWER = 500


class SavesWereLost(Exception):
    """What stands on record is not what the server acknowledged."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A server with evaluators who are signed in, and the paths of what each scores."""

    store: Store
    savers: Mapping[UUID, Saver]
    paths: Sequence[str]


def scores_saved_at_once(kind: str, seconds: float) -> list[Measure]:
    """Measure how long a save takes while every evaluator saves each two seconds."""
    with _panel(kind) as panel:
        _type(panel, WARMING_SECONDS)
        for saver in panel.savers.values():
            saver.seconds.clear()
        _type(panel, seconds)
        _compare(panel)
        latencies = [one for saver in panel.savers.values() for one in saver.seconds]
    *_, slowest = statistics.quantiles(latencies, n=20)
    return [
        Measure(
            f"The slowest twentieth of saves, {EVALUATORS} evaluators saving each "
            f"{SECONDS_BETWEEN_SAVES:.0f} seconds, {KINDS[kind]}",
            f"{1000 * slowest:.0f} ms",
            f"median {1000 * statistics.median(latencies):.0f} ms, slowest of "
            f"{len(latencies):,} {1000 * max(latencies):.0f} ms; {BIDDERS} bids of {QUESTIONS} "
            "questions, no error, every save compared with the record",
            f"≤ {LONGEST_MILLISECONDS} ms",
        )
    ]


def _type(panel: Panel, seconds: float) -> None:
    """Have everybody save each so often, beginning at any moment of the first interval."""
    problems: list[Exception] = []
    chance = random.Random(1)  # noqa: S311 - the same moments each time

    def work(saver: Saver, first: float, place: int) -> None:
        try:
            _save_again_and_again(saver, panel.paths[place:], first, end)
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            problems.append(error)

    begun = time.monotonic()
    end = begun + seconds
    threads = [
        threading.Thread(
            target=work,
            args=(saver, begun + chance.uniform(0, SECONDS_BETWEEN_SAVES), place),
        )
        for place, saver in enumerate(panel.savers.values())
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]


def _save_again_and_again(saver: Saver, paths: Sequence[str], due: float, end: float) -> None:
    count = 0
    while due < end:
        time.sleep(max(0.0, due - time.monotonic()))
        reasons = f"By {due:.3f} it says so in as many words. " * (1 + count % SAVES_OF_AN_ANSWER)
        saver.save(paths[count // SAVES_OF_AN_ANSWER], reasons.strip())
        count += 1
        due += SECONDS_BETWEEN_SAVES


def _compare(panel: Panel) -> None:
    """Compare every save that was acknowledged with what stands on record.

    Raises:
        SavesWereLost: They are not the same.
    """
    with panel.store.reading() as session:
        rows = session.scalars(select(EvaluatorMark)).all()
    kept: dict[UUID, list[tuple[int, str]]] = {}
    for row in rows:
        kept.setdefault(row.user_id, []).append((row.number, row.rationale))
    for user_id, saver in panel.savers.items():
        acknowledged = sorted((number, reasons) for _, number, reasons in saver.every)
        if sorted(kept.get(user_id, [])) != acknowledged or set(saver.statuses) != {200}:
            raise SavesWereLost(user_id, saver.statuses)


@contextmanager
def _panel(kind: str) -> Iterator[Panel]:
    """Serve a new database of a kind with a tender whose bids are open."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if kind == "postgresql":
            url = stack.enter_context(running_server()).create("podium")
        else:
            url = f"sqlite:///{folder / 'podium.sqlite3'}"
        upgrade(url)
        store = WatchedStore(url)
        stack.callback(store.close)
        now = datetime.now(UTC)
        enrol(store, now)
        paths, evaluators = _tender(store, now)
        tokens = {one.id: open_session(store, one.email, now) for one in evaluators}
        settle(url)
        app = build(settings_of(url, folder))
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        stack.enter_context(running(url, folder, port))
        savers = {one: Saver(port, cookie_of(app, token)) for one, token in tokens.items()}
        for saver in savers.values():
            saver.open(paths[0])
            stack.callback(saver.close)
        yield Panel(store, savers, paths)


def _tender(store: WatchedStore, now: datetime) -> tuple[list[str], list[Person]]:
    names = [f"q{number}" for number in range(1, QUESTIONS + 1)]
    answer = " ".join([ALPHA_STAFF, *["words"] * WORDS_OF_AN_ANSWER])
    scene = opened_tender(
        store,
        [_person(store, role, now) for role in (Role.BUYER, Role.PROCUREMENT_OFFICER)],
        now,
        names=[f"Supplier {number}" for number in range(1, BIDDERS + 1)],
        model={"criteria": [*map(_question, names)]},
        answers=dict.fromkeys(names, answer),
    )
    evaluators = []
    for number in range(1, EVALUATORS + 1):
        one = seated(store, f"Evaluator {number}", now, role=Role.EVALUATOR)
        seat(store, scene, one, now, questions=names)
        evaluators.append(one)
    address = f"/procurements/{scene.procurement_id}/scoring"
    paths = [f"{address}/{name}/{bid}" for name in names for bid in range(1, BIDDERS + 1)]
    return paths, evaluators


def _question(name: str) -> dict[str, object]:
    return {
        "id": name,
        "title": f"Question {name}",
        "kind": "scored",
        "weight": f"{100 / QUESTIONS:.4f}",
        "scale": "0-5",
        "descriptors": LEVELS,
    }


def _person(store: Store, role: Role, now: datetime) -> Person:
    found = who_is(store, open_session(store, PEOPLE["coventry", role], now), now=now)
    if found is None:
        raise LookupError(role)
    return found
