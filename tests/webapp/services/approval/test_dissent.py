"""Whose vote is dissent: what helped to carry an outcome is none."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from webapp.services.approval.states import Choice, Outcome
from webapp.services.approval.versions import Decided, Voted


@pytest.mark.parametrize(
    ("outcome", "dissent"),
    [
        (Outcome.APPROVE, {"approve_with_conditions", "return", "reject"}),
        (Outcome.APPROVE_WITH_CONDITIONS, {"return", "reject"}),
        (Outcome.RETURN, {"approve", "approve_with_conditions"}),
        (Outcome.REJECT, {"approve", "approve_with_conditions", "return"}),
    ],
)
def test_a_vote_that_counted_towards_the_outcome_is_no_dissent(
    outcome: Outcome, dissent: set[str]
) -> None:
    voters = tuple(Voted(choice.value, choice, "", None) for choice in Choice)
    now = datetime(2026, 5, 2, tzinfo=UTC)
    decided = Decided(uuid4(), "panel", None, outcome, "", 3, voters, uuid4(), "Ann", now)

    assert {one.name for one in decided.dissent} == dissent
