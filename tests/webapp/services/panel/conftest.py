"""A tender whose bids are open, and the people of its panel."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, opened_tender
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def evaluator(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def scene(store: WatchedStore, buyer: Person, officer: Person) -> Scene:
    return opened_tender(store, (buyer, officer), NOW)
