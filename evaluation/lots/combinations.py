"""The combination of awards with the least sum, exactly: lots to bidders, within their limits.

Each lot goes to one of its bids or to nobody, and no bidder gets more lots than it may: a problem
of transportation, solved lot by lot along cheapest augmenting paths (R. Ahuja, T. Magnanti and J.
Orlin, "Network Flows", 1993, section 9.7). The work grows with lots × bids and never with the
number of combinations. Sums that are compared in turn are packed into one whole number.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeAlias

from evaluation.lots.claims import NOBODY, Claim

MOST_LISTED = 20
"""How many equal combinations are written out."""

MOST_WORK = 20_000
"""How many bids are looked at, all tries together, to write them out."""

_SPARE = "\0"


class Option(NamedTuple):
    """A bid, or nobody, as what a lot may go to, with what that costs."""

    claim: Claim
    cost: int

    @property
    def bidder(self) -> str:
        """Who would have the lot."""
        return self.claim.bidder


Options: TypeAlias = Mapping[str, Sequence[Option]]
Chosen: TypeAlias = dict[str, Option]


class Way(NamedTuple):
    """How a bidder can be given one lot more: what that costs, which lot moves to it, and how."""

    cost: int
    lot: str
    option: Option


Ways: TypeAlias = dict[str, Way]
"""The cheapest way to each bidder."""


class Scale(NamedTuple):
    """How figures were packed into one number: how many units each has, and how far each goes."""

    units: tuple[int, ...]
    spans: tuple[int, ...]

    def unpacked(self, cost: int) -> tuple[Fraction, ...]:
        """Return the figures that a cost, or a difference of costs, was packed from."""
        figures: list[Fraction] = []
        for unit, span in zip(reversed(self.units), reversed(self.spans), strict=True):
            low = (cost + span // 2) % span - span // 2
            figures.append(Fraction(low, unit))
            cost = (cost - low) // span
        return tuple(reversed(figures))


def packed(claims: Mapping[str, Sequence[Claim]]) -> tuple[Options, Scale]:
    """Return what each lot may go to, and the scale of its costs.

    Compared are, in turn: how many lots are left without an award, the figures of the claims, and
    how far behind they stand in their lots' own orders of ties. Every lot may go to nobody.
    """
    width = next((len(one.figures) for several in claims.values() for one in several), 0)
    none = (Fraction(0),) * width
    rows = {
        lot: [
            *((claim, (Fraction(0), *claim.figures, Fraction(claim.behind))) for claim in several),
            (Claim(lot, "", NOBODY, 0, none), (Fraction(1), *none, Fraction(0))),
        ]
        for lot, several in claims.items()
    }
    columns = list(zip(*(row for several in rows.values() for _, row in several), strict=True))
    units = tuple(lcm(*(each.denominator for each in column)) for column in columns)
    spans = tuple(
        4 * len(claims) * int(max(abs(each) for each in column) * unit) + 3
        for column, unit in zip(columns, units, strict=True)
    )
    scale = Scale(units, spans)
    return {
        lot: [Option(claim, _cost(row, scale)) for claim, row in several]
        for lot, several in rows.items()
    }, scale


def _cost(row: Iterable[Fraction], scale: Scale) -> int:
    cost = 0
    for each, unit, span in zip(row, scale.units, scale.spans, strict=True):
        cost = cost * span + int(each * unit)
    return cost


def cheapest(options: Options, limits: Mapping[str, int | None]) -> Chosen:
    """Return a combination with the least cost; every lot may go to nobody."""
    return filled(options, limits) or {}


def filled(options: Options, limits: Mapping[str, int | None]) -> Chosen | None:
    """Return a combination with the least cost, None where no combination keeps the limits."""
    chosen: Chosen = {}
    for lot, several in options.items():
        start: Ways = {}
        for option in several:
            if option.bidder not in start or option.cost < start[option.bidder].cost:
                start[option.bidder] = Way(option.cost, lot, option)
        ways = _followed(start, options, chosen)
        ends = [one for one in ways if _has_room(one, chosen, limits)]
        if not ends:
            return None
        end = min(ends, key=lambda one: ways[one].cost)
        while True:
            way = ways[end]
            before = chosen.get(way.lot)
            chosen[way.lot] = way.option
            if before is None:
                break
            end = before.bidder
    return chosen


def cost_of(chosen: Chosen) -> int:
    """Return what a combination comes to."""
    return sum(option.cost for option in chosen.values())


def dearer_by(
    chosen: Chosen, options: Options, limits: Mapping[str, int | None]
) -> dict[tuple[str, str], int]:
    """Return by how much the best combination that gives a lot to a bid costs more, for each.

    `chosen` has the least cost; 0 means that another combination is as good. A bid is left out to
    which no combination gives the lot: there is always one where every lot may go to nobody.
    """
    arcs = _arcs(options, chosen, limits)
    costs: dict[str, dict[str, int]] = {}
    found: dict[tuple[str, str], int] = {}
    for lot, several in options.items():
        now = chosen[lot]
        for option in several:
            if option.bidder not in costs:
                costs[option.bidder] = _costs_from(option.bidder, arcs)
            more = costs[option.bidder].get(now.bidder)
            if more is not None:
                found[lot, option.claim.bid] = option.cost - now.cost + more
    return found


def equal_to(
    chosen: Chosen, options: Options, limits: Mapping[str, int | None], most: int
) -> tuple[list[Chosen], bool]:
    """Return combinations that are as good as one that has the least cost, and if these are all.

    They are at most so many, and fewer where finding them would take long; there is always one.
    """
    least = cost_of(chosen)
    more = dearer_by(chosen, options, limits)
    left = {
        lot: [option for option in several if more.get((lot, option.claim.bid)) == 0]
        for lot, several in options.items()
    }
    tries = max(1, MOST_WORK // sum(map(len, options.values())))
    found: list[Chosen] = []
    pending: list[tuple[Options, Chosen]] = [(left, chosen)]
    while pending:
        several, best = pending.pop()
        tied = next((lot for lot, those in several.items() if len(those) > 1), None)
        if tied is None:
            if len(found) == most:
                return found, False
            found.append(best)
            continue
        for option in reversed(several[tied]):
            fixed = {**several, tied: [option]}
            other: Chosen | None = best
            if option != best[tied]:
                tries -= 1
                other = filled(fixed, limits)
            if tries < 0:
                return found or [chosen], False
            if other is not None and cost_of(other) == least:
                pending.append((fixed, other))
    return found, True


def _followed(ways: Ways, options: Options, chosen: Chosen) -> Ways:
    """Return the cheapest way to every bidder that can be reached from where some begin."""
    held: dict[str, list[str]] = {}
    for lot, option in chosen.items():
        held.setdefault(option.bidder, []).append(lot)
    found, changed = dict(ways), list(ways)
    while changed:
        bidder = changed.pop(0)
        for lot in held.get(bidder, ()):
            base = found[bidder].cost - chosen[lot].cost
            for option in options[lot]:
                cost = base + option.cost
                if option.bidder != bidder and (
                    option.bidder not in found or cost < found[option.bidder].cost
                ):
                    found[option.bidder] = Way(cost, lot, option)
                    if option.bidder not in changed:
                        changed.append(option.bidder)
    return found


def _has_room(bidder: str, chosen: Chosen, limits: Mapping[str, int | None]) -> bool:
    limit = limits.get(bidder)
    return limit is None or sum(option.bidder == bidder for option in chosen.values()) < limit


def _arcs(
    options: Options, chosen: Chosen, limits: Mapping[str, int | None]
) -> dict[str, dict[str, int]]:
    """Return from whom to whom one lot can move, at what cost; `_SPARE` is room for one more."""
    arcs: dict[str, dict[str, int]] = {_SPARE: {}}
    for lot, now in chosen.items():
        arcs[_SPARE][now.bidder] = 0
        own = arcs.setdefault(now.bidder, {})
        for option in options[lot]:
            cost = option.cost - now.cost
            if option.bidder != now.bidder and cost < own.get(option.bidder, cost + 1):
                own[option.bidder] = cost
    for bidder in {option.bidder for several in options.values() for option in several}:
        if _has_room(bidder, chosen, limits):
            arcs.setdefault(bidder, {})[_SPARE] = 0
    return arcs


def _costs_from(bidder: str, arcs: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return the least cost at which a lot leaves a bidder and another comes to each."""
    found, changed = {bidder: 0}, [bidder]
    while changed:
        one = changed.pop(0)
        for other, cost in arcs.get(one, {}).items():
            if other not in found or found[one] + cost < found[other]:
                found[other] = found[one] + cost
                if other not in changed:
                    changed.append(other)
    return found
