"""Whose bids in several lots are one bidder's: those of one identifier, and those of one name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.lots_tender.bidders import as_compared


@dataclass(frozen=True, slots=True)
class LotBid:
    """A bid for a lot: by which id it stands among those of all lots, and whose it is."""

    lot: int
    id: str
    bidder: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Matched:
    """One bidder with its bids in all lots, those of the first lot first."""

    bids: tuple[LotBid, ...]

    @property
    def id(self) -> str:
        """The id of its first bid, by which it is known."""
        return self.bids[0].id

    @property
    def name(self) -> str:
        """What it is called in its first bid."""
        return self.bids[0].bidder

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called, each once."""
        return tuple(dict.fromkeys(one.bidder for one in self.bids))

    @property
    def lots(self) -> tuple[int, ...]:
        """The lots that it bids for, each once."""
        return tuple(dict.fromkeys(one.lot for one in self.bids))


def matched(bids: Sequence[LotBid]) -> tuple[Matched, ...]:
    """Return who bids, in the order in which their bids first stand.

    Bids count together that have one identifier or one name, however it is capitalised or
    spaced, also over others: a limit that counted them apart would be none.
    """
    groups: list[list[LotBid]] = []
    for bid in bids:
        same = [group for group in groups if any(_is_one(bid, other) for other in group)]
        kept = [group for group in groups if group not in same]
        groups = [*kept, [*(one for group in same for one in group), bid]]
    order = {bid.id: place for place, bid in enumerate(bids)}
    ordered = (tuple(sorted(group, key=lambda one: order[one.id])) for group in groups)
    return tuple(sorted(map(Matched, ordered), key=lambda one: order[one.id]))


def _is_one(bid: LotBid, other: LotBid) -> bool:
    return bool(set(_marks(bid)) & set(_marks(other)))


def _marks(bid: LotBid) -> Iterator[tuple[str, str]]:
    yield "name", as_compared(bid.bidder)
    if bid.identifier:
        yield "identifier", as_compared(bid.identifier)
