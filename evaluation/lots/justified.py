"""The combinations at least cost in which nobody is passed over who may win another lot.

A lot goes to its most advantageous tender, and the published rule decides only where a supplier
would otherwise exceed its limit (Procurement Act 2023 s.23(4)(b)). So a bid may stand above the one
that has its lot only if its bidder has all that it may win.

Each bidder that bids for more lots than it may win either is passed over nowhere, or has all that
it may win. Where the least sum passes somebody over without need, both ways are followed, the one
with the lesser sum first (A. Land and A. Doig, "An Automatic Method of Solving Discrete Programming
Problems", 1960): what is found first is the least, exactly.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from evaluation.lots.claims import NOBODY, Claim
from evaluation.lots.combinations import Chosen, Option, Options, cost_of, equal_to, filled
from rules.errors import PodiumError

MOST_WORK = 60_000_000
"""How many bids are looked at, times the lots, until the least is found: some 40 seconds."""

MOST_WORK_AFTER = 6_000_000
"""How many are looked at then, to say by how much other combinations come to more."""


class TooManyCases(PodiumError):
    """More combinations would have to be compared than can be."""


@dataclass(frozen=True, slots=True)
class Least:
    """What combinations come to at least, those that come to it, and whether these are all."""

    cost: int
    combinations: tuple[Chosen, ...]
    is_complete: bool


@dataclass(slots=True)
class _Budget:
    """How many more ways may be followed."""

    left: int

    def spend(self) -> None:
        """Follow one more.

        Raises:
            TooManyCases: there was none left.
        """
        if self.left <= 0:
            raise TooManyCases(
                "lots",
                "the limits can be kept in too many ways to compare them all",
                "Award fewer lots at once, if that is what was published, or take advice",
            )
        self.left -= 1


@dataclass(frozen=True, slots=True)
class _Case:
    """`unmissed` are passed over nowhere, `full` have all that they may win."""

    unmissed: frozenset[str]
    full: frozenset[str]


class JustifiedCombinations:
    """The lots with their options, as combinations of them are compared."""

    def __init__(self, options: Options, limits: Mapping[str, int | None]) -> None:
        """Take what each lot may go to, with its costs, and how many lots each bidder may win."""
        self._options = {lot: tuple(_best_of_each(several)) for lot, several in options.items()}
        self._limits = limits
        self._unmissed = frozenset(_never_passed_over(self._options, limits))
        spans = (
            max(one.cost for one in several) - min(one.cost for one in several)
            for several in self._options.values()
        )
        # More than any two combinations differ by: that the full are full comes before all costs.
        self._reward = 1 + sum(spans)
        self._work = len(options) * sum(map(len, self._options.values()))
        self._after = _Budget(MOST_WORK_AFTER // self._work)

    def least(self, most: int) -> Least:
        """Return the combinations with the least cost, at most so many.

        Raises:
            TooManyCases: they are not found within `MOST_WORK`.
        """
        found: dict[frozenset[tuple[str, str]], Chosen] = {}
        least, is_complete = None, True
        for cost, case, chosen in self._justified({}, _Budget(MOST_WORK // self._work)):
            least = cost
            equal, is_all = equal_to(chosen, self._left(case, {}), self._limits, most)
            is_complete = is_complete and is_all
            for each in map(self._plain, equal):
                if not self._missed(each):
                    found[frozenset((lot, one.claim.bid) for lot, one in each.items())] = each
        if least is None:  # awarded one after the other, the lots are a combination that counts
            message = "there is a combination in which nobody is passed over without need"
            raise AssertionError(message)
        several = tuple(found.values())
        return Least(least, several[:most], is_complete and len(several) <= most)

    def least_giving(self, lot: str, option: Option) -> int | None:
        """Return what combinations come to at least that give a lot to a bid; None for none.

        Raises:
            TooManyCases: all that was asked so far took more than `MOST_WORK_AFTER`.
        """
        found = self._justified({lot: option}, self._after)
        return next((cost for cost, _, _ in found), None)

    def _justified(
        self, fixed: Mapping[str, Option], budget: _Budget
    ) -> Iterator[tuple[int, _Case, Chosen]]:
        """Yield combinations that count: of every way that comes to the least cost, one."""
        turn, least = count(), None
        heap: list[tuple[int, int, _Case, Chosen]] = []

        def follow(case: _Case) -> None:
            chosen = filled(self._left(case, fixed), self._limits)
            if chosen is not None and self._is_full(case, chosen):
                heappush(heap, (cost_of(self._plain(chosen)), next(turn), case, chosen))

        follow(_Case(self._unmissed, frozenset()))
        while heap:
            budget.spend()
            cost, _turn, case, chosen = heappop(heap)
            if least is not None and cost > least:
                return
            missed = self._missed(chosen)
            if not missed:
                least = cost
                yield cost, case, chosen
                continue
            one = min(missed, key=lambda each: (-missed[each], each))
            follow(_Case(case.unmissed | {one}, case.full))
            if one not in case.full:
                follow(_Case(case.unmissed, case.full | {one}))

    def _left(self, case: _Case, fixed: Mapping[str, Option]) -> dict[str, list[Option]]:
        """Return the options by which nobody unmissed is passed over, those of the full first."""
        left = {}
        for lot, several in self._options.items():
            ranks = [one.claim.rank for one in several if one.bidder in case.unmissed]
            left[lot] = [
                Option(one.claim, one.cost - self._reward * (one.bidder in case.full))
                for one in several
                if (not ranks or (one.bidder != NOBODY and one.claim.rank <= min(ranks)))
                and (lot not in fixed or one.claim.bid == fixed[lot].claim.bid)
            ]
        return left

    def _is_full(self, case: _Case, chosen: Chosen) -> bool:
        held = Counter(option.bidder for option in chosen.values())
        return all(held[one] == self._limits[one] for one in case.full)

    def _missed(self, chosen: Chosen) -> Counter[str]:
        """Return who is passed over though it may win another lot, and in how many."""
        held = Counter(option.bidder for option in chosen.values())
        return Counter(
            claim.bidder
            for lot, option in chosen.items()
            for claim in _above(option, self._options[lot])
            if (limit := self._limits[claim.bidder]) is None or held[claim.bidder] < limit
        )

    def _plain(self, chosen: Chosen) -> Chosen:
        """Return a combination at its own costs."""
        return {
            lot: next(one for one in self._options[lot] if one.claim.bid == option.claim.bid)
            for lot, option in chosen.items()
        }


def _best_of_each(several: Iterable[Option]) -> Iterator[Option]:
    """Yield the options but for bids that stand below another of the same bidder in the lot."""
    best: dict[str, int] = {}
    for option in sorted(several, key=lambda one: one.claim.rank):
        if best.setdefault(option.bidder, option.claim.rank) == option.claim.rank:
            yield option


def _above(option: Option, several: Iterable[Option]) -> Iterator[Claim]:
    """Yield the bids that stand above an option of their lot."""
    for one in several:
        is_bid = one.bidder != NOBODY
        if is_bid and (option.bidder == NOBODY or one.claim.rank < option.claim.rank):
            yield one.claim


def _never_passed_over(options: Options, limits: Mapping[str, int | None]) -> Iterator[str]:
    """Yield who bids for no more lots than it may win, so that nothing may pass it over."""
    lots = Counter(
        bidder
        for several in options.values()
        for bidder in {option.bidder for option in several} - {NOBODY}
    )
    for bidder, number in lots.items():
        limit = limits[bidder]
        if limit is None or number <= limit:
            yield bidder
