"""Prices that the formula has no answer to."""

import pytest

from evaluation.faults import Severity
from evaluation.model import FullMarks, Method, PriceFormula, RejectBid, ReplacedBy, ZeroPrice
from evaluation.numbers import Amount, exact
from evaluation.stress.findings.prices import zero_price_undefined
from tests.evaluation.builders import model, price, scored
from tests.evaluation.stress.models import subject


def test_a_price_of_zero_of_which_nothing_is_said_is_a_warning() -> None:
    (found,) = zero_price_undefined(subject(model(price("40"), scored("q", "60"))))

    assert (found.criterion, found.severity) == ("price", Severity.WARNING)
    assert "As the lowest price it would be divided by" in found.message


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (PriceFormula.LINEAR_BETWEEN_BIDS, "nobody has said that it is meant"),
        (PriceFormula.RELATIVE_TO_MEAN, "nobody has said that it is meant"),
        (PriceFormula.RELATIVE_DIFFERENCE, "divided by"),
    ],
)
def test_the_harm_is_that_of_the_formula(formula: PriceFormula, words: str) -> None:
    (found,) = zero_price_undefined(subject(model(price("100", formula))))

    assert words in found.message


def test_a_method_that_uses_the_price_itself_is_told_what_it_does() -> None:
    made = model(price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT)

    (found,) = zero_price_undefined(subject(made))

    assert "No other bid could then be ahead of it" in found.message


@pytest.mark.parametrize("rule", [RejectBid(), FullMarks(), ReplacedBy(Amount(exact("0.01")))])
def test_a_model_that_says_it_is_sound(rule: ZeroPrice) -> None:
    assert list(zero_price_undefined(subject(model(price("100", zero_price=rule))))) == []


def test_a_model_without_price_is_sound() -> None:
    assert list(zero_price_undefined(subject(model(scored("q", "100"))))) == []
