"""Rules that never matter: whenever they fire, another one fires that leaves them nothing to add.

Either the other displaces them, or it concludes all that they do: the same, a value that
prevails, or a list that holds theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rules.cases import Given
from rules.combination import concluded_value, literal_value
from rules.condition import Literal, Operand
from rules.contributions import Contribution, changes
from rules.interpretation import Interpretation
from rules.money import NO_RATE, Percent
from rules.pack import Pack, Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Conclusion, Value


@dataclass(slots=True)
class Shade:
    """What stood over one rule in every case so far in which it fired: `over` names them."""

    over: tuple[str, ...]
    cases: int
    example: Given = field(default_factory=dict)


class Shadow(NamedTuple):
    """A rule that never mattered, the one that leaves it nothing, in how many cases, and one."""

    rule: str
    by: str
    is_displaced: bool
    cases: int
    example: Given


class Shadows:
    """Looks through cases for the rules of a pack that another one leaves nothing to add."""

    def __init__(self, pack: Pack, stack: Stack) -> None:
        """Begin with no case looked at: every rule that another could leave nothing is open."""
        self._stack = stack
        self._order = {id_: place for place, id_ in enumerate(stack.rules)}
        possible = ((rule, tuple(_possible(rule, stack))) for rule in pack.rules)
        self._open = {
            rule.id: Shade(tuple(one.id for one in others), 0)
            for rule, others in possible
            if others
        }

    def look(self, found: Interpretation, case: Given) -> None:
        """Look at what one case came to."""
        standing = found.standing
        fired = {rule.id for rule in found.fired if standing.get(rule.id, True)}
        for rule in found.fired:
            shade = self._open.get(rule.id)
            if shade is None:
                continue
            shade.over = tuple(
                id_ for id_ in shade.over if id_ in fired and self._is_over(rule, id_, found)
            )
            if not shade.over or any(id_ in standing for id_ in rule.overrides):
                del self._open[rule.id]
                continue
            if not shade.cases:
                shade.example = case
            shade.cases += 1

    def state(self) -> dict[str, Shade]:
        """Return what is known so far, to be joined with what was found elsewhere."""
        return self._open

    def join(self, other: dict[str, Shade]) -> None:
        """Add what was found in other cases, which come after these."""
        for id_, shade in tuple(self._open.items()):
            if id_ not in other:
                del self._open[id_]
                continue
            more = other[id_]
            shade.over = tuple(one for one in shade.over if one in more.over)
            shade.example = shade.example or more.example
            shade.cases += more.cases
            if not shade.over:
                del self._open[id_]

    def found(self) -> tuple[Shadow, ...]:
        """Return the rules that never mattered in all the cases in which they fired.

        Of two that leave each other nothing, the later is named.
        """
        return tuple(
            Shadow(id_, by, id_ in self._stack.rules[by].overrides, shade.cases, shade.example)
            for id_, shade in self._open.items()
            if shade.cases and (by := self._prevailing(id_, shade)) is not None
        )

    def _prevailing(self, id_: str, shade: Shade) -> str | None:
        for other in shade.over:
            back = self._open.get(other)
            is_mutual = back is not None and id_ in back.over
            if not is_mutual or self._order[other] < self._order[id_]:
                return other
        return None

    def _is_over(self, rule: Rule, other: str, found: Interpretation) -> bool:
        by = self._stack.rules[other]
        if rule.id in by.overrides:
            return True
        theirs = dict(by.then)
        for name, operand in rule.then:
            conclusion = CONCLUSION_BY_NAME[name]
            value = self._value(operand, conclusion, found)
            if value is None:
                continue
            beside = self._value(theirs[name], conclusion, found)
            if beside is None or _adds(rule, conclusion, value, beside, found.rate):
                return False
        return True

    def _value(
        self, operand: Operand, conclusion: Conclusion, found: Interpretation
    ) -> Value | None:
        known = {} if isinstance(operand, Literal) else {**found.facts, **found.values}
        return concluded_value(operand, conclusion, known, self._stack, found.day)


def _possible(rule: Rule, stack: Stack) -> Iterator[Rule]:
    """Yield the rules that could leave a rule nothing to add, as far as literals tell."""
    for other in stack.rules_by_stage[rule.stage]:
        if other.id != rule.id and _could_be_over(rule, other):
            yield other


def _could_be_over(rule: Rule, other: Rule) -> bool:
    if rule.id in other.overrides:
        return True
    theirs = dict(other.then)
    if other.id in rule.overrides or not all(name in theirs for name, _ in rule.then):
        return False
    return not any(_adds_by_itself(rule, name, one, theirs[name]) for name, one in rule.then)


def _adds_by_itself(rule: Rule, name: str, one: Operand, other: Operand) -> bool:
    """Return whether two literals show that one rule adds to the other in every case."""
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    conclusion = CONCLUSION_BY_NAME[name]
    value, beside = literal_value(one, conclusion), literal_value(other, conclusion)
    return _adds(rule, conclusion, value, beside, NO_RATE)


def _adds(rule: Rule, conclusion: Conclusion, value: Value, beside: Value, rate: Percent) -> bool:
    """Return whether a value changes what another comes to by itself."""
    return changes(conclusion, Contribution(rule, value, is_certain=True), beside, conclusion, rate)
