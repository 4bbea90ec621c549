"""How long `podium packs check` takes for the pack that takes longest."""

import statistics
import subprocess
from time import perf_counter

from rules.analysis import SAMPLE
from rules.analysis.groups import groups_of
from rules.library import shipped
from rules.pack import Pack
from rules.stack import Stack
from tests.bench.measures import PODIUM, Measure

LONGEST_SECONDS = 30.0


def largest_check(rounds: int) -> Measure:
    """Time the check of the largest pack as a process of its own, by the clock on the wall."""
    pack, stack = _largest()
    call = [str(PODIUM), "packs", "check", pack.id, "--format", "json"]
    times: list[float] = []
    for _ in range(rounds):
        start = perf_counter()
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        times.append(perf_counter() - start)
    return Measure(
        f"`podium packs check {pack.id}`, the largest, in two processes",
        f"{statistics.median(times):.1f} s",
        f"{min(times):.1f} to {max(times):.1f}; {_draws(pack, stack):,} cases drawn, "
        f"{SAMPLE:,} decided again, {len(stack.rules)} rules",
        f"≤ {LONGEST_SECONDS:.0f} s",
    )


def _largest() -> tuple[Pack, Stack]:
    """Return the pack of which cases and rules together come to most."""
    library = shipped()
    packs = [library.pack(id_) for id_ in library.ids()]
    stacks = [library.stack_of(pack) for pack in packs]
    return max(zip(packs, stacks, strict=True), key=lambda one: _draws(*one) * len(one[1].rules))


def _draws(pack: Pack, stack: Stack) -> int:
    return sum(group.plan.draws for group in groups_of(pack, stack, seed=1))
