"""Departures from the rules that somebody else must allow, and reasons that stand in place."""

from dataclasses import replace
from datetime import date

import pytest

from evaluation.outline.departures import departures, needs_reason, weight_needs_reason
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import (
    Allowing,
    Choice,
    Proposal,
    Standing,
    Use,
    with_allowing,
    with_choices,
)
from tests.evaluation.outline.samples import TREES, WEEKS, complete, ground_of, screened


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ground_of()


def allowing(departure: str, extent: str, standing: Standing = Standing.ALLOWED) -> Allowing:
    return Allowing(departure, extent, "It is small", "1", "Buyer", date(2026, 3, 2), standing)


def test_what_the_rules_propose_departs_from_nothing(ground: Ground) -> None:
    assert departures(complete(ground), ground) == ()


@pytest.mark.parametrize(
    ("weight", "key"),
    [(499, "social_value_minimum"), (500, ""), (2000, ""), (2001, "social_value_maximum")],
)
def test_a_weight_departs_only_outside_its_range(ground: Ground, weight: int, key: str) -> None:
    found = departures(replace(complete(ground), weight=weight), ground)

    assert [one.key for one in found] == ([key] if key else [])


def test_the_role_that_a_rule_names_is_told(ground: Ground) -> None:
    (found,) = departures(replace(complete(ground), weight=400), ground)

    assert found.waivable_by == "panel chair"
    assert found.extent == "4% of the total score, where at least 5%"
    assert "at least 5%" in found.because


def test_one_award_criterion_too_many_departs(ground: Ground) -> None:
    more = with_choices(complete(ground), [screened("own-trees", Use.AWARD, own=TREES)])

    (found,) = departures(more, ground)

    assert (found.key, found.extent) == (
        "measures_maximum",
        "7 award criteria, where at most 6",
    )


def test_too_many_hours_depart(ground: Ground) -> None:
    obligations = [
        screened(f"own-{number}", Use.PERFORMANCE, own=replace(TREES, title=str(number)))
        for number in range(7)
    ]

    (found,) = departures(with_choices(complete(ground), obligations), ground)

    assert (found.key, found.extent) == ("burden_hours_maximum", "25 hours, where at most 24")


def test_a_required_pillar_without_a_measure_departs_once_all_is_decided() -> None:
    ground = ground_of("bradford")
    nothing = Proposal(tuple(Choice(one, Use.LEFT_OUT, "No") for one in ground.proposed), 0)

    found = {one.key: one for one in departures(nothing, ground)}
    before = {one.key for one in departures(Proposal(), ground)}

    required = [f"required_pillars:{pillar}" for pillar in ground.ids("required_pillars")]
    assert required
    assert set(required) <= set(found)
    assert not before & set(required)
    assert "where at least one must" in found[required[0]].extent


def test_an_allowing_covers_only_the_extent_that_was_asked(ground: Ground) -> None:
    asked = "4% of the total score, where at least 5%"
    given = with_allowing(
        replace(complete(ground), weight=400), allowing("social_value_minimum", asked)
    )

    (same,) = departures(given, ground)
    (further,) = departures(replace(given, weight=300), ground)

    assert same.is_allowed
    assert not further.is_allowed
    assert further.allowing is None


def test_a_refusal_allows_nothing(ground: Ground) -> None:
    asked = allowing(
        "social_value_minimum", "4% of the total score, where at least 5%", Standing.REFUSED
    )

    (found,) = departures(with_allowing(replace(complete(ground), weight=400), asked), ground)

    assert not found.is_allowed


@pytest.mark.parametrize(
    "choice",
    [
        Choice(WEEKS, Use.PERFORMANCE),
        Choice(WEEKS, Use.LEFT_OUT),
        Choice("cov-2022-people-upskilled", Use.AWARD),
        Choice("own-trees", Use.AWARD, own=TREES),
    ],
)
def test_a_choice_other_than_the_rules_needs_a_reason(ground: Ground, choice: Choice) -> None:
    assert needs_reason(choice, ground)


@pytest.mark.parametrize(
    "choice", [Choice(WEEKS, Use.AWARD), Choice("cov-2022-people-upskilled", Use.LEFT_OUT)]
)
def test_a_choice_as_the_rules_have_it_needs_none(ground: Ground, choice: Choice) -> None:
    assert not needs_reason(choice, ground)


def test_another_weight_than_the_recommended_needs_a_reason(ground: Ground) -> None:
    given = complete(ground)

    assert not weight_needs_reason(given, ground)
    assert weight_needs_reason(replace(given, weight=1100), ground)
    assert not weight_needs_reason(replace(given, weight=None), ground)
