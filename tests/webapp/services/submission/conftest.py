"""A panel that an outline can be submitted to."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, benched
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def bench(store: WatchedStore, person_of: Callable[..., Person]) -> Bench:
    return benched(store, person_of(Role.PANEL_CHAIR), NOW)
