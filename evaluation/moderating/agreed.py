"""When a panel has agreed everything that a model asks for."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Bidder = TypeVar("Bidder", bound=Hashable)


def is_all_agreed(
    bidders: Collection[Bidder], questions: int, agreed: Mapping[Bidder, tuple[int, bool]]
) -> bool:
    """Return whether every score that the model asks for is agreed.

    A bid that failed a gate needs no other score; with no bid there is nothing to agree.

    Args:
        bidders: Those whose bid was opened and is not excluded.
        questions: How many questions and gates the model has.
        agreed: By bidder, how many of them are agreed, and whether a gate is agreed as failed.

    >>> is_all_agreed(["A", "B"], 3, {"A": (3, False), "B": (1, True)})
    True
    >>> is_all_agreed(["A", "B"], 3, {"A": (3, False), "B": (2, False)})
    False
    """
    found = (agreed.get(bidder, (0, False)) for bidder in bidders)
    return bool(bidders) and all(count == questions or failed for count, failed in found)
