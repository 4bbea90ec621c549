"""On the awards of which other lots the award of a lot rests."""

import json
from collections.abc import Mapping
from typing import Any

from evaluation.lots import ClaimVerdict


def lots_rested_on(result: Mapping[str, Any], lot: str) -> frozenset[str]:
    """Return the lots that those have who are passed over in a lot, and what these rest on in turn.

    Args:
        result: The awards, as `podium/lots-result/1`.
        lot: The id of the lot; it is never among those that are returned.
    """
    found: set[str] = set()
    left = [lot]
    while left:
        new = _at_once(result, left.pop()) - found
        found |= new
        left.extend(new)
    return frozenset(found - {lot})


def _at_once(result: Mapping[str, Any], lot: str) -> set[str]:
    return {
        won
        for one in result["bidders"]
        for claim in one["lots"]
        if (claim["lot"], claim["verdict"]) == (lot, ClaimVerdict.PASSED_OVER)
        for won in one["won"]
    }


def numbers_of(rests_on: str | None) -> frozenset[int]:
    """Return the numbers of the lots that an outcome on record rests on; None is of no outcome."""
    return frozenset(json.loads(rests_on)) if rests_on else frozenset()
