"""Imports and their measures as they are read: which are in force on a day, by which licence."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from forms.workbooks import Columns
from webapp.store import Store
from webapp.store import measures as rows
from webapp.store.measure_tables import ImportedMeasureRow, MeasureImport


class ImportState(StrEnum):
    """Where an import stands on a day."""

    IN_FORCE = "in force"
    COMING = "not yet in force"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which licence measures are used, whose it is, and who confirmed that they may be."""

    name: str
    holder: str
    terms: str
    confirmed_by: str

    @property
    def statement(self) -> str:
        """The licence in a sentence, as it stands beside every measure and value."""
        ending = "" if not self.terms else f" {self.terms}"
        return (
            f"Used under: {self.name}, of {self.holder}. Confirmed by {self.confirmed_by}.{ending}"
        )


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import as it was made. `columns` are kept for the next file of the same layout."""

    id: UUID
    organisation_id: UUID
    organisation: str
    collection: str
    valid_from: date
    revision: int
    why: str
    licence: Licence
    file_name: str
    file_sha256: str
    sheet: str
    header_row: int
    header_sha256: str
    columns: Columns
    price_year: int | None
    measures: int
    remarks: tuple[str, ...]
    imported_by: str
    imported_at: datetime

    @property
    def order(self) -> tuple[date, int]:
        """What decides which of two imports of a set comes later."""
        return self.valid_from, self.revision


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure of an import; `value` is in pounds for a unit, None where the file gives none."""

    made_by: ImportRecord
    row: int
    id: str
    title: str
    unit: str
    value: Fraction | None
    price_year: int | None
    theme: str
    outcome: str
    notes: str


def imports_of(store: Store, organisation_ids: Collection[UUID]) -> tuple[ImportRecord, ...]:
    """Return every import of some organisations, by set, the newest day first."""
    with store.reading() as session:
        return tuple(_record(*found) for found in rows.imports(session, organisation_ids))


def find_import(store: Store, import_id: UUID) -> ImportRecord | None:
    """Return an import by its id."""
    with store.reading() as session:
        found = rows.import_by_id(session, import_id)
        return None if found is None else _record(*found)


def organisation_of_import(store: Store, import_id: UUID) -> UUID | None:
    """Return the organisation that an import belongs to, None if there is none such."""
    with store.reading() as session:
        return rows.organisation_of_import(session, import_id)


def in_force(imports: Sequence[ImportRecord], on: date) -> tuple[ImportRecord, ...]:
    """Return the import of each set that is in force on a day: the last that is valid by then."""
    found: dict[tuple[UUID, str], ImportRecord] = {}
    for one in imports:
        key = one.organisation_id, one.collection
        if one.valid_from <= on and (key not in found or found[key].order < one.order):
            found[key] = one
    return tuple(found.values())


def state_of(record: ImportRecord, imports: Sequence[ImportRecord], on: date) -> ImportState:
    """Return where an import stands on a day, among all of its organisation."""
    if record in in_force(imports, on):
        return ImportState.IN_FORCE
    same_day = [one for one in imports if _is_of_same_set(one, record)]
    replaced = any(
        one.valid_from == record.valid_from and one.revision > record.revision for one in same_day
    )
    if record.valid_from > on and not replaced:
        return ImportState.COMING
    return ImportState.SUPERSEDED


def measures_of(store: Store, record: ImportRecord) -> tuple[OwnMeasure, ...]:
    """Return the measures of an import, in the order of its file."""
    with store.reading() as session:
        return tuple(_measure(record, row) for row in rows.measures(session, {record.id}))


def measures_in_force(
    store: Store, organisation_ids: Collection[UUID], on: date
) -> tuple[OwnMeasure, ...]:
    """Return the measures of some organisations that are in force on a day, by import."""
    with store.reading() as session:
        every = [_record(*found) for found in rows.imports(session, organisation_ids)]
        standing = {one.id: one for one in in_force(every, on)}
        found = rows.measures(session, standing)
    order = {id_: place for place, id_ in enumerate(standing)}
    return tuple(
        _measure(standing[row.import_id], row)
        for row in sorted(found, key=lambda one: (order[one.import_id], one.row))
    )


def find_measure(store: Store, record: ImportRecord, row: int) -> OwnMeasure | None:
    """Return the measure of a row of an import."""
    with store.reading() as session:
        found = rows.measure(session, record.id, row)
        return None if found is None else _measure(record, found)


def licence_of(found: MeasureImport) -> Licence:
    """Return the licence that an import was made under."""
    return Licence(found.licence, found.licence_holder, found.licence_terms, found.confirmed_by)


def columns_of(found: MeasureImport) -> Columns:
    """Return the columns that were chosen for an import."""
    return Columns(**json.loads(found.columns))


def _is_of_same_set(one: ImportRecord, other: ImportRecord) -> bool:
    return (one.organisation_id, one.collection) == (other.organisation_id, other.collection)


def _record(found: MeasureImport, organisation: str, imported_by: str) -> ImportRecord:
    return ImportRecord(
        id=found.id,
        organisation_id=found.organisation_id,
        organisation=organisation,
        collection=found.collection,
        valid_from=found.valid_from_on,
        revision=found.revision,
        why=found.why,
        licence=licence_of(found),
        file_name=found.file_name,
        file_sha256=found.file_sha256,
        sheet=found.sheet,
        header_row=found.header_row,
        header_sha256=found.header_sha256,
        columns=columns_of(found),
        price_year=found.price_year,
        measures=found.measures,
        remarks=tuple(json.loads(found.remarks)),
        imported_by=imported_by,
        imported_at=found.imported_at,
    )


def _measure(record: ImportRecord, row: ImportedMeasureRow) -> OwnMeasure:
    return OwnMeasure(
        made_by=record,
        row=row.row,
        id=row.measure,
        title=row.title,
        unit=row.unit,
        value=None if row.value is None else Fraction(row.value),
        price_year=row.price_year,
        theme=row.theme,
        outcome=row.outcome,
        notes=row.notes,
    )
