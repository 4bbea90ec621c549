"""The weight that some policies want for climate, beside that of social value."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.outline.criteria import Basis, BuiltCriterion, Criteria, Field, problems_on
from evaluation.outline.criteria.climate import climate_weight_of
from tests.evaluation.outline.criteria.trees import group, price, question

BASIS = Basis(climate=Fraction(10), outcomes={"o": "Work"})
SOCIAL = question("social", "20", outcome="o")


def tree(*climate: BuiltCriterion, quality: str) -> Criteria:
    return Criteria((price("40"), question("quality", quality), SOCIAL, *climate))


def told(criteria: Criteria, basis: Basis = BASIS) -> list[tuple[str, str, str, Field]]:
    found = problems_on(criteria, basis)
    return [(one.problem, one.remedy, one.criterion, one.field) for one in found]


def test_criteria_without_a_weight_for_climate_are_told_what_the_rules_want() -> None:
    assert told(tree(quality="40")) == [
        (
            "Climate weighs 0 per cent beside social value, and the rules want at least 10",
            "Say of a question or a group that it carries the weight for climate, or add one",
            "",
            Field.NONE,
        )
    ]


def test_too_little_is_mended_at_the_criterion_that_stands_for_climate() -> None:
    short = tree(question("air", "9.5", is_for_climate=True), quality="30.5")

    assert told(short) == [
        (
            "Climate weighs 9.5 per cent beside social value, and the rules want at least 10",
            "Raise the weight of what stands for climate",
            "air",
            Field.WEIGHT,
        )
    ]


@pytest.mark.parametrize("weight", ["10", "12"])
def test_the_lowest_weight_and_more_are_enough(weight: str) -> None:
    enough = tree(question("air", weight, is_for_climate=True), quality=str(40 - int(weight)))

    assert told(enough) == []


def test_what_serves_an_outcome_counts_as_social_value_and_not_for_climate() -> None:
    inside = Criteria(
        (
            price("40"),
            question("quality", "50"),
            group("green", "10", is_for_climate=True),
            question("air", "60", within="green"),
            question("jobs", "40", within="green", outcome="o"),
        )
    )

    assert climate_weight_of(inside) == Fraction(6)


@pytest.mark.parametrize("climate", [None, Fraction(0)])
def test_nothing_is_told_where_the_rules_want_none(climate: Fraction | None) -> None:
    assert told(tree(quality="40"), replace(BASIS, climate=climate)) == []
