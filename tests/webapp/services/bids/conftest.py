"""A tender that is out with two bidders, and where their bids are sealed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.bids import bidder_ids, tender_out, tokens
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.settings import Settings


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def links(store: WatchedStore, officer: Person, tender_id: UUID) -> list[str]:
    """The tokens of the two bidders' links."""
    return tokens(store, officer, tender_id, NOW)


@pytest.fixture
def tender_id(store: WatchedStore, person_of: Callable[..., Person]) -> UUID:
    """A procurement whose tender is published."""
    roles = (Role.BUYER, Role.PROCUREMENT_OFFICER, Role.PANEL_CHAIR)
    return tender_out(store, {role: person_of(role) for role in roles}, NOW)


@pytest.fixture
def bidders(store: WatchedStore, tender_id: UUID, links: list[str]) -> list[UUID]:
    """The two bidders."""
    assert links
    return bidder_ids(store, tender_id, NOW)
