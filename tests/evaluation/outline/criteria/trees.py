"""Trees of criteria that the tests build."""

from typing import Any

from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    ZeroPriceRule,
)
from evaluation.outline.criteria.templates import LEVELS

ASKED = "What will you do, and who does it?"


def question(id_: str, weight: str = "100", **changes: Any) -> BuiltCriterion:  # noqa: ANN401 - any field
    """Return a question marked from 0 to 5, each mark described, with what is asked."""
    given = {
        "scale": MarksFrom("0", "5"),
        "descriptors": LEVELS,
        "title": id_.upper(),
        "asked": ASKED,
        **changes,
    }
    return BuiltCriterion(id=id_, kind=CriterionKind.SCORED, weight=weight, **given)


def group(id_: str, weight: str = "100", **changes: Any) -> BuiltCriterion:  # noqa: ANN401 - any field
    """Return a group."""
    given = {"title": id_.upper(), **changes}
    return BuiltCriterion(id=id_, kind=CriterionKind.GROUP, weight=weight, **given)


def price(weight: str = "40", **changes: Any) -> BuiltCriterion:  # noqa: ANN401 - any field
    """Return a price that says everything."""
    given = {
        "title": "Price",
        "formula": "relative_to_lowest",
        "zero_price": ZeroPriceRule.REJECT_BID,
        **changes,
    }
    return BuiltCriterion(id="price", kind=CriterionKind.PRICE, weight=weight, **given)


def promises(weight: str = "100", **changes: Any) -> BuiltCriterion:  # noqa: ANN401 - any field
    """Return promises in numbers, of no measure unless one is given."""
    given = {"title": "Promises", "formula": "relative_to_highest", **changes}
    return BuiltCriterion(id="promises", kind=CriterionKind.COMMITMENTS, weight=weight, **given)


def gate(id_: str = "gate", **changes: Any) -> BuiltCriterion:  # noqa: ANN401 - any field
    """Return a requirement."""
    given = {"asked": "Give the number of your policy.", **changes}
    return BuiltCriterion(id=id_, title="Insurance", kind=CriterionKind.GATE, **given)


TREE = Criteria(
    (
        price("40"),
        group("quality", "60"),
        question("method", "60", within="quality"),
        question("people", "40", within="quality"),
    )
)
"""Price 40, quality 60 of two questions: nothing is missing."""
