"""Frozen values as JSON and back: what a part is stored as.

A field that is not in the stored object takes its default, so that a part which was saved before
the field was thought of can still be read; a field that the value does not know is refused.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


class StoredValueIsWrong(ValueError):
    """A stored part is not what its kind says it is: the store and the code do not fit."""


def json_of(value: object) -> Json:
    """Return a value as JSON: dataclasses as objects, tuples as lists, dates in ISO 8601.

    Raises:
        TypeError: The value holds something that no part is made of, such as a float.
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [json_of(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: json_of(getattr(value, field.name)) for field in fields(value)}
    message = f"a part cannot hold a {type(value).__name__}"
    raise TypeError(message)


def value_of(kind: type[T], found: Json) -> T:
    """Return the value that JSON stands for.

    Raises:
        StoredValueIsWrong: It is not a value of that kind.
    """
    return cast("T", _read(kind, found, kind.__name__))


def _read(kind: Any, found: Json, place: str) -> object:  # noqa: ANN401 - any annotation of a field
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_optional(kind, found, place)
    if origin is tuple:
        item = get_args(kind)[0]
        if not isinstance(found, list):
            raise StoredValueIsWrong(f"{place} is not a list")
        return tuple(_read(item, one, f"{place}[{at}]") for at, one in enumerate(found))
    if is_dataclass(kind):
        return _read_object(cast("type", kind), found, place)
    if isinstance(kind, type) and issubclass(kind, Enum | date):
        return _read_text(kind, found, place)
    if type(found) is not kind:
        raise StoredValueIsWrong(f"{place} is not a {kind.__name__}")
    return found


def _read_optional(kind: Any, found: Json, place: str) -> object:  # noqa: ANN401 - as above
    if found is None:
        return None
    (other,) = (item for item in get_args(kind) if item is not NoneType)
    return _read(other, found, place)


def _read_text(kind: type, found: Json, place: str) -> object:
    try:
        return kind(found) if issubclass(kind, Enum) else date.fromisoformat(str(found))
    except ValueError as error:
        raise StoredValueIsWrong(f"{place} is not a {kind.__name__}") from error


def _read_object(kind: type, found: Json, place: str) -> object:
    if not isinstance(found, dict):
        raise StoredValueIsWrong(f"{place} is not an object")
    declared = _declared(kind)
    unknown = found.keys() - declared.keys()
    if unknown:
        raise StoredValueIsWrong(f"{place} has no {', '.join(sorted(unknown))}")
    given = {}
    for name, (hint, field) in declared.items():
        if name in found:
            given[name] = _read(hint, found[name], f"{place}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise StoredValueIsWrong(f"{place} lacks {name}")
    return kind(**given)


@cache
def _declared(kind: type) -> dict[str, tuple[object, "Field[Any]"]]:
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in fields(kind)}
