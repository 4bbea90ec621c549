"""Conditions as frozen values: a comparison, all of several, any of several.

`not` has no class: the loader pushes it to the leaves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rules.vocabulary import Kind, Value


class Operator(StrEnum):
    """The operators of a condition, as they are written in a pack."""

    IS = "is"
    IS_NOT = "is not"
    IS_ONE_OF = "is one of"
    IS_NOT_ONE_OF = "is not one of"
    IS_AT_LEAST = "is at least"
    IS_AT_MOST = "is at most"
    IS_MORE_THAN = "is more than"
    IS_LESS_THAN = "is less than"


@dataclass(frozen=True, slots=True)
class Literal:
    """Literal values, already typed; several only for `is one of` and `is not one of`."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A dated parameter, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class FactName:
    """Another fact, or a conclusion of an earlier stage, by its name."""

    name: str


Operand: TypeAlias = Literal | ParameterName | FactName


@dataclass(frozen=True, slots=True)
class Comparison:
    """A leaf: `name operator operand`, typed by its left side. `text` is the sentence."""

    name: str
    kind: Kind
    operator: Operator
    operand: Operand
    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; `when: always` is the empty one."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Comparison | AllOf | AnyOf


def leaves(condition: Condition) -> Iterator[Comparison]:
    """Yield the comparisons of a condition in the order they are written."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for part in condition.parts:
        yield from leaves(part)
