"""Fields of an OCDS release by their paths, whatever stands there, and what they tell.

A field is written `tender.items[].classification.id`; `[]` is every item of a list, and
`parties[buyer]` those whose `roles` name the buyer. What is missing, null or of another shape
yields nothing: a notice is other people's writing, and nothing in it may raise.
"""

from dataclasses import dataclass
from typing import TypeAlias

from forms.json_text import Json
from rules.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the path at which it stands, with the numbers of the items."""

    path: str
    value: Json


Column = tuple[Located, ...]
"""Every value of one field in one release, in order."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a fact is, and the path at which the notice says so."""

    value: Value
    path: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The notice speaks of a fact without telling it, so that no default may stand for it."""

    path: str


Interpretation: TypeAlias = Found | Doubt | None
"""What a reading makes of its fields; None where they say nothing."""


def column(release: Json, field: str) -> Column:
    """Return the values of a field.

    >>> column({"tag": ["tender"]}, "tag[]")
    (Located(path='tag[0]', value='tender'),)
    """
    found: Column = (Located("", release),)
    for step in field.split("."):
        key, _, choice = step.partition("[")
        found = tuple(inner for outer in found for inner in _member(outer, key))
        if choice:
            wanted = choice.removesuffix("]")
            found = tuple(inner for outer in found for inner in _items(outer, wanted))
    return found


def texts(values: Column) -> Column:
    """Return those values of a column that are texts with something in them."""
    return tuple(one for one in values if isinstance(one.value, str) and one.value.strip())


def _member(outer: Located, key: str) -> Column:
    if not isinstance(outer.value, dict):
        return ()
    value = outer.value.get(key)
    path = f"{outer.path}.{key}" if outer.path else key
    return () if value is None else (Located(path, value),)


def _items(outer: Located, role: str) -> Column:
    if not isinstance(outer.value, list):
        return ()
    return tuple(
        Located(f"{outer.path}[{index}]", item)
        for index, item in enumerate(outer.value)
        if item is not None and (not role or _has_role(item, role))
    )


def _has_role(party: Json, role: str) -> bool:
    roles = party.get("roles") if isinstance(party, dict) else None
    return isinstance(roles, list) and role in roles
