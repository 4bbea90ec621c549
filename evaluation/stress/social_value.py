"""How much of a model is social value: the weight that a policy's lowest and highest are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from evaluation.model import CommitmentsCriterion, Model, PriceCriterion
from evaluation.numbers import Points
from evaluation.stress.weights import WeightedLeaf, weighted_leaves

_HALF = Fraction(1, 2)

Leaves: TypeAlias = tuple[WeightedLeaf, ...]


@dataclass(frozen=True, slots=True)
class SocialValue:
    """The leaves that are social value, with their weight.

    A leaf is `marked` where it is of commitments, carries a policy's outcome or stands below a
    group that does. A question without a mark `beside` commitments, in a group of which what is
    marked makes at least half, is taken to ask how they will be kept and counts too; in other
    groups with commitments it is `doubtful`, and does not. Only an outcome on the criterion, or
    on its group, makes it certain.
    """

    marked: Leaves
    beside: Leaves
    doubtful: Leaves

    @property
    def weight(self) -> Points:
        """What is taken for the weight of social value: what is marked and what is beside it."""
        return _total((*self.marked, *self.beside))

    @property
    def least(self) -> Points:
        """The weight if only what is marked is social value."""
        return _total(self.marked)

    @property
    def most(self) -> Points:
        """The weight if all that could be social value is."""
        return _total((*self.marked, *self.beside, *self.doubtful))

    @property
    def counted(self) -> tuple[str, ...]:
        """The ids of the leaves that are counted, in the order of the tree."""
        return tuple(item.leaf.id for item in (*self.marked, *self.beside))


def social_value(model: Model) -> SocialValue:
    """Return how much of a model is social value, weights taken as they stand."""
    leaves = weighted_leaves(model)
    families: dict[int, list[WeightedLeaf]] = {}
    for item in leaves:
        if item.groups:
            families.setdefault(id(item.groups[-1]), []).append(item)
    beside: list[WeightedLeaf] = []
    doubtful: list[WeightedLeaf] = []
    for family in families.values():
        if any(isinstance(item.leaf, CommitmentsCriterion) for item in family):
            marked = [item for item in family if is_marked(item)]
            others = [item for item in family if not is_marked(item) and _is_question(item)]
            is_half = _total(marked) >= _HALF * _total(family)
            (beside if is_half else doubtful).extend(others)
    return SocialValue(
        tuple(item for item in leaves if is_marked(item)), tuple(beside), tuple(doubtful)
    )


def is_marked(item: WeightedLeaf) -> bool:
    """Return whether the model itself says that a leaf is social value."""
    has_outcome = bool(item.leaf.outcome) or any(group.outcome for group in item.groups)
    return has_outcome or isinstance(item.leaf, CommitmentsCriterion)


def _is_question(item: WeightedLeaf) -> bool:
    return not isinstance(item.leaf, PriceCriterion)


def _total(leaves: Sequence[WeightedLeaf]) -> Points:
    return Points(sum((item.weight for item in leaves), Fraction(0)))
