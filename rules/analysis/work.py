"""The parts of an analysis, judged here or by several processes at once, with the same result."""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from rules.analysis.groups import Group
from rules.analysis.judging import Judge, Judged, Part
from rules.pack import Pack
from rules.stack import Stack

COLLECTED_AFTER = 100_000

_judges: list[Judge] = []
"""The judge of a process that was started to help, made once."""


def parts_of(groups: Sequence[Group], *, sample: int) -> tuple[Part, ...]:
    """Return the parts of all groups, each with how many of its cases are decided again.

    The sample is spread over the parts by the number of cases that each draws.
    """
    total = sum(group.plan.draws for group in groups)
    parts: list[Part] = []
    before = 0
    for number, group in enumerate(groups):
        for part in range(group.plan.parts):
            first, last = group.plan.bounds(part)
            after = before + last - first
            share = sample * after // total - sample * before // total
            parts.append(Part(number, part, last - first if total <= sample else share))
            before = after
    return tuple(parts)


def judged_parts(
    pack: Pack,
    stack: Stack,
    groups: tuple[Group, ...],
    parts: Sequence[Part],
    *,
    seed: int,
    processes: int,
) -> Iterator[Judged]:
    """Yield what each part comes to, in order, whoever judged it."""
    if processes == 1 or len(parts) == 1:
        judge = Judge(pack, stack, groups, seed=seed)
        for part in parts:
            yield judge.judge(part)
        return
    light = Stack(tuple(replace(one, tests=()) for one in stack.packs))
    place = [one.id for one in stack.packs].index(pack.id)
    with ProcessPoolExecutor(
        min(processes, len(parts)),
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(place, light, groups, seed),
    ) as pool:
        yield from pool.map(_judged, parts)


def _begin(place: int, stack: Stack, groups: tuple[Group, ...], seed: int) -> None:
    """Make the judge of a helping process.

    Cases leave next to nothing in circles behind, and what the packs hold stays to the end: the
    collector of circles has little to find here, and looks seldom.
    """
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
    _judges.append(Judge(stack.packs[place], stack, groups, seed=seed))


def _judged(part: Part) -> Judged:
    return _judges[0].judge(part)
