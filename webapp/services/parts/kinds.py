"""The kinds of part: what each is called, and how its value is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of part: its name in the store, its title, and the class of its value."""

    name: str
    title: str
    value: type[T]


_EVERY: tuple[Kind[Any], ...] = ()

KINDS: Mapping[str, Kind[Any]] = MappingProxyType({kind.name: kind for kind in _EVERY})
"""By its name, every kind of part, in the order of the buyer's task list."""
