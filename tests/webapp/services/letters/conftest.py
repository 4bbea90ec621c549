"""A tender whose award is approved, and an officer who tells its bidders."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return approved_tender(store, person_of, NOW)
