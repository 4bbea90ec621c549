"""`podium/development/1`, from bytes to a development: everything wrong is refused at once."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, post_load

from forms.errors import InvalidInput
from forms.json_fields import (
    DECIMAL,
    LONGEST_NUMBER,
    Choice,
    Identifier,
    StrictField,
    Words,
    refusing,
    shown,
)
from forms.json_objects import Part, StrictSchema, placed_errors
from forms.json_text import Json, parse_json
from forms.procurement import (
    LARGEST_PROCUREMENT,
    LONGEST_REFERENCE,
    LONGEST_TITLE,
    AuthoritySchema,
    own_field,
    procurement_of,
)
from rules.area import DECIMALS_OF, LARGEST_AREA, Area, area_in_words, parse_area
from rules.development import Development
from rules.procurement import Authority, Procurement
from rules.vocabulary import FACT_BY_NAME

FORMAT = "podium/development/1"
_KIND = "podium/development/"
_AREAS = {"m²": ("square metres", "1000"), "ha": ("hectares", "0.5")}
"""The units of areas in words, and a figure that is such an area."""


class Surface(StrictField[Area]):
    """An area in one unit as text, kept in whole square centimetres."""

    def __init__(self, unit: str, *, required: bool = False) -> None:
        """Take the unit, `m²` or `ha`, in which the text counts."""
        named, such_as = _AREAS[unit]
        super().__init__(
            expects=f'{named} as a text of digits, such as "{such_as}"', required=required
        )
        self.unit = unit

    def _read(self, value: object) -> Area:
        text = self.text_of(value)
        is_number = len(text) <= LONGEST_NUMBER and DECIMAL.fullmatch(text)
        area = parse_area(text, self.unit) if is_number else None
        if is_number and area is None:
            places = DECIMALS_OF[self.unit]
            raise refusing(
                f"{shown(text)} has more than {places} decimals", f"Give {places} at most"
            )
        if area is None:
            raise refusing(f"{shown(text)} is not an area", f"Give {self.expects}")
        if area < 0:
            raise refusing(f"{shown(text)} is below zero", f"Give {self.expects}")
        if area > LARGEST_AREA:
            most = area_in_words(LARGEST_AREA, self.unit)
            raise refusing(
                f"{shown(text)} is larger than any site", f"Give an area of at most {most}"
            )
        return area


class _DevelopmentSchema(StrictSchema):
    format = Choice((FORMAT,), required=True)
    reference = Identifier(longest=LONGEST_REFERENCE, required=True)
    title = Words(longest=LONGEST_TITLE, required=True)
    authority = Part(AuthoritySchema, expects="an object with name, type and nation", required=True)
    dwellings = own_field("dwellings")
    floor_area_m2 = Surface(FACT_BY_NAME["floor_area_m2"].unit)
    site_area_ha = Surface(FACT_BY_NAME["site_area_ha"].unit)
    minerals_or_waste = own_field("minerals_or_waste")
    determined_on = own_field("determined_on", required=True)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Development:
        named = {key: value for key, value in data.items() if key != "format"}
        named["authority"] = Authority(**data["authority"])
        return Development(**named)


_SCHEMA = _DevelopmentSchema()


def read_case(data: bytes, name: str) -> Procurement | Development:
    """Return the procurement or the development that the bytes describe, as their format says.

    `name` is what the input is called.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    value = parse_json(data, name=name, limit=LARGEST_PROCUREMENT)
    if isinstance(value, dict) and _names_a_development(value.get("format")):
        return _development_of(value, name=name)
    return procurement_of(value, name=name)


def _names_a_development(given: Json) -> bool:
    return isinstance(given, str) and given.startswith(_KIND)


def _development_of(value: Mapping[str, Json], *, name: str) -> Development:
    try:
        read = _SCHEMA.load(value)
    except ValidationError as error:
        raise InvalidInput(name, placed_errors(error.messages)) from None
    if not isinstance(read, Development):
        message = "the schema made something else than a development"
        raise TypeError(message)
    return read
