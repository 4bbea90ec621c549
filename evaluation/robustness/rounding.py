"""Who would win if the figures that bids are ranked by were rounded before they are compared.

Only the figures are rounded, half up as in the result. Ties that rounding makes stay ties,
unless the published model breaks ties: then its criteria are compared, exactly, as they would be.
"""

from collections.abc import Mapping
from fractions import Fraction

from evaluation.model import Method
from evaluation.numbers import rounded
from evaluation.robustness.what_if import RankKey, WhatIf, first_of

PLACES = (0, 1, 2)


def rounding(what_if: WhatIf) -> Mapping[int, str | None]:
    """Return the winner under figures rounded to 0, 1 and 2 places; None where shared or empty."""
    evaluation = what_if.evaluation
    worths = what_if.worths(what_if.standing)
    sign = 1 if what_if.model.method is Method.WEIGHTED_SUM else -1
    found: dict[int, str | None] = {}
    for places in PLACES:
        keys: dict[str, RankKey | None] = {
            bid.id: (
                sign * Fraction(rounded(bid.measured.value, places)),
                *worths[bid.id].ties,
            )
            for bid in evaluation.bids
            if bid.measured is not None
        }
        found[places] = first_of(keys)
    return found
