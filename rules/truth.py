"""Conditions read in three values: true, false, or unknown where a fact is missing.

This is the interpreter's own reading of conditions; the compiler is not used here.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from rules.condition import (
    AnyOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
)
from rules.money import NO_RATE, Money, Percent
from rules.vocabulary import Kind, Value


class Absent:
    """The value of a conclusion that no rule reached and none still could."""


ABSENT: Final = Absent()

Plain: TypeAlias = int | str | frozenset[str] | Absent
"""A value as it is compared: money as scaled gross, dates as ordinals, ids as a set."""

Known: TypeAlias = Mapping[str, Plain]
"""Plain values by name: facts, conclusions, and parameters under their ids.

A name that is missing is unknown; a parameter without a value on the day is ABSENT.
"""

Truth: TypeAlias = bool | None


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


Compare: TypeAlias = Callable[[Any, Any], bool]
Leaf: TypeAlias = tuple[str, Compare, Any, str]
"""A name, how it is compared, with which value, or with the value of which other name."""


def leaf_of(leaf: Comparison) -> Leaf:
    """Return a comparison as it is read: with what, and how."""
    compare = (_OF_SETS if leaf.kind is Kind.IDS else _OF_VALUES)[leaf.operator]
    match leaf.operand:
        case Literal(values):
            plain = tuple(plain_value(value, NO_RATE) for value in values)
            is_list = leaf.operator in {Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF}
            return leaf.name, compare, plain if is_list or leaf.kind is Kind.IDS else plain[0], ""
        case ParameterName(id_):
            return leaf.name, compare, None, id_
        case FactName(other):
            return leaf.name, compare, None, other


def _is_in(left: object, right: tuple[object, ...]) -> bool:
    return left in right


def _is_not_in(left: object, right: tuple[object, ...]) -> bool:
    return left not in right


def _meets(left: frozenset[str], right: tuple[str, ...]) -> bool:
    return not left.isdisjoint(right)


_OF_VALUES: dict[Operator, Callable[..., bool]] = {
    Operator.IS: operator.eq,
    Operator.IS_NOT: operator.ne,
    Operator.IS_ONE_OF: _is_in,
    Operator.IS_NOT_ONE_OF: _is_not_in,
    Operator.IS_AT_LEAST: operator.ge,
    Operator.IS_AT_MOST: operator.le,
    Operator.IS_MORE_THAN: operator.gt,
    Operator.IS_LESS_THAN: operator.lt,
}
_OF_SETS: dict[Operator, Callable[..., bool]] = {
    Operator.IS: _meets,
    Operator.IS_NOT: frozenset.isdisjoint,
    Operator.IS_ONE_OF: _meets,
    Operator.IS_NOT_ONE_OF: frozenset.isdisjoint,
}


def truth_of(condition: Condition, known: Known) -> Truth:
    """Return what a condition is, given the plain values that are known."""
    if isinstance(condition, Comparison):
        name, compare, right, other = leaf_of(condition)
        left = known.get(name)
        limit = known.get(other) if other else right
        if left is ABSENT or limit is ABSENT:
            return False
        return None if left is None or limit is None else compare(left, limit)
    truths = {truth_of(part, known) for part in condition.parts}
    decisive = isinstance(condition, AnyOf)
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive
