"""Draws of weights: exact ranks, repeatable draws, and the assumption that they follow."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.robustness.draws import (
    Floats,
    any_weights,
    chances,
    chances_of_weights,
    near_weights,
    ranks_of,
)
from evaluation.robustness.what_if import WhatIf
from tests.evaluation import builders as make

PERCENTS = st.lists(
    st.lists(st.integers(0, 4).map(lambda step: Fraction(25 * step)), min_size=3, max_size=3),
    min_size=1,
    max_size=5,
)


def exact_ranks(percents: list[list[Fraction]], weights: Floats) -> list[list[int]]:
    """Rank by comparing sums of fractions, draw by draw."""
    found = []
    for draw in weights.tolist():
        sums = [
            sum((Fraction(weight) * value for weight, value in zip(draw, row, strict=True)))
            for row in percents
        ]
        found.append([1 + sum(other > own for other in sums) for own in sums])
    return found


@given(PERCENTS, st.integers(0, 1_000))
@settings(max_examples=40)
def test_ranks_are_those_of_fractions(percents: list[list[Fraction]], seed: int) -> None:
    weights = any_weights(3, draws=40, seed=seed)

    ranks, _ = ranks_of(percents, weights)

    assert ranks.tolist() == exact_ranks(percents, weights)


def test_sums_too_close_for_floats_are_compared_in_fractions() -> None:
    """A third of 1 + 1 + 1 in floats is not what thirds of 0, 1 and 2 add up to."""
    third = Fraction(1, 3)
    percents = [
        [third, third, third],
        [Fraction(0), third, 2 * third],
        [Fraction(1), Fraction(0), Fraction(0)],
    ]
    equal = np.array([[0.25, 0.5, 0.25], [0.5, 0.25, 0.25]])

    ranks, checked = ranks_of(percents, equal)

    assert ranks.tolist() == [[1, 1, 3], [2, 3, 1]]
    assert checked == 1


def test_bids_with_equal_percentages_share_every_rank_without_a_check() -> None:
    percents = [
        [Fraction(50), Fraction(60)],
        [Fraction(50), Fraction(60)],
        [Fraction(40), Fraction(10)],
    ]

    ranks, checked = ranks_of(percents, any_weights(2, draws=100))

    assert np.unique(ranks, axis=0).tolist() == [[1, 1, 3]]
    assert checked == 0


def test_a_seed_draws_the_same_and_another_draws_others() -> None:
    first, again, other = any_weights(4, 10), any_weights(4, 10), any_weights(4, 10, seed=2)

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_generator_draws_what_it_always_drew() -> None:
    """Pin the raw bits: a bundle is replayed under whatever numpy is installed then."""
    assert any_weights(2, draws=2, seed=1).tolist() == [
        [0.5118216247002567, 0.4881783752997433],
        [0.9504636963259353, 0.0495363036740647],
    ]


def test_any_weights_fill_one_and_are_even() -> None:
    """On the simplex of three, each weight is above a half in a quarter of the draws."""
    weights = any_weights(3, draws=40_000)

    assert weights.sum(axis=1).tolist() == [1.0] * 40_000
    assert (weights > 0.5).mean(axis=0).tolist() == pytest.approx([0.25] * 3, abs=0.01)


def test_near_weights_are_off_by_no_more_than_their_share() -> None:
    present = [Fraction(40), Fraction(60)]

    weights = near_weights(present, Fraction(1, 10), draws=5_000)

    assert weights.sum(axis=1).tolist() == pytest.approx([1.0] * 5_000)
    # 40 × 0.9 against 60 × 1.1, and the other way round.
    assert weights[:, 0].min() == pytest.approx(36 / 102, abs=0.002)
    assert weights[:, 0].max() == pytest.approx(44 / 98, abs=0.002)


def test_chances_count_who_is_alone_first() -> None:
    ranks = np.array([[1, 2], [1, 1], [2, 1], [1, 2]], np.int32)

    found = chances(("A", "B"), ranks, checked=1, seed=7, assumption="All.")

    assert (found.alone, found.shared, found.draws, found.checked) == ({"A": 2, "B": 1}, 1, 4, 1)


def test_the_chances_of_a_tender_are_those_of_its_interval() -> None:
    """With two criteria the chance is the length of the interval of weights."""
    made = make.model(make.scored("q1", "40", "0-100"), make.scored("q2", "60", "0-100"))
    tender = make.tender(
        made,
        make.bid("A", None, {"q1": "50", "q2": "50"}),
        make.bid("B", None, {"q1": "20", "q2": "60"}),
    )

    found = chances_of_weights(WhatIf(tender, NO_FINDINGS, evaluate(tender)), draws=40_000)

    assert found is not None
    assert found.alone["A"] / found.draws == pytest.approx(0.75, abs=0.01)
    assert found.alone["A"] + found.alone["B"] + found.shared == found.draws


def test_where_one_criterion_is_all_there_is_nothing_to_draw() -> None:
    tender = make.tender(make.model(make.scored("q1", "100")), make.bid("A", None, {"q1": "3"}))

    assert chances_of_weights(WhatIf(tender, NO_FINDINGS, evaluate(tender))) is None
