"""The screen asks about prices; it never changes a rank."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import AbnormallyLow, FullMarks
from evaluation.numbers import Percentage, exact
from tests.evaluation.builders import at_least, bid, model, price, scored, tender


def asked_about(*prices: str, below_mean: str = "", below_next: str = "") -> dict[str, str]:
    """Return which of the bids A, B, C and on are asked, and why."""
    screen = AbnormallyLow(
        below_mean_percent=Percentage(exact(below_mean)) if below_mean else None,
        below_next_percent=Percentage(exact(below_next)) if below_next else None,
    )
    made = model(price("50", zero_price=FullMarks()), scored("q", "50"))
    if below_mean or below_next:
        made = replace(made, abnormally_low=screen)
    bids = [bid("ABCDEF"[number], amount, {"q": "3"}) for number, amount in enumerate(prices)]
    return {each.bid: each.because for each in evaluate(tender(made, *bids)).abnormally_low}


def test_nothing_is_asked_unless_the_model_asks() -> None:
    assert asked_about("1", "1000000") == {}


def test_a_price_exactly_so_far_below_the_mean_is_asked_about() -> None:
    """The mean of 60, 120 and 120 is 100, the price in question included: 60 is 40 below."""
    assert asked_about("60", "120", "120", below_mean="40") == {
        "A": "The price, £60, is 40 per cent below the mean of the prices of all ranked bids, "
        "£100 (the model asks from 40 per cent)."
    }


def test_a_penny_more_is_not_asked_about() -> None:
    assert asked_about("60.02", "120", "120", below_mean="40") == {}


def test_a_price_is_compared_with_the_next_higher_price_not_with_its_equal() -> None:
    assert asked_about("70", "70", "100", "101", below_next="30") == {
        "A": "The price, £70, is 30 per cent below the next higher price, £100 (the model asks "
        "from 30 per cent).",
        "B": "The price, £70, is 30 per cent below the next higher price, £100 (the model asks "
        "from 30 per cent).",
    }


def test_both_reasons_are_told_together() -> None:
    (because,) = asked_about("40", "80", "100", below_mean="40", below_next="30").values()

    assert because == (
        "The price, £40, is about 45.45 per cent below the mean of the prices of all ranked bids, "
        "about £73.33 (the model asks from 40 per cent), and 50 per cent below the next higher "
        "price, £80 (the model asks from 30 per cent)."
    )


def test_a_price_of_zero_is_asked_about_and_moves_no_other() -> None:
    assert list(asked_about("0", "100", "100", below_mean="10")) == ["A"]


@pytest.mark.parametrize("prices", [("100",), ("100", "100")])
def test_a_price_is_not_below_itself(prices: tuple[str, ...]) -> None:
    assert asked_about(*prices, below_mean="0", below_next="0") == {}


def test_a_disqualified_bid_is_neither_asked_nor_compared() -> None:
    made = model(price("50"), scored("q", "50", minimum=at_least(score="2")), below_mean="40")
    bids = [
        bid("A", "60", {"q": "3"}),
        bid("B", "70", {"q": "3"}),
        bid("C", "1000", {"q": "1"}),
        bid("D", "1", {"q": "1"}),
    ]

    assert evaluate(tender(made, *bids)).abnormally_low == ()
