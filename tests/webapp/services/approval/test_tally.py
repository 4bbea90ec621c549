"""Counting votes: majorities, abstentions, ties and the quorum."""

import pytest

from webapp.services.approval.states import Choice, Outcome
from webapp.services.approval.tally import tally

A, C, T, J, N = (
    Choice.APPROVE,
    Choice.APPROVE_WITH_CONDITIONS,
    Choice.RETURN,
    Choice.REJECT,
    Choice.ABSTAIN,
)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((A, A, A), Outcome.APPROVE),
        ((A, A, T), Outcome.APPROVE),
        ((A, C, C), Outcome.APPROVE_WITH_CONDITIONS),
        ((A, A, C, C), Outcome.APPROVE_WITH_CONDITIONS),
        ((A, C, T), Outcome.APPROVE_WITH_CONDITIONS),
        ((T, T, A), Outcome.RETURN),
        ((J, T, A), Outcome.RETURN),
        ((J, J, T), Outcome.REJECT),
        ((A, N, N), Outcome.APPROVE),
    ],
)
def test_more_than_half_of_the_votes_that_are_not_abstentions_carry(
    votes: tuple[Choice, ...], outcome: Outcome
) -> None:
    found = tally(votes, quorum=3, chairs=None)

    assert (found.outcome, found.is_casting, found.why_not) == (outcome, False, "")


def test_abstentions_make_the_quorum_and_carry_nothing() -> None:
    found = tally([N, N, N], quorum=3, chairs=None)

    assert found.has_quorum
    assert (found.outcome, found.why_not) == (None, "Nobody has voted for or against it")


def test_below_the_quorum_nothing_is_carried_however_the_votes_stand() -> None:
    found = tally([A, A], quorum=3, chairs=A)

    assert found.outcome is None
    assert found.why_not == "The quorum is 3 members, and 2 who may vote have voted"


@pytest.mark.parametrize(
    ("chairs", "with_the_chair", "against", "outcome"),
    [
        (A, A, (T, J), Outcome.APPROVE),
        (A, C, (T, J), Outcome.APPROVE_WITH_CONDITIONS),
        (C, A, (T, J), Outcome.APPROVE_WITH_CONDITIONS),
        (T, J, (A, C), Outcome.RETURN),
        (J, T, (A, C), Outcome.RETURN),
        (J, J, (A, C), Outcome.REJECT),
    ],
)
def test_the_chairs_own_vote_decides_a_tie_and_takes_along_what_its_side_asked_for(
    chairs: Choice, with_the_chair: Choice, against: tuple[Choice, Choice], outcome: Outcome
) -> None:
    found = tally([chairs, with_the_chair, *against], quorum=3, chairs=chairs)

    assert (found.outcome, found.is_casting) == (outcome, True)


@pytest.mark.parametrize("chairs", [None, N])
def test_a_tie_without_the_chairs_vote_carries_nothing(chairs: Choice | None) -> None:
    found = tally([A, T, N], quorum=3, chairs=chairs)

    assert found.outcome is None
    assert "tied" in found.why_not
