"""Sets of a few changes that add up to enough, found without looking at those that do not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evaluation.robustness.budget import Budget

ChangeKey = tuple[int, int, int]
"""The bid and the criterion in the order given, and 0 for down or 1 for up: the order of flips."""


class Item(NamedTuple):
    """A change and how far it goes towards the goal, in whole units of a common denominator."""

    size: int
    key: ChangeKey


Chosen = tuple[Item, ...]


def by_size(items: Sequence[Item]) -> list[Item]:
    """Return items, the largest first."""
    return sorted(items, key=lambda item: (-item.size, item.key))


def most(items: Sequence[Item], count: int) -> int | None:
    """Return what so many of the items, sorted by size, come to at most; None if too few."""
    if len(items) < count:
        return None
    return sum(item.size for item in items[:count])


def reaching(
    items: Sequence[Item], count: int, need: int, budget: Budget, start: int = 0
) -> Iterator[Chosen]:
    """Yield each set of so many items, sorted by size, whose sizes come to `need` or more.

    Sizes are not negative. Sets that cannot reach it are passed over by the largest sum that
    the items left could still make.

    >>> items = [Item(3, (0, 0, 1)), Item(2, (0, 1, 1)), Item(1, (0, 2, 1))]
    >>> [sum(item.size for item in found) for found in reaching(items, 2, 4, Budget())]
    [5, 4]

    Raises:
        BudgetIsSpent: while it went on.
    """
    if count == 0:
        if need <= 0:
            yield ()
        return
    for position in range(start, len(items) - count + 1):
        budget.spend()
        item = items[position]
        if sum(each.size for each in items[position : position + count]) < need:
            return
        if count == 1:
            yield (item,)
            continue
        for rest in reaching(items, count - 1, need - item.size, budget, position + 1):
            yield (item, *rest)


def reaching_of_two(
    first: Sequence[Item], second: Sequence[Item], count: int, need: int, budget: Budget
) -> Iterator[Chosen]:
    """Yield each set of so many items of either list, each sorted, that comes to `need`.

    Raises:
        BudgetIsSpent: while it went on.
    """
    for of_first in range(count, -1, -1):
        best = most(second, count - of_first)
        if best is None:
            continue
        for chosen in reaching(first, of_first, need - best, budget):
            left = need - sum(item.size for item in chosen)
            for others in reaching(second, count - of_first, left, budget):
                yield chosen + others
