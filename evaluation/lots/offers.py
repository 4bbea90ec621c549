"""Lots that are offered down their rankings: by bidders' preferences, or in the published order.

Each lot is offered to its best bid. A bidder that holds more than it may keeps those lots that it
prefers, and gives the others back; what was given back is offered to the next (D. Gale and L. S.
Shapley, "College Admissions and the Stability of Marriage", 1962). In the end no bidder misses a
lot that it prefers to one of its own and that went to a bid ranked below it. Where every
bidder prefers the lots in their published order, this is their award one after the other, bidders
at their limit passed over: the rule `in_order` is that case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from evaluation.lots.claims import Claim, Combination
from rules.errors import PodiumError

MOST_CASES = 20_000
"""How many cases are followed where bids share a place: each may lead to other awards."""


class TiesTooMany(PodiumError):
    """More bids share a place, where it matters, than there are cases that can be followed."""


@dataclass(frozen=True, slots=True)
class _Case:
    """How far the offers have come: who holds what, and whom each lot has still to ask."""

    held: Mapping[str, tuple[Claim, ...]]
    asked: Mapping[str, frozenset[str]]
    open: tuple[str, ...]

    @property
    def key(self) -> object:
        """What tells one case from another."""
        return (
            frozenset((lot, claims) for lot, claims in self.held.items()),
            frozenset(self.asked.items()),
            frozenset(self.open),
        )


def offered(
    claims: Mapping[str, Sequence[Claim]],
    limits: Mapping[str, int | None],
    preferences: Mapping[str, Sequence[str]],
) -> tuple[Combination, ...]:
    """Return every combination of awards that the offers can end in: one, unless bids tie.

    `claims` are in the order of the lots' rankings; `preferences` hold every lot that a bidder
    with a limit could win more of than it may.

    Raises:
        TiesTooMany: more than `MOST_CASES` cases would have to be followed.
    """
    places = {
        lot: [tuple(place) for _, place in groupby(several, key=lambda claim: claim.rank)]
        for lot, several in claims.items()
    }
    bound = _bound(claims, limits)
    first = _Case(dict.fromkeys(claims, ()), {lot: frozenset() for lot in claims}, tuple(claims))
    pending, seen, ends = [first], {first.key}, list[Combination]()
    while pending:
        case = pending.pop()
        if not case.open:
            ends.append(case.held)
            continue
        for after in _steps(case, places, bound, preferences):
            if after.key not in seen:
                seen.add(after.key)
                pending.append(after)
        if len(seen) > MOST_CASES:
            problem = f"bids share places in more than {MOST_CASES:,} ways that matter"
            raise TiesTooMany("lots", problem, "Give each model a tie_break that was published")
    unlike = {frozenset((lot, held) for lot, held in end.items()): end for end in reversed(ends)}
    return tuple(reversed(unlike.values()))


def _bound(
    claims: Mapping[str, Sequence[Claim]], limits: Mapping[str, int | None]
) -> dict[str, int]:
    """Return the limits of those who have bid for more lots than they may win."""
    bids_for: dict[str, set[str]] = {}
    for lot, several in claims.items():
        for claim in several:
            bids_for.setdefault(claim.bidder, set()).add(lot)
    found = {bidder: limits.get(bidder) for bidder in bids_for}
    return {
        bidder: limit
        for bidder, limit in found.items()
        if limit is not None and limit < len(bids_for[bidder])
    }


def _steps(
    case: _Case,
    places: Mapping[str, Sequence[tuple[Claim, ...]]],
    bound: Mapping[str, int],
    preferences: Mapping[str, Sequence[str]],
) -> Iterator[_Case]:
    """Yield what comes next: one case, or one for each of those who share the place to ask."""
    lot, *rest = case.open
    for place in places[lot]:
        left = tuple(claim for claim in place if claim.bid not in case.asked[lot])
        if not left:
            continue
        if not any(claim.bidder in bound for claim in left):
            yield _Case({**case.held, lot: left}, case.asked, tuple(rest))
            return
        for claim in left:
            asked = {**case.asked, lot: case.asked[lot] | {claim.bid}}
            held = {**case.held, lot: (claim,)}
            if claim.bidder in bound and (back := _given_back(claim.bidder, held, bound)):
                worst = max(back, key=preferences[claim.bidder].index)
                yield _Case({**held, worst: ()}, asked, (worst, *(x for x in rest if x != worst)))
            else:
                yield _Case(held, asked, tuple(rest))
        return
    yield _Case(case.held, case.asked, tuple(rest))


def _given_back(
    bidder: str, held: Mapping[str, tuple[Claim, ...]], bound: Mapping[str, int]
) -> list[str]:
    """Return the lots of a bidder if they are more than it may keep, nothing otherwise."""
    own = [lot for lot, claims in held.items() if any(one.bidder == bidder for one in claims)]
    return own if len(own) > bound[bidder] else []
