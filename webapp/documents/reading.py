"""Documents read back from the canonical JSON that they are kept as: the inverse of writing it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from rules.errors import PodiumError
from webapp.documents.content import Document, JsonValue

_T = TypeVar("_T")
_REMEDY = "Read it with the version of Podium that wrote it, or restore the record from a backup"


class NotContent(PodiumError):
    """What was read is not the canonical JSON of a document's content; the place is a path."""


def document_of(content: JsonValue) -> Document:
    """Return the document whose canonical JSON this is, equal to it and of the same digest.

    Raises:
        NotContent: for a type, a key or a value that content does not have, or one it lacks.
    """
    return content_of(Document, content)


def content_of(kind: type[_T], content: JsonValue, place: str = "") -> _T:
    """Return the value of a content type, such as `Table`, whose canonical JSON this is.

    Raises:
        NotContent: for a type, a key or a value that content does not have, or one it lacks.
    """
    made = _read(kind, content, place or kind.__name__)
    if not isinstance(made, kind):
        message = f"no value of {kind.__name__} was read"
        raise NotContent(place, message, _REMEDY)
    return made


def _read(kind: object, content: JsonValue, place: str) -> object:
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), content, place)
    if get_origin(kind) in {Union, UnionType}:
        return _one_of(get_args(kind), content, place)
    if isinstance(kind, type) and is_dataclass(kind):
        return _value(kind, content, place)
    return _single(kind, content, place)


def _single(kind: object, content: JsonValue, place: str) -> object:
    """Read a text, a number, a day or a member of an enumeration."""
    try:
        match content:
            case str() if kind is str:
                return content
            case bool() if kind is bool:
                return content
            case int() if kind is int and not isinstance(content, bool):
                return content
            case str() if kind is date and date.fromisoformat(content).isoformat() == content:
                return date.fromisoformat(content)
            case str() if isinstance(kind, type) and issubclass(kind, Enum):
                return kind(content)
            case _:
                pass
    except ValueError:
        pass
    raise _refused(place, kind, content)


def _tuple(kinds: tuple[object, ...], content: JsonValue, place: str) -> tuple[object, ...]:
    if not isinstance(content, list):
        raise _refused(place, "list", content)
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004 - a kind and its ellipsis
        kinds = (kinds[0],) * len(content)
    if len(kinds) != len(content):
        raise _refused(place, f"list of {len(kinds)}", content)
    return tuple(
        _read(kind, item, f"{place}[{index}]")
        for index, (kind, item) in enumerate(zip(kinds, content, strict=True))
    )


def _one_of(kinds: tuple[object, ...], content: JsonValue, place: str) -> object:
    """Read a value whose type the content names, one of a closed set."""
    named = content.get("is") if isinstance(content, dict) else None
    for kind in kinds:
        if isinstance(kind, type) and kind.__name__ == named:
            return _value(kind, content, place)
    names = ", ".join(kind.__name__ for kind in kinds if isinstance(kind, type))
    raise NotContent(place, f"{named!r} is none of {names}", _REMEDY)


def _value(kind: type, content: JsonValue, place: str) -> object:
    if not isinstance(content, dict) or content.get("is") != kind.__name__:
        raise _refused(place, kind, content)
    hints = _hints(kind)
    wrong = sorted(content.keys() ^ {"is", *hints})
    if wrong:
        state = "has" if wrong[0] in content else "lacks"
        message = f"a {kind.__name__} {state} the key {wrong[0]!r}, against its form"
        raise NotContent(place, message, _REMEDY)
    read = {name: _read(hint, content[name], f"{place}.{name}") for name, hint in hints.items()}
    return kind(**read)


@cache
def _hints(kind: type) -> Mapping[str, object]:
    """Return the types of a dataclass's fields, in their order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _refused(place: str, kind: object, content: JsonValue) -> NotContent:
    name = kind.__name__ if isinstance(kind, type) else str(kind)
    found = repr(content)
    found = found if len(found) <= 60 else f"{found[:60]}…"  # noqa: PLR2004 - enough to find it by
    return NotContent(place, f"{found} is no {name}", _REMEDY)
