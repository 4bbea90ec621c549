"""The page of a large moderation: how long it takes, and that its queries do not grow with it."""

import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from flask.testing import FlaskClient
from sqlalchemy import event

from tests.bench.measures import Measure
from tests.bench.pages.measuring import KINDS, settle
from tests.bench.pages.server import settings_of
from tests.postgres import running_server
from tests.webapp.clients import WatchedStore
from tests.webapp.moderating import chair_panel, give
from tests.webapp.outlines import seated
from tests.webapp.people import PEOPLE, enrol, open_session
from tests.webapp.scoring import ALPHA_STAFF, LEVELS, opened_tender, seat
from webapp.application import build
from webapp.installation import NAME, Installation
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.services.moderating.opening import open_complete
from webapp.store import Store, upgrade
from webapp.views.access import TOKEN

BIDS = 20
QUESTIONS = 60
EVALUATORS = 7
LONGEST_MILLISECONDS = 400
WORDS_OF_AN_ANSWER = 500


class ManyQueries(Exception):
    """The page of a large moderation takes more queries than that of a small one."""


def moderation_page(kind: str, rounds: int) -> list[Measure]:
    """Measure the page of a moderation of every answer of a large tender, all of them open."""
    with _moderation(kind, 2) as (client, address, store):
        few = _queries(client, address, store)
    with _moderation(kind, BIDS) as (client, address, store):
        many = _queries(client, address, store)
        times = [_seconds(client, address) for _ in range(rounds)]
    if many != few:
        raise ManyQueries(few, many)
    *_, slowest = statistics.quantiles(times, n=20)
    return [
        Measure(
            f"The page of a moderation, {BIDS} bids × {QUESTIONS} questions × {EVALUATORS} "
            f"evaluators, {KINDS[kind]}",
            f"{1000 * statistics.median(times):.0f} ms",
            f"slowest twentieth {1000 * slowest:.0f} ms of {rounds} times; {many} queries, as with "
            "two bids; what could change the winner is judged anew each time",
            f"≤ {LONGEST_MILLISECONDS} ms",
        )
    ]


def _seconds(client: FlaskClient, address: str) -> float:
    began = perf_counter()
    answer = client.get(address)
    taken = perf_counter() - began
    if answer.status_code != 200 or "could change who is first:" not in answer.text:
        raise LookupError(answer.status, address)
    return taken


def _queries(client: FlaskClient, address: str, store: Store) -> int:
    """Return how many queries the page takes once what can be kept is kept."""
    client.get(address)
    seen: list[object] = []

    def note(*told: object) -> None:
        seen.append(told)

    event.listen(store._reader, "before_cursor_execute", note)
    client.get(address)
    event.remove(store._reader, "before_cursor_execute", note)
    return len(seen)


@contextmanager
def _moderation(kind: str, bids: int) -> Iterator[tuple[FlaskClient, str, Store]]:
    """Give the chair's browser on a new database with a tender whose answers are open."""
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
        address = _tender(store, bids, now)
        settle(url)
        app = build(settings_of(url, folder))
        served: Installation = app.extensions[NAME]
        stack.callback(served.store.close)
        client = app.test_client()
        token = open_session(store, PEOPLE["coventry", Role.EVALUATION_CHAIR], now)
        with client.session_transaction() as session:
            session[TOKEN] = token
        yield client, address, served.store


def _tender(store: WatchedStore, bids: int, now: datetime) -> str:
    """Put a tender on record, close at the top, and open every answer of it."""
    names = [f"q{number}" for number in range(1, QUESTIONS + 1)]
    answer = " ".join([ALPHA_STAFF, *["words"] * WORDS_OF_AN_ANSWER])
    roles = (Role.BUYER, Role.PROCUREMENT_OFFICER, Role.EVALUATION_CHAIR)
    *hands, chair = (_person(store, role, now) for role in roles)
    scene = opened_tender(
        store,
        hands,
        now,
        names=[f"Supplier {number}" for number in range(1, bids + 1)],
        model={"criteria": [_price(), *map(_question, names)]},
        answers=dict.fromkeys(names, answer),
    )
    chair_panel(store, scene, chair, now)
    chance = random.Random(1)  # noqa: S311 - the same scores each time
    for number in range(1, EVALUATORS + 1):
        one = seated(store, f"Evaluator {number}", now, role=Role.EVALUATOR)
        seat(store, scene, one, now, questions=names)
        scores = {name: [str(chance.choice((2, 3, 3, 4))) for _ in range(bids)] for name in names}
        give(store, scene, one, scores, now)
    open_complete(store, chair, procurement_id=scene.procurement_id, now=now)
    return f"/procurements/{scene.procurement_id}/moderation"


def _price() -> dict[str, object]:
    return {
        "id": "price",
        "title": "Price",
        "kind": "price",
        "weight": "40",
        "formula": "relative_to_lowest",
        "zero_price": "reject_bid",
    }


def _question(name: str) -> dict[str, object]:
    return {
        "id": name,
        "title": f"Question {name}",
        "kind": "scored",
        "weight": "1",
        "scale": "0-5",
        "descriptors": LEVELS,
    }


def _person(store: Store, role: Role, now: datetime) -> Person:
    found = who_is(store, open_session(store, PEOPLE["coventry", role], now), now=now)
    if found is None:
        raise LookupError(role)
    return found
