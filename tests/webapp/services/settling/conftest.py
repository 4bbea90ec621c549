"""The people who settle what is open of a tender."""

from collections.abc import Callable

import pytest

from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def evaluator(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)
