"""A policy owner, a second one to approve, and a check that takes no time."""

from collections.abc import Callable

import pytest

from tests.webapp.drafts import check_at_once
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject


@pytest.fixture
def owner(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.POLICY_OWNER)


@pytest.fixture
def second(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.ADMINISTRATOR)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> JsonObject:
    """What the checks of this test find."""
    return check_at_once(monkeypatch)
