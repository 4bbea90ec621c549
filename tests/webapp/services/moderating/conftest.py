"""A tender whose bids are open, with a chair and two evaluators of every question."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import chair_panel
from tests.webapp.outlines import seated
from tests.webapp.scoring import Scene, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def first(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)


@pytest.fixture
def second(store: WatchedStore) -> Person:
    return seated(store, "Second Evaluator", NOW, role=Role.EVALUATOR)


@pytest.fixture
def scene(
    store: WatchedStore,
    buyer: Person,
    officer: Person,
    chair: Person,
    first: Person,
    second: Person,
) -> Scene:
    made = opened_tender(store, (buyer, officer), NOW)
    chair_panel(store, made, chair, NOW)
    for one in (first, second):
        seat(store, made, one, NOW)
    return made
