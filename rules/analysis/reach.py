"""Rules that no procurement can ever reach, shown from their conditions and dates alone.

A rule is dead where each time in which it is in force leaves its conditions nothing to be true
of: a value that no rule concludes then, bounds that exclude each other, a day outside the law.
What is not proven here may still never fire; the cases tell of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from rules.analysis.constraints import Allowed, allowed_at_first, narrowed
from rules.condition import AllOf, AnyOf, Comparison, Condition, Literal
from rules.pack import Pack, Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Stage, Value

MOST_STEPS = 20_000
"""Conditions that branch further than this are taken to be possible."""

ANY_VALUE = None


class DeadRule(NamedTuple):
    """A rule that can never fire, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which neither the rule nor a value that it names changes; both days included."""

    first: date
    last: date


Concluded = Mapping[str, frozenset[Value] | None]
"""What rules conclude of each conclusion in a span; None where any value may come of it."""


def dead_rules(pack: Pack, stack: Stack) -> tuple[DeadRule, ...]:
    """Return the rules of a pack that are proven never to fire, stage by stage.

    What a dead rule would have concluded is concluded by nobody, which can prove others dead.
    """
    dead: dict[str, str] = {}
    for stage in Stage:
        for rule in stack.rules_by_stage[stage]:
            why = _why_dead(rule, stack, dead)
            if why:
                dead[rule.id] = why
    return tuple(DeadRule(rule.id, dead[rule.id]) for rule in pack.rules if rule.id in dead)


def _why_dead(rule: Rule, stack: Stack, dead: Mapping[str, str]) -> str:
    """Return why a rule can never fire, empty where it may."""
    spans = tuple(_spans(rule, stack))
    if not spans:
        return "it is never in force while the law decides"
    reasons = [_why_silent(rule, span, stack, dead) for span in spans]
    return reasons[0] if all(reasons) else ""


def _spans(rule: Rule, stack: Stack) -> Iterator[Span]:
    law = stack.law
    first = max(rule.from_on, law.from_on)
    last = min(rule.until_on or date.max, law.until_on or date.max)
    turns = {first}
    for id_ in rule.parameters:
        for item in stack.parameters[id_].values:
            turns.add(item.from_on)
            if item.until_on is not None:
                turns.add(item.until_on + timedelta(days=1))
    within = sorted(day for day in turns if first <= day <= last)
    ends = [day - timedelta(days=1) for day in within[1:]] + [last]
    for day, end in zip(within, ends, strict=False):
        yield Span(day, end)


def _why_silent(rule: Rule, span: Span, stack: Stack, dead: Mapping[str, str]) -> str:
    concluded = _concluded(rule, span, stack, dead)
    search = _Search(stack, span, concluded)
    if search.is_possible((rule.when,)):
        return ""
    parts = rule.when.parts if isinstance(rule.when, AllOf) else (rule.when,)
    for part in parts:
        if not search.is_possible((part,)):
            return _alone(part, concluded)
    for one, other in combinations(parts, 2):
        if not search.is_possible((one, other)):
            return f"{_text(one)} and {_text(other)} are never true together"
    return "its conditions are never true together"


def _alone(part: Condition, concluded: Concluded) -> str:
    if isinstance(part, Comparison) and part.name in CONCLUSION_BY_NAME:
        if not concluded.get(part.name, frozenset()) and concluded.get(part.name) is not ANY_VALUE:
            return f"{_text(part)} is never true: no rule concludes {part.name} then"
        return f"{_text(part)} is never true: no rule concludes such a value then"
    return f"{_text(part)} is never true"


def _text(part: Condition) -> str:
    return f"«{part.text}»" if isinstance(part, Comparison) else "a group of conditions"


def _concluded(
    rule: Rule, span: Span, stack: Stack, dead: Mapping[str, str]
) -> dict[str, frozenset[Value] | None]:
    """Return what the rules of earlier stages that are in force in a span may conclude."""
    return {
        name: _of_conclusion(name, span, stack, dead)
        for name in rule.reads
        if name in CONCLUSION_BY_NAME
    }


def _of_conclusion(
    name: str, span: Span, stack: Stack, dead: Mapping[str, str]
) -> frozenset[Value] | None:
    values: set[Value] = set()
    for rule in stack.rules_by_stage[CONCLUSION_BY_NAME[name].stage]:
        operand = dict(rule.then).get(name)
        if operand is None or rule.id in dead or not _meets(rule, span):
            continue
        if not isinstance(operand, Literal):
            return ANY_VALUE
        values.update(operand.values)
    return frozenset(values)


def _meets(rule: Rule, span: Span) -> bool:
    return rule.from_on <= span.last and (rule.until_on or date.max) >= span.first


class _Search:
    """Looks for values of which conditions are true together."""

    def __init__(self, stack: Stack, span: Span, concluded: Concluded) -> None:
        self._stack, self._span, self._concluded = stack, span, concluded
        self._steps = 0

    def is_possible(self, parts: tuple[Condition, ...]) -> bool:
        self._steps = 0
        return self._can(parts, {})

    def _can(self, parts: tuple[Condition, ...], allowed: Mapping[str, Allowed]) -> bool:
        self._steps += 1
        if not parts or self._steps > MOST_STEPS:
            return True
        first, rest = parts[0], parts[1:]
        match first:
            case AllOf(inner):
                return self._can((*inner, *rest), allowed)
            case AnyOf(inner):
                return any(self._can((part, *rest), allowed) for part in inner)
            case Comparison():
                held = allowed.get(first.name)
                if held is None:
                    held = allowed_at_first(
                        first, self._concluded, self._span.first, self._span.last
                    )
                found = narrowed(held, first, self._stack, self._span.first)
                return found is not None and self._can(rest, {**allowed, first.name: found})
