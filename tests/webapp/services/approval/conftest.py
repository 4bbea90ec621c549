"""A panel of three, and an outline that was submitted to it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, benched, submitted
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def bench(store: WatchedStore, person_of: Callable[..., Person]) -> Bench:
    return benched(store, person_of(Role.PANEL_CHAIR), NOW)


@pytest.fixture
def version_id(store: WatchedStore, buyer: Person, bench: Bench) -> UUID:
    """The version of an outline that three are to decide on."""
    del bench  # who sits on the panel is told of it
    return submitted(store, buyer, NOW)
