"""Bids in round numbers: the marks, prices and promises that an example is sought among."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    GateCriterion,
    Leaf,
    Measure,
    Minimum,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.numbers import Amount, Mark
from evaluation.stress.contest import Contest
from evaluation.stress.draws import least_step
from evaluation.tender import Bid, Commitment, GateScore, Score, Scored

LEVELS = 5
ROUND_QUANTITY = Fraction(100)
_VARIED = 8
_FIRST = (2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 2000)
_PRICES = range(60, 155, 5)


@dataclass(frozen=True, slots=True)
class Profile:
    """The marks of one bid, as steps above each scale's minimum, and the points they earn."""

    steps: tuple[int, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class Sketch:
    """A bid in outline; `shares` is how much it promises of the most, for each criterion."""

    price: Fraction
    profile: Profile
    shares: tuple[Fraction, ...]


def middle_price(middle: Amount) -> Fraction:
    """Return the round price in the middle of `round_prices`."""
    return round_prices(middle)[_PRICES.index(100)]


def round_prices(middle: Amount) -> tuple[Fraction, ...]:
    """Return prices around a middle that is rounded to its first digit, the cheapest first.

    >>> [int(price) for price in round_prices(Amount(Fraction(312_500)))][:3]
    [180000, 195000, 210000]
    """
    unit = Fraction(1)
    while unit * 10 <= middle:
        unit *= 10
    while unit > middle > 0:
        unit /= 10
    around = max(Fraction(1), Fraction(int(middle / unit))) * unit
    return tuple(around * percent / 100 for percent in _PRICES)


def levels(contest: Contest) -> tuple[Profile, ...]:
    """Return bids that reach the same share of every scale, the poorest first.

    The poorest of them has the lowest marks that no minimum of a question or a group forbids.
    """
    floors = _floors(contest)
    tops = [leaf.scale.steps for leaf, _ in contest.questions]
    found = [
        tuple(
            low + _rounded((top - low) * level, LEVELS)
            for low, top in zip(floors, tops, strict=True)
        )
        for level in range(LEVELS + 1)
    ]
    return tuple(_profile(contest, steps) for steps in dict.fromkeys(found))


def variants(contest: Contest, profile: Profile) -> tuple[Profile, ...]:
    """Return bids that are a mark or two better in one question, or a mark in the first few."""
    found: dict[Fraction, tuple[int, ...]] = {}
    for index, (leaf, weight) in enumerate(contest.questions):
        for change in (1, 2):
            size = weight * leaf.scale.step * change / leaf.scale.maximum
            if size not in found and profile.steps[index] + change <= leaf.scale.steps:
                found[size] = _raised(profile.steps, index, index + 1, change)
        if len(found) >= _VARIED:
            break
    several = (
        _raised(profile.steps, 0, count, 1) for count in _FIRST if count <= len(profile.steps)
    )
    tops = [leaf.scale.steps for leaf, _ in contest.questions]
    possible = (
        steps
        for steps in (*found.values(), *several)
        if all(step <= top for step, top in zip(steps, tops, strict=True))
    )
    return tuple(_profile(contest, steps) for steps in dict.fromkeys(possible))


def _raised(steps: tuple[int, ...], start: int, end: int, change: int) -> tuple[int, ...]:
    return (*steps[:start], *(step + change for step in steps[start:end]), *steps[end:])


def _rounded(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)


def _profile(contest: Contest, steps: tuple[int, ...]) -> Profile:
    earned = (
        weight * _mark(leaf, step) / leaf.scale.maximum
        for (leaf, weight), step in zip(contest.questions, steps, strict=True)
    )
    return Profile(steps, sum(earned, Fraction(0)))


def _mark(leaf: ScoredCriterion, steps: int) -> Mark:
    return Mark(leaf.scale.minimum + leaf.scale.step * steps)


def _floors(contest: Contest) -> list[int]:
    """Return the lowest steps with which a bid passes the minimums of questions and groups."""
    found = []
    for item in contest.leaves:
        if isinstance(item.leaf, ScoredCriterion):
            wanted = [least_step(item.leaf)]
            wanted += [_steps_for(item.leaf, group.minimum) for group in item.groups]
            found.append(min(max(wanted), item.leaf.scale.steps))
    return found


def _steps_for(leaf: ScoredCriterion, minimum: Minimum | None) -> int:
    if minimum is None or minimum.percent is None or minimum.disqualifies is False:
        return 0
    mark = minimum.percent * leaf.scale.maximum / 100
    return int(max(0, -(-(mark - leaf.scale.minimum) // leaf.scale.step)))


def promised(leaf: CommitmentsCriterion, share: Fraction) -> tuple[Measure, Fraction] | None:
    """Return the measure and quantity with which a bid promises a share of the most.

    The most is a round quantity of the first measure with a value, within its cap; for a
    target what reaches it, or nothing. None where nothing that can be promised has a value.
    """
    measure = next((item for item in leaf.measures if item.value and item.cap != 0), None)
    if measure is None:
        return None
    most = ROUND_QUANTITY
    if leaf.formula is CommitmentFormula.RELATIVE_TO_TARGET:
        most = Fraction(-(-(leaf.target or Fraction(0)) // measure.value))
        share = Fraction(1 if share else 0)
    if measure.cap is not None:
        most = min(most, measure.cap)
    return measure, most * share


def offered(leaf: CommitmentsCriterion, share: Fraction) -> Fraction:
    """Return the value of what a bid promises, in pounds."""
    found = promised(leaf, share)
    return Fraction(0) if found is None else found[0].value * found[1]


def written_out(contest: Contest, sketches: Sequence[Sketch]) -> tuple[Bid, ...]:
    """Return sketches as bids A, B and C that could be sent in, every gate passed."""
    return tuple(
        Bid(
            id=name,
            bidder=f"Bidder {name}",
            price=None if contest.price is None else Amount(sketch.price),
            scores=_scores(contest, sketch.profile),
            commitments=_commitments(contest, sketch.shares),
        )
        for name, sketch in zip("ABC", sketches, strict=False)
    )


def _scores(contest: Contest, profile: Profile) -> Mapping[str, Score]:
    marks = {
        leaf.id: _mark(leaf, step)
        for (leaf, _), step in zip(contest.questions, profile.steps, strict=True)
    }
    found = {item.id: _scored(item, marks) for item in contest.model.leaves}
    return MappingProxyType({id_: Score(mark) for id_, mark in found.items() if mark is not None})


def _scored(item: Leaf, marks: Mapping[str, Mark]) -> Scored | None:
    """Return what a bid has for a leaf: a mark, or passed; None where a leaf has no score."""
    match item:
        case GateCriterion():
            return GateScore.PASSED
        case ScoredCriterion(id=id_, scale=scale):
            return marks.get(id_, scale.maximum)
        case PriceCriterion() | CommitmentsCriterion():
            return None
        case _ as never:
            assert_never(never)


def _commitments(contest: Contest, shares: Sequence[Fraction]) -> Mapping[str, Commitment]:
    found = (promised(leaf, share) for (leaf, _), share in zip(contest.offers, shares, strict=True))
    return MappingProxyType(
        {measure.id: Commitment(quantity) for measure, quantity in filter(None, found)}
    )
