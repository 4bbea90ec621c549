"""`podium/procurement/1`, from bytes to a procurement: everything wrong is refused at once."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from forms.errors import InvalidInput
from forms.json_fields import (
    Amount,
    Choice,
    CpvCode,
    Day,
    Identifier,
    Percentage,
    Refusal,
    Several,
    Whole,
    Words,
    YesOrNo,
)
from forms.json_objects import Part, StrictSchema, placed_errors
from forms.json_text import Json, kind_of, parse_json
from rules.consistency import inconsistencies
from rules.money import STANDARD_RATE, Money, VatBasis
from rules.procurement import Authority, Procurement
from rules.vocabulary import FACT_BY_NAME, FACTS, Fact, Kind, Supply, Value

FORMAT = "podium/procurement/1"
LARGEST_PROCUREMENT = 1_000_000
"""The most bytes that a procurement may have: it is a page of text."""

LONGEST_REFERENCE = 100
LONGEST_TITLE = 300
LONGEST_NAME = 200
_MOST_CODES = 100
_MONEY = 'an amount and its VAT, such as {"amount": "95000.00", "vat": "excluded"}'

PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "authority_type": ("authority", "type"),
        "nation": ("authority", "nation"),
        "category": ("category",),
        "also_includes": ("also_includes",),
        "special_regime": ("special_regime",),
        "framework": ("framework",),
        "estimated_value": ("estimated_value",),
        "commenced_on": ("commenced_on",),
        "duration_months": ("duration_months",),
        "extension_months": ("extension_months",),
    }
)
"""Where the facts stand that have a place of their own; the others stand in `answers`."""

VAT_RATE = "vat_rate"
MAY_BE_ASSUMED = ("also_includes", "special_regime", "framework", VAT_RATE)
"""What has a usual value, so that a procurement that does not state it can still be decided."""


def place_of(fact: str) -> tuple[str, ...]:
    """Return the keys under which a fact stands in the format."""
    return PLACES.get(fact, ("answers", fact))


def not_stated(stated: Collection[str]) -> frozenset[str]:
    """Return what is assumed of a procurement of which only this was stated."""
    return frozenset(MAY_BE_ASSUMED).difference(stated)


def _field_of(fact: Fact, *, required: bool = False) -> fields.Field[Any]:
    match fact.kind, fact.minimum, fact.maximum:
        case Kind.ENUMERATION, _, _:
            return Choice(fact.values, required=required)
        case Kind.BOOLEAN, _, _:
            return YesOrNo(required=required)
        case Kind.DATE, (date() | None) as first, (date() | None) as last:
            return Day(first, last, required=required)
        case Kind.INTEGER, int() as least, int() as most:
            return Whole(least, most, unit=fact.unit, required=required)
        case Kind.IDS, _, _:
            return Several(Choice(fact.values), of=", ".join(fact.values), most=len(fact.values))
        case Kind.MONEY, _, _:
            return Part(_MoneySchema, expects=_MONEY, required=required)
        case Kind.PERCENT, _, _:
            return Percentage(required=required)
    message = f"{fact.name} is a {fact.kind} without the bounds that a field needs"
    raise TypeError(message)


def own_field(name: str, *, required: bool = False) -> fields.Field[Any]:
    """Return the field that reads a fact, with the bounds that the vocabulary gives it."""
    return _field_of(FACT_BY_NAME[name], required=required)


class _MoneySchema(StrictSchema):
    amount = Amount(required=True)
    vat = Choice(tuple(VatBasis), required=True)
    vat_rate = Percentage()

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Money:
        return Money(data["amount"], VatBasis(data["vat"]), data.get("vat_rate", STANDARD_RATE))


class AuthoritySchema(StrictSchema):
    """The authority that buys, or that determines a planning application."""

    name = Words(longest=LONGEST_NAME, required=True)
    type = own_field("authority_type", required=True)
    nation = own_field("nation", required=True)


class _AnswersSchema(StrictSchema):
    def refusal_of(self, key: str) -> Refusal:
        fact = FACT_BY_NAME.get(key)
        if fact is None:
            return super().refusal_of(key)
        if fact.supply is Supply.DERIVED:
            return Refusal(
                "the fact is worked out, not given",
                f"Leave it out, and give {' and '.join(fact.inputs)}",
            )
        if fact.supply is Supply.BID:
            return Refusal(
                "the fact is told of a bid's commitment, not of a procurement",
                "Give it under the answers of that commitment, in a tender",
            )
        if fact.supply is Supply.DEVELOPMENT:
            return Refusal(
                "the fact is told of a planning application, not of a procurement",
                "Give it in a podium/development/1 of its own",
            )
        own = ".".join(PLACES[key])
        return Refusal("the fact has a place of its own", f"Give it as {own}")


_Answers = _AnswersSchema.from_dict(
    {
        fact.name: _field_of(fact)
        for fact in FACTS
        if fact.supply is Supply.ASKED and fact.name not in PLACES
    },
    name="_Answers",
)


class _ProcurementSchema(StrictSchema):
    format = Choice((FORMAT,), required=True)
    reference = Identifier(longest=LONGEST_REFERENCE, required=True)
    title = Words(longest=LONGEST_TITLE, required=True)
    authority = Part(AuthoritySchema, expects="an object with name, type and nation", required=True)
    category = own_field("category", required=True)
    also_includes = own_field("also_includes")
    special_regime = own_field("special_regime")
    framework = own_field("framework")
    estimated_value = Part(_MoneySchema, expects=_MONEY, required=True)
    commenced_on = own_field("commenced_on", required=True)
    duration_months = own_field("duration_months")
    extension_months = own_field("extension_months")
    cpv = Several(CpvCode(), of="such codes as 77310000", most=_MOST_CODES)
    answers = Part(_Answers, expects="an object of facts by their names")

    @validates_schema(skip_on_field_errors=False)
    def refuse_contradictions(self, data: Mapping[str, Any], **_: object) -> None:
        found: dict[str, Any] = {}
        for one in inconsistencies(_facts_in(data)):
            inner: dict[str, Any] = found
            *outer, last = place_of(one.fact)
            for key in outer:
                inner = inner.setdefault(key, {})
            inner.setdefault(last, []).append(Refusal(one.problem, one.remedy))
        if found:
            raise ValidationError(found)

    @post_load(pass_original=True)
    def make(
        self, data: Mapping[str, Any], original: Mapping[str, Any], **_: object
    ) -> Procurement:
        named = {key: value for key, value in data.items() if key != "format"}
        named["authority"] = Authority(**data["authority"])
        named["answers"] = MappingProxyType(dict(data.get("answers", {})))
        named["assumed"] = not_stated({*original, *original["estimated_value"]})
        return Procurement(**named)


def _facts_in(data: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = dict(data.get("answers", {}))
    for name, keys in PLACES.items():
        inner: Any = data
        for key in keys:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if inner is not None and not isinstance(inner, dict):
            found[name] = inner
    return found


_SCHEMA = _ProcurementSchema()


def read_procurement(data: bytes, name: str) -> Procurement:
    """Return the procurement that the bytes describe; `name` is what the input is called.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    return procurement_of(parse_json(data, name=name, limit=LARGEST_PROCUREMENT), name=name)


def procurement_of(value: Json, *, name: str) -> Procurement:
    """Return the procurement that a JSON value describes.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    if not isinstance(value, dict):
        raise InvalidInput.of(name, "", f"it is {kind_of(value)}", f"Give an object of {FORMAT}")
    _refuse_other_formats(value.get("format"), name)
    try:
        read = _SCHEMA.load(value)
    except ValidationError as error:
        raise InvalidInput(name, placed_errors(error.messages)) from None
    if not isinstance(read, Procurement):
        message = "the schema made something else than a procurement"
        raise TypeError(message)
    return read


def _refuse_other_formats(given: Json, name: str) -> None:
    match given:
        case str() if given.startswith("podium/") and given != FORMAT:
            what = "a planning application" if "development" in given else "another format"
            problem = f"{given[:60]} is {what}, not a procurement"
            raise InvalidInput.of(name, "format", problem, f"Give a procurement, in {FORMAT}")
