"""A policy owner, a second one to approve, and a check that takes no time."""

from collections.abc import Callable

import pytest

from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject
from webapp.services.settings import checking

CLEAN: JsonObject = {
    "tests": 3,
    "changed": [],
    "undecided": [],
    "changed_before": 0,
    "cases": 100,
    "decided_again": 10,
    "errors": [],
    "warnings": [],
}
GAP = {"kind": "gap", "message": "no rule concludes it", "example": "category = services"}


@pytest.fixture
def owner(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.POLICY_OWNER)


@pytest.fixture
def second(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.ADMINISTRATOR)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> JsonObject:
    """What the checks of this test find; the analysis itself takes half a minute."""
    result = dict(CLEAN)
    monkeypatch.setattr(checking, "checked", lambda *_: result)
    return result
