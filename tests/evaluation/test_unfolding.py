"""Any figure is told down to what was given, in words."""

from typing import Any

import pytest
from hypothesis import given

from evaluation.derivation import Step
from evaluation.evaluate import evaluate
from evaluation.model import FullMarks, Method, PriceFormula
from evaluation.result import Evaluation
from evaluation.tender import Tender
from evaluation.unfolding import lines
from tests.evaluation.builders import (
    bid,
    commitments,
    example,
    measure,
    model,
    panel,
    price,
    scored,
    tender,
)
from tests.evaluation.generation import tenders


def told(evaluation: Evaluation, criterion: str, of: str = "A") -> list[str]:
    """Return the lines of the percentage that a bid reached in a criterion."""
    percent = evaluation.by_id[of].criteria[criterion].percent
    return ["  " * line.depth + line.words for line in lines(percent)]


def test_points_unfold_to_the_mark_the_scale_and_the_weights() -> None:
    points = evaluate(example()).by_id["A"].criteria["q1"].points

    assert ["  " * line.depth + line.words for line in lines(points)] == [
        "points of q1 is 24: 80 × 30 ÷ 100",
        "  percent of q1 is 80: 100 × 4 ÷ 5",
        "    scores.q1.agreed is 4, as given",
        "    model.criteria[q1].scale.maximum is 5, as given",
        "  effective weight of q1 is 30: 60 × 50 ÷ 100",
        "    model.criteria[q1].weight is 60, as given",
        "    model.criteria[quality].weight is 50, as given",
    ]


def test_a_mean_names_each_evaluator() -> None:
    made = model(scored("q", "100"), agreed_by_mean=True)

    evaluation = evaluate(tender(made, bid("A", None, {"q": panel("3", "4", "4")})))

    assert told(evaluation, "q") == [
        "percent of q is about 73.333333 (exactly 220/3): 100 × (11/3) ÷ 5",
        "  mean of scores.q.individual is about 3.666667 (exactly 11/3): (3 + 4 + 4) ÷ 3",
        "    scores.q.individual.e1 is 3, as given",
        "    scores.q.individual.e2 is 4, as given",
        "    scores.q.individual.e3 is 4, as given",
        "  model.criteria[q].scale.maximum is 5, as given",
    ]


def test_a_price_unfolds_to_the_price_that_it_is_compared_with() -> None:
    assert told(evaluate(example()), "price") == [
        "percent of price is 80: 100 × 80,000 ÷ 100,000",
        "  bids[A].price is 100,000, as given",
        "  bids[B].price is 80,000, as given",
    ]


def test_commitments_unfold_to_quantity_value_share_and_cap() -> None:
    made = model(price("50"), commitments("sv", "50", measure("jobs", "10", cap="8"), target="100"))

    evaluation = evaluate(tender(made, bid("A", "1", promises={"jobs": "9"})))

    assert told(evaluation, "sv") == [
        "percent of sv is 80: 100 × 80 ÷ 100",
        "  value of what bid A promises for ‘Sv’ is 80, which is all of it",
        "    value of ‘Jobs’ in bid A is 80: (the lesser of 9 and 8) × 10 × 100 ÷ 100",
        "      bids[A].commitments.jobs.quantity is 9, as given",
        "      model.criteria[sv].measures[jobs].value is 10, as given",
        "      bids[A].commitments.jobs.attribution is 100, as given",
        "      model.criteria[sv].measures[jobs].cap is 8, as given",
        "  model.criteria[sv].target is 100, as given",
    ]


def test_nothing_promised_is_said() -> None:
    made = model(price("50"), commitments("sv", "50", measure("jobs", "10")))

    evaluation = evaluate(tender(made, bid("A", "1")))

    assert (
        told(evaluation, "sv")[0] == "percent of sv is 0, as no bid promises anything that counts"
    )


def first_line(formula: PriceFormula, *prices: str, **settings: str) -> str:
    """Return how the price of the first of several bids is told."""
    made = model(
        price(
            "100",
            formula,
            floor=settings.get("floor", "0"),
            ceiling=settings.get("ceiling", "100"),
            factor=settings.get("factor", "2"),
        )
    )
    bids = [bid("ABC"[number], amount) for number, amount in enumerate(prices)]
    return told(evaluate(tender(made, *bids)), "price")[0]


