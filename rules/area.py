"""Areas in whole square centimetres: square metres and hectares, exactly, and never a float.

A square metre is 10,000 square centimetres and a hectare 10,000 square metres, so both are whole
numbers with four decimals of a square metre and eight of a hectare.
"""

import re
from typing import NewType

Area = NewType("Area", int)

DECIMALS_OF = {"m²": 4, "ha": 8}
"""The units in which areas are given, and how many decimals of each are held."""

LARGEST_AREA = Area(100_000_000_000_000)
"""One million hectares: larger than any site, and small enough for the rules engine."""

_NUMBER = re.compile(r"(-?)([0-9]{1,28})(?:\.([0-9]{1,28}))?", re.ASCII)
_IN_A_PACK = re.compile(r"([0-9.]+) (m2|ha)", re.ASCII)
_SAID_IN_HECTARES_FROM = Area(50_000_000)


def parse_area(text: str, unit: str) -> Area | None:
    """Return the area of `digits[.digits]` in a unit, or None where the text is not of that form.

    More decimals than are held are refused too, unless they are zeros.

    >>> parse_area("0.5", "ha"), parse_area("1000", "m²"), parse_area("1e3", "m²")
    (50000000, 10000000, None)
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, rest = found[1], found[2], (found[3] or "").rstrip("0")
    places = DECIMALS_OF[unit]
    if len(rest) > places:
        return None
    held = int(whole + rest.ljust(places, "0"))
    return Area(-held if sign else held)


def parse_written_area(text: str) -> Area | None:
    """Return the area that packs write as `1000 m2` or `0.5 ha`, or None."""
    found = _IN_A_PACK.fullmatch(text)
    return None if found is None else parse_area(found[1], found[2].replace("2", "²"))


def area_text(area: int, unit: str) -> str:
    """Return an area in a unit as JSON carries it, without needless zeros.

    >>> area_text(50000000, "ha"), area_text(50000000, "m²")
    ('0.5', '5000')
    """
    places = DECIMALS_OF[unit]
    whole, rest = divmod(abs(area), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0")
    return f"{'-' if area < 0 else ''}{whole}" + (f".{decimals}" if decimals else "")


def area_in_words(area: int, unit: str = "") -> str:
    """Return an area as a person reads it, in both units where none is named and it is large.

    >>> area_in_words(10000000), area_in_words(50000000), area_in_words(50000000, "ha")
    ('1,000 m²', '5,000 m² (0.5 ha)', '0.5 ha')
    """
    if unit:
        whole, _, decimals = area_text(area, unit).partition(".")
        return f"{int(whole):,}" + (f".{decimals}" if decimals else "") + f" {unit}"
    metres = area_in_words(area, "m²")
    if area < _SAID_IN_HECTARES_FROM:
        return metres
    return f"{metres} ({area_in_words(area, 'ha')})"
