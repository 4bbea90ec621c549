"""Conditions read in three values: true, false, or unknown where a fact is missing.

This is the interpreter's own reading of conditions; the compiler is not used here.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from rules.money import Money, Percent
from rules.pack import (
    AllOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
)
from rules.vocabulary import Kind, Value


class Absent:
    """The value of a conclusion that no rule reached and none still could."""


ABSENT: Final = Absent()

Plain: TypeAlias = int | str | frozenset[str] | Absent
"""A value as it is compared: money as scaled gross, dates as ordinals, ids as a set."""

Truth: TypeAlias = bool | None
Limits: TypeAlias = Mapping[str, int | None]
Check: TypeAlias = Callable[[dict[str, Plain], Limits], Truth]


def plain_value(value: Value, rate: Percent) -> int | str | frozenset[str]:
    """Return a typed value as it is compared."""
    match value:
        case Money():
            return value.scaled_gross(rate) if value.vat else value.pence
        case date():
            return value.toordinal()
        case tuple():
            return frozenset(value)
        case bool():
            return int(value)
        case _:
            return value


def check_of(condition: Condition) -> Check:
    if isinstance(condition, Comparison):
        return _leaf(condition)
    checks = tuple(check_of(part) for part in condition.parts)
    return _all(checks) if isinstance(condition, AllOf) else _any(checks)


def _all(checks: tuple[Check, ...]) -> Check:
    def check(plain: dict[str, Plain], parameters: Limits) -> Truth:
        truth: Truth = True
        for part in checks:
            found = part(plain, parameters)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return check


def _any(checks: tuple[Check, ...]) -> Check:
    def check(plain: dict[str, Plain], parameters: Limits) -> Truth:
        truth: Truth = False
        for part in checks:
            found = part(plain, parameters)
            if found:
                return True
            if found is None:
                truth = None
        return truth

    return check


def _leaf(leaf: Comparison) -> Check:
    compare = _COMPARE_SET[leaf.operator] if leaf.kind is Kind.IDS else _COMPARE[leaf.operator]
    name, operand = leaf.name, leaf.operand
    match operand:
        case Literal(values):
            if leaf.kind is Kind.IDS:
                right: Plain | tuple[Plain, ...] = frozenset(str(value) for value in values)
            elif leaf.operator in {Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF}:
                right = tuple(plain_value(value, Percent(0)) for value in values)
            else:
                right = plain_value(values[0], Percent(0))

            def against_literal(plain: dict[str, Plain], _parameters: Limits) -> Truth:
                left = plain.get(name)
                if left is None:
                    return None
                return False if left is ABSENT else compare(left, right)

            return against_literal
        case ParameterName(id_):

            def against_parameter(plain: dict[str, Plain], parameters: Limits) -> Truth:
                limit = parameters[id_]
                if limit is None:
                    return False
                left = plain.get(name)
                if left is None:
                    return None
                return False if left is ABSENT else compare(left, limit)

            return against_parameter
        case FactName(other):

            def against_fact(plain: dict[str, Plain], _parameters: Limits) -> Truth:
                left, right = plain.get(name), plain.get(other)
                if left is ABSENT or right is ABSENT:
                    return False
                if left is None or right is None:
                    return None
                return compare(left, right)

            return against_fact


_COMPARE: dict[Operator, Callable[..., bool]] = {
    Operator.IS: lambda left, right: left == right,
    Operator.IS_NOT: lambda left, right: left != right,
    Operator.IS_ONE_OF: lambda left, right: left in right,
    Operator.IS_NOT_ONE_OF: lambda left, right: left not in right,
    Operator.IS_AT_LEAST: lambda left, right: left >= right,
    Operator.IS_AT_MOST: lambda left, right: left <= right,
    Operator.IS_MORE_THAN: lambda left, right: left > right,
    Operator.IS_LESS_THAN: lambda left, right: left < right,
}
_COMPARE_SET: dict[Operator, Callable[..., bool]] = {
    Operator.IS: lambda left, right: not left.isdisjoint(right),
    Operator.IS_NOT: lambda left, right: left.isdisjoint(right),
    Operator.IS_ONE_OF: lambda left, right: not left.isdisjoint(right),
    Operator.IS_NOT_ONE_OF: lambda left, right: left.isdisjoint(right),
}


def unknown_names(
    condition: Condition, plain: dict[str, Plain], parameters: Limits
) -> list[str]:
    """Return the names whose value is missing and keeps the condition unknown."""
    if isinstance(condition, Comparison):
        names = [condition.name]
        if isinstance(condition.operand, FactName):
            names.append(condition.operand.name)
        return [name for name in names if name not in plain]
    return [
        name
        for part in condition.parts
        if check_of(part)(plain, parameters) is None
        for name in unknown_names(part, plain, parameters)
    ]
