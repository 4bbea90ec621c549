"""A tender whose bids are open, and an evaluator of every question of it."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def evaluator(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person], evaluator: Person) -> Scene:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    made = opened_tender(store, hands, NOW)
    seat(store, made, evaluator, NOW)
    return made
