"""A tender that was evaluated: Alpha has won, and bidders were told."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.notices import told
from tests.webapp.results import evaluated_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    """A tender that was evaluated."""
    return evaluated_tender(store, person_of, NOW)


@pytest.fixture
def telling_id(store: WatchedStore, scene: Scene, officer: Person) -> UUID:
    """What bidders were told of its award."""
    return told(store, scene, officer, NOW)
