"""What comparisons leave a fact or a conclusion to be: members of a list, or bounds.

Only what can be told for certain narrows: a comparison with another fact leaves all as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from rules.condition import Comparison, FactName, Literal, Operator, ParameterName
from rules.money import Money, VatBasis
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    DATING_FACTS,
    FACT_BY_NAME,
    Conclusion,
    Fact,
    Kind,
    Value,
)

_NEGATIVE = (Operator.IS_NOT, Operator.IS_NOT_ONE_OF)


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a closed list that are left."""

    left: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Sets:
    """What a set of ids may hold, and what it must not; it must meet each of `wanted`."""

    may: frozenset[Value] | None
    wanted: tuple[frozenset[Value], ...] = ()
    excluded: frozenset[Value] = frozenset()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that is left, in half units, so that between two there is a place.

    Money is bounded on each VAT basis by itself: which rate joins them is not known.
    """

    of: tuple[tuple[VatBasis | None, int | None, int | None], ...] = ()
    step: int = 2
    has_none: bool = False


Allowed: TypeAlias = Members | Sets | Bounds


def allowed_at_first(
    leaf: Comparison,
    concluded: Mapping[str, frozenset[Value] | None],
    first: date,
    last: date,
) -> Allowed:
    """Return everything that the left side of a comparison may be between two days."""
    name = leaf.name
    subject: Fact | Conclusion = FACT_BY_NAME.get(name) or CONCLUSION_BY_NAME[name]
    values = concluded.get(name)
    match leaf.kind:
        case Kind.ENUMERATION | Kind.BOOLEAN:
            every: Sequence[Value] = (True, False) if leaf.kind is Kind.BOOLEAN else subject.values
            return Members(frozenset(every) if values is None else values)
        case Kind.IDS:
            return Sets(frozenset(subject.values) if name in FACT_BY_NAME else values)
    step = 1 if leaf.kind is Kind.MONEY else 2
    if name in DATING_FACTS:
        return Bounds(((None, 2 * first.toordinal(), 2 * last.toordinal()),), step)
    if isinstance(subject, Fact):
        low, high = _number(subject.minimum), _number(subject.maximum)
        return Bounds(((None, low, high),), step)
    if values is None or leaf.kind is Kind.MONEY:
        return Bounds(step=step)
    numbers = [number for value in values if (number := _number(value)) is not None]
    if not numbers:
        return Bounds(step=step, has_none=True)
    return Bounds(((None, min(numbers), max(numbers)),), step)


def narrowed(allowed: Allowed, leaf: Comparison, stack: Stack, day: date) -> Allowed | None:
    """Return what a comparison leaves on a day, None where that is nothing."""
    if isinstance(leaf.operand, FactName):
        return None if _is_empty(allowed) else allowed
    values = _values(leaf, stack, day)
    if not values:
        return None
    match allowed:
        case Members(left):
            named = frozenset(values)
            rest = left - named if leaf.operator in _NEGATIVE else left & named
            return Members(rest) if rest else None
        case Sets():
            return _narrowed_set(allowed, leaf.operator, frozenset(values))
        case Bounds():
            return _narrowed_bounds(allowed, leaf.operator, values)


def _is_empty(allowed: Allowed) -> bool:
    match allowed:
        case Members(left):
            return not left
        case Sets(may):
            return may is not None and not may
        case Bounds():
            return allowed.has_none


def _values(leaf: Comparison, stack: Stack, day: date) -> tuple[Value, ...]:
    if isinstance(leaf.operand, Literal):
        return leaf.operand.values
    if isinstance(leaf.operand, ParameterName):
        value = stack.parameters[leaf.operand.id].value_on(day)
        return () if value is None else (value,)
    return ()


def _narrowed_set(allowed: Sets, operator: Operator, named: frozenset[Value]) -> Sets | None:
    if operator in _NEGATIVE:
        found = replace(allowed, excluded=allowed.excluded | named)
    else:
        found = replace(allowed, wanted=(*allowed.wanted, named))
    for one in found.wanted:
        rest = one - found.excluded
        if not rest or (found.may is not None and not rest & found.may):
            return None
    return found if found.may is None or found.may else None


def _narrowed_bounds(
    allowed: Bounds, operator: Operator, values: tuple[Value, ...]
) -> Bounds | None:
    if allowed.has_none:
        return None
    if operator in _NEGATIVE:
        return allowed
    numbers = [number for value in values if (number := _number(value)) is not None]
    basis = values[0].vat if isinstance(values[0], Money) else None
    low, high = _limits(operator, min(numbers), max(numbers), allowed.step)
    held = {one: (least, most) for one, least, most in allowed.of}
    least, most = held.get(basis, (None, None))
    least = low if least is None else least if low is None else max(least, low)
    most = high if most is None else most if high is None else min(most, high)
    if least is not None and most is not None and least > most:
        return None
    held[basis] = (least, most)
    return replace(allowed, of=tuple((one, *both) for one, both in held.items()))


def _limits(operator: Operator, low: int, high: int, step: int) -> tuple[int | None, int | None]:
    """Return the bounds that a comparison with doubled numbers sets."""
    match operator:
        case Operator.IS_AT_LEAST:
            return low, None
        case Operator.IS_AT_MOST:
            return None, high
        case Operator.IS_MORE_THAN:
            return low + step, None
        case Operator.IS_LESS_THAN:
            return None, high - step
        case _:
            return low, high


def _number(value: Value | None) -> int | None:
    """Return twice an ordered value as a whole number, None where it has no order."""
    match value:
        case Money():
            return 2 * value.pence
        case date():
            return 2 * value.toordinal()
        case bool() | str() | tuple() | None:
            return None
        case _:
            return 2 * value
