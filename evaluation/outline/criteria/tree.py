"""The shape of the criteria, and the weights that follow from it: exact, whatever is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.numbers import HUNDRED, exact, is_number
from evaluation.outline.criteria.value import BuiltCriterion, Criteria, CriterionKind, MarksFrom

TOP = ""
"""What stands for the top of the tree where a group is named by its id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A criterion in the order of the tree; `level` is 1 at the top."""

    criterion: BuiltCriterion
    level: int


def walk(criteria: Criteria) -> Iterator[Placed]:
    """Yield every criterion in the order of the tree, each group before what stands in it."""
    children = _children(criteria)
    pending = [Placed(item, 1) for item in reversed(children.get(TOP, []))]
    while pending:
        placed = pending.pop()
        yield placed
        below = children.get(placed.criterion.id, [])
        pending.extend(Placed(item, placed.level + 1) for item in reversed(below))


def by_id(criteria: Criteria) -> dict[str, BuiltCriterion]:
    """Return every criterion by its id."""
    return {item.id: item for item in criteria.criteria}


def children_of(criteria: Criteria, group: str) -> tuple[BuiltCriterion, ...]:
    """Return what stands right within a group, or at the top."""
    return tuple(item for item in criteria.criteria if item.within == group)


def below(criteria: Criteria, group: str) -> frozenset[str]:
    """Return the ids of all that stands within a group, however deep, without its own."""
    children = _children(criteria)
    found: set[str] = set()
    pending = [group]
    while pending:
        ids = [item.id for item in children.get(pending.pop(), []) if item.id not in found]
        found.update(ids)
        pending += ids
    return frozenset(found)


def groups_with(criteria: Criteria) -> tuple[str, ...]:
    """Return the top and the id of each group, in the order of the tree."""
    groups = (item.criterion for item in walk(criteria))
    return (TOP, *(item.id for item in groups if item.kind is CriterionKind.GROUP))


def has_weight(criterion: BuiltCriterion) -> bool:
    """Return whether a criterion is of a kind that has a weight: all but gates."""
    return criterion.kind is not CriterionKind.GATE


def weight_of(criterion: BuiltCriterion) -> Fraction | None:
    """Return the weight of a criterion within its group, None where there is none yet."""
    is_given = has_weight(criterion) and is_number(criterion.weight)
    return exact(criterion.weight) if is_given else None


def totals(criteria: Criteria) -> Mapping[str, Fraction]:
    """Return what the weights at the top and in each group come to, as far as they are given.

    >>> thirds = tuple(
    ...     BuiltCriterion(id=id_, title=id_, kind=CriterionKind.SCORED, weight="33.33")
    ...     for id_ in "abc"
    ... )
    >>> totals(Criteria(thirds))
    {'': Fraction(9999, 100)}
    """
    found = {group: Fraction(0) for group in groups_with(criteria)}
    for item in criteria.criteria:
        weight = weight_of(item)
        if weight is not None and item.within in found:
            found[item.within] += weight
    return found


def effective_weights(criteria: Criteria) -> Mapping[str, Fraction]:
    """Return the points of the whole that each criterion can earn, by its id.

    Left out is what has no weight yet, and what stands in a group that has none.
    """
    found: dict[str, Fraction] = {TOP: HUNDRED}
    for placed in walk(criteria):
        item = placed.criterion
        weight, above = weight_of(item), found.get(item.within)
        if weight is not None and above is not None:
            found[item.id] = weight * above / 100
    del found[TOP]
    return found


def points_of_a_mark(criterion: BuiltCriterion, effective: Fraction) -> Fraction | None:
    """Return the points of the whole that one step of a scale moves, None without a scale."""
    scale = criterion.scale
    if criterion.kind is not CriterionKind.SCORED or scale is None:
        return None
    return effective * exact(scale.step) / exact(scale.highest)


def swing_of(criterion: BuiltCriterion, effective: Fraction) -> Fraction | None:
    """Return the points between the lowest and the highest mark, None without a scale.

    On a scale from 1 to 5 that is four fifths of the weight: the lowest mark earns a fifth.
    """
    scale = criterion.scale
    if criterion.kind is not CriterionKind.SCORED or scale is None:
        return None
    return effective * (1 - exact(scale.lowest) / exact(scale.highest))


def marks_of(scale: MarksFrom) -> tuple[Fraction, ...]:
    """Return every mark of a scale, the lowest first.

    >>> [str(mark) for mark in marks_of(MarksFrom("0", "1", "0.5"))]
    ['0', '1/2', '1']
    """
    lowest, highest, step = exact(scale.lowest), exact(scale.highest), exact(scale.step)
    return tuple(lowest + step * count for count in range(int((highest - lowest) / step) + 1))


def _children(criteria: Criteria) -> dict[str, list[BuiltCriterion]]:
    found: dict[str, list[BuiltCriterion]] = {}
    for item in criteria.criteria:
        found.setdefault(item.within, []).append(item)
    return found
