"""What keeps a proposal from being submitted, each with its place and its remedy."""

from dataclasses import replace

import pytest

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import (
    Choice,
    Proposal,
    Screen,
    Screened,
    Use,
    with_choices,
    without_choice,
)
from evaluation.outline.proposal_problems import Problem, problems
from rules.money import Money, Pence, VatBasis
from tests.evaluation.outline.samples import TREES, WEEKS, complete, ground_of, screened


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ground_of()


def found(proposal: Proposal | None, ground: Ground) -> tuple[Problem, ...]:
    return problems(proposal, ground.decision, ground.stack)


def test_a_complete_proposal_has_none(ground: Ground) -> None:
    assert found(complete(ground), ground) == ()


def test_before_anything_is_saved_each_measure_and_the_weight_are_missing(ground: Ground) -> None:
    places = [one.place for one in found(None, ground)]

    assert places == [*(f"measure:{one}" for one in ground.proposed), "weight"]


def test_before_the_rules_decide_the_answers_come_first(ground: Ground) -> None:
    (only,) = problems(None, None, ground.stack)

    assert only.place == "answers"


def test_where_no_social_value_is_sought_nothing_is_missing() -> None:
    alone = ground_of(None)
    tiny = ground_of(estimated_value=Money(Pence(500_00), VatBasis.INCLUDED))

    assert found(None, alone) == ()
    assert tiny.decision.value("social_value_tier") == "none"
    assert found(None, tiny) == ()


def test_while_answers_are_missing_that_is_said() -> None:
    ground = ground_of(work_in_area=None, labour_intensive=None)

    assert found(complete(ground), ground)[0].place == "answers"


def test_an_open_screen_and_a_failed_one_are_each_told(ground: Ground) -> None:
    part = Choice(WEEKS, Use.AWARD, "", (Screened(Screen.LAWFUL, passes=False, because="Quota"),))

    failed, unscreened = found(with_choices(complete(ground), [part]), ground)

    assert failed.problem == ("“Weeks of training provided to local people” fails a check (lawful)")
    assert unscreened.problem == (
        "“Weeks of training provided to local people” is not checked yet: “Relates to the "
        "subject matter”, “Proportionate” and “Additional”"
    )


def test_what_is_left_out_needs_no_screen_but_a_reason(ground: Ground) -> None:
    silent = with_choices(complete(ground), [Choice(WEEKS, Use.LEFT_OUT)])
    told = with_choices(complete(ground), [Choice(WEEKS, Use.LEFT_OUT, "No trade for it")])

    assert [one.place for one in found(silent, ground)] == [f"measure:{WEEKS}"]
    assert found(told, ground) == ()


def test_a_measure_that_the_rules_stop_proposing_needs_a_reason(ground: Ground) -> None:
    changed = ground_of(affects_land=False)
    gone = set(ground.proposed) - set(changed.proposed)

    places = {one.place for one in found(complete(ground), changed)}

    assert gone
    assert {f"measure:{one}" for one in gone} <= places


def test_an_indicator_that_the_policy_lost_is_to_be_taken_out(ground: Ground) -> None:
    given = with_choices(complete(ground), [screened("cov-1999-gone", Use.AWARD, because="x")])

    assert "no indicator of the policy any more" in found(given, ground)[0].problem


def test_an_own_measure_for_an_outcome_that_is_gone_is_told(ground: Ground) -> None:
    lost = screened(
        "own-trees", Use.PERFORMANCE, own=replace(TREES, outcome="gone"), because="More shade"
    )

    (only,) = found(with_choices(complete(ground), [lost]), ground)

    assert "serves an outcome that the policy does not have any more" in only.problem


def test_a_departure_blocks_until_it_is_allowed(ground: Ground) -> None:
    given = replace(complete(ground), weight=400, weight_because="Small market")

    (only,) = found(given, ground)

    assert only == Problem(
        "4% of the total score, where at least 5%",
        "Ask for it to be allowed, or keep to the rule",
        "departure:social_value_minimum",
    )


def test_a_missing_measure_is_told_by_its_title(ground: Ground) -> None:
    (only,) = found(without_choice(complete(ground), WEEKS), ground)

    assert only.problem == (
        "“Weeks of training provided to local people” is proposed, and nothing was decided on it"
    )
