"""The weights of a whole tree, as one form sends them."""

from evaluation.outline.criteria import Criteria
from forms.criteria import WeightsTyped, read_weights
from tests.evaluation.outline.criteria.trees import TREE, gate, question


def test_each_weight_is_read_for_its_criterion() -> None:
    read = read_weights({"weight-price": "35 %", "weight-quality": "65"}, TREE)

    assert read == WeightsTyped(
        {"price": "35 %", "quality": "65"}, {"price": "35", "quality": "65"}, {}
    )


def test_an_empty_field_is_a_weight_that_is_not_known_yet() -> None:
    assert read_weights({"weight-price": " "}, TREE).weights == {"price": ""}


def test_what_can_not_be_read_is_told_and_kept_as_it_was_typed() -> None:
    read = read_weights({"weight-price": "<b>x</b>", "weight-quality": "60"}, TREE)

    assert read.typed["price"] == "<b>x</b>"
    assert read.errors == {"price": "The weight of ‘Price’ must be a number, such as 25"}
    assert read.weights == {"quality": "60"}


def test_a_weight_of_nobody_and_of_a_requirement_is_passed_over() -> None:
    tree = Criteria((gate(), question("q")))

    read = read_weights({"weight-gate": "5", "weight-nobody": "5", "weight-q": "100"}, tree)

    assert read.weights == {"q": "100"}


def test_endless_text_is_cut_where_it_is_shown() -> None:
    assert len(read_weights({"weight-price": "9" * 5000}, TREE).typed["price"]) == 40
