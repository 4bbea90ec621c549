"""Values over years, against published tables and worked examples."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.numbers import rounded
from evaluation.valuation import (
    discount_factor,
    price_factor,
    series_or_refuse,
    value_over_years,
)
from rules.catalogue import Case, ValueUnknown, shipped_catalogue

CATALOGUE = shipped_catalogue()
STANDARD, HEALTH = CATALOGUE.schedules["standard"], CATALOGUE.schedules["health"]

TABLE_A1 = [
    "1.0000",
    "0.9662",
    "0.9335",
    "0.9019",
    "0.8714",
    "0.8420",
    "0.8135",
    "0.7860",
    "0.7594",
    "0.7337",
    "0.7089",
    "0.6849",
    "0.6618",
    "0.6394",
    "0.6178",
    "0.5969",
    "0.5767",
    "0.5572",
    "0.5384",
    "0.5202",
    "0.5026",
    "0.4856",
    "0.4692",
    "0.4533",
    "0.4380",
    "0.4231",
    "0.4088",
    "0.3950",
    "0.3817",
    "0.3687",
    "0.3563",
]
"""Discounting: Green Book supplementary guidance (HM Treasury, February 2026), table A.1."""

TABLE_A2 = [
    "1.0000",
    "0.9852",
    "0.9707",
    "0.9563",
    "0.9422",
    "0.9283",
    "0.9145",
    "0.9010",
    "0.8877",
    "0.8746",
    "0.8617",
    "0.8489",
    "0.8364",
    "0.8240",
    "0.8118",
    "0.7999",
    "0.7880",
    "0.7764",
    "0.7649",
    "0.7536",
    "0.7425",
    "0.7315",
    "0.7207",
    "0.7100",
    "0.6995",
    "0.6892",
    "0.6790",
    "0.6690",
    "0.6591",
    "0.6494",
    "0.6398",
]
"""The same, table A.2: the discount rate of health effects."""


def test_the_factors_are_those_of_table_a1() -> None:
    assert [rounded(discount_factor(STANDARD, year), 4) for year in range(31)] == TABLE_A1


def test_the_health_factors_are_those_of_table_a2() -> None:
    assert [rounded(discount_factor(HEALTH, year), 4) for year in range(31)] == TABLE_A2


def test_after_thirty_years_the_lower_rate_applies_to_the_later_years_alone() -> None:
    expected = 1 / (Fraction("1.035") ** 30 * Fraction("1.03") ** 45)

    assert discount_factor(STANDARD, 75) == expected


@pytest.mark.parametrize(("schedule", "year"), [(STANDARD, 76), (HEALTH, 31), (STANDARD, -1)])
def test_a_year_without_a_rate_is_refused(schedule: object, year: int) -> None:
    with pytest.raises(ValueUnknown):
        discount_factor(schedule, year)  # type: ignore[arg-type]  # a Schedule, of a parameter


def test_a_hundred_tonnes_a_year_come_to_the_published_example() -> None:
    """The R package greenbook, vignette on carbon: 100 t a year 2024 to 2030, £196.5k."""
    found = value_over_years(
        CATALOGUE,
        CATALOGUE.series["carbon"],
        quantity=Fraction(100),
        first_year=2024,
        years=7,
        price_year=2024,
    )

    assert rounded(found.present_value / 1000, 1) == "196.5"


def test_a_point_of_life_satisfaction_comes_to_the_published_example() -> None:
    """The same vignette: one point, 100 people, 5 years, in prices of 2024: £8,013,957."""
    found = value_over_years(
        CATALOGUE,
        CATALOGUE.series["wellby"],
        quantity=Fraction(100),
        first_year=2026,
        years=5,
        price_year=2024,
    )

    assert rounded(found.value, 0) == "8013957"


def test_without_a_price_year_the_prices_are_those_of_the_source() -> None:
    found = value_over_years(
        CATALOGUE, CATALOGUE.series["carbon"], quantity=Fraction(3), first_year=2026, years=1
    )

    assert (found.price_year, found.price_factor) == (2022, Fraction(1))
    assert found.value == found.present_value == 3 * Fraction("277.22")


def test_the_low_case_takes_the_low_values() -> None:
    found = value_over_years(
        CATALOGUE,
        CATALOGUE.series["carbon"],
        quantity=Fraction(1),
        first_year=2026,
        years=2,
        case=Case.LOW,
    )

    assert [one.unit_value for one in found.years] == [Fraction("138.61"), Fraction("140.72")]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"first_year": 2049, "years": 3}, "no value for 2051"),
        ({"first_year": 2026, "years": 0}, "0 is not from 1 to 76"),
        ({"first_year": 2026, "years": 1, "price_year": 2025}, "no price index is known for 2025"),
        ({"first_year": 2026, "years": 1, "quantity": Fraction(-1)}, "below zero"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(asked: dict[str, int], told: str) -> None:
    wanted = {"quantity": Fraction(1), **asked}

    with pytest.raises(ValueUnknown, match=told):
        value_over_years(CATALOGUE, CATALOGUE.series["carbon"], **wanted)  # type: ignore[arg-type]  # a whole set of keywords


def test_a_case_that_the_source_lacks_is_refused() -> None:
    with pytest.raises(ValueUnknown, match="no high value"):
        value_over_years(
            CATALOGUE,
            CATALOGUE.series["qaly"],
            quantity=Fraction(1),
            first_year=2026,
            years=1,
            case=Case.HIGH,
        )


def test_a_measure_without_an_open_value_is_not_valued() -> None:
    with pytest.raises(ValueUnknown, match="none is given here"):
        series_or_refuse(CATALOGUE, CATALOGUE.measure("local-jobs"))


@given(
    quantity=st.fractions(min_value=0, max_value=10**6, max_denominator=1000),
    first=st.integers(2020, 2045),
    years=st.integers(1, 6),
)
def test_doubling_the_quantity_doubles_the_value(
    quantity: Fraction, first: int, years: int
) -> None:
    series = CATALOGUE.series["carbon"]
    once = value_over_years(CATALOGUE, series, quantity=quantity, first_year=first, years=years)
    twice = value_over_years(
        CATALOGUE, series, quantity=2 * quantity, first_year=first, years=years
    )

    assert twice.present_value == 2 * once.present_value
    assert once.present_value <= once.value


def test_prices_there_and_back_are_the_same() -> None:
    there = price_factor(CATALOGUE.deflator, of=1990, to=2024)

    assert there * price_factor(CATALOGUE.deflator, of=2024, to=1990) == 1
