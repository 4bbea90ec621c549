"""What a sentence of the record is made of, and what it can name."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from uuid import UUID

from evaluation.panel.naming import masked_name
from webapp.store.models import AuditEntry

JsonObject: TypeAlias = dict[str, Any]

FINGERPRINT: Final = 12
"""How many characters of a fingerprint a sentence shows."""


class Group(StrEnum):
    """The kinds of act that the record can be narrowed to."""

    ANSWERS = "answers"
    PARTS = "parts"
    OUTLINE = "outline"
    MEETINGS = "meetings"
    EVALUATION = "evaluation"
    FILES = "files"
    PEOPLE = "people"
    SIGN_INS = "sign-ins"
    SETTINGS = "settings"
    MEASURES = "measures"
    EXPORTS = "exports"
    BIDS = "bids"


@dataclass(frozen=True, slots=True)
class Place:
    """The page on which something can be seen as it was then."""

    endpoint: str
    arguments: tuple[tuple[str, object], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changed: what it is called, what it was and what it is; empty is nothing."""

    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """An act in words: `what` continues a sentence that begins with who acted.

    `under` says by which rule, packs or settings it was, where it was by any.
    """

    what: str
    changes: tuple[Change, ...] = ()
    why: str = ""
    under: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the audit log, read."""

    number: int
    at: datetime
    actor_id: UUID | None
    act: str
    subject: str
    detail: JsonObject

    @property
    def of(self) -> str:
        """What kind of thing it is about, such as `procurement`."""
        return self.subject.partition("/")[0]

    @property
    def subject_id(self) -> UUID | None:
        """The thing that it is about, None where the log names none by its id."""
        return id_in(self.subject.partition("/")[2])

    @property
    def bidder(self) -> str:
        """The bidder that it is about, by the letter of its bid, which tells nobody its name."""
        number = self.detail.get("bidder")
        return masked_name(number) if isinstance(number, int) else "a bidder"

    def text(self, key: str) -> str:
        """Return what the detail says under a key, empty where it says nothing."""
        value = self.detail.get(key)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Named:
    """What the entries of a page name, looked up at once for all of them.

    `answers` holds by procurement and fact the versions with what was answered, in order;
    `parts` by procurement, part and revision the content; `packs` by procurement and digest the
    packs of a decision; `routes` by procurement, version and body the title and the reason;
    `bidders` by procurement and number the name, which the log does not hold.
    """

    people: Mapping[UUID, str] = field(default_factory=lambda: MappingProxyType({}))
    procurements: Mapping[UUID, tuple[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    answers: Mapping[tuple[UUID, str], tuple[tuple[int, str | None], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    parts: Mapping[tuple[UUID, str, int], JsonObject] = field(
        default_factory=lambda: MappingProxyType({})
    )
    packs: Mapping[tuple[UUID, str], str] = field(default_factory=lambda: MappingProxyType({}))
    routes: Mapping[tuple[UUID, int], tuple[tuple[str, str, str], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    drafts: Mapping[UUID, str] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[UUID, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    invitations: Mapping[UUID, str] = field(default_factory=lambda: MappingProxyType({}))
    bidders: Mapping[tuple[UUID, int], str] = field(default_factory=lambda: MappingProxyType({}))

    def person(self, user_id: object) -> str:
        """Return the name of somebody, by the id that the log holds."""
        found = id_in(str(user_id))
        return self.people.get(found, "somebody unknown") if found else "somebody unknown"

    def bidder(self, entry: Entry, number: object = None) -> str:
        """Return the name of a bidder by its number, by default of the one an entry is about."""
        found = entry.detail.get("bidder") if number is None else number
        if entry.subject_id is None or not isinstance(found, int):
            return "a bidder"
        return self.bidders.get((entry.subject_id, found)) or masked_name(found)

    def procurement(self, procurement_id: UUID | None) -> str:
        """Return a procurement's title and reference."""
        found = self.procurements.get(procurement_id) if procurement_id else None
        return f"“{found[1]}” ({found[0]})" if found else "a procurement"


Tell: TypeAlias = Callable[[Entry, Named], Told]


def entry_of(row: AuditEntry) -> Entry:
    """Return an entry of the log as its sentence is made from it."""
    found = json.loads(row.detail)
    return Entry(
        row.number,
        row.at,
        row.actor_id,
        row.act,
        row.subject,
        found if isinstance(found, dict) else {},
    )


def id_in(text: str) -> UUID | None:
    """Return the id that a text is, None if it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
