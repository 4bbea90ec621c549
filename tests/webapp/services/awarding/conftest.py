"""An evaluated tender, and the people of its award."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import ran
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def member(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PANEL_MEMBER)


@pytest.fixture
def panel_chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PANEL_CHAIR)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person], officer: Person) -> Scene:
    return ran(store, moderated_tender(store, person_of, NOW), officer)
