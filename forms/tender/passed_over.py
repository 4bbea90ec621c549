"""The bids of a tender that its lot is not awarded to, whatever their place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from marshmallow import post_load

from evaluation.tender import PassedOver
from forms.json_fields import Identifier
from forms.json_objects import Part, StrictSchema
from forms.json_text import Json
from forms.tender.fields import LONGEST_ID, ListOf, Prose
from forms.tender.refusals import Refusals

LONGEST_REASON = 20_000
_KEYS = "an object with bid and because"


class _PassedOverSchema(StrictSchema):
    bid = Identifier(longest=LONGEST_ID, required=True)
    because = Prose(longest=LONGEST_REASON, required=True)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> PassedOver:
        return PassedOver(**data)


def passed_over_bids() -> ListOf:
    """Return the field of the bids that are passed over."""
    return ListOf(
        Part(_PassedOverSchema, expects=_KEYS),
        of="bids that are passed over, each with bid and because",
        may_be_empty=True,
    )


def refuse_wrong_bids(
    passed_over: tuple[PassedOver, ...], bids: Sequence[Json], refusals: Refusals
) -> None:
    """Note each bid that is passed over and is none of the tender's, or that stands there twice.

    `bids` are given as they were sent, so that a fault of a bid is not told twice.
    """
    known = {bid["id"] for bid in bids if isinstance(bid, dict) and isinstance(bid.get("id"), str)}
    for number, problem, remedy in _wrong(passed_over, known):
        refusals.add(f"passed_over[{number}].bid", problem, remedy)


def _wrong(
    passed_over: tuple[PassedOver, ...], known: AbstractSet[Json]
) -> Iterator[tuple[int, str, str]]:
    seen: Counter[str] = Counter()
    for number, one in enumerate(passed_over):
        seen[one.bid] += 1
        if one.bid not in known:
            yield number, f"there is no bid {one.bid}", "Give the id of one of the bids"
        elif seen[one.bid] > 1:
            yield number, f"bid {one.bid} is passed over already", "Take one of the two out"
