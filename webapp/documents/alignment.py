"""Two sequences laid side by side: what stands in both, in order, and what in one alone."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Generic, TypeVar

_T = TypeVar("_T")

_MOST_PAIRS = 4_000
"""Pairs within a stretch of changes above which only keys tell what belongs together."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[_T]):
    """What belongs together; None on the side that has no such thing."""

    before: _T | None
    after: _T | None
    is_moved: bool = False


def aligned(
    before: Sequence[_T],
    after: Sequence[_T],
    key: Callable[[_T], Hashable],
    likeness: Callable[[_T, _T], int],
) -> Iterator[Pair[_T]]:
    """Yield the pairs of two sequences in reading order.

    Those of one key belong together, wherever they stand; a moved one stands at its later
    place. Of the others, those that are alike and stand between the same pairs belong together,
    so that all are as alike as can be; what is gone stands before what is new in its place.

    Args:
        before: the one sequence.
        after: the other.
        key: what a thing is known by in both, whatever it says.
        likeness: how alike two are, 0 where they are not to be paired.
    """
    keys = [key(thing) for thing in before], [key(thing) for thing in after]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    moved = _moved(*keys, blocks)
    left = set(moved.values())
    at, on = 0, 0
    for block in blocks:
        gone = [before[place] for place in range(at, block.a) if place not in left]
        fresh: list[_T] = []
        for place in range(on, block.b):
            if place in moved:
                yield from _paired(gone, fresh, likeness)
                gone, fresh = [], []
                yield Pair(before[moved[place]], after[place], is_moved=True)
            else:
                fresh.append(after[place])
        yield from _paired(gone, fresh, likeness)
        at, on = block.a + block.size, block.b + block.size
        stayed = zip(before[block.a : at], after[block.b : on], strict=True)
        yield from (Pair(one, other) for one, other in stayed)


def _moved(
    before: Sequence[Hashable], after: Sequence[Hashable], blocks: Sequence[Match]
) -> Mapping[int, int]:
    """Return the later place of each thing that moved, with its earlier one."""
    stayed = {block.a + step for block in blocks for step in range(block.size)}
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(before) - 1, -1, -1):
        if place not in stayed:
            places[before[place]].append(place)
    held = {block.b + step for block in blocks for step in range(block.size)}
    return {
        place: places[key].pop()
        for place, key in enumerate(after)
        if place not in held and places.get(key)
    }


def _paired(
    before: Sequence[_T], after: Sequence[_T], likeness: Callable[[_T, _T], int]
) -> Iterator[Pair[_T]]:
    at, on = 0, 0
    for first, second in (*_likest(before, after, likeness), (len(before), len(after))):
        yield from (Pair(thing, None) for thing in before[at:first])
        yield from (Pair(None, thing) for thing in after[on:second])
        if first < len(before):
            yield Pair(before[first], after[second])
        at, on = first + 1, second + 1


def _likest(
    before: Sequence[_T], after: Sequence[_T], likeness: Callable[[_T, _T], int]
) -> list[tuple[int, int]]:
    """Return the places of the pairs that are most alike together, in the order of both."""
    if not 0 < len(before) * len(after) <= _MOST_PAIRS:
        return []
    alike = [[likeness(one, other) for other in after] for one in before]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for one in range(len(before) - 1, -1, -1):
        for other in range(len(after) - 1, -1, -1):
            paired = best[one + 1][other + 1] + alike[one][other]
            best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
    pairs = []
    one = other = 0
    while one < len(before) and other < len(after):
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs
