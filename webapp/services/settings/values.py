"""How the value of a setting is kept: canonical JSON that tells its kind."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.canonical import canonical_text
from rules.money import Money, Pence, VatBasis, amount_text, parse_amount
from rules.vocabulary import Kind, Value


class ValueIsNotReadable(Exception):
    """A stored value does not have the form in which values are stored."""


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A value with the kind that its parameter had when it was entered."""

    kind: Kind
    value: Value


def written(value: Value, kind: Kind) -> str:
    """Return a value as it is kept."""
    held: dict[str, object] = {"kind": kind.value}
    match value:
        case Money():
            held |= {"is": amount_text(value.pence), "vat": value.vat.value if value.vat else None}
        case date():
            held["is"] = value.isoformat()
        case _:
            held["is"] = value
    return canonical_text(held)


def read_value(text: str) -> KeptValue:
    """Return a value that is kept.

    Raises:
        ValueIsNotReadable: the text was not written by `written`.
    """
    held: dict[str, Any] = json.loads(text)
    kind = Kind(held["kind"])
    match kind:
        case Kind.MONEY:
            pence = parse_amount(held["is"])
            if pence is None:
                raise ValueIsNotReadable(text)
            return KeptValue(
                kind, Money(Pence(pence), VatBasis(held["vat"]) if held["vat"] else None)
            )
        case Kind.DATE:
            return KeptValue(kind, date.fromisoformat(held["is"]))
        case _:
            return KeptValue(kind, held["is"])
