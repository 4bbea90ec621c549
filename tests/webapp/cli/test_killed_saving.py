"""The server is killed while scores are saved: nothing acknowledged is lost, nothing is halved."""

import random
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from evaluation.quotations import read_quotations
from tests.webapp.cli.serving import LONGEST_START, SECRET, Server, serving
from tests.webapp.clients import WatchedStore
from tests.webapp.outlines import seated
from tests.webapp.people import PEOPLE, enrol, open_session
from tests.webapp.savers import NoAnswer, Saver, SaveWasLost
from tests.webapp.scoring import ALPHA_STAFF, opened_tender, seat
from webapp.application import build
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.settings import Settings
from webapp.store import audit, upgrade
from webapp.store.scoring_tables import EvaluatorMark
from webapp.views.access import TOKEN

pytestmark = pytest.mark.slow

KILLS = 100
WHOLE_SERVER_EACH = 10
"""Each so many times everything is killed, the server that starts workers too; else the workers."""
SAVERS = 4


def cookie_of(settings: Settings, token: str) -> str:
    app = build(settings)
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
        session.permanent = True
    client.get("/", base_url="http://127.0.0.1")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return f"{cookie.key}={cookie.value}"


class Typing(threading.Thread):
    """An evaluator who saves again and again, whether or not the server is there."""

    def __init__(self, saver: Saver, path: str, name: str) -> None:
        super().__init__(name=name)
        self.saver, self.path = saver, path
        self.ended = threading.Event()
        self.problem: Exception | None = None
        self.unanswered = 0

    def run(self) -> None:
        """Save until told to end, or until something is lost."""
        number = 0
        while not self.ended.is_set():
            number += 1
            try:
                words = " ".join(["words"] * 200)
                self.saver.save(self.path, f"{self.name} has typed {number} {words}")
            except NoAnswer:
                self.unanswered += 1
                time.sleep(0.02)
            except SaveWasLost as lost:
                self.problem = lost
                return


def person(store: WatchedStore, email: str, now: datetime) -> Person:
    found = who_is(store, open_session(store, email, now), now=now)
    assert found is not None
    return found


def test_killed_a_hundred_times_the_server_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'podium.sqlite3'}"
    upgrade(url)
    store = WatchedStore(url)
    chance = random.Random(1)  # noqa: S311 - the same moments each time
    with serving(tmp_path, url) as server:
        typing = _typing(store, server, Settings(tmp_path, url, SECRET, is_loopback=True))
        for kill in range(1, KILLS + 1):
            _wait_for_saves(list(typing.values()))
            time.sleep(chance.uniform(0, 0.05))
            if kill % WHOLE_SERVER_EACH:
                server.kill_workers()
            else:
                server.kill_everything()
        _wait_for_saves(list(typing.values()))
        for thread in typing.values():
            thread.ended.set()
        for thread in typing.values():
            thread.join()
            thread.saver.close()

    assert [thread.problem for thread in typing.values()] == [None] * SAVERS
    assert sum(thread.unanswered for thread in typing.values()) >= KILLS
    for user_id, thread in typing.items():
        _judge(store, user_id, thread)
    with store.reading() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert audit.verify(session).broken_at is None
    store.close()


def _typing(store: WatchedStore, server: Server, settings: Settings) -> dict[UUID, Typing]:
    """Put evaluators before one answer, and have them begin to type."""
    now = datetime.now(UTC)
    enrol(store, now)
    roles = (Role.BUYER, Role.PROCUREMENT_OFFICER)
    scene = opened_tender(
        store, [person(store, PEOPLE["coventry", one], now) for one in roles], now
    )
    path = f"/procurements/{scene.procurement_id}/scoring/staff/1"
    found: dict[UUID, Typing] = {}
    for number in range(SAVERS):
        one = seated(store, f"Evaluator {number}", now, role=Role.EVALUATOR)
        seat(store, scene, one, now)
        saver = Saver(server.port, cookie_of(settings, open_session(store, one.email, now)))
        saver.open(path)
        found[one.id] = Typing(saver, path, one.name)
    for thread in found.values():
        thread.start()
    return found


def _wait_for_saves(threads: list[Typing]) -> None:
    """Wait until saves are acknowledged again, so that the next kill meets one under way."""
    before = [len(thread.saver.every) for thread in threads]
    until = time.monotonic() + LONGEST_START
    while sum(len(one.saver.every) for one in threads) - sum(before) < SAVERS:
        assert time.monotonic() < until, "nothing was saved any more"
        assert not any(one.problem for one in threads), [one.problem for one in threads]
        time.sleep(0.005)


def _judge(store: WatchedStore, user_id: UUID, thread: Typing) -> None:
    """Compare what stands on record with what was acknowledged and what was sent."""
    with store.reading() as session:
        rows = session.scalars(
            select(EvaluatorMark)
            .where(EvaluatorMark.user_id == user_id)
            .order_by(EvaluatorMark.number)
        ).all()
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    kept = {row.number: row.rationale for row in rows}
    lost = [one for one in thread.saver.every if kept.get(one[1]) != one[2]]
    assert lost == []
    place = ALPHA_STAFF.index("Two crews")
    for row in rows:
        assert row.rationale.startswith(f"{thread.name} has typed ")
        assert row.rationale.count("words") == 200
        (quoted,) = read_quotations(row.quotations)
        assert (row.score, quoted.words, quoted.start) == ("4", "Two crews", place)
