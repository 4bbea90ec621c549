"""The flat fact that the rules engine reads: one field for each value that rules compare.

Parameters reach the engine as fields, so that a value that changes is not a new rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from rules.errors import EngineFailed
from rules.money import NO_RATE, Money, Percent
from rules.pack import Rule
from rules.stack import Stack
from rules.vocabulary import Value

FieldValue: TypeAlias = int | str
Test: TypeAlias = dict[str, Any]
"""A condition in the engine's own JSON."""

ANCHOR_FIELD = "f_anchor"
DAY_FIELD = "f_decided_on"

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the flat fact: where its value comes from.

    `kind` is `value` of a fact or conclusion, `member` of a set of ids, or `parameter`.
    """

    name: str
    kind: str
    subject: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """At most forty rules of one stage, with the fields that they read."""

    rules: tuple[Rule, ...]
    tests: Mapping[str, Test]
    fields: tuple[Field, ...]
    names: tuple[str, ...]


class Fields:
    """The flat fields of one decision, all that is known of them, growing with its stages.

    Money with a VAT basis is brought to one scaled whole number, dates to yyyymmdd, truth to
    0 and 1, and a set of ids to a field for each id that a rule asks about.
    """

    def __init__(self, layout: "Layout", day: date, rate: Percent) -> None:
        """Begin with the parameters of the day."""
        self._layout, self._rate = layout, rate
        self._known: dict[str, FieldValue] = dict(layout.parameters(day, rate))
        self._known[ANCHOR_FIELD] = 1
        self._known[DAY_FIELD] = day_number(day)

    def add(self, values: Mapping[str, Value]) -> None:
        """Add facts, or the conclusions of a stage; what no rule reads is left out."""
        known, layout = self._known, self._layout
        for name, value in values.items():
            if name in layout.members:
                for field, member in layout.members[name]:
                    known[field] = int(isinstance(value, tuple) and member in value)
            elif name in layout.values:
                known[layout.values[name]] = field_value(value, self._rate)

    def of(self, shard: Shard) -> dict[str, FieldValue]:
        """Return the flat fact that a shard's rules read: only what is known."""
        known = self._known
        return {name: known[name] for name in shard.names if name in known}


class Layout:
    """Which fields the rules of a stack read, and what each is made of."""

    def __init__(self, shards: Iterable[Shard], stack: Stack) -> None:
        """Gather the fields of all shards."""
        self._stack = stack
        self.values: dict[str, str] = {}
        self.members: dict[str, tuple[tuple[str, str], ...]] = {}
        self._parameters: dict[str, str] = {}
        for field in (field for shard in shards for field in shard.fields):
            match field.kind:
                case "value":
                    self.values[field.subject] = field.name
                case "parameter":
                    self._parameters[field.name] = field.subject
                case _:
                    held = self.members.get(field.subject, ())
                    pair = (field.name, field.member)
                    self.members[field.subject] = held if pair in held else (*held, pair)
        self.parameters = lru_cache(maxsize=256)(self._read_parameters)

    def _read_parameters(self, day: date, rate: Percent) -> dict[str, FieldValue]:
        found: dict[str, FieldValue] = {}
        for name, id_ in self._parameters.items():
            value = self._stack.parameters[id_].value_on(day)
            if value is not None:
                found[name] = field_value(value, rate)
        return found


def day_number(day: date) -> int:
    """Return a day as yyyymmdd, so that days compare as whole numbers."""
    return day.year * 10_000 + day.month * 100 + day.day


def field_value(value: Value, rate: Percent = NO_RATE) -> FieldValue:
    """Return a typed value as the engine compares it.

    Raises:
        EngineFailed: an amount is too large for the engine's whole numbers.
    """
    match value:
        case Money():
            number = value.scaled_gross(rate) if value.vat else int(value.pence)
        case date():
            number = day_number(value)
        case str():
            return value
        case tuple():
            message = "a set of ids has no single field"
            raise TypeError(message)
        case _:
            number = int(value)
    if number > _LARGEST:
        raise EngineFailed(
            "amount", f"{value} is too large for the rules engine", "Give a smaller amount"
        )
    return number
