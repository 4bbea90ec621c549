"""A whole pack read: its opening, its rules by stage, and everything else that it holds."""

from collections.abc import Iterator
from datetime import date

from rules.pack import Confidence, Pack, Titled
from rules.reading.entries import Entry, Grid, Holding, Part, Reading
from rules.reading.holdings import (
    clause_entry,
    duty_entry,
    outcomes_and_indicators,
    source_entry,
    titled_entry,
    value_entry,
    values_grid,
)
from rules.reading.on_day import left_out, on_day
from rules.reading.opening import opening
from rules.reading.phrases import Name, words
from rules.reading.rulings import rule_entry
from rules.reading.stages import stage_title
from rules.reading.tables import decision_tables
from rules.stack import Stack
from rules.vocabulary import Stage
from rules.wording import date_in_words, tag_word

_INTROS = {
    "values": (
        "The figures and dates that the rules name. None is ever overwritten: a new one stands "
        "beside the old, from its day on."
    ),
    "outcomes": "What is to be achieved, and what each is measured by.",
    "clauses": "Drafts to be filled in. What stands in square brackets differs by contract.",
    "duties": "What has to be done where a rule says so, and by when.",
    "sources": (
        "The texts that the rules cite. Every paragraph that falls within them is carried by "
        "something here, or it is said why nothing carries it."
    ),
}


def read_pack(pack: Pack, stack: Stack, on: date | None = None) -> Reading:
    """Return a pack as a person reads it; `stack` holds it and what it stands on.

    With `on` it holds only what is in force on that day, without it that of all times.
    """
    told: tuple[str, ...] = ()
    if on is not None:
        whole = pack
        pack, stack = on_day(pack, stack, on)
        told = (left_out(whole, pack, on),)
    return Reading(
        title=pack.title,
        opening=(*told, *opening(pack, stack, is_of_one_day=on is not None)),
        facts=tuple(_facts(pack)),
        parts=tuple(part for part in _parts(pack, stack, on) if part.entries),
    )


def _facts(pack: Pack) -> Iterator[tuple[str, str]]:
    until = f" to {date_in_words(pack.until_on)}" if pack.until_on else ""
    yield "Id", pack.id
    yield "Version", pack.version
    is_sure = pack.until_on is None or pack.until_confidence is Confidence.SEEN
    doubt = "" if is_sure else f" (the last day is {tag_word(pack.until_confidence)})"
    yield "In force", f"From {date_in_words(pack.from_on)}{until}{doubt}"
    if pack.stands_on:
        yield "Stands on", ", ".join(pack.stands_on)


def _parts(pack: Pack, stack: Stack, on: date | None) -> Iterator[Part]:
    for stage in Stage:
        yield _of_stage(stage, pack, stack)
    values = tuple(value_entry(item, stack) for item in pack.parameters)
    yield _part("values", "Values", values, values_grid(pack.parameters, stack, on))
    pillars = _titled(pack.pillars, Holding.PILLAR, stack)
    outcomes = tuple(outcomes_and_indicators(pack, stack))
    yield _part("outcomes", "Pillars, outcomes and indicators", (*pillars, *outcomes))
    clauses = tuple(clause_entry(item, stack) for item in pack.clauses)
    yield _part("clauses", "Model clauses", clauses)
    duties = tuple(duty_entry(item, stack) for item in pack.duties)
    yield _part("duties", "Duties and notices", duties, *_duties_grid(duties))
    bodies = _titled(pack.bodies, Holding.BODY, stack)
    yield _part("bodies", "Bodies that approve", bodies)
    sources = tuple(source_entry(item, stack) for item in pack.sources)
    yield _part("sources", "Sources", sources)


def _of_stage(stage: Stage, pack: Pack, stack: Stack) -> Part:
    rules = [rule for rule in pack.rules if rule.stage is stage]
    title, intro = stage_title(stage)
    return Part(
        anchor=f"stage-{stage.name.lower().replace('_', '-')}",
        title=title,
        intro=intro,
        entries=tuple(rule_entry(rule, stack) for rule in rules),
        grids=decision_tables(rules, stack),
    )


def _part(anchor: str, title: str, entries: tuple[Entry, ...], *grids: Grid) -> Part:
    return Part(f"part-{anchor}", title, _INTROS.get(anchor, ""), entries, grids)


def _titled(items: tuple[Titled, ...], holding: Holding, stack: Stack) -> tuple[Entry, ...]:
    return tuple(titled_entry(item, holding, stack) for item in items)


def _duties_grid(duties: tuple[Entry, ...]) -> tuple[Grid, ...]:
    """Return a table of the duties and their days, where there are several."""
    if len(duties) < 2:  # noqa: PLR2004 - one is its own sentence
        return ()
    rows = tuple(
        (
            (Name(duty.title, duty.id),),
            next((row.phrases[0] for row in duty.rows if row.head == "When"), words("–")),
        )
        for duty in duties
    )
    return (Grid("Every duty, and when it falls due", ("Duty", "When"), rows),)
