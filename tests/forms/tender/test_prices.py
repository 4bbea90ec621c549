"""A price has the keys of its formula and no others, and may say what a price of zero is."""

import pytest

from evaluation.model import FullMarks, PriceCriterion, PriceFormula, RejectBid
from forms.tender import read_model
from tests.forms.tender.documents import EXAMPLE, edited, refused, sent

PRICE = "model.criteria[0]"
ABOVE = "Give a number above 0 as a text, such as"
OR_MORE = "Give a number of 0 or more as a text, such as"


def price(changes: dict[str, object]) -> PriceCriterion:
    """Return the price of the example, changed."""
    made = edited(EXAMPLE, {f"{PRICE}.{key}": value for key, value in changes.items()})
    found = read_model(sent(made), name="x").model.price
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        (
            {"formula": "lowest"},
            [
                (
                    'formula: "lowest" is not on the list. Give one of relative_to_lowest, '
                    "linear_between_bids, relative_difference, relative_to_mean, set_range, "
                    "logarithmic."
                )
            ],
        ),
        (
            {"formula": "set_range"},
            [
                f'floor: it is missing from set_range. {OR_MORE} "80000".',
                f'ceiling: it is missing from set_range. {ABOVE} "120000".',
            ],
        ),
        (
            {"formula": "set_range", "floor": "5", "ceiling": "5"},
            ["ceiling: the ceiling, 5, is not above the floor, 5. Correct one of the two."],
        ),
        (
            {"formula": "set_range", "floor": "-1", "ceiling": "0"},
            [
                f'floor: "-1" is below 0. {OR_MORE} "80000".',
                f'ceiling: "0" is not above 0. {ABOVE} "120000".',
            ],
        ),
        (
            {"floor": "5", "ceiling": "6", "factor": "2"},
            [
                (
                    "floor: floor goes with the formula set_range alone. "
                    "Leave it out, or make the formula set_range."
                ),
                (
                    "ceiling: ceiling goes with the formula set_range alone. "
                    "Leave it out, or make the formula set_range."
                ),
                (
                    "factor: factor goes with the formula logarithmic alone. "
                    "Leave it out, or make the formula logarithmic."
                ),
            ],
        ),
        (
            {"formula": "logarithmic"},
            [
                (
                    "factor: it is missing from logarithmic. "
                    'Give a number above 1 as a text, such as "2".'
                )
            ],
        ),
        (
            {"formula": "logarithmic", "factor": "1"},
            ['factor: "1" is not above 1. Give a number above 1 as a text, such as "2".'],
        ),
        (
            {"zero_price": "reject"},
            [
                (
                    'zero_price: "reject" is not on the list. '
                    'Give "reject_bid", "full_marks" or {"as": "0.01"}.'
                )
            ],
        ),
        (
            {"zero_price": 0},
            ['zero_price: it is a JSON number. Give "reject_bid", "full_marks" or {"as": "0.01"}.'],
        ),
        ({"zero_price": {"as": "0"}}, [f'zero_price.as: "0" is not above 0. {ABOVE} "0.01".']),
        (
            {"zero_price": {"is": "1"}},
            [
                f'zero_price.as: it is missing. {ABOVE} "0.01".',
                'zero_price.is: the key "is" is not known. Leave the key out.',
            ],
        ),
    ],
)
def test_a_price_has_the_keys_of_its_formula(
    changes: dict[str, object], refusals: list[str]
) -> None:
    given = {f"{PRICE}.{key}": value for key, value in changes.items()}

    assert refused(given) == [f"{PRICE}.{refusal}" for refusal in refusals]


@pytest.mark.parametrize("formula", PriceFormula)
def test_every_formula_is_read_with_its_keys(formula: PriceFormula) -> None:
    own: dict[str, object] = {}
    if formula is PriceFormula.SET_RANGE:
        own = {"floor": "0", "ceiling": "0.5"}
    if formula is PriceFormula.LOGARITHMIC:
        own = {"factor": "1.0001"}

    assert price({"formula": str(formula), **own}).formula is formula


def test_the_rules_for_a_price_of_zero_are_read() -> None:
    assert price({"zero_price": "reject_bid"}).zero_price == RejectBid()
    assert price({"zero_price": "full_marks"}).zero_price == FullMarks()
    assert price({}).zero_price is None
