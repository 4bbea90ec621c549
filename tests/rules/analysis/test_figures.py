"""Figures that cannot stand together in one tender."""

import pytest

from rules.analysis.figures import misfits
from rules.vocabulary import Value


def found(values: dict[str, Value]) -> list[tuple[str, str, str]]:
    """Return what does not add up."""
    return [tuple(one) for one in misfits(values)]  # type: ignore[misc]  # three texts each


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"social_value_minimum": 500, "social_value_maximum": 2000},
        {"social_value_minimum": 10_00, "climate_minimum": 90_00},
        {"measures_minimum": 6, "measures_maximum": 6},
        {"measures_minimum": 1, "award_indicators": ("weeks",)},
        {"required_pillars": ("green",), "pillars": ("green", "fair"), "measures_maximum": 1},
        {"required_pillars": ("green",)},
        {"social_value_minimum": 100_00},
    ],
)
def test_what_adds_up_is_no_misfit(values: dict[str, Value]) -> None:
    assert found(values) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"social_value_minimum": 20_00, "social_value_maximum": 10_00},
            "the lowest weight, 20%, is above the highest weight, 10%",
        ),
        (
            {"social_value_minimum": 5_00, "social_value_recommended": 4_99},
            "the lowest weight, 5%, is above the recommended weight, 4.99%",
        ),
        (
            {"social_value_recommended": 20_01, "social_value_maximum": 20_00},
            "the recommended weight, 20.01%, is above the highest weight, 20%",
        ),
    ],
)
def test_weights_out_of_order_are_found_with_their_amounts(
    values: dict[str, Value], message: str
) -> None:
    assert found(values) == [("weights", "social_value_minimum", message)]


@pytest.mark.parametrize(
    ("values", "conclusion", "message"),
    [
        (
            {"social_value_minimum": 20_00, "climate_minimum": 80_01},
            "climate_minimum",
            (
                "the lowest weights of social value, 20%, and of climate, 80.01%, are more than "
                "100% together"
            ),
        ),
        (
            {"quality_share_minimum": 100_01},
            "quality_share_minimum",
            "100.01% is more than the whole",
        ),
        (
            {"measures_minimum": 7, "measures_maximum": 6},
            "measures_minimum",
            "at least 7 measures are wanted, and at most 6 are allowed",
        ),
        (
            {"measures_minimum": 2, "award_indicators": ("weeks",)},
            "award_indicators",
            "at least 2 measures are wanted, and 1 can be chosen",
        ),
        (
            {"required_pillars": ("green", "skills"), "pillars": ("green",)},
            "required_pillars",
            "a measure under skills is wanted, which is not among the pillars",
        ),
        (
            {"required_pillars": ("a", "b"), "pillars": ("a", "b"), "measures_maximum": 1},
            "required_pillars",
            "2 pillars want a measure each, and at most 1 are allowed",
        ),
    ],
)
def test_minimums_that_cannot_be_met_are_found(
    values: dict[str, Value], conclusion: str, message: str
) -> None:
    assert found(values) == [("minimums", conclusion, message)]
