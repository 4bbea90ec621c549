"""How fast an award is tested: draws of weights against two libraries, and the fewest changes."""

import statistics
from collections.abc import Callable
from fractions import Fraction
from time import perf_counter

import numpy as np
import numpy.typing as npt
from pymcdm.helpers import rrankdata
from pymcdm.methods import WSM
from skcriteria.agg.simple import wsm

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.robustness.draws import DRAWS, any_weights, ranks_of
from evaluation.robustness.flips import flips
from evaluation.robustness.what_if import WhatIf
from tests.bench.measures import Measure, timed
from tests.evaluation.robustness.small_tenders import close_tender

TIMES_FASTER = 10
FLIP_SECONDS = 2.0
BIDS, CRITERIA = 8, 6
QUESTIONS = 40
SUBSET = 5_000

Floats = npt.NDArray[np.float64]


class RanksDiffer(Exception):
    """A library ranks the bids of one draw otherwise than Podium does."""


def weight_draws(rounds: int) -> Measure:
    """Time the ranks of many draws of weights against both libraries on the same draws.

    Each is called in its quickest way: the bare function of scikit-criteria, which returns the
    ranks, without its checks and results; of pymcdm the method and then the ranks. Both take one
    draw a call. In each round they rank the next part of the draws, and Podium all of them; their
    times are scaled to all draws, and their ranks are compared, draw by draw.
    """
    percents = _percents()
    matrix = np.array([[value.numerator / value.denominator for value in row] for row in percents])
    weights = any_weights(CRITERIA)
    ranks, checked = ranks_of(percents, weights)
    types = np.ones(CRITERIA)
    method = WSM(_as_it_is)
    libraries: dict[str, Callable[[Floats], Floats]] = {
        "scikit-criteria": lambda draw: wsm(matrix, draw)[0],
        "pymcdm": lambda draw: rrankdata(method(matrix, draw, types)),
    }
    own: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in libraries}
    for number in range(rounds):
        start = number * SUBSET % DRAWS
        own.append(_seconds(lambda: ranks_of(percents, weights)))
        for name, rank in libraries.items():
            part = weights[start : start + SUBSET]
            begun = perf_counter()
            found = [rank(draw) for draw in part]
            theirs[name].append((perf_counter() - begun) * DRAWS / len(part))
            if not np.array_equal(np.array(found), ranks[start : start + SUBSET]):
                message = f"{name} ranks some draw from {start} on otherwise."
                raise RanksDiffer(message)
    quickest = min(theirs, key=lambda name: statistics.median(theirs[name]))
    ratios = [other / one for one, other in zip(own, theirs[quickest], strict=True)]
    seconds = ", ".join(
        f"{name} {statistics.median(times):.2f} s" for name, times in theirs.items()
    )
    return Measure(
        f"{DRAWS:,} draws of weights with ranks ({BIDS} bids, {CRITERIA} criteria), "
        f"{quickest} ÷ Podium",
        f"{statistics.median(ratios):.0f} ×",
        f"{min(ratios):.0f} to {max(ratios):.0f}; {1000 * statistics.median(own):.0f} ms against "
        f"{seconds} (from {SUBSET:,} draws a round); ranks equal, {checked} draws compared in "
        "fractions",
        f"≥ {TIMES_FASTER}",
    )


def fewest_changes(rounds: int) -> Measure:
    """Time the search that proves one change too few and counts every pair that does it.

    Every pair of useful changes flips this award, and every bid that stands is one step above a
    minimum, so that a pair of its marks disqualifies it.
    """
    tender = close_tender(BIDS, QUESTIONS)
    evaluation = evaluate(tender)
    found = flips(WhatIf(tender, NO_FINDINGS, evaluation))
    times = [
        _seconds(lambda: flips(WhatIf(tender, NO_FINDINGS, evaluation))) for _ in range(rounds)
    ]
    return Measure(
        f"The fewest changes that flip an award, {BIDS} bids × {QUESTIONS} questions",
        f"{statistics.median(times):.2f} s",
        f"{min(times):.2f} to {max(times):.2f} s; none of one, {found.total:,} of {found.size}",
        f"≤ {FLIP_SECONDS} s",
    )


def _as_it_is(column: Floats, *, cost: bool) -> Floats:
    """Return percentages as they are: they need no normalisation."""
    return -column if cost else column


def _percents() -> list[list[Fraction]]:
    """Return percentages of bids that none of the criteria settles alone."""
    return [
        [
            Fraction((bid * 37 + criterion * 53 + bid * criterion * 29) % 101)
            for criterion in range(CRITERIA)
        ]
        for bid in range(BIDS)
    ]


def _seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes by the clock on the wall."""
    return timed(call, perf_counter, is_collected=True)
