"""Which sets of changes bring a rival level with the winner, among bids that stand fixed.

A rival draws level when the winner's points times one factor are no more than the rival's times
another. Under `weighted_sum` and `quality_credit` both factors are 1, the price being a difference
of points; under `price_per_quality_point` the first is the rival's price and the second the
winner's, which is what comparing the two quotients comes to. Every step of a score adds to one
side or takes from the other, so a set of changes draws level when its steps add up to the gap.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import ceil, lcm

from evaluation.model import Method
from evaluation.robustness.budget import Budget
from evaluation.robustness.changes import DOWN, UP, Changes
from evaluation.robustness.subsets import Chosen, Item, most, reaching, reaching_of_two
from evaluation.robustness.what_if import WhatIf, Worth, rank_key

Worths = Mapping[str, Worth]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a rival is behind, in whole units of steps; `ends_even` where it can draw level."""

    need: int
    ends_even: bool
    of_winner: int
    of_rival: int


class Challenges:
    """The search for changes of the winner's and one rival's scores."""

    def __init__(self, what_if: WhatIf, changes: Changes, winner: str, budget: Budget) -> None:
        """Take the figures, the changes, the present winner and the budget to be spent."""
        self._what_if = what_if
        self._changes = changes
        self._winner = winner
        self._budget = budget
        self._ups: dict[str, list[Item]] = {}

    def levelling(
        self, worths: Worths, count: int, rivals: frozenset[str], moved: frozenset[str]
    ) -> Iterator[Chosen]:
        """Yield each set of so many changes after which the winner is no longer alone first.

        Only falls of the winner and rises of one rival are tried, of a rival that is not in
        `moved`: in a smallest set nothing else has a part (see `evaluation.robustness.flips`).

        Raises:
            BudgetIsSpent: while it went on.
        """
        seen: set[Chosen] = set()
        if self._what_if.model.method is Method.PRICE_PER_QUALITY_POINT:
            yield from self._without_points(worths, count, seen)
        for rival in worths:
            if rival == self._winner or rival not in rivals:
                continue
            for chosen in self._against(worths, rival, count, is_fixed=rival in moved):
                if len(chosen) == count and all(self._is_winners(item) for item in chosen):
                    if chosen in seen:
                        continue
                    seen.add(chosen)
                yield chosen

    def _is_winners(self, item: Item) -> bool:
        return item.key[0] == self._changes.bids[self._winner]

    def _without_points(self, worths: Worths, count: int, seen: set[Chosen]) -> Iterator[Chosen]:
        """Yield falls that leave the winner without points, and so disqualified."""
        need = ceil(worths[self._winner].points * self._changes.denominator)
        for chosen in reaching(self._downs, count, need, self._budget):
            if chosen not in seen:
                seen.add(chosen)
                yield chosen

    def _against(
        self, worths: Worths, rival: str, count: int, *, is_fixed: bool
    ) -> Iterator[Chosen]:
        gap = self._gap(worths[self._winner], worths[rival])
        self._budget.spend()
        ups = [] if is_fixed else self._first_ups(rival, count)
        if _furthest(self._downs, ups, count, gap) < gap.need:
            return
        ups = ups if is_fixed else self.ups(rival)
        for chosen in self._reaching(gap, ups, count):
            total = sum(
                item.size * (gap.of_winner if self._is_winners(item) else gap.of_rival)
                for item in chosen
            )
            is_past = total > gap.need or not gap.ends_even
            if is_past or self._is_level(worths, rival, chosen):
                yield chosen

    def _reaching(self, gap: Gap, ups: list[Item], count: int) -> Iterator[Chosen]:
        """Yield sets that reach a gap, as changes of the size that they have by themselves."""
        if gap.of_winner == gap.of_rival == 1:
            yield from reaching_of_two(self._downs, ups, count, gap.need, self._budget)
            return
        plain = {item.key: item for item in (*self._downs, *ups)}
        downs = [Item(item.size * gap.of_winner, item.key) for item in self._downs]
        rises = [Item(item.size * gap.of_rival, item.key) for item in ups]
        for chosen in reaching_of_two(downs, rises, count, gap.need, self._budget):
            yield tuple(plain[item.key] for item in chosen)

    def _is_level(self, worths: Worths, rival: str, chosen: Chosen) -> bool:
        """Return whether a rival with an equal figure is at least level after tie-breaks."""
        model, keys = self._what_if.model, tuple(item.key for item in chosen)
        after = {
            bid: rank_key(model, self._changes.after(worths[bid], keys, self._changes.bids[bid]))
            for bid in (self._winner, rival)
        }
        held, reached = after[self._winner], after[rival]
        return reached is not None and (held is None or reached >= held)

    def _gap(self, winner: Worth, rival: Worth) -> Gap:
        unit = self._changes.denominator
        if self._what_if.model.method is Method.PRICE_PER_QUALITY_POINT:
            scale = lcm(winner.price.denominator, rival.price.denominator)
            exact = (rival.price * winner.points - winner.price * rival.points) * unit * scale
            factors = int(rival.price * scale), int(winner.price * scale)
        else:
            exact, factors = (self._worth(winner) - self._worth(rival)) * unit, (1, 1)
        return Gap(ceil(exact), exact.denominator == 1, *factors)

    def _worth(self, worth: Worth) -> Fraction:
        """Return points less what the price costs in points, under `quality_credit`."""
        credit = self._what_if.model.credit_per_point
        if self._what_if.model.method is not Method.QUALITY_CREDIT or not credit:
            return worth.points
        return worth.points - worth.price / credit

    @cached_property
    def _downs(self) -> list[Item]:
        self._budget.spend(len(self._changes.questions))
        return list(self._possible(self._winner, DOWN))

    def ups(self, bid: str) -> list[Item]:
        """Return all rises of a bid, the largest first."""
        if bid not in self._ups:
            self._budget.spend(len(self._changes.questions))
            self._ups[bid] = list(self._possible(bid, UP))
        return self._ups[bid]

    def _first_ups(self, bid: str, count: int) -> list[Item]:
        return self._ups.get(bid) or list(islice(self._possible(bid, UP), count))

    def _possible(self, bid: str, direction: int) -> Iterator[Item]:
        at, unit = self._changes.bids[bid], self._changes.denominator
        for question in self._changes.by_points:
            if self._changes.is_possible(at, question, direction):
                size = int(question.points * unit)
                yield Item(size, self._changes.key(at, question, direction))


def _furthest(downs: list[Item], ups: list[Item], count: int, gap: Gap) -> int:
    """Return the most that so many changes could come to; less than the need if there are none."""
    found = [gap.need - 1]
    for of_ups in range(count + 1):
        fallen, risen = most(downs, count - of_ups), most(ups, of_ups)
        if fallen is not None and risen is not None:
            found.append(fallen * gap.of_winner + risen * gap.of_rival)
    return max(found)
