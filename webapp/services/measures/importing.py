"""Importing a file: every row is read first, then all is kept in one transaction, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from evaluation.numbers import plain
from forms.workbooks import (
    Columns,
    ImportedMeasure,
    ImportedMeasures,
    layout_of,
    read_measures,
)
from rules.canonical import canonical_text, sha256_of
from webapp.services.accounts import Person
from webapp.services.measures.files import Head, WaitingFile
from webapp.services.measures.records import Licence
from webapp.store import Session, Store, audit
from webapp.store import measures as rows
from webapp.store.measure_tables import ImportedMeasureRow, MeasureImport


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What a person said of a sheet: its columns, its set, its day and its licence."""

    columns: Columns
    price_year: int | None
    collection: str
    valid_from: date
    why: str
    licence: Licence


@dataclass(frozen=True, slots=True)
class Imported:
    """A file was imported."""

    import_id: UUID
    measures: int


class ImportRefused(StrEnum):
    """Why nothing was imported; the value is a sentence with its remedy."""

    GONE = "The file waits no longer. Upload it again."
    REASON_NEEDED = (
        "There is an import of this set for this day. Choose another day, or give a reason why "
        "this one takes its place."
    )


def import_file(
    store: Store,
    person: Person,
    waiting: WaitingFile,
    head: Head,
    request: ImportRequest,
    *,
    now: datetime,
) -> Imported | ImportRefused:
    """Import a file that waits, whole or not at all.

    Raises:
        InvalidInput: with every fault of the sheet, cell by cell; nothing was kept.
    """
    found = read_measures(
        head.table,
        request.columns,
        header_row=head.header.number,
        price_year=request.price_year,
    )
    with store.writing() as session:
        if rows.organisation_of_file(session, waiting.id) is None:
            return ImportRefused.GONE
        same_set = rows.imports_of_set(session, waiting.organisation_id, request.collection)
        same_day = [one for one in same_set if one.valid_from_on == request.valid_from]
        if same_day and not request.why:
            return ImportRefused.REASON_NEEDED
        record = _record(waiting, head, request, found)
        record.collection = same_set[0].collection if same_set else request.collection
        record.revision = 1 + max((one.revision for one in same_day), default=0)
        record.imported_by, record.imported_at = person.id, now
        session.add(record)
        session.flush()
        kept = [_row(record.id, one) for one in found.measures]
        session.add_all(kept)
        rows.forget_file(session, waiting.id)
        _note(session, record, content_sha256=_sha256_of(kept))
        return Imported(record.id, len(found.measures))


def _record(
    waiting: WaitingFile, head: Head, request: ImportRequest, found: ImportedMeasures
) -> MeasureImport:
    return MeasureImport(
        organisation_id=waiting.organisation_id,
        valid_from_on=request.valid_from,
        why=request.why,
        licence=request.licence.name,
        licence_holder=request.licence.holder,
        licence_terms=request.licence.terms,
        confirmed_by=request.licence.confirmed_by,
        file_name=waiting.name,
        file_sha256=waiting.sha256,
        sheet=head.table.sheet,
        header_row=head.header.number,
        header_sha256=layout_of(head.header),
        columns=canonical_text(request.columns.as_json()),
        price_year=request.price_year,
        measures=len(found.measures),
        remarks=canonical_text(_remarks(head, found)),
    )


def _remarks(head: Head, found: ImportedMeasures) -> list[str]:
    hidden = {sheet.name for sheet in head.sheets if sheet.is_hidden}
    told = ["The sheet is hidden in the workbook."] if head.table.sheet in hidden else []
    return [*told, *found.remarks]


def _row(import_id: UUID, measure: ImportedMeasure) -> ImportedMeasureRow:
    return ImportedMeasureRow(
        import_id=import_id,
        row=measure.row,
        measure=measure.id,
        title=measure.title,
        unit=measure.unit,
        value=None if measure.value is None else plain(measure.value),
        price_year=measure.price_year,
        theme=measure.theme,
        outcome=measure.outcome,
        notes=measure.notes,
    )


def _sha256_of(kept: list[ImportedMeasureRow]) -> str:
    """Return the digest of what was kept, so that the audit log can tell whether it still is."""
    names = ("row", "measure", "title", "unit", "value", "price_year", "theme", "outcome", "notes")
    content = canonical_text([[getattr(row, name) for name in names] for row in kept])
    return sha256_of(content)


def _note(session: Session, record: MeasureImport, *, content_sha256: str) -> None:
    audit.append(
        session,
        "import-measures",
        at=record.imported_at,
        actor_id=record.imported_by,
        organisation_id=record.organisation_id,
        subject=f"measure-import/{record.id}",
        detail={
            "collection": record.collection,
            "valid_from": record.valid_from_on.isoformat(),
            "revision": record.revision,
            "why": record.why,
            "licence": record.licence,
            "licence_holder": record.licence_holder,
            "confirmed_by": record.confirmed_by,
            "file": record.file_name,
            "file_sha256": record.file_sha256,
            "measures": record.measures,
            "content_sha256": content_sha256,
        },
    )
