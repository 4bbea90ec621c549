"""Weights that decide alone, and weights that decide nothing."""

from evaluation.faults import Severity
from evaluation.model import Criterion
from evaluation.stress import stress_test
from evaluation.stress.findings.weights import criterion_dominates, negligible_weight
from tests.evaluation.builders import group, model, price, scored, tender
from tests.evaluation.stress.models import simulated, subject


def dominating(*criteria: Criterion) -> list[str]:
    """Return the criteria that are found to dominate."""
    return [each.criterion for each in criterion_dominates(subject(model(*criteria)))]


def test_more_than_half_of_the_points_is_found() -> None:
    (found,) = criterion_dominates(subject(model(price("50.1"), scored("q", "49.9"))))

    assert (found.criterion, found.severity) == ("price", Severity.WARNING)
    assert "‘Price’ holds 50.10 per cent of all points" in found.message


def test_half_is_not_more_than_half() -> None:
    assert dominating(price("50"), scored("q", "50")) == []


def test_a_group_is_looked_at_by_its_questions() -> None:
    assert dominating(price("20"), group("g", "80", scored("a", "50"), scored("b", "50"))) == []
    assert dominating(price("20"), group("g", "80", scored("a", "70"), scored("b", "30"))) == ["a"]


def test_a_single_criterion_dominates_nothing() -> None:
    assert dominating(price("100")) == []


def test_weights_of_more_than_100_are_measured_by_their_total() -> None:
    assert dominating(price("95"), scored("q", "95")) == []
    assert dominating(price("600"), scored("q", "400")) == ["price"]


def test_weights_of_less_than_100_are_measured_by_100() -> None:
    """Published in ocds-r6ebe6-0000581089: 20 and 45, with the other questions cut off."""
    assert dominating(scored("q", "20"), price("45")) == []


def test_a_price_is_told_with_what_it_does_to_expected_bids() -> None:
    made = model(price("60"), scored("q", "40"))
    test = stress_test(tender(made), None, runs=10)

    (found,) = criterion_dominates(
        subject(made, simulation=simulated(decided_by_price="57.4"), curve=test.curve)
    )

    assert "Between £70,000 and £130,000 its formula moves a bid by 27.69 points." in found.message
    assert "In 57.4 per cent of the simulated competitions the cheapest bid won" in found.message
    assert "20.0 per cent would be expected" in found.message


def test_a_question_is_told_to_be_split_if_it_is_several() -> None:
    (found,) = criterion_dominates(subject(model(price("40"), scored("q", "60"))))

    assert "publish each with its own weight" in found.message


def test_less_than_two_points_are_negligible() -> None:
    made = model(price("40"), scored("a", "58.01"), scored("b", "1.99"))

    (found,) = negligible_weight(subject(made))

    assert (found.criterion, found.severity) == ("b", Severity.WARNING)
    assert "holds 1.99 per cent of all points, below the 2 per cent" in found.message


def test_two_points_are_not() -> None:
    made = model(price("40"), group("g", "60", scored("a", "96"), scored("b", "4")))

    assert list(negligible_weight(subject(made))) == []
