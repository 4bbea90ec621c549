"""Every figure is what its inputs and its step say, down to what was given."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import formulas
from evaluation.derivation import Figure, Step
from evaluation.evaluate import evaluate
from evaluation.result import Evaluation
from evaluation.tender import Tender
from tests.evaluation.generation import findings, tenders


def figures(evaluation: Evaluation) -> Iterator[Figure]:
    """Yield every figure of an evaluation, and all that they are made of."""
    for bid in evaluation.bids:
        results = bid.criteria.values()
        pending = [figure for each in results for figure in (each.percent, each.points)]
        if bid.measured is not None:
            pending.append(bid.measured)
        while pending:
            figure = pending.pop()
            yield figure
            pending.extend(figure.inputs)


def made_again(figure: Figure) -> Fraction:
    """Work a figure out again from the values of its inputs."""
    values = [each.value for each in figure.inputs]
    match figure.step, values:
        case Step.MEAN, _:
            return sum(values, Fraction(0)) / len(values)
        case Step.SUM | Step.VALUE_OF_COMMITMENTS, _:
            return sum(values, Fraction(0))
        case ((Step.EFFECTIVE_WEIGHT | Step.POINTS_OF_LEAF), [one, other]):
            return one * other / 100
        case ((Step.PERCENT_OF_SCORE | Step.PERCENT_OF_GROUP), [one, other]):
            return 100 * one / other
        case Step.VALUE_OF_COMMITMENT, [quantity, value, share, *cap]:
            return min(quantity, *cap, quantity) * value * share / 100
        case Step.PERCENT_OF_COMMITMENTS, [value, compared]:
            return min(Fraction(100), 100 * value / compared) if compared else Fraction(0)
        case Step.PRICE_PER_POINT, [price, points]:
            return price / points
        case Step.PRICE_LESS_CREDIT, [price, credit, points]:
            return price - credit * points
        case Step.PERCENT_OF_PRICE, _:
            return percent_of_price(figure.how, values)
        case _:
            return figure.value


def percent_of_price(how: str, values: list[Fraction]) -> Fraction:
    """Apply the formula that the figure names."""
    match how, values:
        case "full_marks", [price]:
            assert price == 0
            return Fraction(100)
        case "relative_to_lowest", [price, lowest]:
            return formulas.relative_to_lowest(price, lowest=lowest)
        case "relative_difference", [price, lowest]:
            return formulas.relative_difference(price, lowest=lowest)
        case "relative_to_mean", [price, mean]:
            return formulas.relative_to_mean(price, mean=mean)
        case "linear_between_bids", [price, lowest, highest]:
            return formulas.linear_between_bids(price, lowest=lowest, highest=highest)
        case "set_range", [price, floor, ceiling]:
            return formulas.set_range(price, floor=floor, ceiling=ceiling)
        case "logarithmic", [price, lowest, factor]:
            return formulas.logarithmic(price, lowest=lowest, factor=factor)
        case _:
            raise AssertionError(how)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.data())
def test_every_figure_follows_from_its_inputs(data: st.DataObject) -> None:
    tender = data.draw(tenders())

    evaluation = evaluate(tender, data.draw(findings(tender)))

    assert [figure for figure in figures(evaluation) if made_again(figure) != figure.value] == []


@given(tenders())
def test_only_what_is_given_has_no_inputs(tender: Tender) -> None:
    leaves = {figure.step for figure in figures(evaluate(tender)) if not figure.inputs}

    assert leaves <= {Step.GIVEN, Step.VALUE_OF_COMMITMENTS}


@pytest.mark.slow
@given(tenders())
def test_each_given_figure_says_where_it_stands(tender: Tender) -> None:
    names = {figure.name for figure in figures(evaluate(tender)) if figure.step is Step.GIVEN}

    assert all(name.startswith(("bids[", "model.", "scores.")) for name in names)
