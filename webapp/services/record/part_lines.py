"""The lines of a part as it is stored, each told in the words of its pages."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from rules.wording import listed, lower_first, upper_first
from webapp.services.record import part_saying as say
from webapp.services.record.part_titles import TITLES, Hidden, Shown

_IDENTITIES = ("id", "number", "name", "topic", "measure", "departure", "screen", "level", "what")
"""What tells the items of a list apart, the first that they have."""
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line: a key that is the same in every revision, its title, and its value in words."""

    key: tuple[str, ...]
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class _Under:
    """What a line stands under: the part, and the keys and titles on the way to it."""

    part: say.Json
    keys: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def field(self, name: str, title: str) -> "_Under":
        """Return what the lines of a field stand under."""
        return self._at(name, lower_first(title) if self.titles else title)

    def item(self, identity: str, name: str) -> "_Under":
        """Return what the lines of an item of a list stand under."""
        return self._at(identity, name)

    def line(self, words: str) -> PartLine:
        """Return a line that stands under just this."""
        *above, title = self.titles
        return PartLine(self.keys, f"{', '.join(above)}: {title}" if above else title, words)

    def _at(self, key: str, title: str) -> "_Under":
        titles = (*self.titles, title) if title else self.titles
        return _Under(self.part, (*self.keys, key), titles)


def lines(kind: type, part: Mapping[str, Any]) -> Iterator[PartLine]:
    """Yield each text, number and choice within a part, with a title that leads to it.

    >>> from evaluation.outline.lots import Lots
    >>> [(one.title, one.words) for one in lines(Lots, {"lots": [{"number": 1, "value": 5000}]})]
    [('Lot 1: what it is worth', '£50')]
    """
    yield from _of_object(kind, part, _Under(dict(part)))


def _of_object(kind: type, found: Mapping[str, Any], under: _Under) -> Iterator[PartLine]:
    for name, hint in held_by(kind).items():
        shown, value = TITLES[kind][name], found.get(name)
        if isinstance(shown, Hidden) or value in (None, "", []):
            continue
        yield from _of_field(hint, shown, value, under.field(name, shown.title))


def _of_field(hint: type, shown: Shown, value: object, under: _Under) -> Iterator[PartLine]:
    if isinstance(value, dict):
        yield from _of_object(hint, value, under)
    elif not isinstance(value, list):
        yield under.line(_said(hint, shown, value, under.part))
    elif not is_dataclass(hint):
        words = (_said(hint, shown, one, under.part) for one in value)
        yield under.line(upper_first(listed(words)))
    else:
        seen: Counter[str] = Counter()
        for item in value:
            identity = str(next((item[key] for key in _IDENTITIES if item.get(key)), ""))
            seen[identity] += 1
            name = shown.item(item, under.part) if shown.item else identity
            below = under.item(f"{identity}#{seen[identity]}", _short(name))
            yield from _of_object(hint, item, below)


def _said(hint: type, shown: Shown, value: object, part: say.Json) -> str:
    """Return a value in words; a choice that is made no longer stays as it is stored."""
    if issubclass(hint, Enum):
        return say.choice_words(hint(value)) if value in {one.value for one in hint} else str(value)
    return say.day(str(value), part) if issubclass(hint, date) else shown.say(value, part)


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1].rstrip()}…"


@cache
def held_by(kind: type) -> Mapping[str, type]:
    """Return what each field of a class holds: what it is where it is there, or an item of it."""
    hints = get_type_hints(kind)
    return {field.name: _inner(hints[field.name]) for field in fields(kind)}


def _inner(hint: Any) -> type:  # noqa: ANN401 - any annotation of a field
    inner = [one for one in get_args(hint) if one is not NoneType and one is not Ellipsis]
    return _inner(inner[0]) if inner else hint
