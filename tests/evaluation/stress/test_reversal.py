"""The counter-example: a losing bid that decides who wins, confirmed by `evaluate`."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import Method, Model, PriceFormula
from evaluation.stress.expected import expected_prices
from evaluation.stress.result import Reversal
from evaluation.stress.reversal import can_reverse, find_reversal
from tests.evaluation.builders import (
    at_least,
    bid,
    commitments,
    contested,
    example,
    group,
    measure,
    model,
    price,
    scored,
    tender,
)
from tests.evaluation.stress.models import clean_price, contest, decided

OFFERS = commitments("c", "40", measure("m", "10"))
AIMS = commitments("t", "40", measure("n", "10"), target="500")
QUESTIONS = group("g", "60", scored("a", "50"), scored("b", "50"))
RELATIVE = [
    price("40"),
    price("40", PriceFormula.LINEAR_BETWEEN_BIDS),
    price("40", PriceFormula.RELATIVE_DIFFERENCE),
    price("40", PriceFormula.RELATIVE_TO_MEAN),
    price("40", PriceFormula.LOGARITHMIC, factor="2"),
]
REVERSIBLE = {
    **{leaf.formula.value: model(leaf, QUESTIONS) for leaf in RELATIVE if leaf.formula},
    "one question": model(price("80"), scored("q", "20")),
    "the price of a set range and offers": model(clean_price("60"), OFFERS),
    "offers and a question": model(scored("q", "60"), OFFERS),
    "offers and aims": model(price("20"), OFFERS, AIMS),
    "price for a point": model(
        price(None, None), scored("q", "60"), OFFERS, method=Method.PRICE_PER_QUALITY_POINT
    ),
    "quality credit": model(
        price(None, None),
        scored("q", "60"),
        OFFERS,
        method=Method.QUALITY_CREDIT,
        credit_per_point="1000",
    ),
    "sixty questions": model(price("40"), *(scored(f"q{number}", "1") for number in range(60))),
    "minimums": example().model,
    "a gate": contested().model,
    "a high minimum": model(price("50"), scored("q", "50", minimum=at_least(score="3"))),
}
IRREVERSIBLE = {
    "a set range": model(clean_price("40"), QUESTIONS),
    "questions alone": model(scored("a", "50"), scored("b", "50")),
    "the lowest price": model(price("100")),
    "the highest offer": model(commitments("c", "100", measure("m", "10"))),
    "aims": model(clean_price("60"), AIMS),
    "the method's own price": model(
        price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT
    ),
}


def search(made: Model) -> Reversal | None:
    """Search under prices without an estimated value."""
    return find_reversal(contest(made), expected_prices(made, None))


@pytest.mark.parametrize("name", REVERSIBLE)
def test_the_example_holds_when_it_is_evaluated(name: str) -> None:
    made = REVERSIBLE[name]

    found = search(made)

    assert found is not None
    everyone = tender(made, *found.bids)
    rest = tuple(one for one in found.bids if one.id != found.removed)
    with_all, without = evaluate(everyone), evaluate(replace(everyone, bids=rest))
    assert (with_all.winner, without.winner) == (found.winner_with, found.winner_without)
    assert found.winner_with != found.winner_without
    assert found.removed not in {found.winner_with, found.winner_without}
    assert any(found.removed in place for place in with_all.ranking)


@pytest.mark.parametrize("name", IRREVERSIBLE)
def test_where_nothing_hangs_on_other_bids_none_is_sought(name: str) -> None:
    made = IRREVERSIBLE[name]

    assert not can_reverse(contest(made))
    assert search(made) is None


def test_an_example_that_is_not_found_is_not_excluded() -> None:
    """One mark is worth 19 points, more than prices within the range tried can make up."""
    made = model(price("5"), scored("q", "95"))

    assert can_reverse(contest(made))
    assert search(made) is None


def test_the_mean_can_turn_even_prices_alone() -> None:
    assert can_reverse(contest(model(price("100", PriceFormula.RELATIVE_TO_MEAN))))


def test_the_same_model_gives_the_same_example() -> None:
    assert search(example().model) == search(example().model)


def test_prices_stand_around_the_estimated_value() -> None:
    made = example().model

    found = find_reversal(contest(made), expected_prices(made, decided()))

    assert found is not None
    assert all(one.price and one.price % 15_000 == 0 for one in found.bids)


def test_the_published_paradox_turns_by_hand() -> None:
    """A third bid at £60,000 puts the dearer, better bid first; without it the cheaper is.

    Relative to the lowest with 40 points: with it 30 and 20 points for £80,000 and £120,000,
    without it 40 and 26⅔; the better bid leads by 12 points in quality. The ranking paradox of
    Stilger, Siderius and van Raaij, Journal of Public Procurement 17 (2017).
    """
    made = model(price("40"), scored("q", "60"))
    bids = (
        bid("A", "80000", {"q": "4"}),
        bid("B", "120000", {"q": "5"}),
        bid("C", "60000", {"q": "2"}),
    )

    assert evaluate(tender(made, *bids)).ranking == (("B",), ("A",), ("C",))
    assert evaluate(tender(made, *bids[:2])).ranking == (("A",), ("B",))
