"""Who comes first among bids in outline, after the order that the model publishes for ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from evaluation.model import (
    CommitmentsCriterion,
    GateCriterion,
    GroupCriterion,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.stress.contest import Contest, Values, commitment_percents


@dataclass(frozen=True, slots=True)
class Outline:
    """Bids in outline: their prices, points for quality, values offered, and marks.

    `marks` are steps above the scale's minimum by bid and question, of which each earns the
    points that `foremost` is given; `offered` is by criterion and bid.
    """

    prices: Values
    quality: Values
    offered: Sequence[Values]
    marks: Sequence[Sequence[int]]


def foremost(contest: Contest, steps: Values, outline: Outline) -> list[int]:
    """Return the bids that are first: more than one where not even the published order parts them.

    Args:
        contest: the model.
        steps: for each question the points that one step of `outline.marks` earns.
        outline: the bids.
    """
    figures = contest.measured(outline.prices, outline.quality, outline.offered)
    first = _best(figures, range(len(figures)))
    for identifier in contest.model.tie_break:
        if len(first) == 1:
            break
        first = _best(_compared(contest, identifier, steps, outline), first)
    return first


def _best(figures: Values, among: Sequence[int]) -> list[int]:
    top = max(figures[bid] for bid in among)
    return [bid for bid in among if figures[bid] == top]


def _compared(contest: Contest, identifier: str, steps: Values, outline: Outline) -> Values:
    """Return what the bids have for a criterion, more being better."""
    criterion = contest.model.by_id.get(identifier)
    match criterion:
        case PriceCriterion(formula=None):
            return [-price for price in outline.prices]
        case PriceCriterion():
            return contest.price_percents(outline.prices)
        case GateCriterion() | None:
            return [Fraction(0)] * len(outline.prices)
        case GroupCriterion() | ScoredCriterion() | CommitmentsCriterion():
            return [
                _points(contest, identifier, steps, outline, bid)
                for bid in range(len(outline.prices))
            ]
        case _:
            assert_never(criterion)


def _points(
    contest: Contest, identifier: str, steps: Values, outline: Outline, bid: int
) -> Fraction:
    """Return the points that a bid has for a leaf or below a group, above what all have."""
    total = Fraction(0)
    questions, offers = 0, 0
    for item in contest.leaves:
        is_meant = identifier in {item.leaf.id, *(group.id for group in item.groups)}
        if isinstance(item.leaf, ScoredCriterion):
            total += steps[questions] * outline.marks[bid][questions] if is_meant else 0
            questions += 1
        elif isinstance(item.leaf, CommitmentsCriterion):
            if is_meant:
                percents = commitment_percents(item.leaf, outline.offered[offers])
                total += item.weight * percents[bid] / 100
            offers += 1
        elif is_meant:
            total += item.weight * contest.price_percents(outline.prices)[bid] / 100
    return total
