"""A row of the record as a file shows it: each field whole, with names taken out, or withheld."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from evaluation.disclosure import GROUNDS, Ground, Sort, Treatment
from evaluation.disclosure.masking import Masker
from evaluation.disclosure.profiles import MASKED
from rules.wording import date_in_words, moment_in_words
from webapp.documents.disclosure import Field
from webapp.services.disclosure.naming import Naming
from webapp.store.disclosures import Row

_IN_TEXT: Final = frozenset({Sort.WORDS, Sort.REASON, Sort.PEOPLE})
"""The sorts in whose texts names are looked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row: its value as JSON, or the ground on which it is withheld."""

    name: str
    value: object
    ground: Ground | None = None


@dataclass(slots=True)
class Blacked:
    """How often what was withheld from a file's rows: by field and ground, and names in texts."""

    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: int = 0


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the cells of one kind of row. `sorts` are those of its fields, None where unknown."""

    sorts: Mapping[str, Sort | None]
    treatment: Treatment
    naming: Naming
    masker: Masker | None

    def of(self, row: Row, blacked: Blacked) -> tuple[Cell, ...]:
        """Return the cells of a row, and count what is withheld."""
        return tuple(self._made(row, blacked))

    def _made(self, row: Row, blacked: Blacked) -> Iterator[Cell]:
        for name, sort in self.sorts.items():
            if sort is Sort.SECRET:
                continue
            value = row[name]
            ground = None if value in (None, "") else self._ground(sort)
            if ground is not None:
                blacked.fields[name, ground.id] += 1
                yield Cell(name, None, ground)
            else:
                yield Cell(name, self._told(value, sort, blacked))

    def _ground(self, sort: Sort | None) -> Ground | None:
        """Return the ground on which a whole field is blacked out, None where it is told."""
        if sort is None:
            is_redacted = bool(self.treatment.withheld)
            return next(iter(self.treatment.withheld.values())) if is_redacted else None
        return None if sort in MASKED else self.treatment.withheld.get(sort)

    def _told(self, value: object, sort: Sort | None, blacked: Blacked) -> object:
        match value:
            case UUID() if sort is Sort.PERSON:
                return self._person(value)
            case UUID() if sort is Sort.BIDDER:
                return self.naming.bidder(value)
            case UUID():
                return str(value)
            case datetime() | date():
                return value.isoformat()
            case str() if sort is Sort.BIDDER:
                return self._masked(value, blacked)
            case str() if sort in _IN_TEXT:
                return self._masked(self.naming.people_in(value), blacked)
            case _:
                return value

    def _person(self, user_id: UUID) -> str:
        called = self.naming.person(user_id)
        return f"{called} ({user_id})" if self.naming.is_open else called

    def _masked(self, text: str, blacked: Blacked) -> str:
        if self.masker is None:
            return text
        before = self.masker.count
        found = masked(text, self.masker)
        blacked.names += self.masker.count - before
        return found


def masked(text: str, masker: Masker) -> str:
    """Return a text without the names in it; in JSON they are looked for as they read."""
    if text[:1] not in ("[", "{"):
        return masker(text)
    try:
        value = json.loads(text)
    except ValueError:
        return masker(text)
    return json.dumps(without_names(value, masker), ensure_ascii=False, sort_keys=True)


def without_names(value: Any, masker: Masker) -> Any:  # noqa: ANN401 - JSON, as it came
    """Return a JSON value whose texts are without the names in them."""
    match value:
        case str():
            return masker(value)
        case list():
            return [without_names(one, masker) for one in value]
        case dict():
            return {masker(key): without_names(one, masker) for key, one in value.items()}
        case _:
            return value


def as_json(cells: tuple[Cell, ...]) -> bytes:
    """Return a row as a line of JSON; what is withheld names its ground."""
    told = {one.name: {"withheld": one.ground.id} if one.ground else one.value for one in cells}
    return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode()


def as_fields(cells: tuple[Cell, ...]) -> tuple[Field, ...]:
    """Return a row as a page shows it, without what is empty."""
    return tuple(
        Field(title_of(one.name), "", one.ground.cite)
        if one.ground
        else Field(title_of(one.name), _words(one.value))
        for one in cells
        if one.ground or one.value not in (None, "")
    )


def title_of(name: str) -> str:
    """Return what a field is called.

    >>> title_of("made_by"), title_of("html_sha256")
    ('Made by', 'Html, SHA-256')
    """
    bare = name.removesuffix("_sha256").removesuffix("_id").replace("_", " ")
    ending = ", SHA-256" if name.endswith("_sha256") else ""
    return f"{bare[:1].upper()}{bare[1:]}{ending}"


def ground_of(id_: str) -> Ground:
    """Return a ground by its id."""
    return next(one for one in GROUNDS if one.id == id_)


def _words(value: object) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case str() if value[:1] in "[{":
            return _pretty(value)
        case str():
            return _moment(value)
        case _:
            return str(value)


def _pretty(text: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value) or "None"
    return json.dumps(value, ensure_ascii=False, indent=2) if value else "None"


def _moment(text: str) -> str:
    """Return a moment or a day in words, and any other text as it is."""
    try:
        moment = datetime.fromisoformat(text) if "T" in text[:11] else None
        return moment_in_words(moment) if moment else date_in_words(date.fromisoformat(text))
    except ValueError:
        return text