def test_each_price_formula_is_told() -> None:
    told_of = {formula: first_line(formula, "90", "60", "120") for formula in PriceFormula}

    assert told_of == {
        PriceFormula.RELATIVE_TO_LOWEST: "percent of price is about 66.666667 (exactly 200/3): "
        "100 × 60 ÷ 90",
        PriceFormula.LINEAR_BETWEEN_BIDS: "percent of price is 50: 100 × (120 - 90) ÷ (120 - 60)",
        PriceFormula.RELATIVE_DIFFERENCE: "percent of price is 50: 100 × (1 - (90 - 60) ÷ 60)",
        PriceFormula.RELATIVE_TO_MEAN: "percent of price is 50: 50 - 100 × (90 - 90) ÷ 90",
        PriceFormula.SET_RANGE: "percent of price is 10: 100 × (100 - 90) ÷ (100 - 0)",
        PriceFormula.LOGARITHMIC: "percent of price is about 41.503750: "
        "100 × (1 - log(90 ÷ 60) ÷ log(2))",
    }


def test_a_percentage_at_its_bounds_says_that_it_was_kept_there() -> None:
    assert first_line(PriceFormula.SET_RANGE, "130") == (
        "percent of price is 0: 100 × (100 - 130) ÷ (100 - 0), kept within 0 and 100"
    )


def test_equal_prices_are_said_to_be_equal() -> None:
    assert first_line(PriceFormula.LINEAR_BETWEEN_BIDS, "90", "90") == (
        "percent of price is 100, as all the prices are equal"
    )


def test_full_marks_for_nothing_are_told() -> None:
    made = model(price("100", zero_price=FullMarks()))

    assert told(evaluate(tender(made, bid("A", "0"))), "price") == [
        "percent of price is 100 for a price of zero, as the model says",
        "  bids[A].price is 0, as given",
    ]


def test_the_measure_of_the_other_methods_is_told() -> None:
    questions = (scored("q", "100"), price(None, None))
    per_point = model(*questions, method=Method.PRICE_PER_QUALITY_POINT)
    credit = model(*questions, method=Method.QUALITY_CREDIT, credit_per_point="2.5")
    offer = bid("A", "200", {"q": "4"})

    measured = [evaluate(tender(each, offer)).bids[0].measured for each in (per_point, credit)]

    assert [lines(figure)[0].words for figure in measured if figure] == [
        "price for each point is 2.5: 200 ÷ 80",
        "price less the credit for points is 0: 200 - 2.5 × 80",
    ]


@given(tenders())
def test_every_figure_can_be_told_and_ends_in_what_was_given(tender: Tender) -> None:
    figures = [bid.measured for bid in evaluate(tender).bids if bid.measured is not None]

    unfolded = [lines(figure) for figure in figures]

    assert all(told[0].figure == figure for told, figure in zip(unfolded, figures, strict=True))
    assert all(
        line.words.endswith(", as given")
        for told in unfolded
        for line in told
        if line.figure.step is Step.GIVEN
    )


IN_A_RANGE = PriceFormula.SET_RANGE, {"floor": "100", "ceiling": "300"}
ON_A_LOGARITHM = PriceFormula.LOGARITHMIC, {"factor": "2"}


@pytest.mark.parametrize(
    ("formula", "settings", "dear", "is_cut"),
    [
        (PriceFormula.RELATIVE_TO_LOWEST, {}, "100", False),
        (PriceFormula.LINEAR_BETWEEN_BIDS, {}, "100", False),
        (PriceFormula.RELATIVE_DIFFERENCE, {}, "201", True),
        (PriceFormula.RELATIVE_DIFFERENCE, {}, "200", False),
        (PriceFormula.RELATIVE_TO_MEAN, {}, "900", True),
        (*IN_A_RANGE, "301", True),
        (*IN_A_RANGE, "300", False),
        (*ON_A_LOGARITHM, "201", True),
        (*ON_A_LOGARITHM, "200", False),
    ],
)
def test_only_what_was_cut_is_said_to_be_kept_within_bounds(
    formula: PriceFormula,
    settings: dict[str, Any],
    dear: str,
    is_cut: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    offers = tender(model(price("100", formula, **settings)), bid("A", "100"), bid("B", dear))

    first, *_ = told(evaluate(offers), "price", "B")

    assert ("kept within 0 and 100" in first) is is_cut
