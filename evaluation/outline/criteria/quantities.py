"""Questions that judge a measure by impression where the policy's rules ask for quantities."""

import re

from evaluation.outline.criteria.basis import Basis, Offered
from evaluation.outline.criteria.problem import Field, Problem, named
from evaluation.outline.criteria.tree import walk
from evaluation.outline.criteria.value import BuiltCriterion, Criteria, CriterionKind

_WITHOUT_QUANTITY = frozenset({"", "level", "yes_or_no"})
_ANOTHER_MARK = re.compile(
    r"\b(for|from|marks?|scores?|levels?|points?)\s+\d+(\.\d+)?", re.IGNORECASE
)
_QUANTITY = re.compile(
    r"\d|%|\b(quantit(y|ies)|amounts?|numbers?|how many|how much|per cent|percentages?)\b",
    re.IGNORECASE,
)


def is_counted(offered: Offered) -> bool:
    """Return whether a measure is counted in a unit, and not told by a level or by yes or no."""
    return offered.unit not in _WITHOUT_QUANTITY


def unquantified(criteria: Criteria, basis: Basis) -> tuple[Problem, ...]:
    """Return the questions on measures whose marks do not say what a quantity earns.

    They keep nothing from being published: what a mark says is read by people, not here.
    """
    if not basis.asks_quantities:
        return ()
    counted = {one.id for one in basis.offered or () if is_counted(one)}
    return tuple(
        Problem(
            "The policy’s rules ask for quantities here, and "
            f"{named(placed.criterion)} is marked without saying what a quantity earns",
            "Let bidders promise quantities, or say in the marks what earns each",
            placed.criterion.id,
            Field.DESCRIPTORS,
        )
        for placed in walk(criteria)
        if not counted.isdisjoint(placed.criterion.indicators)
        and _is_by_impression(placed.criterion)
    )


def _is_by_impression(item: BuiltCriterion) -> bool:
    told = (_ANOTHER_MARK.sub("", one.text) for one in item.descriptors)
    return item.kind is CriterionKind.SCORED and not any(map(_QUANTITY.search, told))
