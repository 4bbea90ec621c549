"""A problem of the criteria: its words, and where it is mended."""

from dataclasses import dataclass
from enum import StrEnum

from evaluation.outline.criteria.value import BuiltCriterion


class Field(StrEnum):
    """What of a criterion a problem is about: the field in which it is mended."""

    NONE = ""
    WEIGHT = "weight"
    WITHIN = "within"
    FORMULA = "formula"
    RANGE = "floor"
    FACTOR = "factor"
    TARGET = "target"
    ZERO_PRICE = "zero_price"
    MEASURES = "measures"
    MINIMUM = "minimum_does"
    DESCRIPTORS = "descriptors"
    ASKED = "asked"
    OUTCOME = "outcome"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps criteria from being published, and what to do.

    `criterion` is the id of the criterion where it is mended, empty for the tree as a whole, and
    `field` what of it. `group` is, of weights that do not total 100, the group that they are of.
    `keeps_from_testing` says that a stress test can't be made with it; others it reports itself.
    """

    problem: str
    remedy: str
    criterion: str = ""
    field: Field = Field.NONE
    keeps_from_testing: bool = False
    group: str | None = None


def named(criterion: BuiltCriterion) -> str:
    """Return a criterion as sentences name it."""
    return f"‘{criterion.title}’"
