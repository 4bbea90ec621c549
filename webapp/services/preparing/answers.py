"""Answers: how a fact's value is kept, and the procurement that a set of answers makes."""

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from forms.procurement import VAT_RATE, not_stated
from rules.canonical import canonical_text
from rules.money import (
    Money,
    Pence,
    VatBasis,
    amount_text,
    parse_amount,
    parse_percent,
    percent_text,
)
from rules.procurement import REQUIRED, Answers, Authority, Procurement
from rules.vocabulary import FACT_BY_NAME, Kind, Value

PLACED = (
    *REQUIRED,
    "also_includes",
    "special_regime",
    "framework",
    "duration_months",
    "extension_months",
)
"""The facts that have a place of their own in a procurement."""


class AnswerIsNotReadable(Exception):
    """A stored answer does not have the form in which answers are stored."""


def stored(value: Value | None) -> str | None:
    """Return a value as it is kept: canonical JSON, None for what is not known."""
    return None if value is None else canonical_text(_json_of(value))


def read(fact: str, text: str | None) -> Value | None:
    """Return the value of a fact that is kept.

    Raises:
        AnswerIsNotReadable: The text was not written by `stored`.
    """
    if text is None:
        return None
    kind = FACT_BY_NAME[fact].kind
    found: Any = json.loads(text)
    match kind:
        case Kind.MONEY:
            return _money(fact, found)
        case Kind.DATE:
            return date.fromisoformat(found)
        case Kind.IDS:
            return tuple(found)
        case Kind.BOOLEAN | Kind.INTEGER | Kind.PERCENT | Kind.AREA | Kind.ENUMERATION:
            value: bool | int | str = found
            return value


def procurement_of(
    answers: Answers, *, reference: str, title: str, authority: str
) -> Procurement | None:
    """Return the procurement that the answers describe, None while a required one is missing."""
    known = {name: value for name, value in answers.items() if value is not None}
    match [known.get(name) for name in REQUIRED]:
        case [str(type_), str(nation), str(category), Money() as value, date() as commenced_on]:
            pass
        case _:
            return None
    return Procurement(
        reference=reference,
        title=title,
        authority=Authority(authority, type_, nation),
        category=category,
        estimated_value=value,
        commenced_on=commenced_on,
        also_includes=_ids(known.get("also_includes")),
        special_regime=str(known.get("special_regime", "none")),
        framework=str(known.get("framework", "none")),
        duration_months=_whole(known.get("duration_months")),
        extension_months=_whole(known.get("extension_months")),
        answers=MappingProxyType(
            {name: value for name, value in known.items() if name not in PLACED}
        ),
        assumed=not_stated({*known, VAT_RATE}),
    )


def _json_of(value: Value) -> object:
    match value:
        case Money():
            return {
                "amount": amount_text(value.pence),
                "vat": value.vat.value if value.vat else None,
                "vat_rate": percent_text(value.rate),
            }
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _money(fact: str, found: Mapping[str, str | None]) -> Money:
    pence = parse_amount(found["amount"] or "")
    rate = parse_percent(f"{found['vat_rate']}%")
    if pence is None or rate is None:
        raise AnswerIsNotReadable(fact)
    vat = found["vat"]
    return Money(Pence(pence), VatBasis(vat) if vat else None, rate)


def _ids(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _whole(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None
