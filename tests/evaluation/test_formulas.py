"""Each formula on the worked example that was published for it, or on its definition.

Where no example with numbers was found, the docstring says so: the definition is cited and the
figures were worked by hand.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import formulas
from evaluation.numbers import rounded

AMOUNTS = st.fractions(min_value=1, max_value=1000, max_denominator=100)


@pytest.mark.parametrize(
    ("quote", "score"), [("15000", "0.667"), ("10000", "1.000"), ("30000", "0.333")]
)
def test_relative_to_lowest_scores_the_quotes_of_the_digital_marketplace(
    quote: str, score: str
) -> None:
    """GOV.UK, How to score Digital Outcomes and Specialists suppliers, Fixed quotes (2016).

    Quotes of £15,000, £10,000 and £30,000 score 0.667, 1 and 0.333. The example is quoted in
    Shakespeare Martineau, Evaluating price in tenders (13 May 2021), and in Public Spend Forum
    Europe, Evaluating and Scoring Price (17 May 2016).
    """
    percent = formulas.relative_to_lowest(Fraction(quote), lowest=Fraction(10000))

    assert rounded(percent / 100, 3) == score


@pytest.mark.parametrize(("price", "percent"), [("1000000", 100), ("1200000", 83), ("2000000", 50)])
def test_relative_to_lowest_scores_the_tenders_of_scottish_guidance(
    price: str, percent: int
) -> None:
    """Brodies, A new approach to evaluating price submissions in tenders (2024).

    The standard approach: tenders of £1m, £1.2m and £2m receive 100, 83 and 50 per cent.
    """
    scored = formulas.relative_to_lowest(Fraction(price), lowest=Fraction(1000000))

    assert rounded(scored, 0) == str(percent)


@pytest.mark.parametrize(("price", "points"), [("100", "40"), ("105", "38"), ("108", "37")])
def test_relative_to_lowest_scores_the_bidders_of_impact_bids(price: str, points: str) -> None:
    """Impact Bids, The Quality Imperative: 40 points, 40 × (100/105) = 38, 40 × (100/108) = 37."""
    percent = formulas.relative_to_lowest(Fraction(price), lowest=Fraction(100))

    assert rounded(40 * percent / 100, 0) == points


@pytest.mark.parametrize(("price", "percent"), [("100", 100), ("125", 75), ("140", 60)])
def test_relative_difference_takes_off_what_a_price_is_above_the_lowest(
    price: str, percent: int
) -> None:
    """Supplier's Bid Comparison Formula, materialsmanagement.info.

    PS = MP x (1 - ((SP - LQB) / LQB)): 25 per cent above the lowest qualified bid scores 25
    per cent less than it, and 40 per cent above it 40 per cent less.
    """
    assert formulas.relative_difference(Fraction(price), lowest=Fraction(100)) == percent


@pytest.mark.parametrize(("price", "percent"), [("100", 50), ("90", 60), ("110", 40), ("175", 0)])
def test_relative_to_mean_gives_the_mean_half(price: str, percent: int) -> None:
    """Mean Calculation, procurementtemplates.co.uk: the definition; figures worked by hand.

    The mean has the value of 50; a point is deducted for each percentage point above it and
    added for each below it.
    """
    assert formulas.relative_to_mean(Fraction(price), mean=Fraction(100)) == percent


@pytest.mark.parametrize(("price", "percent"), [("50", 100), ("150", 0), ("100", 50), ("75", 75)])
def test_set_range_is_linear_between_its_ends(price: str, percent: int) -> None:
    """Negometrix, formula with Psetmax and Psetmin: the definition; figures worked by hand.

    No price points at Psetmax, all of them at Psetmin, and linear between the two.
    """
    floor, ceiling = Fraction(50), Fraction(150)

    assert formulas.set_range(Fraction(price), floor=floor, ceiling=ceiling) == percent


@pytest.mark.parametrize("factor", ["1.5", "2", "3"])
def test_logarithmic_gives_all_to_the_lowest_and_none_to_its_multiple(factor: str) -> None:
    """Negometrix, The Log formula: all price points at Pi = Pbest, regardless of A.

    Zero at A times the lowest price, for A of 1.5, 2 or 3.
    """
    lowest, multiple = Fraction(80000), Fraction(factor)

    at_lowest = formulas.logarithmic(lowest, lowest=lowest, factor=multiple)
    at_multiple = formulas.logarithmic(lowest * multiple, lowest=lowest, factor=multiple)

    assert at_lowest == 100
    assert at_multiple == 0


def test_logarithmic_gives_half_at_the_root_of_the_factor() -> None:
    """Negometrix, The Log formula: the definition; figures worked by hand.

    log(2) ÷ log(4) is a half, and log(3) ÷ log(4) is 0.79248125.
    """
    at_two = formulas.logarithmic(Fraction(2), lowest=Fraction(1), factor=Fraction(4))
    at_three = formulas.logarithmic(Fraction(3), lowest=Fraction(1), factor=Fraction(4))

    assert rounded(at_two, 40) == f"50.{'0' * 40}"
    assert rounded(at_three, 6) == "20.751875"


@pytest.mark.parametrize(("price", "percent"), [("80", 100), ("90", 75), ("120", 0)])
def test_linear_between_bids_interpolates(price: str, percent: int) -> None:
    """Stilger, Siderius and van Raaij (2017) discuss it: figures worked by hand."""
    lowest, highest = Fraction(80), Fraction(120)

    assert formulas.linear_between_bids(Fraction(price), lowest=lowest, highest=highest) == percent


def test_equal_prices_all_earn_everything_between_them() -> None:
    price = Fraction(80)

    assert formulas.linear_between_bids(price, lowest=price, highest=price) == 100


def test_a_commitment_is_worth_no_more_than_its_cap_and_its_share() -> None:
    """The proxy value of a tonne of carbon, £277.22, for 1,000 of 1,200 tonnes, half of each."""
    value = formulas.value_of_commitment(
        Fraction(1200),
        cap=Fraction(1000),
        value=Fraction("277.22"),
        attribution=Fraction(50),
    )

    assert value == 138610


def test_no_commitment_at_all_earns_nothing() -> None:
    assert formulas.relative_to_highest(Fraction(0), highest=Fraction(0)) == 0


@pytest.mark.parametrize(("value", "percent"), [("0", 0), ("450", 50), ("900", 100), ("901", 100)])
def test_a_target_is_reached_once(value: str, percent: int) -> None:
    assert formulas.relative_to_target(Fraction(value), target=Fraction(900)) == percent


@given(price=AMOUNTS, lowest=AMOUNTS, scale=AMOUNTS)
def test_scaling_prices_changes_no_relative_formula(
    price: Fraction, lowest: Fraction, scale: Fraction
) -> None:
    factor = Fraction(3)

    assert [
        formulas.relative_to_lowest(scale * price, lowest=scale * lowest),
        formulas.relative_difference(scale * price, lowest=scale * lowest),
        formulas.relative_to_mean(scale * price, mean=scale * lowest),
        formulas.logarithmic(scale * price, lowest=scale * lowest, factor=factor),
    ] == [
        formulas.relative_to_lowest(price, lowest=lowest),
        formulas.relative_difference(price, lowest=lowest),
        formulas.relative_to_mean(price, mean=lowest),
        formulas.logarithmic(price, lowest=lowest, factor=factor),
    ]


@given(price=AMOUNTS, other=AMOUNTS)
def test_every_formula_keeps_within_bounds_and_prefers_the_lower_price(
    price: Fraction, other: Fraction
) -> None:
    low, high = sorted((price, other))
    middle = (low + high) / 2

    def percents(of: Fraction) -> list[Fraction]:
        return [
            formulas.relative_to_lowest(of, lowest=low),
            formulas.relative_difference(of, lowest=low),
            formulas.relative_to_mean(of, mean=middle),
            formulas.logarithmic(of, lowest=low, factor=Fraction(2)),
            formulas.linear_between_bids(of, lowest=low, highest=high),
            formulas.set_range(of, floor=Fraction(100), ceiling=Fraction(500)),
        ]

    pairs = list(zip(percents(low), percents(high), strict=True))

    assert all(0 <= lower <= upper <= 100 for upper, lower in pairs)
