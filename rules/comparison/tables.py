"""How two packs decide, side by side: the decision tables of each stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.pack import Pack, Rule
from rules.reading import Grid
from rules.reading.stages import stage_title
from rules.reading.tables import decision_tables
from rules.stack import Stack
from rules.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class StageTables:
    """The decision tables of one stage, of the first pack and of the second."""

    title: str
    sides: tuple[tuple[Grid, ...], tuple[Grid, ...]]


def stage_tables(first: tuple[Pack, Stack], second: tuple[Pack, Stack]) -> Iterator[StageTables]:
    """Yield the tables of each stage in which a pack has any, with the rules of its last day."""
    for stage in Stage:
        one, other = (decision_tables(_last(pack, stage), stack) for pack, stack in (first, second))
        if one or other:
            yield StageTables(stage_title(stage).title, (one, other))


def _last(pack: Pack, stage: Stage) -> list[Rule]:
    """Return the rules of a stage that are in force on a pack's last day."""
    last = pack.until_on or date.max
    return [one for one in pack.rules if one.stage is stage and one.in_force(last)]
