"""A panel with an outline before it, and the browsers of its chair and of a member."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, benched, submitted, token_of
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def bench(store: WatchedStore, person_of: Callable[..., Person]) -> Bench:
    return benched(store, person_of(Role.PANEL_CHAIR), NOW)


@pytest.fixture
def version_id(store: WatchedStore, buyer: Person, bench: Bench) -> UUID:
    """The version of an outline that was submitted to it."""
    del bench
    return submitted(store, buyer, NOW)


@pytest.fixture
def chair(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PANEL_CHAIR)


@pytest.fixture
def member(stranger: Client, store: WatchedStore, bench: Bench) -> Client:
    """The browser of a member of the panel."""
    stranger.sign_in_with(token_of(store, bench.first, NOW))
    return stranger
