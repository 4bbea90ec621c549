"""What a price formula gives for each price that is expected, as plain values for a chart."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from evaluation.model import PriceCriterion, PriceFormula
from evaluation.numbers import Amount, Points
from evaluation.stress.contest import Contest, Reference, percent_of_price
from evaluation.stress.expected import ExpectedPrices
from evaluation.stress.result import Curve, CurvePoint, CurveSeries
from evaluation.wording import pounds

STEPS = 12
"""The curve is worked out at so many prices and one: five per cent of the middle apart."""

OUTLIER = 2
"""The price of an outlier, in highest expected prices: shown where one such bid moves others."""


def curve_of(contest: Contest, expected: ExpectedPrices) -> Curve | None:
    """Return the behaviour of the price formula; None where the model has none.

    A formula that is relative to other bids is shown for two fields of bids, because that is
    how it behaves: the same price earns more or less by what others ask.
    """
    leaf = contest.price
    if leaf is None or leaf.formula is None:
        return None
    lowest, highest = expected.lowest, expected.highest
    if leaf.floor is not None and leaf.ceiling is not None:
        lowest, highest = min(lowest, leaf.floor), max(highest, leaf.ceiling)
    prices = [lowest + (highest - lowest) * step / STEPS for step in range(STEPS + 1)]
    fields = _fields(leaf.formula, lowest, expected.middle, highest)
    return Curve(
        criterion=leaf.id,
        formula=leaf.formula,
        lowest=Amount(lowest),
        highest=Amount(highest),
        budget=expected.budget,
        expected=expected.because,
        series=tuple(
            CurveSeries(label, _points(leaf, contest.price_weight, prices, among))
            for label, among in fields
        ),
    )


def _points(
    leaf: PriceCriterion, weight: Fraction, prices: Sequence[Fraction], among: Reference
) -> tuple[CurvePoint, ...]:
    """Return what prices earn; none below the lowest bid, which it would then be itself."""
    is_by_lowest = leaf.formula not in {PriceFormula.SET_RANGE, PriceFormula.RELATIVE_TO_MEAN}
    found = []
    for price in prices:
        if not is_by_lowest or price >= among.lowest:
            percent = percent_of_price(leaf, price, among)
            found.append(CurvePoint(Amount(price), percent, Points(weight * percent / 100)))
    return tuple(found)


def _fields(
    formula: PriceFormula, lowest: Fraction, middle: Fraction, highest: Fraction
) -> tuple[tuple[str, Reference], ...]:
    """Return the fields of bids among which the formula is shown, each with its label."""
    match formula:
        case PriceFormula.SET_RANGE:
            return (("Any other bids", Reference(lowest, highest, middle)),)
        case PriceFormula.RELATIVE_TO_MEAN:
            means = (middle, middle * 6 / 5)
            return tuple(
                (f"Mean {_short(mean)}", Reference(lowest, highest, mean)) for mean in means
            )
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            ends = (highest, highest * OUTLIER)
            return tuple((f"Dearest {_short(end)}", Reference(lowest, end, middle)) for end in ends)
        case (
            PriceFormula.RELATIVE_TO_LOWEST
            | PriceFormula.RELATIVE_DIFFERENCE
            | PriceFormula.LOGARITHMIC
        ):
            lows = (lowest, middle)
            return tuple((f"Lowest {_short(low)}", Reference(low, highest, middle)) for low in lows)
        case _:
            assert_never(formula)


def _short(price: Fraction) -> str:
    return pounds(price).partition(" (")[0]
