"""A pack as it stands on one day: the rules then in force, with the values of that day."""

from dataclasses import replace
from datetime import date

from rules.condition import ParameterName
from rules.pack import Coverage, Pack, Parameter, Rule, Source
from rules.stack import Stack
from rules.wording import counted, date_in_words, listed

_ELSEWHEN = "What carries it is not in force on this day."


def on_day(pack: Pack, stack: Stack, day: date) -> tuple[Pack, Stack]:
    """Return a pack and its stack with only what is in force on a day.

    They are for reading alone: their digests are still those of the whole packs.
    """
    kept = {one.id: _pack(one, day) for one in stack.packs}
    dated = Stack(tuple(kept.values()))
    gone = stack.rules.keys() - dated.rules.keys()
    gone |= stack.parameters.keys() - dated.parameters.keys()
    whole = Stack(tuple(_without(one, frozenset(gone)) for one in dated.packs))
    return next(one for one in whole.packs if one.id == pack.id), whole


def left_out(pack: Pack, dated: Pack, day: date) -> str:
    """Return in a sentence or two what of a pack stands on a day, and how much is left out."""
    rules, values = (
        len(pack.rules) - len(dated.rules),
        len(pack.parameters) - len(dated.parameters),
    )
    away = [
        counted(number, noun) for number, noun in ((rules, "rule"), (values, "value")) if number
    ]
    told = f"This is how it stands on {date_in_words(day)}, with the values of that day."
    if not pack.in_force(day):
        told = f"On {date_in_words(day)} it does not decide."
    if not away:
        return f"{told} Everything in it is in force then."
    verb = "is" if rules + values == 1 else "are"
    return f"{told} {listed(away).capitalize()} not in force then {verb} left out."


def _pack(pack: Pack, day: date) -> Pack:
    rules = tuple(rule for rule in pack.rules if rule.in_force(day))
    needed = {id_ for rule in rules for id_ in rule.parameters}
    for duty in pack.duties:
        if duty.due is not None and isinstance(duty.due.days, ParameterName):
            needed.add(duty.due.days.id)
    parameters = (_parameter(one, day, is_needed=one.id in needed) for one in pack.parameters)
    return replace(pack, rules=rules, parameters=tuple(filter(None, parameters)))


def _parameter(parameter: Parameter, day: date, *, is_needed: bool) -> Parameter | None:
    """Return a parameter with only its value of a day; None where it has none that is needed."""
    value = parameter.on(day)
    if value is None:
        return parameter if is_needed else None
    return replace(parameter, values=(value,))


def _without(pack: Pack, gone: frozenset[str]) -> Pack:
    """Return a pack that names nothing that was left out."""
    return replace(
        pack,
        rules=tuple(_rule(rule, gone) for rule in pack.rules),
        sources=tuple(_source(source, gone) for source in pack.sources),
    )


def _rule(rule: Rule, gone: frozenset[str]) -> Rule:
    return replace(rule, overrides=tuple(id_ for id_ in rule.overrides if id_ not in gone))


def _source(source: Source, gone: frozenset[str]) -> Source:
    return replace(source, covers=tuple(_coverage(one, gone) for one in source.covers))


def _coverage(item: Coverage, gone: frozenset[str]) -> Coverage:
    kept = tuple(id_ for id_ in item.carried_by if id_ not in gone)
    because = item.because if kept or not item.carried_by else _ELSEWHEN
    return replace(item, carried_by=kept, because=because)
