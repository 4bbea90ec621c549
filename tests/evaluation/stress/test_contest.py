"""Bids in outline are compared as `evaluate` compares them."""

from fractions import Fraction

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import FullMarks, Method, Model, PriceCriterion, PriceFormula
from evaluation.stress.contest import Reference, percent_of_price
from tests.evaluation.builders import bid, commitments, measure, model, price, scored, tender
from tests.evaluation.stress.models import contest

OFFERS = commitments("c", "20", measure("m", "7"))
AIMS = commitments("t", "10", measure("n", "3"), target="50")
PRICES = {
    PriceFormula.RELATIVE_TO_LOWEST: price("40"),
    PriceFormula.LINEAR_BETWEEN_BIDS: price("40", PriceFormula.LINEAR_BETWEEN_BIDS),
    PriceFormula.RELATIVE_DIFFERENCE: price("40", PriceFormula.RELATIVE_DIFFERENCE),
    PriceFormula.RELATIVE_TO_MEAN: price("40", PriceFormula.RELATIVE_TO_MEAN),
    PriceFormula.SET_RANGE: price("40", PriceFormula.SET_RANGE, floor="50", ceiling="160"),
    PriceFormula.LOGARITHMIC: price("40", PriceFormula.LOGARITHMIC, factor="3"),
}


def compare(made: Model) -> None:
    """Compare three bids in outline with the same bids evaluated."""
    asked, marks = ("90", "100", "131"), ("3", "4", "5")
    promised, aimed = ("11", "0", "13"), ("9", "20", "4")
    bids = [
        bid(name, amount, {"q": mark}, {"m": offer, "n": aim})
        for name, amount, mark, offer, aim in zip("ABC", asked, marks, promised, aimed, strict=True)
    ]
    evaluation = evaluate(tender(made, *bids))
    arena = contest(made)

    figures = arena.measured(
        [Fraction(amount) for amount in asked],
        [arena.questions[0][1] * Fraction(mark) / 5 for mark in marks],
        [[7 * Fraction(offer) for offer in promised], [3 * Fraction(aim) for aim in aimed]],
    )

    exact = [evaluation.measured(name) for name in "ABC"]
    match made.method:
        case Method.WEIGHTED_SUM:
            assert figures == exact
        case Method.PRICE_PER_QUALITY_POINT:
            assert [1 / figure for figure in figures] == exact
        case Method.QUALITY_CREDIT:
            assert [-figure for figure in figures] == exact


@pytest.mark.parametrize("formula", list(PriceFormula))
def test_a_weighted_sum_is_the_evaluation_s_total(formula: PriceFormula) -> None:
    compare(model(PRICES[formula], scored("q", "30"), OFFERS, AIMS))


def test_price_for_a_quality_point_ranks_by_the_evaluation_s_measure() -> None:
    method = Method.PRICE_PER_QUALITY_POINT

    compare(model(price(None, None), scored("q", "70"), OFFERS, AIMS, method=method))


def test_quality_credit_ranks_by_the_evaluation_s_measure() -> None:
    leaves = (price(None, None), scored("q", "70"), OFFERS, AIMS)

    compare(model(*leaves, method=Method.QUALITY_CREDIT, credit_per_point="2"))


def test_a_free_bid_earns_full_marks_where_the_model_says_so() -> None:
    leaf = price("40", zero_price=FullMarks())

    assert percent_of_price(leaf, Fraction(0), Reference.of([Fraction(5)])) == 100


def test_a_price_without_formula_has_no_percentage() -> None:
    with pytest.raises(ValueError, match="“price” has no formula"):
        percent_of_price(_without_formula(), Fraction(1), Reference.of([Fraction(1)]))


def test_prices_earn_nothing_where_the_method_uses_them_itself() -> None:
    arena = contest(
        model(price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT)
    )

    assert arena.price_percents([Fraction(1), Fraction(2)]) == [0, 0]
    assert arena.price_weight == 0


def _without_formula() -> PriceCriterion:
    return price(None, None)
