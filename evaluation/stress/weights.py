"""What weighs how much in a model: its weighted leaves, their swings, and a mended copy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    Leaf,
    Minimum,
    Model,
    PriceCriterion,
    ScoredCriterion,
    WeightsAre,
)
from evaluation.numbers import HUNDRED, Points


@dataclass(frozen=True, slots=True)
class WeightedLeaf:
    """A leaf that earns points: how many at most, and the groups that it stands in."""

    leaf: Leaf
    weight: Points
    groups: tuple[GroupCriterion, ...]


def weighted_leaves(model: Model) -> tuple[WeightedLeaf, ...]:
    """Return the leaves with a weight in the order of the tree, whatever their ids."""
    return tuple(_below(model.criteria, (), HUNDRED, model.weights))


def _below(
    criteria: tuple[Criterion, ...],
    groups: tuple[GroupCriterion, ...],
    of_parent: Fraction,
    weights: WeightsAre,
) -> list[WeightedLeaf]:
    found = []
    for item in criteria:
        if item.weight is None:
            continue
        is_share = weights is WeightsAre.OF_PARENT
        weight = item.weight * of_parent / 100 if is_share else item.weight
        if isinstance(item, GroupCriterion):
            found += _below(item.criteria, (*groups, item), weight, weights)
        else:
            found.append(WeightedLeaf(item, Points(weight), groups))
    return found


def largest_swings(model: Model) -> Mapping[str, Points]:
    """Return the most points that each leaf with a weight can move between two bids, by its id.

    A question moves from its lowest to its highest mark: on a scale from 1 to 5 that is four
    fifths of its weight, because the lowest mark earns 20 per cent. A price moves its whole
    weight, since every formula reaches from 0 to 100 per cent over all prices; the curve shows
    what it moves over the expected ones. Commitments move their whole weight, unless their
    caps end below the target or nothing that can be promised has a value.
    """
    return MappingProxyType(
        {item.leaf.id: Points(item.weight * _reach(item.leaf)) for item in weighted_leaves(model)}
    )


def _reach(leaf: Leaf) -> Fraction:
    """Return the share of its weight that a leaf can move."""
    match leaf:
        case ScoredCriterion(scale=scale):
            return 1 - scale.minimum / scale.maximum
        case PriceCriterion():
            return Fraction(1)
        case CommitmentsCriterion(formula=formula, target=target):
            most = most_promised(leaf)
            if most is None:
                return Fraction(1)
            if formula is CommitmentFormula.RELATIVE_TO_HIGHEST or not target:
                return Fraction(1 if most else 0)
            return min(Fraction(1), most / target)
        case GateCriterion():
            return Fraction(0)
        case _:
            assert_never(leaf)


def most_promised(leaf: CommitmentsCriterion) -> Fraction | None:
    """Return the highest value that can be promised in pounds, None where no cap ends it."""
    valued = [measure for measure in leaf.measures if measure.value]
    if any(measure.cap is None for measure in valued):
        return None
    return sum((measure.value * (measure.cap or 0) for measure in valued), Fraction(0))


def mended(model: Model) -> Model:
    """Return a copy of a model whose weights total 100 and whose minimums all disqualify.

    The weights of siblings are scaled in proportion and become shares of their parent. A model
    without such a fault keeps its meaning to the last fraction.
    """
    criteria = _mended(model.criteria)
    return replace(model, criteria=criteria, weights=WeightsAre.OF_PARENT)


def _mended(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    total = sum((item.weight for item in criteria if item.weight is not None), Fraction(0))
    found: list[Criterion] = []
    for item in criteria:
        weight = None if item.weight is None else item.weight * 100 / total
        minimum = _disqualifying(item.minimum)
        if isinstance(item, GroupCriterion):
            below = _mended(item.criteria)
            found.append(replace(item, weight=weight, minimum=minimum, criteria=below))
        else:
            found.append(replace(item, weight=weight, minimum=minimum))
    return tuple(found)


def _disqualifying(minimum: Minimum | None) -> Minimum | None:
    if minimum is None or minimum.disqualifies is not None:
        return minimum
    return replace(minimum, disqualifies=True)
