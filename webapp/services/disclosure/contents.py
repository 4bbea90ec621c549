"""What a file of a procurement holds: each kind of thing written into it as its rule allows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count
from types import MappingProxyType
from typing import Final
from uuid import UUID

from evaluation.disclosure import Recipient, Rows, Sort, Thing, Treatment, treatment_of
from evaluation.disclosure.masking import Masker
from evaluation.panel.phases import Phase
from webapp.documents.disclosure import Blackout, Field, Part, Told, rows_page
from webapp.services.disclosure.archive import Archive, Entry
from webapp.services.disclosure.cells import (
    Blacked,
    Cell,
    Cells,
    as_fields,
    as_json,
    ground_of,
    title_of,
)
from webapp.services.disclosure.naming import Naming
from webapp.store import Session, disclosures
from webapp.store.disclosure_tables import SOURCES, Source
from webapp.store.disclosures import Row

NOT_YET: Final = "The procurement has not come so far that any of it may be told"
OWN_ONLY: Final = "Only what is about this bidder itself"
SPLIT: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("outline_version", "content"): "json",
        ("letter_sent", "html"): "html",
        ("notice_made", "release"): "json",
        ("evaluation_run", "tender"): "json",
        ("evaluation_run", "result"): "json",
        ("evaluation_run", "report"): "json",
    }
)
"""Fields that are files of their own, and what these are: a row names the file."""

RowsAgain = Callable[[], Iterable[Row]]


@dataclass(slots=True)
class Filling:
    """A file under way: what is read, where it goes, for whom, and what everybody is called."""

    session: Session
    archive: Archive
    organisation_id: UUID
    procurement_id: UUID
    recipient: Recipient
    phase: Phase
    about: str
    naming: Naming
    masker: Masker | None = field(init=False)

    def __post_init__(self) -> None:
        """Make what takes names out of texts, once for the whole file."""
        self.masker = self.naming.masker()

    @property
    def own(self) -> UUID | None:
        """The bidder that the file is for, None for the others."""
        number = self.recipient.number
        found = (id_ for id_, one in self.naming.bidders.items() if one.number == number)
        return next(found, None)

    def treatment(self, thing: Thing) -> Treatment:
        """Return what is done with a kind of thing in this file."""
        return treatment_of(thing, self.recipient.audience, self.phase)

    def cells(self, sorts: Mapping[str, Sort | None], treatment: Treatment) -> Cells:
        """Return what makes the cells of rows of these fields."""
        return Cells(sorts, treatment, self.naming, self.masker)


@dataclass(slots=True)
class Written:
    """A kind of thing as it was written: its files, what was blacked out, and what is missing."""

    files: list[Told] = field(default_factory=list)
    blacked: Blacked = field(default_factory=Blacked)
    missing: list[str] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Add a file that is written."""
        self.files.append(Told(entry.path, entry.size, entry.sha256))


def folder_of(thing: Thing) -> str:
    """Return the folder of a kind of thing, in the order of the kinds."""
    return f"{list(Thing).index(thing) + 1:02}-{thing.value}"


def place_in(thing: Thing, name: str) -> str:
    """Return where a file of a kind of thing lies."""
    return f"{folder_of(thing)}/{name}"


def write_tables(filling: Filling, thing: Thing, written: Written) -> None:
    """Write the tables of a kind of thing."""
    treatment = filling.treatment(thing)
    for source in SOURCES:
        if source.thing is thing:
            _write_source(filling, source, treatment, written)


def _write_source(filling: Filling, source: Source, treatment: Treatment, written: Written) -> None:
    own = filling.own if treatment.rows is Rows.OWN else None
    columns = [column.name for column in disclosures.table_of(source).c]
    sorts = {name: disclosures.sort_of(source, name) for name in columns}

    def rows() -> Iterable[Row]:
        return disclosures.rows_of(filling.session, source, filling.procurement_id, bidder_id=own)

    write_rows(filling, RowsOf(source.thing, source.table, sorts), treatment, rows, written)


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Rows of one kind: the folder and the name of their files, and the sorts of their fields."""

    thing: Thing
    name: str
    sorts: Mapping[str, Sort | None]

    def path(self, ending: str) -> str:
        """Return the name of a file of these rows."""
        return f"{folder_of(self.thing)}/{self.name}{ending}"

    def split(self, column: str, number: int) -> str:
        """Return the name of the file that a field of a row is."""
        return self.path(f"-{number:04}-{column}.{SPLIT[self.name, column]}")


def write_rows(
    filling: Filling, kind: RowsOf, treatment: Treatment, rows: RowsAgain, written: Written
) -> None:
    """Write rows twice, as lines of JSON and as a page, and the files that fields of them are.

    `rows` gives them anew each time it is called, so that they are never held at once.
    """
    cells = filling.cells(kind.sorts, treatment)

    def made(blacked: Blacked) -> Iterator[tuple[Cell, ...]]:
        for number, row in enumerate(rows(), 1):
            yield tuple(_split_named(kind, one, number) for one in cells.of(row, blacked))

    lines = (as_json(one) for one in made(written.blacked))
    first = next(lines, None)
    if first is None:
        return
    written.add(filling.archive.add(kind.path(".jsonl"), chain((first,), lines)))
    headed = _headed(kind, made(Blacked()))
    page = rows_page(title_of(kind.name), filling.about, headed)
    written.add(filling.archive.add(kind.path(".html"), (part.encode() for part in page)))
    for column in (name for table, name in SPLIT if table == kind.name):
        _write_split(filling, kind, column, cells, rows, written)


def _split_named(kind: RowsOf, cell: Cell, number: int) -> Cell:
    """Return a cell that is a file of its own as the name of that file."""
    if cell.ground or (kind.name, cell.name) not in SPLIT:
        return cell
    return Cell(cell.name, kind.split(cell.name, number))


def _write_split(
    filling: Filling,
    kind: RowsOf,
    column: str,
    cells: Cells,
    rows: RowsAgain,
    written: Written,
) -> None:
    for number, row in enumerate(rows(), 1):
        for cell in cells.of(row, Blacked()):
            if cell.name == column and cell.ground is None and cell.value is not None:
                entry = filling.archive.add(kind.split(column, number), (str(cell.value).encode(),))
                written.add(entry)


def _headed(
    kind: RowsOf, rows: Iterable[tuple[Cell, ...]]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    label = "Draft, not handed in: " if kind.thing is Thing.DRAFTS else ""
    for number, cells in zip(count(1), rows, strict=False):
        yield f"{label}{title_of(kind.name)} {number}", as_fields(cells)


def part_of(thing: Thing, treatment: Treatment, written: Written) -> Part:
    """Return what the index says of a kind of thing."""
    why = [*written.missing]
    if treatment.is_too_early:
        why.append(NOT_YET)
    elif treatment.rows is Rows.OWN:
        why.append(OWN_ONLY)
    return Part(
        title=thing.words,
        how=treatment.how,
        grounds=treatment.grounds,
        why=". ".join(why),
        files=tuple(written.files),
        blackouts=_blackouts(treatment, written.blacked),
    )


def _blackouts(treatment: Treatment, blacked: Blacked) -> tuple[Blackout, ...]:
    fields = [
        Blackout(title_of(name), times, ground_of(id_).cite)
        for (name, id_), times in sorted(blacked.fields.items())
    ]
    if blacked.names:
        with suppress(KeyError):
            ground = treatment.withheld[Sort.WORDS]
            fields.append(Blackout("Names in what people wrote", blacked.names, ground.cite))
    return tuple(fields)


def json_bytes(value: object) -> bytes:
    """Return a value as JSON for a person to read too."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
