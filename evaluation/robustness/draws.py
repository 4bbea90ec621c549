"""Draws of weights and of marks from a seeded generator, and how often each bid comes first.

Floats sort what is clear; what is too close for them is compared again in exact fractions, so
that every rank and every winner is exact for the numbers drawn. These are whole multiples of
2⁻⁵³, made only of the generator's raw bits, so that a seed draws the same under any version.

Two assumptions about weights can be drawn: any weights at all that fill 100, each as likely as
any other (`any_weights`), and the present weights each off by up to a share of itself, then
scaled to fill 100 (`near_weights`). About marks there is one: that what stands for an answer
could have been the mark of any one evaluator who marked it, each as likely, independently for
each answer (`evaluation.robustness.draws_of_marks`). Minimums are judged again where marks are
drawn, and not where weights are.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

import numpy as np
import numpy.typing as npt

from evaluation.model import Method, Model
from evaluation.numbers import plain
from evaluation.robustness.result import Chances
from evaluation.robustness.weights import weights_at_the_top
from evaluation.robustness.what_if import WhatIf

DRAWS = 100_000
SEED = 1
BITS = 53
UNIT = 1 << BITS
BEFORE_ALL = Fraction(101)
ANY = "Any weights that total 100, each as likely as any other."
MACHINE_EPSILON = Fraction(1, 1 << 52)
CHUNK = 4_000_000

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]


def any_weights(criteria: int, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Return weights drawn evenly from all that fill 1: one row a draw, one column a criterion.

    The gaps between sorted even draws are even on the simplex: L. Devroye, Non-Uniform Random
    Variate Generation (1986), chapter V, theorem 2.1.
    """
    cuts = np.sort(_bits((draws, criteria - 1), seed), axis=1).astype(np.int64)
    ends = np.zeros((draws, 1), np.int64), np.full((draws, 1), UNIT, np.int64)
    edges: npt.NDArray[np.int64] = np.hstack((ends[0], cuts, ends[1]))
    gaps = edges[:, 1:] - edges[:, :-1]
    return gaps.astype(np.float64) / UNIT


def near_weights(
    weights: Sequence[Fraction], off: Fraction, draws: int = DRAWS, seed: int = SEED
) -> Floats:
    """Return weights each off by up to a share of itself, either way, evenly; they fill 1."""
    even: Floats = _bits((draws, len(weights)), seed) / UNIT
    present = np.array([float(weight) for weight in weights])
    moved = present * (1 + float(off) * (2 * even - 1))
    scaled: Floats = moved / moved.sum(axis=1, keepdims=True)
    return scaled


def ranks_of(percents: Sequence[Sequence[Fraction]], weights: Floats) -> tuple[Ranks, int]:
    """Return the rank of each bid in each draw, and how many draws were compared exactly.

    `percents` has a row for each bid and a column for each criterion; `weights` a row for each
    draw. Ranks are 1, 2, 2, 4: equal sums share one. All are exact for the weights as drawn.
    """
    distinct = sorted({tuple(row) for row in percents})
    columns = [distinct.index(tuple(row)) for row in percents]
    matrix = np.array([[float(value) for value in row] for row in distinct])
    copies = np.bincount(columns, minlength=len(distinct))
    guard = _guard(matrix)
    ranks = np.empty((len(weights), len(percents)), np.int32)
    checked = 0
    step = max(1, CHUNK // max(1, len(distinct)) ** 2)
    for start in range(0, len(weights), step):
        drawn = weights[start : start + step]
        found, close = _ranks(drawn @ matrix.T, copies, guard)
        for row in close:
            found[row] = _exact_ranks(distinct, drawn[row], copies)
        checked += len(close)
        ranks[start : start + step] = found[:, columns]
    return ranks, checked


def chances_of_weights(
    what_if: WhatIf, draws: int = DRAWS, seed: int = SEED, *, off: Fraction | None = None
) -> Chances | None:
    """Return how often each ranked bid is alone first under weights that are drawn.

    `off` is the share by which present weights may be off; without it any weights are drawn.
    Under `price_per_quality_point` and `quality_credit` the weights are those of quality. A draw
    that the model would break a tie in is shared. None where there is nothing to draw.
    """
    model, evaluation = what_if.model, what_if.evaluation
    weights = weights_at_the_top(model)
    ranked = [bid for bid in evaluation.bids if bid.rank is not None]
    if len(weights) < 2 or not ranked:  # noqa: PLR2004 - one weight alone is always 100
        return None
    percents = [[bid.criteria[name].percent.value for name in weights] for bid in ranked]
    drawn = (
        any_weights(len(weights), draws, seed)
        if off is None
        else near_weights(tuple(weights.values()), off, draws, seed)
    )
    worths = what_if.worths(what_if.standing)
    prices = [worths[bid.id].price for bid in ranked]
    ranks, checked = ranks_of(_comparable(model, percents, prices), drawn)
    names = tuple(bid.id for bid in ranked)
    return chances(names, ranks, checked, seed, ANY if off is None else _near(off))


def chances(bids: Sequence[str], ranks: Ranks, checked: int, seed: int, assumption: str) -> Chances:
    """Return how often each bid is alone first in ranks that were drawn."""
    first = ranks == 1
    alone = first & (first.sum(axis=1, keepdims=True) == 1)
    counts = [int(count) for count in alone.sum(axis=0)]
    return Chances(
        assumption=assumption,
        draws=len(ranks),
        seed=seed,
        alone=dict(zip(bids, counts, strict=True)),
        shared=len(ranks) - sum(counts),
        checked=checked,
    )


def _comparable(
    model: Model, percents: list[list[Fraction]], prices: list[Fraction]
) -> list[list[Fraction]]:
    """Return numbers whose weighted sums order the bids as the method's figures do.

    Weights fill 1, so a price is the same in every column; points ÷ price orders as price ÷
    points does, the other way round, and what costs nothing comes before all.
    """
    match model.method:
        case Method.WEIGHTED_SUM:
            return percents
        case Method.QUALITY_CREDIT:
            credit = model.credit_per_point or Fraction(0)
            return [
                [credit * value - price for value in row]
                for row, price in zip(percents, prices, strict=True)
            ]
        case Method.PRICE_PER_QUALITY_POINT:
            least = min((price for price in prices if price), default=Fraction(1))
            return [
                [value * least / price if price else BEFORE_ALL for value in row]
                for row, price in zip(percents, prices, strict=True)
            ]
        case _ as never:
            assert_never(never)


def _near(off: Fraction) -> str:
    share = plain(100 * off)
    return f"Each weight is off by up to {share} per cent of itself, then all are scaled to 100."


def _ranks(sums: Floats, copies: npt.NDArray[np.intp], guard: float) -> tuple[Ranks, list[int]]:
    """Return ranks by floats, and the draws in which two sums are within the guard."""
    ordered = np.sort(sums, axis=1)
    is_close = (np.diff(ordered, axis=1) <= guard).any(axis=1)
    ranks = np.ones(sums.shape, np.int32)
    for column, count in enumerate(copies):
        ranks += int(count) * (sums[:, [column]] > sums)
    return ranks, [int(row) for row in np.flatnonzero(is_close)]


def _exact_ranks(
    percents: Sequence[Sequence[Fraction]], weights: Floats, copies: npt.NDArray[np.intp]
) -> list[int]:
    exact = [Fraction(float(weight)) for weight in weights]
    sums = [
        sum((weight * value for weight, value in zip(exact, row, strict=True)), Fraction(0))
        for row in percents
    ]
    return [
        1 + sum(int(count) for other, count in zip(sums, copies, strict=True) if other > own)
        for own in sums
    ]


def _guard(matrix: Floats) -> float:
    """Return how far apart two sums must be for floats to order them surely.

    Each sum of n products of weights that fill 1 is off by less than (n + 2) · ε · the largest
    value (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1,
    and the rounding of the values themselves); twice that for a difference, twice more for room.
    """
    largest = float(np.abs(matrix).max(initial=0)) or 1.0
    terms: int = matrix.shape[1]
    return 4 * (terms + 2) * float(MACHINE_EPSILON) * largest


def _bits(shape: tuple[int, int], seed: int) -> npt.NDArray[np.uint64]:
    """Return whole numbers of 53 even bits, from the raw output of PCG64."""
    raw = np.random.PCG64(seed).random_raw(shape[0] * shape[1])
    bits: npt.NDArray[np.uint64] = (np.asarray(raw, np.uint64) >> np.uint64(64 - BITS)).reshape(
        shape
    )
    return bits
