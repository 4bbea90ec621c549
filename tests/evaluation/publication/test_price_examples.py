"""The worked example of each price formula: invented prices, the evaluation's own arithmetic."""

from fractions import Fraction

import pytest

from evaluation.model import PriceCriterion, PriceFormula
from evaluation.numbers import Amount
from evaluation.publication.examples import of_price


def example(formula: PriceFormula, factor: str = "2") -> tuple[str, ...]:
    """Return the steps of an example that carries 40 points."""
    criterion = PriceCriterion(
        id="price",
        title="Price",
        formula=formula,
        floor=Amount(Fraction(50_000)),
        ceiling=Amount(Fraction(150_000)),
        factor=Fraction(factor),
    )
    return of_price(criterion, Fraction(40))


@pytest.mark.parametrize(
    ("formula", "worked", "earned"),
    [
        (PriceFormula.RELATIVE_TO_LOWEST, "100% × £80,000 ÷ £100,000 = 80%", "32"),
        (
            PriceFormula.LINEAR_BETWEEN_BIDS,
            "100% × (£120,000 – £100,000) ÷ (£120,000 – £80,000) = 50%",
            "20",
        ),
        (
            PriceFormula.RELATIVE_DIFFERENCE,
            "100% × (1 – (£100,000 – £80,000) ÷ £80,000) = 75%",
            "30",
        ),
        (
            PriceFormula.RELATIVE_TO_MEAN,
            "50% – 100% × (£100,000 – £100,000) ÷ £100,000 = 50%",
            "20",
        ),
        (
            PriceFormula.SET_RANGE,
            "100% × (£150,000 – £75,000) ÷ (£150,000 – £50,000) = 75%",
            "30",
        ),
        (
            PriceFormula.LOGARITHMIC,
            "100% × (1 – log(£120,000 ÷ £80,000) ÷ log(2)) = about 41.50%",
            "about 16.60",
        ),
    ],
)
def test_each_formula_is_worked_out(formula: PriceFormula, worked: str, earned: str) -> None:
    steps = example(formula)

    assert len(steps) == 4
    assert steps[0].endswith(", all invented.")
    assert steps[2].endswith(f" earns {worked}, which is {earned} of 40 points.")


@pytest.mark.parametrize("factor", ["1.05", "3"])
def test_the_dearest_of_a_logarithmic_example_earns_just_nothing(factor: str) -> None:
    last = example(PriceFormula.LOGARITHMIC, factor)[-1]

    assert last.endswith("= 0%, which is 0 of 40 points.")
