"""Conditions read in three values: true, false, or unknown where a fact is missing.

This is the interpreter's own reading of conditions; the compiler is not used here.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from rules.condition import (
    AllOf,
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
Check: TypeAlias = Callable[[Known], Truth]
Namer: TypeAlias = Callable[[Known], list[str]]


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
    """Return the check of a condition: what it is, given the plain values that are known."""
    if isinstance(condition, Comparison):
        return _one(_leaf(condition))
    if isinstance(condition, AllOf):
        leaves = [_leaf(part) for part in condition.parts if isinstance(part, Comparison)]
        others = [check_of(part) for part in condition.parts if not isinstance(part, Comparison)]
        return _all(tuple(leaves), tuple(others))
    return _any(tuple(check_of(part) for part in condition.parts))


_Leaf: TypeAlias = tuple[str, Callable[[Any, Any], bool], Any, str]
"""A name, how it is compared, with which value, or with the value of which other name."""


def _one(leaf: _Leaf) -> Check:
    name, compare, right, other = leaf

    def against_value(known: Known) -> Truth:
        left = known.get(name)
        if left is None:
            return None
        return left is not ABSENT and compare(left, right)

    def against_other(known: Known) -> Truth:
        left, found = known.get(name), known.get(other)
        if left is ABSENT or found is ABSENT:
            return False
        if left is None or found is None:
            return None
        return compare(left, found)

    return against_other if other else against_value


def _all(leaves: tuple[_Leaf, ...], others: tuple[Check, ...]) -> Check:
    """Return the check of an `all`; its leaves are read in one loop, without a call each."""

    def check(known: Known) -> Truth:
        truth: Truth = True
        for name, compare, right, other in leaves:
            left = known.get(name)
            limit = known.get(other) if other else right
            if left is None or limit is None:
                if left is ABSENT or limit is ABSENT:
                    return False
                truth = None
            elif left is ABSENT or limit is ABSENT or not compare(left, limit):
                return False
        for part in others:
            found = part(known)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return check


def _any(checks: tuple[Check, ...]) -> Check:
    def check(known: Known) -> Truth:
        truth: Truth = False
        for part in checks:
            found = part(known)
            if found:
                return True
            if found is None:
                truth = None
        return truth

    return check


def _leaf(leaf: Comparison) -> _Leaf:
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


def namer_of(condition: Condition) -> Namer:
    """Return what names the missing values that keep a condition unknown."""
    if isinstance(condition, Comparison):
        names = [condition.name]
        if isinstance(condition.operand, FactName):
            names.append(condition.operand.name)
        return lambda known: [name for name in names if name not in known]
    parts = tuple((check_of(part), namer_of(part)) for part in condition.parts)
    return lambda known: [
        name for check, namer in parts if check(known) is None for name in namer(known)
    ]


def truth_of(condition: Condition, known: Known) -> Truth:
    """Return what a condition is, without preparing a check that is used again."""
    if isinstance(condition, Comparison):
        name, compare, right, other = _leaf(condition)
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
