"""Thousands of competitions drawn at random: how often a model ties, and how often price decides.

The one module of the stress test with floats. They only find the runs that are clear: where two
bids come within a guard band of the first place, the run is judged again on exact fractions, so
that no rounding ever makes or breaks a tie.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import assert_never

import numpy as np
import numpy.typing as npt

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Method,
    PriceCriterion,
    PriceFormula,
)
from evaluation.stress.assumptions import TARGET_REACH, assumptions
from evaluation.stress.contest import Contest
from evaluation.stress.draws import PRICE_PARTS, Drawn, Generator
from evaluation.stress.expected import ExpectedPrices
from evaluation.stress.result import Simulation, percent_of
from evaluation.stress.ties import Outline, foremost
from evaluation.stress.weights import most_promised

Floats = npt.NDArray[np.float64]

MARKS_AT_ONCE = 1 << 18
"""How many marks are drawn at once: they fit a processor's cache, and a model of thousands of
criteria takes no more memory than a small one."""

GUARD = 2.0**-30
"""The band around the first place, as a share of the figures compared. Sums of 5,000 doubles err
by less than 2 to the power of -38 of them."""


def simulate(
    contest: Contest, expected: ExpectedPrices, *, bids: int, runs: int, seed: int
) -> Simulation | None:
    """Return what became of `runs` competitions of `bids` each; None where nothing earns points."""
    if not contest.leaves:
        return None
    generator = Generator(contest, bids=bids, seed=seed)
    field = Field(contest, expected, generator)
    at_once = max(1, MARKS_AT_ONCE // (bids * max(1, len(generator.questions))))
    shared = decided = 0
    for start in range(0, runs, at_once):
        drawn = generator.draw(min(at_once, runs - start))
        winners = field.winners(drawn)
        cheapest = drawn.prices == drawn.prices.min(axis=1, keepdims=True)
        is_alone = winners >= 0
        shared += int(np.count_nonzero(~is_alone))
        rows = np.flatnonzero(is_alone)
        decided += int(np.count_nonzero(cheapest[rows, winners[rows]]))
    return Simulation(
        bids=bids,
        runs=runs,
        seed=seed,
        tie_rate=percent_of(shared, runs),
        decided_by_price=None if contest.price is None else percent_of(decided, runs),
        by_chance=percent_of(1, bids),
        assumptions=assumptions(contest, expected, bids=bids, runs=runs, seed=seed),
    )


class Field:
    """Figures of drawn bids under a contest: quickly in floats, and exactly where it is close."""

    def __init__(self, contest: Contest, expected: ExpectedPrices, generator: Generator) -> None:
        self.contest = contest
        self.lowest, self.breadth = expected.lowest, expected.highest - expected.lowest
        bases, steps = [], []
        for (leaf, weight), drawn in zip(contest.questions, generator.questions, strict=True):
            bases.append(weight * leaf.scale.minimum / leaf.scale.maximum)
            steps.append(weight * leaf.scale.step * drawn.stride / leaf.scale.maximum)
        self.base, self.steps = sum(bases, Fraction(0)), steps
        self.scale = lcm(*(step.denominator for step in steps)) if steps else 1
        self.whole_steps = [int(step * self.scale) for step in steps]
        self.reaches = [_reach(leaf) for leaf, _ in contest.offers]
        self.quick_steps = np.array([float(step) for step in steps])

    def winners(self, drawn: Drawn) -> npt.NDArray[np.int64]:
        """Return the bid that alone is first in each run, -1 where the place is shared."""
        figures, size = self._quick(drawn)
        top = figures.max(axis=1, keepdims=True)
        is_close = np.count_nonzero(figures >= top - GUARD * size, axis=1) > 1
        winners: npt.NDArray[np.int64] = figures.argmax(axis=1)
        for row, winner in self._exact(drawn, np.flatnonzero(is_close)):
            winners[row] = winner
        return winners

    def _quick(self, drawn: Drawn) -> tuple[Floats, float]:
        """Return each bid's figure, highest first, and the size of what was added up."""
        contest = self.contest
        points = drawn.marks.astype(np.float64) @ self.quick_steps + float(self.base)
        prices = float(self.lowest) + float(self.breadth) * (drawn.prices / PRICE_PARTS)
        for index, (leaf, weight) in enumerate(contest.offers):
            values = float(self.reaches[index]) * (drawn.offers[:, :, index] / PRICE_PARTS)
            points = points + float(weight) * _commitments(leaf, values)
        if contest.model.method is Method.PRICE_PER_QUALITY_POINT:
            return points / prices, 100 / float(prices.min())
        if contest.model.method is Method.QUALITY_CREDIT:
            credit = float(contest.model.credit_per_point or 0)
            return credit * points - prices, 100 * credit + float(prices.max())
        if contest.price is not None and contest.price.formula is not None:
            points = points + float(contest.price_weight) * _prices(contest.price, prices)
            return points, 100 * _steepness(contest.price, prices)
        return points, 100.0

    def _exact(self, drawn: Drawn, rows: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        """Yield the winner of each of these runs, judged on exact fractions; -1 if shared."""
        marks = drawn.marks[rows].astype(object)
        totals = marks @ np.array(self.whole_steps, dtype=object) if self.steps else None
        for index, row in enumerate(rows.tolist()):
            bids = range(drawn.prices.shape[1])
            quality = [
                self.base
                + (Fraction(int(totals[index, bid]), self.scale) if totals is not None else 0)
                for bid in bids
            ]
            outline = Outline(
                prices=[self._price(part) for part in drawn.prices[row].tolist()],
                quality=quality,
                offered=self._offered(drawn.offers[row].tolist()),
                marks=marks[index].tolist(),
            )
            first = foremost(self.contest, self.steps, outline)
            yield row, first[0] if len(first) == 1 else -1

    def _price(self, part: int) -> Fraction:
        return self.lowest + self.breadth * Fraction(part, PRICE_PARTS)

    def _offered(self, parts: Sequence[Sequence[int]]) -> list[list[Fraction]]:
        return [
            [reach * Fraction(bid[index], PRICE_PARTS) for bid in parts]
            for index, reach in enumerate(self.reaches)
        ]


def _reach(leaf: CommitmentsCriterion) -> Fraction:
    """Return the highest value that is drawn for a criterion of commitments."""
    most = most_promised(leaf)
    if leaf.formula is CommitmentFormula.RELATIVE_TO_HIGHEST:
        return Fraction(1) if most is None else most
    wanted = TARGET_REACH * (leaf.target or Fraction(0))
    return wanted if most is None else min(most, wanted)


def _commitments(leaf: CommitmentsCriterion, values: Floats) -> Floats:
    """Return the shares that offered values earn, from 0 to 1."""
    if leaf.formula is CommitmentFormula.RELATIVE_TO_TARGET:
        return np.clip(values / float(leaf.target or 1), 0.0, 1.0)
    highest: Floats = values.max(axis=1, keepdims=True)
    return np.divide(values, highest, out=np.zeros_like(values), where=highest > 0)


def _prices(leaf: PriceCriterion, prices: Floats) -> Floats:
    """Return the shares that prices earn, from 0 to 1, as `evaluation.formulas` has them."""
    low: Floats = prices.min(axis=1, keepdims=True)
    high: Floats = prices.max(axis=1, keepdims=True)
    match leaf.formula:
        case PriceFormula.RELATIVE_TO_LOWEST:
            share = low / prices
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            breadth = high - low
            share = np.divide(high - prices, breadth, out=np.ones_like(prices), where=breadth > 0)
        case PriceFormula.RELATIVE_DIFFERENCE:
            share = 1 - (prices - low) / low
        case PriceFormula.RELATIVE_TO_MEAN:
            mean = prices.mean(axis=1, keepdims=True)
            share = 0.5 - (prices - mean) / mean
        case PriceFormula.SET_RANGE:
            floor, ceiling = float(leaf.floor or 0), float(leaf.ceiling or 0)
            share = (ceiling - prices) / (ceiling - floor)
        case PriceFormula.LOGARITHMIC:
            share = 1 - np.log(prices / low) / _log(leaf.factor)
        case None:
            message = f"the price criterion “{leaf.id}” has no formula"
            raise ValueError(message)
        case _:
            assert_never(leaf.formula)
    return np.clip(share, 0.0, 1.0)


def _steepness(leaf: PriceCriterion, prices: Floats) -> float:
    """Return how many times a formula enlarges the error of a price: much, if it is narrow."""
    highest = float(prices.max())
    if leaf.formula is PriceFormula.SET_RANGE:
        return 1 + highest / float((leaf.ceiling or 1) - (leaf.floor or 0))
    if leaf.formula is PriceFormula.LOGARITHMIC:
        return 1 + 1 / _log(leaf.factor)
    if leaf.formula is PriceFormula.LINEAR_BETWEEN_BIDS:
        breadth = prices.max(axis=1) - prices.min(axis=1)
        return 1 + highest / max(float(breadth.min()), highest / PRICE_PARTS)
    return 1.0


def _log(factor: Fraction | None) -> float:
    """Return the logarithm of a factor above 1, above zero however little it is above 1."""
    return float(np.log1p(float((factor or 2) - 1)))
