"""What a replay found different, place by place."""

from collections.abc import Iterator
from typing import NamedTuple

from forms.json_text import Json, Number, place_in

MOST_LISTED = 20
"""How many differences of one file are listed; of the others the number is told."""

_LONGEST_SHOWN = 100
_ABSENT = "nothing"


class Difference(NamedTuple):
    """One difference: the file, the place in it, what the bundle has, and what came out here."""

    file: str
    place: str
    sealed: str
    recomputed: str

    def __str__(self) -> str:
        """Return the difference in one line."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: the bundle has {self.sealed}, and it should be {self.recomputed}"


def json_differences(file: str, sealed: Json, recomputed: Json) -> tuple[Difference, ...]:
    """Return where two JSON values differ, in the order of the bundle's."""
    found = [
        Difference(file, place, one, other) for place, one, other in _walk(sealed, recomputed, "")
    ]
    more = len(found) - MOST_LISTED
    if more > 0:
        rest = Difference(file, f"and {more:,} more places", "other values", "as recomputed")
        return (*found[:MOST_LISTED], rest)
    return tuple(found)


def _walk(sealed: Json, recomputed: Json, place: str) -> Iterator[tuple[str, str, str]]:
    match sealed, recomputed:
        case dict(), dict():
            for key in dict.fromkeys((*sealed, *recomputed)):
                inner = place_in(place, key)
                if key not in sealed:
                    yield inner, _ABSENT, _shown(recomputed[key])
                elif key not in recomputed:
                    yield inner, _shown(sealed[key]), _ABSENT
                else:
                    yield from _walk(sealed[key], recomputed[key], inner)
        case list(), list():
            for index, (one, other) in enumerate(zip(sealed, recomputed, strict=False)):
                yield from _walk(one, other, place_in(place, index))
            if len(sealed) != len(recomputed):
                yield place, f"{len(sealed)} items", f"{len(recomputed)} items"
        case _ if sealed != recomputed or type(sealed) is not type(recomputed):
            yield place, _shown(sealed), _shown(recomputed)


def _shown(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Number(text):
            return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
        case str():
            short = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
            return f"“{short}”"
        case list():
            return f"a list of {len(value)}"
        case _:
            return "an object"
