"""The order of the bids: exact comparisons, shared ranks, and the published order of ties."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from evaluation.derivation import Figure
from evaluation.model import Method, Model
from evaluation.result import CriterionResult, TieBroken


class Ranked(NamedTuple):
    """A bid that stands, and all that it is ranked by."""

    id: str
    measured: Figure
    price: Figure | None
    marks: Mapping[str, Figure]
    results: Mapping[str, CriterionResult]

    def standing_in(self, criterion: str, model: Model) -> Fraction:
        """Return how a bid stands in one criterion alone: the more the better."""
        if criterion in self.results:
            return self.results[criterion].points.value
        if criterion in self.marks:
            return self.marks[criterion].value
        is_price = model.price is not None and model.price.id == criterion
        return -self.price.value if is_price and self.price is not None else Fraction(0)


class Ranking(NamedTuple):
    """The bids, best first; those that share a place in the order in which they were given."""

    places: tuple[tuple[str, ...], ...]
    ties_broken: tuple[TieBroken, ...]

    def ranks(self) -> dict[str, int]:
        """Return the rank of each bid: 1, 2, 2, 4.

        >>> Ranking((("A",), ("B", "C"), ("D",)), ()).ranks()
        {'A': 1, 'B': 2, 'C': 2, 'D': 4}
        """
        found: dict[str, int] = {}
        for place in self.places:
            found |= dict.fromkeys(place, len(found) + 1)
        return found


def ranking(bids: Sequence[Ranked], model: Model) -> Ranking:
    """Rank bids: the highest total first, or under the other methods the lowest measure.

    Bids with equal figures are set apart by the criteria of `tie_break`, compared in turn: the
    more points the better, and where the method itself uses the price, the lower price. What
    is still equal shares a rank.
    """
    sign = -1 if model.method is Method.WEIGHTED_SUM else 1
    places: list[tuple[str, ...]] = []
    broken: list[TieBroken] = []
    for tied in _in_order(bids, lambda bid: sign * bid.measured.value):
        groups = [tied]
        for criterion in model.tie_break:
            groups = [part for group in groups for part in _parted(group, criterion, model, broken)]
        places.extend(tuple(bid.id for bid in group) for group in groups)
    return Ranking(tuple(places), tuple(broken))


def _parted(
    tied: list[Ranked], criterion: str, model: Model, broken: list[TieBroken]
) -> list[list[Ranked]]:
    """Return equal bids as a criterion parts them, and note it if it does."""
    if len(tied) == 1:
        return [tied]
    parts = _in_order(tied, lambda bid: -bid.standing_in(criterion, model))
    if len(parts) > 1:
        order = tuple(tuple(bid.id for bid in part) for part in parts)
        broken.append(TieBroken(tuple(bid.id for bid in tied), criterion, order))
    return parts


def _in_order(bids: Sequence[Ranked], key: Callable[[Ranked], Fraction]) -> list[list[Ranked]]:
    """Return bids in groups of equal keys, the least first, each in the order given."""
    return [list(group) for _, group in groupby(sorted(bids, key=key), key=key)]
