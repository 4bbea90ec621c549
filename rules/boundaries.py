"""Where conclusions can change as one fact does, all others being as they are."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rules.condition import FactName, Literal, Operand, ParameterName, leaves
from rules.decide import day_of
from rules.money import Money, Pence
from rules.pack import Parameter, ParameterValue
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    ORDERED_KINDS,
    Fact,
    Kind,
    Value,
    dated_by,
)


class Unit:
    """A fact's values as whole numbers in its own unit: pence on its VAT basis, days, months."""

    def __init__(self, kind: Kind, now: Value) -> None:
        """Take the fact's kind and what it is now."""
        self._kind, self._like = kind, now
        self.now = now.pence if isinstance(now, Money) else _whole(now)

    def value(self, number: int) -> Value:
        """Return the value of a number."""
        if isinstance(self._like, Money):
            return Money(Pence(number), self._like.vat, self._like.rate)
        return date.fromordinal(number) if self._kind is Kind.DATE else number

    def around(self, value: Value) -> Iterator[int]:
        """Yield the numbers on and beside a value that the fact is compared with."""
        if isinstance(self._like, Money):
            if not isinstance(value, Money):
                return
            rate = self._like.rate
            exact = Money(value.pence, value.vat, rate)
            one = Money(Pence(1), self._like.vat, rate)
            target, step = (
                (exact.scaled_gross(rate), one.scaled_gross(rate))
                if value.vat
                else (value.pence, 1)
            )
            below, above = target // step, -(-target // step)
            yield from (below - 1, below, above, above + 1)
        elif not isinstance(value, Money | str | tuple):
            number = _whole(value)
            yield from (number - 1, number, number + 1)


class Boundaries:
    """Where conclusions can change as one fact does."""

    def __init__(self, fact: Fact, known: Mapping[str, Value], stack: Stack, unit: Unit) -> None:
        self._fact, self._known, self._stack, self._unit = fact, known, stack, unit
        self._dates_all = fact.name == dated_by(known)
        self._day = day_of(known)

    def near(self) -> Iterator[int]:
        """Yield every number on a boundary and beside it."""
        for name, offset in self._names():
            for value in self._compared_with(name):
                yield from (number - offset for number in self._unit.around(value))
        if self._dates_all:
            for day in _turns(self._stack):
                yield from self._unit.around(day)

    def _names(self) -> Iterator[tuple[str, int]]:
        """Yield the fact, and each sum that it is a part of with what the other parts come to."""
        yield self._fact.name, 0
        for fact in FACT_BY_NAME.values():
            total = self._known.get(fact.name)
            if self._fact.name in fact.inputs and fact.kind in ORDERED_KINDS and total is not None:
                yield fact.name, _whole(total) - self._unit.now

    def _compared_with(self, name: str) -> Iterator[Value]:
        """Yield what conditions compare a name with, on whichever side of them it stands."""
        for rule in self._stack.rules.values():
            for leaf in leaves(rule.when):
                if leaf.name == name:
                    yield from self._values(leaf.operand)
                elif leaf.operand == FactName(name):
                    yield from self._values(FactName(leaf.name))

    def _values(self, operand: Operand) -> Iterator[Value]:
        """Yield what an operand is, or may come to be as the fact changes."""
        match operand:
            case Literal(values):
                yield from values
            case ParameterName(id_):
                for item in self._dated(self._stack.parameters[id_]):
                    if item.value is not None:
                        yield item.value
            case FactName(name) if name in CONCLUSION_BY_NAME:
                yield from self._concluded(name)
            case FactName(name):
                if name in self._known and name != self._fact.name:
                    yield self._known[name]

    def _concluded(self, name: str) -> Iterator[Value]:
        """Yield the values that rules may conclude, whether they fire or not."""
        for rule in self._stack.rules_by_stage[CONCLUSION_BY_NAME[name].stage]:
            for concluded, operand in rule.then:
                if concluded == name:
                    yield from self._values(operand)

    def _dated(self, parameter: Parameter) -> tuple[ParameterValue, ...]:
        """Return what a parameter is on the day, and ever where the fact is that day."""
        if self._dates_all:
            return parameter.values
        dated = parameter.on(self._day)
        return () if dated is None else (dated,)


def _turns(stack: Stack) -> set[date]:
    """Return the days on which a rule, a value or a pack begins, or is no more."""
    begun = {pack.from_on for pack in stack.packs}
    ended = {pack.until_on + timedelta(days=1) for pack in stack.packs if pack.until_on}
    return {*stack.turns, *begun, *ended}


def _whole(value: Value) -> int:
    match value:
        case date():
            return value.toordinal()
        case int():
            return value
        case _:
            message = f"{value!r} is neither a number nor a date"
            raise TypeError(message)
