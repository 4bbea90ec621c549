"""The fewest changes of single scores that make another bid the winner, or none.

Everything is judged again: minimums, who stands, the prices and commitments that bids are
compared with. What makes the search exact and quick is what a smallest set can look like. Fewer
points never help a bid that stands and never change what others earn, and other bids' scores
count only through which bids stand. So, if no smaller set alters the winner, then in a set that
does

- changes of a bid that is neither the winner nor the one that draws level with it are there
  only to disqualify that bid, or to bring it in, and are as few as that takes;
- the winner's marks only fall, the rival's only rise, and those that disqualify only fall;
- where the winner is disqualified, nothing else is changed.

Each set therefore belongs to exactly one pattern: which bids are disqualified or brought in. For
each pattern the figures of standing bids are computed once, and the rest is adding steps up to a
gap (`evaluation.robustness.challenges`). Sizes one, two and three are searched in turn and each
to its end, which is the proof that no smaller set exists.
"""

from collections.abc import Iterator
from heapq import nsmallest
from itertools import combinations, product

from evaluation.robustness.budget import Budget, BudgetIsSpent
from evaluation.robustness.challenges import Challenges, Worths
from evaluation.robustness.changes import Changes
from evaluation.robustness.minimums import MOST_CHANGES, Minimums
from evaluation.robustness.result import Flip, Flips
from evaluation.robustness.subsets import ChangeKey
from evaluation.robustness.what_if import WhatIf, first_of, rank_key

MOST_LISTED = 1_000
NO_FLIPS = Flips((), 0, is_complete=True, size=None, reached=0)

Keys = tuple[ChangeKey, ...]


def flips(what_if: WhatIf, budget: Budget | None = None) -> Flips:
    """Return all sets of the least number of changes, at most three, that alter the winner."""
    winner = what_if.evaluation.first
    if winner is None:
        return NO_FLIPS
    search = Search(what_if, winner, budget or Budget())
    for size in range(1, MOST_CHANGES + 1):
        found = Found(search.of_size(size))
        listed = nsmallest(MOST_LISTED, found)
        if listed or not found.is_complete:
            return Flips(
                listed=tuple(search.told(keys) for keys in listed),
                total=found.count,
                is_complete=found.is_complete,
                size=size if listed else None,
                reached=size,
            )
    return Flips((), 0, is_complete=True, size=None, reached=MOST_CHANGES)


class Found:
    """Counts what a search finds, and notes whether it came to its end."""

    def __init__(self, keys: Iterator[Keys]) -> None:
        """Take the search, which has not begun."""
        self._keys = keys
        self.count = 0
        self.is_complete = True

    def __iter__(self) -> Iterator[Keys]:
        """Yield what is found until the end of the search, or of its budget."""
        try:
            for keys in self._keys:
                self.count += 1
                yield keys
        except BudgetIsSpent:
            self.is_complete = False


