"""What is drawn of one award: its weights under two assumptions, and its marks."""

from fractions import Fraction

from evaluation.robustness.draws import DRAWS, chances_of_weights
from evaluation.robustness.draws_of_marks import chances_of_marks
from evaluation.robustness.result import Chances
from evaluation.robustness.what_if import WhatIf

WEIGHTS_OFF = Fraction(20, 100)
"""The share of itself by which each weight is drawn to be off: ours, and stated wherever shown."""

MOST_COMPARISONS, MOST_WEIGHTS, FEWEST_DRAWS = 500_000_000, 5_000_000, 1_000
"""How many comparisons of two bids and how many weights the draws may come to, and how many draws
are made at least."""


def chances_of_award(what_if: WhatIf) -> tuple[Chances, ...]:
    """Return how often each bid is first in draws: fewer where many bids or weights are drawn."""
    pairs = max(1, len(what_if.tender.bids)) ** 2
    weights = len(what_if.model.criteria)
    draws = max(FEWEST_DRAWS, min(MOST_COMPARISONS // pairs, MOST_WEIGHTS // weights))
    draws = min(DRAWS, draws)
    found = (
        chances_of_weights(what_if, draws),
        chances_of_weights(what_if, draws, off=WEIGHTS_OFF),
        chances_of_marks(what_if),
    )
    return tuple(each for each in found if each is not None)
