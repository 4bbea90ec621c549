"""Whether a model keeps within what the policy decided for the procurement."""

import pytest

from evaluation.faults import Severity
from evaluation.model import Model
from evaluation.stress.findings.policy import (
    outcome_not_applicable,
    social_value_above_maximum,
    social_value_below_minimum,
    too_many_measures,
)
from evaluation.stress.findings.subject import Subject
from rules.decision import Status
from tests.evaluation.builders import commitments, group, measure, model, price, scored
from tests.evaluation.stress.models import JOBS, coventry, decided, subject, with_outcome

OFFER = measure("jobs", "1000", cap="10")


def weighing(percent: int, **conclusions: Status) -> Subject:
    """Return a model with so much social value; the rules want from 5 to 20 per cent."""
    leaf = with_outcome(scored("sv", str(percent)), JOBS)
    made = model(price(str(100 - percent)), leaf)
    return subject(made, decided(**conclusions), coventry())


def asking(*outcomes: str) -> Model:
    """Return a model with a measure for each of these outcomes."""
    measures = (
        measure(f"m{number}", "1", "9", outcome) for number, outcome in enumerate(outcomes, 1)
    )
    return model(price("90"), commitments("c", "10", *measures))


def test_less_than_the_lowest_weight_is_an_error() -> None:
    (found,) = social_value_below_minimum(weighing(4))

    assert found.severity is Severity.ERROR
    assert found.message == (
        "Social value holds 4.00 of the points (‘Sv’), below the lowest weight of 5.00 per cent "
        "that the rules want for this procurement (the panel chair can waive this). Raise its "
        "weight, or mark what else is social value with its outcome."
    )


@pytest.mark.parametrize("percent", [5, 12, 20])
def test_a_weight_within_the_limits_is_sound(percent: int) -> None:
    asked = weighing(percent)

    assert list(social_value_below_minimum(asked)) == []
    assert list(social_value_above_maximum(asked)) == []


def test_a_model_without_social_value_is_below() -> None:
    asked = subject(model(price("40"), scored("q", "60")), decided(), coventry())

    (found,) = social_value_below_minimum(asked)

    assert "Social value holds 0.00 of the points, below" in found.message


def test_a_minimum_that_a_doubtful_question_would_reach_is_a_warning() -> None:
    made = model(
        price("90"), group("q", "10", scored("method", "75"), commitments("c", "25", OFFER))
    )

    (found,) = social_value_below_minimum(subject(made, decided(), coventry()))

    assert found.severity is Severity.WARNING
    assert "It would reach it if ‘Method’ counted" in found.message


def test_more_than_the_highest_weight_is_an_error() -> None:
    (found,) = social_value_above_maximum(weighing(21))

    assert found.severity is Severity.ERROR
    assert "21.00 of the points (‘Sv’), above the highest weight of 20.00 per cent" in found.message


def test_a_maximum_passed_only_with_what_nobody_marked_is_a_warning() -> None:
    made = model(
        price("76"), group("sv", "24", scored("method", "50"), commitments("c", "50", OFFER))
    )

    (found,) = social_value_above_maximum(subject(made, decided(), coventry()))

    assert found.severity is Severity.WARNING


def test_without_a_decision_no_policy_is_broken() -> None:
    asked = subject(asking("bogus"))

    for check in (
        social_value_below_minimum,
        social_value_above_maximum,
        too_many_measures,
        outcome_not_applicable,
    ):
        assert list(check(asked)) == []


def test_what_is_undetermined_makes_no_finding() -> None:
    asked = weighing(
        4,
        social_value_minimum=Status.UNDETERMINED,
        social_value_maximum=Status.UNDETERMINED,
    )

    assert list(social_value_below_minimum(asked)) == []
    assert list(social_value_above_maximum(asked)) == []


def test_more_measures_than_a_bidder_is_asked_for_are_a_warning() -> None:
    made = asking(*[JOBS] * 7)

    (found,) = too_many_measures(subject(made, decided(), coventry()))

    assert found.severity is Severity.WARNING
    assert found.message.startswith(
        "The model lists 7 social value measures (‘M1’, ‘M2’, ‘M3’, ‘M4’, ‘M5’, ‘M6’ and "
        "‘M7’), and in this procurement the rules ask at most 6 of a bidder (the panel chair can "
        "waive this)."
    )


def test_as_many_measures_as_allowed_are_sound() -> None:
    assert list(too_many_measures(subject(asking(*[JOBS] * 6), decided(), coventry()))) == []


def test_a_question_on_an_outcome_without_measure_is_one_of_them() -> None:
    made = model(
        price("80"),
        commitments("c", "10", measure("m1", "1", "9", JOBS)),
        with_outcome(scored("method", "5"), JOBS),
        with_outcome(scored("other", "5"), "another"),
    )

    (found,) = too_many_measures(subject(made, decided(measures_maximum=1), coventry()))

    assert "2 social value measures (‘M1’ and ‘Other’)" in found.message


def test_a_policy_that_asks_for_none_says_so() -> None:
    (found,) = too_many_measures(subject(asking(JOBS), decided(measures_maximum=0), coventry()))

    assert "the rules ask for none. Strike some out" in found.message


def test_an_outcome_that_the_decision_does_not_list_is_an_error() -> None:
    (found,) = outcome_not_applicable(subject(asking(JOBS), decided(outcomes=()), coventry()))

    assert (found.severity, found.criterion) == (Severity.ERROR, "c")
    title = coventry().outcomes[JOBS].title
    assert f"The measure ‘M1’ serves the outcome ‘{title}’ ({JOBS})" in found.message


def test_an_outcome_that_it_lists_is_sound() -> None:
    asked = subject(asking(JOBS), decided(outcomes=(JOBS,)), coventry())

    assert list(outcome_not_applicable(asked)) == []


def test_outcomes_of_questions_and_groups_are_looked_at_too() -> None:
    made = model(
        price("80"), with_outcome(group("g", "20", with_outcome(scored("q", "100"), "x")), "y")
    )

    found = outcome_not_applicable(subject(made, decided(outcomes=(JOBS,)), coventry()))

    assert [each.criterion for each in found] == ["g", "q"]


def test_while_outcomes_are_open_only_unknown_ones_are_errors() -> None:
    asked = subject(asking(JOBS, "bogus"), decided(outcomes=Status.UNDETERMINED), coventry())

    (found,) = outcome_not_applicable(asked)

    assert "the outcome bogus, which the policy does not know." in found.message


def test_without_the_packs_an_outcome_is_told_by_its_id() -> None:
    (found,) = outcome_not_applicable(subject(asking(JOBS), decided(outcomes=())))

    assert f"the outcome {JOBS}, which the policy does not apply" in found.message


def test_an_outcome_that_does_not_apply_is_answered_with_those_that_do() -> None:
    applying = tuple(f"o{number}" for number in range(12))

    (found,) = outcome_not_applicable(
        subject(asking("another"), decided(outcomes=applying), coventry())
    )

    assert found.message.endswith(
        "Choose one that applies (o0, o1, o2, o3, o4, o5, o6, o7, o8, o9 and 2 more that podium "
        "decide lists), or strike it out."
    )
