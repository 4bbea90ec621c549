"""Bids drawn at random in whole numbers: the same for a seed on every machine.

Only the raw bits of the generator are used, whose sequence its authors keep fixed; what is
made of them is whole numbers throughout, so that neither a version of numpy nor a processor
changes a bid.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from evaluation.model import Minimum, ScoredCriterion
from evaluation.stress.contest import Contest

BIDS, RUNS, SEED = 5, 20_000, 1
FEWEST_BIDS = 2
MOST_BIDS, MOST_RUNS, LARGEST_SEED = 50, 1_000_000, 2**63 - 1
"""The most that a command or a bundle may ask for, so that an answer comes in a minute."""

LEAST_LEVEL = 50
MOST_LEVEL = 90
LEVEL_SPREAD = 25
"""Per cent of a scale: where bidders' levels lie, and how far a mark may lie from its
bidder's level. Our defaults, not facts: bids that are worth marking, told apart by a mark or two
on a scale from 0 to 5."""

PRICE_PARTS = 1 << 17
"""How many parts the range of prices, and of offers, is drawn in."""

_UNIT = 1 << 16
_FINEST = 1 << 13
"""The most steps of a scale that are told apart, so that a mark is worked out in 32 bits."""

Whole: TypeAlias = npt.NDArray[np.int64]
Small: TypeAlias = npt.NDArray[np.int32]


class Draws(NamedTuple):
    """How much is drawn: competitions of so many bids, from where the sequence begins."""

    bids: int = BIDS
    runs: int = RUNS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Drawn:
    """Some runs of bids.

    `marks`: steps above the scale's minimum, by run, bid and question, each in units of the
    question's stride. `prices` and `offers`: parts of `PRICE_PARTS`, from 1, by run and bid
    (and criterion).
    """

    marks: Small
    prices: Whole
    offers: Whole


@dataclass(frozen=True, slots=True)
class Question:
    """A scale as marks are drawn on it: its `spans` of `stride` steps, from `least` of them."""

    spans: int
    stride: int
    least: int


def question(leaf: ScoredCriterion) -> Question:
    """Return how marks are drawn for a question: never below a minimum that disqualifies.

    A scale of more than 8,192 steps is drawn in so many strides.
    """
    stride = -(-leaf.scale.steps // _FINEST)
    spans = leaf.scale.steps // stride
    return Question(spans, stride, min(spans, -(-least_step(leaf) // stride)))


def least_step(leaf: ScoredCriterion) -> int:
    """Return the steps above the scale's minimum with which a bid still stands."""
    minimum = leaf.minimum
    if minimum is None or minimum.disqualifies is False:
        return 0
    steps = -(-(_wanted(leaf, minimum) - leaf.scale.minimum) // leaf.scale.step)
    return max(0, min(leaf.scale.steps, steps))


def _wanted(leaf: ScoredCriterion, minimum: Minimum) -> Fraction:
    """Return the mark that a minimum wants."""
    if minimum.score is not None:
        return minimum.score
    return (minimum.percent or Fraction(0)) * leaf.scale.maximum / 100


class Generator:
    """Draws bids for a contest, run after run."""

    def __init__(self, contest: Contest, *, bids: int, seed: int) -> None:
        """Begin the sequence of a seed."""
        self.questions = tuple(question(leaf) for leaf, _ in contest.questions)
        self._bits = np.random.PCG64(seed)
        self._bids = bids
        self._offers = len(contest.offers)
        self._spans = np.array([item.spans for item in self.questions], np.int32)
        self._least = np.array([item.least for item in self.questions], np.int32)

    def draw(self, runs: int) -> Drawn:
        """Return the next runs."""
        bids = self._bids
        return Drawn(
            marks=self._marks(runs),
            prices=self._triangular((runs, bids)) + 1,
            offers=self._triangular((runs, bids, self._offers)) + 1,
        )

    def _marks(self, runs: int) -> Small:
        """Return marks around a level for each bid, worked out in parts of 65,536."""
        shape = (runs, self._bids, len(self.questions))
        least, reach = _parts(LEAST_LEVEL), _parts(MOST_LEVEL - LEAST_LEVEL)
        levels = least + (self._uniform((runs, self._bids, 1)) * reach >> 16)
        marks = self._triangular(shape).astype(np.int32)
        marks -= _UNIT - 1
        marks *= _parts(LEVEL_SPREAD) // (1 << 6)
        marks >>= 10
        marks += levels.astype(np.int32)
        marks *= self._spans
        marks += _UNIT // 2
        marks >>= 16
        return np.clip(marks, self._least, self._spans, out=marks)

    def _triangular(self, shape: tuple[int, ...]) -> Whole:
        """Return sums of two even draws: from 0 to twice 65,535, the middle most often."""
        pairs = self._words(2 * int(np.prod(shape)))
        half = len(pairs) // 2
        return (pairs[:half].astype(np.int64) + pairs[half:]).reshape(shape)

    def _uniform(self, shape: tuple[int, ...]) -> Whole:
        return self._words(int(np.prod(shape))).astype(np.int64).reshape(shape)

    def _words(self, count: int) -> npt.NDArray[np.uint16]:
        raw = self._bits.random_raw(-(-count // 4)) if count else np.zeros(0, np.uint64)
        return np.asarray(raw).astype("<u8").view("<u2")[:count]


def _parts(per_cent: int) -> int:
    """Return per cent as parts of 65,536."""
    return per_cent * _UNIT // 100