class Search:
    """The search for sets of changes, pattern by pattern."""

    def __init__(self, what_if: WhatIf, winner: str, budget: Budget) -> None:
        """Take the figures, the present winner and the budget that the search may spend."""
        self._what_if = what_if
        self._winner = winner
        self._budget = budget
        self._changes = Changes(what_if.tender)
        self._minimums = Minimums(what_if, self._changes)
        self._challenges = Challenges(what_if, self._changes, winner, budget)
        self._fewest: dict[str, int] | None = None
        self._worths_of: dict[frozenset[str], Worths] = {}

    def of_size(self, size: int) -> Iterator[Keys]:
        """Yield each set of so many changes that alters the winner, if no smaller set does.

        Raises:
            BudgetIsSpent: while it went on.
        """
        yield from self._with_standing_as_it_is(size)
        toggled = {bid: fewest for bid, fewest in self._toggles().items() if bid != self._winner}
        for number in range(1, size + 1):
            for bids in combinations(toggled, number):
                if sum(toggled[bid] for bid in bids) <= size:
                    yield from self._with_toggled(bids, size)

    def told(self, keys: Keys) -> Flip:
        """Return a set of changes, and who wins after it."""
        own = {at: tuple(key for key in keys if key[0] == at) for at, _, _ in keys}
        standing = set(self._what_if.standing)
        for at, changes in own.items():
            bid = self._what_if.tender.bids[at].id
            standing.discard(bid)
            if self._minimums.stands_after(at, changes):
                standing.add(bid)
        worths = dict(self._worths(frozenset(standing)))
        for at, changes in own.items():
            bid = self._what_if.tender.bids[at].id
            if bid in worths:
                worths[bid] = self._changes.after(worths[bid], changes, at)
        return Flip(tuple(self._changes.named(key) for key in keys), self._what_if.winner(worths))

    def _worths(self, standing: frozenset[str]) -> Worths:
        if standing not in self._worths_of:
            self._worths_of[standing] = self._what_if.worths(standing)
        return self._worths_of[standing]

    def _toggles(self) -> dict[str, int]:
        """Return how few changes disqualify each bid that stands, or bring another in."""
        if self._fewest is None:
            self._fewest = {}
            for bid, at in self._changes.bids.items():
                self._budget.spend(1 + len(self._minimums.thresholds))
                if bid in self._what_if.standing:
                    fewest = self._minimums.fewest_out(at)
                else:
                    fewest = self._minimums.fewest_in(at, self._budget)
                if fewest is not None:
                    self._fewest[bid] = fewest
        return self._fewest

    def _with_standing_as_it_is(self, size: int) -> Iterator[Keys]:
        """Yield sets that level a rival with the winner, and those that disqualify the winner."""
        worths = self._worths(self._what_if.standing)
        fallen: set[Keys] = set()
        at = self._changes.bids[self._winner]
        if self._toggles().get(self._winner) == size:
            for chosen in self._minimums.out(at, size, self._budget):
                fallen.add(_sorted(item.key for item in chosen))
        yield from fallen
        levelled = self._challenges.levelling(worths, size, frozenset(worths), frozenset())
        for chosen in levelled:
            keys = _sorted(item.key for item in chosen)
            if keys not in fallen:
                yield keys

    def _with_toggled(self, bids: tuple[str, ...], size: int) -> Iterator[Keys]:
        """Yield sets in which exactly these bids are disqualified or brought in."""
        fewest = self._toggles()
        standing = self._what_if.standing.symmetric_difference(bids)
        self._budget.spend(10 * len(standing) * (1 + len(self._what_if.compared)))
        worths = self._worths(standing)
        least = {bid: fewest[bid] for bid in bids}
        yield from self._with_sizes(bids, least, worths, size, rivals=frozenset(standing))
        for bid in bids:
            spare = size - sum(least.values())
            for more in range(1, spare + 1 if bid in standing else 0):
                sizes = least | {bid: least[bid] + more}
                yield from self._with_sizes(bids, sizes, worths, size, rivals=frozenset({bid}))

    def _with_sizes(
        self,
        bids: tuple[str, ...],
        sizes: dict[str, int],
        worths: Worths,
        size: int,
        *,
        rivals: frozenset[str],
    ) -> Iterator[Keys]:
        """Yield sets in which each of these bids is toggled by so many changes of its own."""
        left = size - sum(sizes.values())
        outs = [bid for bid in bids if bid not in worths]
        ins = [bid for bid in bids if bid in worths]
        for brought in product(*(self._toggling(bid, sizes[bid]) for bid in ins)):
            self._budget.spend(5)
            own: Keys = tuple(key for keys in brought for key in keys)
            after = dict(worths)
            for bid in ins:
                after[bid] = self._changes.after(worths[bid], own, self._changes.bids[bid])
            rest = list(self._remaining(after, left, rivals, frozenset(bids)))
            if not rest:
                continue
            for disqualified in product(*(self._toggling(bid, sizes[bid]) for bid in outs)):
                fixed = (*own, *(key for keys in disqualified for key in keys))
                for keys in rest:
                    self._budget.spend()
                    yield _sorted((*fixed, *keys))

    def _remaining(
        self, worths: Worths, count: int, rivals: frozenset[str], moved: frozenset[str]
    ) -> Iterator[Keys]:
        if count == 0:
            if self._is_level(worths, rivals):
                yield ()
            return
        for chosen in self._challenges.levelling(worths, count, rivals, moved):
            yield tuple(item.key for item in chosen)

    def _is_level(self, worths: Worths, rivals: frozenset[str]) -> bool:
        """Return whether the winner is no longer alone first among itself and the rivals."""
        self._budget.spend(len(rivals))
        keys = {
            bid: rank_key(self._what_if.model, worth)
            for bid, worth in worths.items()
            if bid in rivals or bid == self._winner
        }
        return first_of(keys) != self._winner

    def _toggling(self, bid: str, count: int) -> Iterator[Keys]:
        at = self._changes.bids[bid]
        if bid in self._what_if.standing:
            found = self._minimums.out(at, count, self._budget)
        else:
            found = self._minimums.brought_in(at, count, self._budget)
        for chosen in found:
            yield tuple(item.key for item in chosen)


def _sorted(keys: Iterator[ChangeKey] | Keys) -> Keys:
    return tuple(sorted(keys))
