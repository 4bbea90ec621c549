"""The work that a proposal makes for a bidder is counted, told against its caps, and derived."""

from dataclasses import replace

from evaluation.outline.burden import (
    Burden,
    burden_of,
    derivation,
    hours_words,
    measures_words,
    micro_business,
)
from evaluation.outline.proposal import Choice, Proposal, Use
from tests.evaluation.outline.samples import complete, ground_of

SMALL = Burden(
    award=2,
    performance=1,
    hours_award=2,
    hours_performance=1,
    cap=24,
    least=None,
    most=6,
    pence=360_000_00,
)


def test_hours_are_those_of_award_criteria_and_of_obligations() -> None:
    assert SMALL.hours == 5
    assert derivation(SMALL) == "2 award criteria × 2 hours + 1 obligation × 1 hour = 5 hours."


def test_a_measure_used_as_both_is_answered_and_read() -> None:
    ground = ground_of()

    burden = burden_of(Proposal((Choice("cov-2022-training-weeks", Use.BOTH),)), ground)

    assert (burden.award, burden.performance, burden.hours) == (1, 1, 3)


def test_what_is_left_out_takes_no_time() -> None:
    burden = burden_of(Proposal((Choice("cov-2022-training-weeks", Use.LEFT_OUT),)), ground_of())

    assert burden.hours == 0
    assert micro_business(burden).startswith("Nothing is asked yet")


def test_the_caps_are_the_decisions() -> None:
    ground = ground_of()

    burden = burden_of(complete(ground), ground)

    assert hours_words(burden) == "18 of 24 hours"
    assert measures_words(burden) == "6 of 6 award criteria"
    assert not burden.is_over_cap
    assert not burden.is_over_most


def test_one_hour_more_than_the_cap_is_over_it() -> None:
    assert not replace(SMALL, cap=5).is_over_cap
    assert replace(SMALL, cap=4).is_over_cap


def test_without_a_cap_none_is_said() -> None:
    assert hours_words(replace(SMALL, cap=None)) == "5 hours; no cap is set"
    assert measures_words(replace(SMALL, most=None)) == "2 award criteria; no maximum is set"


def test_without_hours_a_measure_none_are_counted() -> None:
    unknown = replace(SMALL, hours_award=None)

    assert unknown.hours is None
    assert not unknown.is_over_cap
    assert hours_words(unknown) == "Hours are not counted here"
    assert "can't be told" in micro_business(unknown)


def test_the_effect_on_a_micro_business_says_its_assumption() -> None:
    text = micro_business(SMALL)

    assert "5 hours are 0.6 of a working day" in text
    assert "1.4 hours for each £100,000 of the estimated value" in text
    assert "A day is taken as 8 hours." in text
    assert text.endswith("at most 24 hours in all and 6 award criteria may be asked.")
    assert "protects" not in micro_business(replace(SMALL, cap=None, most=None))


def test_a_working_week_is_called_one() -> None:
    assert "a longer time to tender" in micro_business(replace(SMALL, award=20, cap=50))


def test_hours_for_a_huge_value_are_never_told_as_nothing() -> None:
    assert "less than 0.1 hours" in micro_business(replace(SMALL, pence=900_000_000_00))
