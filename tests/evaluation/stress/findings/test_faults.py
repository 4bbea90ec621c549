"""Faults that no evaluation can be made with."""

from evaluation.faults import Severity
from evaluation.model import WeightsAre
from evaluation.stress.findings.faults import faults
from tests.evaluation.builders import (
    at_least,
    commitments,
    group,
    measure,
    model,
    price,
    scored,
)
from tests.evaluation.stress.models import subject


def test_weights_that_do_not_total_100_are_an_error_with_the_difference() -> None:
    found = list(faults(subject(model(price("40"), scored("q", "50")))))

    assert [(each.id, each.severity, each.criterion) for each in found] == [
        ("weights-not-100", Severity.ERROR, "")
    ]
    assert "total 90 in place of 100: 10 too little" in found[0].message


def test_weights_of_a_group_are_named_by_the_group() -> None:
    made = model(price("40"), group("g", "60", scored("a", "50"), scored("b", "49.999")))

    assert [each.criterion for each in faults(subject(made))] == ["g"]


def test_thirds_to_three_places_are_refused_and_exact_ones_are_not() -> None:
    thirds = model(*(scored(f"q{number}", "33.333") for number in range(3)))
    exact = model(scored("a", "33.333"), scored("b", "33.333"), scored("c", "33.334"))

    assert len(list(faults(subject(thirds)))) == 1
    assert list(faults(subject(exact))) == []


def test_marks_out_of_a_thousand_are_told_to_be_divided() -> None:
    """Published in ocds-kuma6s-148166: 400 and 600."""
    (found,) = faults(subject(model(price("600"), scored("q", "400"))))

    assert found.message == (
        "The weights at the top level total 1000, not 100: they look like marks out of 1000. "
        "Divide each by 10."
    )


def test_shares_of_one_are_told_to_be_multiplied() -> None:
    (found,) = faults(subject(model(price("0.4"), scored("q", "0.6"))))

    assert found.message.endswith("Multiply each by 100.")


def test_a_group_of_weights_of_the_total_is_measured_by_its_own_weight() -> None:
    made = model(
        price("40"),
        group("g", "60", scored("a", "30"), scored("b", "20")),
        weights=WeightsAre.OF_TOTAL,
    )

    (found,) = faults(subject(made))

    assert (found.id, found.criterion) == ("weights-not-100", "g")


def test_a_minimum_that_says_nothing_of_failing_is_an_error() -> None:
    made = model(scored("q", "100", minimum=at_least(score="3", disqualifies=None)))

    (found,) = faults(subject(made))

    assert (found.id, found.severity, found.criterion) == (
        "minimum-without-consequence",
        Severity.ERROR,
        "q",
    )


def test_two_criteria_or_measures_with_one_id_are_an_error() -> None:
    criteria = model(scored("q", "60"), scored("q", "40"))
    measures = model(commitments("c", "100", measure("m", "1"), measure("m", "2")))

    assert [each.id for each in faults(subject(criteria))] == ["duplicate-id"]
    assert [each.id for each in faults(subject(measures))] == ["duplicate-id"]
