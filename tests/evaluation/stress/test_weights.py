"""What weighs how much: effective weights, swings, and the mended copy."""

from fractions import Fraction

import pytest

from evaluation.model import CommitmentsCriterion, Model, WeightsAre
from evaluation.stress.weights import largest_swings, mended, most_promised, weighted_leaves
from tests.evaluation.builders import (
    at_least,
    commitments,
    example,
    gate,
    group,
    measure,
    model,
    price,
    scored,
)


def test_each_leaf_with_a_weight_is_found_in_the_order_of_the_tree() -> None:
    found = weighted_leaves(example().model)

    assert [(item.leaf.id, int(item.weight)) for item in found] == [
        ("price", 40),
        ("q1", 30),
        ("q2", 20),
        ("sv-offer", 5),
        ("sv-method", 5),
    ]
    assert [group.id for group in found[1].groups] == ["quality"]


def test_the_weights_of_leaves_are_those_of_the_model() -> None:
    made = example().model

    assert {item.leaf.id: item.weight for item in weighted_leaves(made)} == {
        leaf.id: made.effective_weights[leaf.id] for leaf in made.leaves
    }


def test_two_criteria_with_one_id_are_both_found() -> None:
    found = weighted_leaves(model(scored("q", "60"), scored("q", "40")))

    assert [item.weight for item in found] == [60, 40]


def test_a_gate_weighs_nothing() -> None:
    assert weighted_leaves(model(gate("insurance"))) == ()


@pytest.mark.parametrize(
    ("marks", "swing"),
    [("0-5", "40"), ("1-5", "32"), ("0-10", "40"), ("2-4", "20")],
)
def test_a_question_moves_what_lies_between_its_lowest_and_its_highest_mark(
    marks: str, swing: str
) -> None:
    swings = largest_swings(model(price("60"), scored("q", "40", marks)))

    assert swings == {"price": 60, "q": Fraction(swing)}


@pytest.mark.parametrize(
    ("leaf", "swing"),
    [
        (commitments("c", "10", measure("m", "5")), "10"),
        (commitments("c", "10", measure("m", "5", cap="3")), "10"),
        (commitments("c", "10", measure("m", "0")), "0"),
        (commitments("c", "10", measure("m", "5", cap="3"), target="30"), "5"),
        (commitments("c", "10", measure("m", "5", cap="30"), target="30"), "10"),
        (commitments("c", "10", measure("m", "5"), measure("n", "1", "1"), target="30"), "10"),
    ],
)
def test_commitments_move_their_weight_unless_caps_end_below_the_target(
    leaf: CommitmentsCriterion, swing: str
) -> None:
    made = model(scored("q", "90"), leaf)

    assert largest_swings(made)["c"] == Fraction(swing)


def test_the_most_that_can_be_promised_is_the_value_of_all_caps() -> None:
    capped = commitments("c", "10", measure("m", "5", "3"), measure("n", "2", "10"))
    open_ended = commitments("c", "10", measure("m", "5", "3"), measure("n", "2"))

    assert most_promised(capped) == 35
    assert most_promised(open_ended) is None


def test_a_model_without_fault_is_mended_to_the_same_weights() -> None:
    made = example().model

    assert mended(made).effective_weights == made.effective_weights


@pytest.mark.parametrize("weights", list(WeightsAre))
def test_weights_that_do_not_total_100_are_scaled_among_siblings(weights: WeightsAre) -> None:
    made = model(
        price("400"), group("g", "600", scored("a", "10"), scored("b", "30")), weights=weights
    )

    assert mended(made).effective_weights == {"price": 40, "g": 60, "a": 15, "b": 45}


def test_a_minimum_without_consequence_is_taken_to_disqualify() -> None:
    made = model(scored("q", "100", minimum=at_least(score="3", disqualifies=None)))

    assert _minimums(mended(made)) == [True]


def test_a_minimum_that_does_not_disqualify_stays_so() -> None:
    made = model(scored("q", "100", minimum=at_least(score="3", disqualifies=False)))

    assert _minimums(mended(made)) == [False]


def _minimums(made: Model) -> list[bool | None]:
    return [item.minimum.disqualifies for item in made.walk if item.minimum is not None]
