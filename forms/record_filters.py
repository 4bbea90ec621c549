"""What the record is narrowed to, as the address of its page says it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

LONGEST_REFERENCE: Final = 100
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_DAYS: Final = {"since": "first day", "until": "last day"}


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Whose acts of which kind are asked for, on which procurement, from when until when.

    `errors` are what could not be read, by the name of the field; it narrows nothing then.
    """

    person: UUID | None
    kind: str
    reference: str
    since: date | None
    until: date | None
    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        """Whether it narrows anything."""
        return any((self.person, self.kind, self.reference, self.since, self.until))

    @property
    def arguments(self) -> dict[str, str]:
        """What stands in the address of the next page."""
        return {name: text for name, text in self.typed.items() if text}


def record_filter(given: Mapping[str, str], kinds: Collection[str]) -> RecordFilter:
    """Read a filter from the address of a page; a kind that is none narrows nothing.

    >>> record_filter({"since": "2026-03-02"}, ()).since
    datetime.date(2026, 3, 2)
    """
    names = ("person", "kind", "reference", "since", "until")
    typed = {name: given.get(name, "").strip()[:LONGEST_REFERENCE] for name in names}
    errors: dict[str, str] = {}
    days = {name: _day(typed[name], name, errors) for name in _DAYS}
    since, until = days["since"], days["until"]
    if since and until and until < since:
        errors["until"] = "The last day lies before the first: enter a later one"
        until = None
    return RecordFilter(
        person=_person(typed["person"]),
        kind=typed["kind"] if typed["kind"] in kinds else "",
        reference=typed["reference"],
        since=since,
        until=until,
        typed=typed,
        errors=errors,
    )


def noted_fingerprint(given: Mapping[str, str]) -> tuple[str, str]:
    """Return a fingerprint that somebody noted, as they typed it, and what is wrong with it.

    >>> noted_fingerprint({"noted": " " + "AB" * 32})[1]
    ''
    """
    noted = given.get("noted", "").strip().lower()[:LONGEST_REFERENCE]
    if not noted or _FINGERPRINT.fullmatch(noted):
        return noted, ""
    return noted, "Enter all 64 characters of the fingerprint: digits, and letters from a to f"


def _person(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str, name: str, errors: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors[name] = f"Enter the {_DAYS[name]} as a date, such as 2026-03-02"
        return None
