"""The price formula over the prices that are expected."""

from fractions import Fraction

from evaluation.model import Method, Model, PriceFormula
from evaluation.stress.curve import curve_of
from evaluation.stress.expected import expected_prices
from evaluation.stress.result import Curve
from rules.decision import Decision
from tests.evaluation.builders import model, price, scored
from tests.evaluation.stress.models import clean_price, contest, decided


def drawn(made: Model, decision: Decision | None = None) -> Curve:
    """Return the curve of a model that has a price formula."""
    found = curve_of(contest(made), expected_prices(made, decision))
    assert found is not None
    return found


def earned(curve: Curve, series: int = 0) -> dict[Fraction, Fraction]:
    """Return the points by price."""
    return {point.price: point.points for point in curve.series[series].points}


def test_relative_to_the_lowest_is_shown_among_two_lowest_prices() -> None:
    found = drawn(model(price("40"), scored("q", "60")))

    assert [series.label for series in found.series] == ["Lowest £70,000", "Lowest £100,000"]
    assert earned(found)[Fraction(100_000)] == 28
    assert earned(found, 1)[Fraction(125_000)] == 32
    assert found.swing == 40 - Fraction(40 * 70, 130)


def test_a_price_below_the_lowest_bid_is_not_shown() -> None:
    found = drawn(model(price("100")))

    assert min(earned(found, 1)) == 100_000


def test_between_bids_an_outlier_flattens_the_line() -> None:
    found = drawn(model(price("100", PriceFormula.LINEAR_BETWEEN_BIDS)))

    assert [series.label for series in found.series] == ["Dearest £130,000", "Dearest £260,000"]
    assert earned(found)[Fraction(130_000)] == 0
    assert earned(found, 1)[Fraction(130_000)] == Fraction(13_000, 190)
    assert found.swing == 100


def test_a_higher_mean_lifts_every_price() -> None:
    found = drawn(model(price("100", PriceFormula.RELATIVE_TO_MEAN)))

    assert [earned(found, series)[Fraction(100_000)] for series in (0, 1)] == [
        50,
        Fraction(200, 3),
    ]


def test_a_set_range_has_one_line_because_no_other_bid_moves_it() -> None:
    found = drawn(model(clean_price("40"), scored("q", "60")))

    assert [series.label for series in found.series] == ["Any other bids"]
    assert [int(earned(found)[Fraction(end)]) for end in (50_000, 150_000)] == [40, 0]
    assert found.budget is None


def test_the_budget_stands_in_the_range_that_is_shown() -> None:
    found = drawn(model(clean_price("100")), decided())

    assert found.budget == 300_000
    assert found.lowest == 50_000
    assert found.highest == 390_000


def test_a_logarithm_and_a_difference_start_at_the_lowest_bid() -> None:
    for formula, factor in (
        (PriceFormula.LOGARITHMIC, "2"),
        (PriceFormula.RELATIVE_DIFFERENCE, ""),
    ):
        leaf = price("100", formula, factor=factor) if factor else price("100", formula)

        assert earned(drawn(model(leaf)))[Fraction(70_000)] == 100


def test_a_method_without_a_formula_has_no_curve() -> None:
    made = model(price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT)

    assert curve_of(contest(made), expected_prices(made, None)) is None
    assert curve_of(contest(model(scored("q", "100"))), expected_prices(made, None)) is None
