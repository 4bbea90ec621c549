"""Files that wait for their columns to be chosen: kept a day, then forgotten."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from forms.characters import cleaned
from forms.errors import InvalidInput
from forms.workbooks import (
    Columns,
    Field,
    Row,
    SheetName,
    Table,
    Workbook,
    header_of,
    layout_of,
    read_workbook,
    suggested_columns,
    titles_of,
    visible_sheet,
)
from webapp.services.accounts import Person
from webapp.services.measures.records import Licence, columns_of, licence_of
from webapp.store import Store
from webapp.store import measures as rows
from webapp.store.measure_tables import MeasureFile, MeasureImport

WAITS = timedelta(days=1)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was uploaded and found harmless, and whose columns are to be chosen."""

    id: UUID
    organisation_id: UUID
    name: str
    sha256: str
    workbook: Workbook


@dataclass(frozen=True, slots=True)
class Before:
    """What was said at the last import of a file with the same titles."""

    collection: str
    columns: Columns
    price_year: int | None
    licence: Licence
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet, its header, and the columns that are suggested.

    `before` is set where a file of this layout was imported before; its columns are suggested.
    """

    sheets: tuple[SheetName, ...]
    table: Table
    header: Row
    titles: dict[int, str]
    suggested: dict[Field, int]
    before: Before | None


def keep_file(
    store: Store, person: Person, data: bytes, *, name: str, organisation_id: UUID, now: datetime
) -> UUID:
    """Keep an uploaded file until its columns are chosen, and forget those of yesterday.

    Raises:
        InvalidInput: it is no workbook that can be read, or one made to do harm.
    """
    shown = cleaned(name)[-_LONGEST_NAME:] or "file"
    read_workbook(data, shown)
    with store.writing() as session:
        rows.forget_files(session, organisation_id, before=now - WAITS)
        kept = MeasureFile(
            organisation_id=organisation_id,
            name=shown,
            content=data,
            sha256=hashlib.sha256(data).hexdigest(),
            uploaded_by=person.id,
            uploaded_at=now,
        )
        session.add(kept)
        session.flush()
        return kept.id


def organisation_of_file(store: Store, file_id: UUID) -> UUID | None:
    """Return the organisation that a waiting file belongs to, None if there is none such."""
    with store.reading() as session:
        return rows.organisation_of_file(session, file_id)


def open_file(store: Store, file_id: UUID) -> WaitingFile | None:
    """Return a waiting file, opened; None if there is none such."""
    with store.reading() as session:
        found = rows.file(session, file_id)
    if found is None:
        return None
    workbook = read_workbook(found.content, found.name)
    return WaitingFile(found.id, found.organisation_id, found.name, found.sha256, workbook)


def head_of(
    store: Store, waiting: WaitingFile, *, sheet: str | None = None, header_row: int | None = None
) -> Head:
    """Return a sheet with its header; by default the first that is not hidden.

    Raises:
        InvalidInput: there is no such sheet, it is damaged or too long, or no row is a header.
    """
    sheets = waiting.workbook.sheets
    table = waiting.workbook.table(visible_sheet(waiting.workbook) if sheet is None else sheet)
    header = _header(table, header_row)
    before = _before(store, waiting.organisation_id, layout_of(header))
    titles = titles_of(header)
    suggested = suggested_columns(header)
    if before is not None:
        kept = {field: before.columns.of(field) for field in Field}
        suggested = {field: column for field, column in kept.items() if column in titles}
    return Head(sheets, table, header, titles, suggested, before)


def _header(table: Table, number: int | None) -> Row:
    found = header_of(table, number)
    if found is None:
        where = f"row {number}" if number is not None else "the first rows"
        raise InvalidInput.of(
            table.file,
            table.sheet,
            f"no row with the titles of columns stands in {where}",
            "Choose another sheet or row, or write a row of titles above the measures",
        )
    return found


def _before(store: Store, organisation_id: UUID, layout: str) -> Before | None:
    with store.reading() as session:
        found = rows.latest_of_layout(session, organisation_id, layout)
    return None if found is None else _said(found)


def _said(found: MeasureImport) -> Before:
    return Before(
        collection=found.collection,
        columns=columns_of(found),
        price_year=found.price_year,
        licence=licence_of(found),
        imported_at=found.imported_at,
    )
