"""A tender that is out, and the browser of the officer who keeps it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import benched
from tests.webapp.tenders import published, sealed
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def keeper(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def sealed_id(store: WatchedStore, buyer: Person, person_of: Callable[..., Person]) -> UUID:
    """A procurement whose outline is sealed."""
    return sealed(store, buyer, benched(store, person_of(Role.PANEL_CHAIR), NOW), NOW)


@pytest.fixture
def tender_id(store: WatchedStore, officer: Person, sealed_id: UUID) -> UUID:
    """A procurement whose tender is published."""
    published(store, officer, sealed_id, NOW)
    return sealed_id
