"""Bids drawn at random, in whole numbers that a seed fixes."""

import numpy as np
import pytest

from evaluation.model import ScoredCriterion
from evaluation.stress.draws import PRICE_PARTS, Generator, Question, least_step, question
from tests.evaluation.builders import at_least, commitments, example, measure, model, scored
from tests.evaluation.stress.models import contest

MARKS = [[[4, 4, 4], [4, 3, 3]], [[4, 3, 4], [4, 4, 4]]]
PRICES = [[79093, 59036], [29263, 62836]]
"""Of the first two competitions of two bids, from the seed 1."""


def test_a_seed_draws_the_same_bids_on_every_machine() -> None:
    drawn = Generator(contest(example().model), bids=2, seed=1).draw(2)

    assert drawn.marks.tolist() == MARKS
    assert drawn.prices.tolist() == PRICES


def test_another_seed_draws_other_bids() -> None:
    one, other = (Generator(contest(example().model), bids=5, seed=seed) for seed in (1, 2))

    assert not np.array_equal(one.draw(50).prices, other.draw(50).prices)


def test_marks_stand_on_the_scale_and_not_below_a_minimum_that_disqualifies() -> None:
    made = model(
        scored("a", "40", minimum=at_least(score="4")), scored("b", "30", "0-10"), scored("c", "30")
    )

    marks = Generator(contest(made), bids=4, seed=3).draw(2000).marks

    assert marks.min(axis=(0, 1)).tolist() == [4, 3, 1]
    assert marks.max(axis=(0, 1)).tolist() == [5, 10, 5]


def test_prices_and_offers_lie_above_zero_within_their_range_and_mostly_in_the_middle() -> None:
    made = model(scored("a", "90"), commitments("c", "10", measure("m", "1")))

    drawn = Generator(contest(made), bids=5, seed=4).draw(4000)

    for parts in (drawn.prices, drawn.offers):
        assert 1 <= parts.min() < PRICE_PARTS / 50
        assert PRICE_PARTS * 0.98 < parts.max() < PRICE_PARTS
        assert abs(parts.mean() / PRICE_PARTS - 0.5) < 0.01
        assert abs(np.mean(abs(parts / PRICE_PARTS - 0.5) < 0.25) - 0.75) < 0.01


def test_the_levels_of_bidders_lie_where_the_assumptions_say() -> None:
    """A scale of 8,000 steps shows the level: marks lie between 25 and 100 per cent of it."""
    made = model(scored("a", "100", "0-8000"))

    marks = Generator(contest(made), bids=5, seed=5).draw(4000).marks

    assert 2000 <= marks.min() < 2400
    assert marks.max() == 8000
    assert abs(marks.mean() - 5600) < 60


@pytest.mark.parametrize(
    ("leaf", "steps"),
    [
        (scored("q", "1"), 0),
        (scored("q", "1", minimum=at_least(score="3")), 3),
        (scored("q", "1", minimum=at_least(score="3", disqualifies=False)), 0),
        (scored("q", "1", "1-5", minimum=at_least(score="3")), 2),
        (scored("q", "1", "0-5/0.5", minimum=at_least(score="2.6")), 6),
        (scored("q", "1", minimum=at_least(percent="50")), 3),
        (scored("q", "1", minimum=at_least(percent="60")), 3),
        (scored("q", "1", "3-5", minimum=at_least(percent="20")), 0),
        (scored("q", "1", minimum=at_least(score="9")), 5),
    ],
)
def test_the_least_step_is_the_first_that_stands(leaf: ScoredCriterion, steps: int) -> None:
    assert least_step(leaf) == steps


def test_a_scale_too_long_to_tell_steps_apart_is_drawn_in_strides() -> None:
    found = question(scored("q", "1", "0-1000000000000"))

    assert found == Question(spans=8191, stride=122070313, least=0)
    assert found.spans * found.stride <= 10**12


def test_a_model_without_questions_draws_no_marks() -> None:
    made = model(commitments("c", "100", measure("m", "1")))

    assert Generator(contest(made), bids=3, seed=1).draw(7).marks.shape == (7, 3, 0)
