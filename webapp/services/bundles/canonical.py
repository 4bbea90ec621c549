"""The canonical form of JSON: what it says, however it is written."""

from forms.json_text import Json, Number, parse_json
from rules.canonical import canonical_text

DEEPEST = 250
"""A document's content nests deeper than a tender, whose limit is its own reader's."""

_LONGEST_WHOLE = 400
"""Whole numbers of more digits stay text: Python refuses to read very long ones."""


def json_of(data: bytes, name: str) -> Json:
    """Return the value that the bytes of a file hold.

    Raises:
        InvalidInput: they are not JSON as Podium writes or takes it.
    """
    return parse_json(data, name=name, limit=len(data), deepest=DEEPEST)


def canonical_of(data: bytes, name: str) -> bytes:
    """Return JSON with its keys sorted and no white space, in UTF-8.

    Raises:
        InvalidInput: the bytes are not JSON as Podium writes or takes it.
    """
    return canonical(json_of(data, name))


def canonical(value: Json) -> bytes:
    """Return a value with its keys sorted and no white space; numbers stay as written."""
    return canonical_text(_plain(value)).encode("utf-8", "surrogatepass")


def _plain(value: Json) -> object:
    match value:
        case Number(text):
            is_whole = text.lstrip("-").isdecimal() and len(text) <= _LONGEST_WHOLE
            return int(text) if is_whole else {"number": text}
        case dict():
            return {key: _plain(member) for key, member in value.items()}
        case list():
            return [_plain(item) for item in value]
        case _:
            return value
