"""Tipping points: for each number and date, the nearest values at which a conclusion changes.

With all other facts as they are, what the rules conclude can change only where a value meets a
boundary: a literal or a parameter's value that it is compared with, or a day on which a rule or
a value begins or ends. Between two boundaries nothing changes, so the nearest change is found by
going from boundary to boundary; both evaluators then decide on it and on one unit before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rules.boundaries import Boundaries, Unit
from rules.consistency import inconsistencies
from rules.decide import day_of, rate_of
from rules.decision import Finding
from rules.errors import Contradiction
from rules.evaluators import evaluate, evaluators_of
from rules.money import LARGEST_AMOUNT
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    ORDERED_KINDS,
    Fact,
    Kind,
    Supply,
    Value,
)

_GIVEN = frozenset({Supply.ASKED, Supply.DEVELOPMENT})
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion that is another at a tipping point, before it and from it on."""

    conclusion: str
    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True)
class Tip:
    """The first value on one side at which conclusions change, and which change."""

    value: Value
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """What a fact is now, and the nearest values below and above that change a conclusion.

    A side is None where no value that the fact may have changes anything.
    """

    fact: str
    now: Value
    below: Tip | None
    above: Tip | None


Findings = Mapping[str, Finding]


def tipping_points(facts: Mapping[str, Value], stack: Stack) -> tuple[TippingPoint, ...]:
    """Return the tipping points of every number and date among the facts given.

    `facts` are known facts, derived ones included. Values are in the fact's own unit: pence on
    the VAT basis given, whole months, days.

    Raises:
        EvaluatorsDisagree: the two evaluators differ at a tipping point.
        Contradiction: two rules that stand conclude different values of these facts.
    """
    given = {name: value for name, value in facts.items() if FACT_BY_NAME[name].supply in _GIVEN}
    return tuple(
        _Search(fact, given, stack).found()
        for fact in FACT_BY_NAME.values()
        if fact.name in given and fact.kind in ORDERED_KINDS
    )


class _Search:
    """Looks for the tipping points of one fact, all others being as they are."""

    def __init__(self, fact: Fact, given: Mapping[str, Value], stack: Stack) -> None:
        self._fact, self._given, self._stack = fact, given, stack
        self._unit = Unit(fact.kind, given[fact.name])
        known = known_facts(given)
        interpreter = evaluators_of(stack).interpreter
        self._findings = interpreter.conclude(known, day_of(known), rate_of(known)).findings
        self._boundaries = Boundaries(fact, known, stack, self._unit)

    def found(self) -> TippingPoint:
        """Return the fact with what is nearest on both sides."""
        now = self._unit.now
        low, high = self._limits()
        near = {*self._boundaries.near(), now - 1, now + 1}
        numbers = sorted(one for one in near if low <= one <= high)
        return TippingPoint(
            self._fact.name,
            self._given[self._fact.name],
            self._nearest([one for one in reversed(numbers) if one < now]),
            self._nearest([one for one in numbers if one > now]),
        )

    def _limits(self) -> tuple[int, int]:
        """Return the least and the most that the fact may be."""
        if self._fact.kind is Kind.MONEY:
            return 0, LARGEST_AMOUNT
        low, high = self._fact.minimum, self._fact.maximum
        if self._fact.kind is Kind.DATE:
            first = low if isinstance(low, date) else date.min
            last = high if isinstance(high, date) else date.max
            return first.toordinal(), last.toordinal()
        return (
            low if isinstance(low, int) else 0,
            high if isinstance(high, int) else _MOST,
        )

    def _nearest(self, numbers: Iterable[int]) -> Tip | None:
        """Return the first of these numbers, which lead away from now, that changes something."""
        same = self._unit.now
        for number in numbers:
            after = self._concluded(number)
            if after is not None and changes_between(self._findings, after):
                return self._tip(same, number)
            same = number if after is not None else same
        return None

    def _tip(self, same: int, other: int) -> Tip:
        """Return the tip between a number that changes nothing and one that changes something.

        Both evaluators decide on it and on the unit before it. Should that unit change something
        too, a boundary was not foreseen, and the tip is looked for between the two.
        """
        middle = other - 1 if other > same else other + 1
        while middle != same:
            before = self._decided(middle)
            if before is not None and changes_between(self._findings, before):
                other = middle
            else:
                same = middle
            middle = same if abs(other - same) <= 1 else (same + other) // 2
        after = self._decided(other)
        return Tip(self._unit.value(other), changes_between(self._findings, after or {}))

    def _facts(self, number: int) -> dict[str, Value] | None:
        """Return the facts with another value, None where that cannot stand beside the others."""
        facts = known_facts({**self._given, self._fact.name: self._unit.value(number)})
        if inconsistencies(facts) or not self._stack.law.in_force(day_of(facts)):
            return None
        return facts

    def _concluded(self, number: int) -> Findings | None:
        facts = self._facts(number)
        if facts is None:
            return None
        interpreter = evaluators_of(self._stack).interpreter
        try:
            return interpreter.conclude(facts, day_of(facts), rate_of(facts)).findings
        except Contradiction:
            return None

    def _decided(self, number: int) -> Findings | None:
        facts = self._facts(number)
        if facts is None:
            return None
        return evaluate(facts, self._stack, day_of(facts), rate_of(facts)).findings


def changes_between(before: Findings, after: Findings) -> tuple[Change, ...]:
    """Return the conclusions that differ, in the order of the vocabulary.

    On which facts an undetermined conclusion hangs makes no difference.
    """
    return tuple(
        Change(name, before[name], after[name])
        for name in CONCLUSION_BY_NAME
        if name in before and name in after and _told(before[name]) != _told(after[name])
    )


def held_otherwise(name: str, findings: Findings, stack: Stack) -> tuple[str, ...]:
    """Return the conclusions that a fact is a reason for, and that other reasons hold as well.

    Of such a conclusion no value of the fact alone makes another. Lists are left out: what each
    rule adds to them is its own.
    """
    derived = {one.name for one in FACT_BY_NAME.values() if name in one.inputs}
    found = []
    for conclusion, finding in findings.items():
        reads = [stack.rules[id_].reads for id_ in finding.rules if id_ in stack.rules]
        is_read = [not {name, *derived}.isdisjoint(one) for one in reads]
        if CONCLUSION_BY_NAME[conclusion].kind is not Kind.IDS and len(set(is_read)) > 1:
            found.append(conclusion)
    return tuple(found)


def _told(finding: Finding) -> tuple[object, ...]:
    return finding.status, finding.value, finding.ids()
