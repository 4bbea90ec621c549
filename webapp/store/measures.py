"""Queries about an authority's own measures: files that wait, imports and their rows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select

from webapp.store.connection import Session
from webapp.store.measure_tables import ImportedMeasureRow, MeasureFile, MeasureImport
from webapp.store.models import Organisation, User


def file(session: Session, file_id: UUID) -> MeasureFile | None:
    """Return a file that waits."""
    return session.get(MeasureFile, file_id)


def organisation_of_file(session: Session, file_id: UUID) -> UUID | None:
    """Return the organisation that a waiting file belongs to, None if there is none such.

    The file's content, which may be megabytes, is not read.
    """
    return session.scalar(select(MeasureFile.organisation_id).where(MeasureFile.id == file_id))


def forget_file(session: Session, file_id: UUID) -> None:
    """Delete a file that waited."""
    session.execute(delete(MeasureFile).where(MeasureFile.id == file_id))


def forget_files(session: Session, organisation_id: UUID, *, before: datetime) -> None:
    """Delete the files of an organisation that have waited since before a moment."""
    session.execute(
        delete(MeasureFile).where(
            MeasureFile.organisation_id == organisation_id, MeasureFile.uploaded_at < before
        )
    )


def imports(
    session: Session, organisation_ids: Collection[UUID]
) -> Sequence[tuple[MeasureImport, str, str]]:
    """Return every import with its organisation's name and who made it, the newest day first."""
    rows = session.execute(
        _named()
        .where(MeasureImport.organisation_id.in_(organisation_ids))
        .order_by(
            Organisation.name,
            MeasureImport.collection,
            MeasureImport.valid_from_on.desc(),
            MeasureImport.revision.desc(),
        )
    )
    return [(record, organisation, name) for record, organisation, name in rows]


def import_by_id(session: Session, import_id: UUID) -> tuple[MeasureImport, str, str] | None:
    """Return an import with its organisation's name and who made it."""
    row = session.execute(_named().where(MeasureImport.id == import_id)).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def _named() -> Select[MeasureImport, str, str]:
    """Select imports with their organisation's name and who made them."""
    return (
        select(MeasureImport, Organisation.name, User.name)
        .join(Organisation, Organisation.id == MeasureImport.organisation_id)
        .join(User, User.id == MeasureImport.imported_by)
    )


def organisation_of_import(session: Session, import_id: UUID) -> UUID | None:
    """Return the organisation that an import belongs to, None if there is none such."""
    return session.scalar(
        select(MeasureImport.organisation_id).where(MeasureImport.id == import_id)
    )


def imports_of_set(
    session: Session, organisation_id: UUID, collection: str
) -> Sequence[MeasureImport]:
    """Return the imports of one set, whatever the case of its name, oldest day first."""
    every = session.scalars(
        select(MeasureImport)
        .where(MeasureImport.organisation_id == organisation_id)
        .order_by(MeasureImport.valid_from_on, MeasureImport.revision)
    )
    return [one for one in every if one.collection.casefold() == collection.casefold()]


def latest_of_layout(
    session: Session, organisation_id: UUID, header_sha256: str
) -> MeasureImport | None:
    """Return the last import of a file with just these titles."""
    return session.scalar(
        select(MeasureImport)
        .where(
            MeasureImport.organisation_id == organisation_id,
            MeasureImport.header_sha256 == header_sha256,
        )
        .order_by(MeasureImport.imported_at.desc(), MeasureImport.revision.desc())
        .limit(1)
    )


def measures(session: Session, import_ids: Collection[UUID]) -> Sequence[ImportedMeasureRow]:
    """Return the measures of some imports, in the order of their files."""
    return session.scalars(
        select(ImportedMeasureRow)
        .where(ImportedMeasureRow.import_id.in_(import_ids))
        .order_by(ImportedMeasureRow.import_id, ImportedMeasureRow.row)
    ).all()


def measure(session: Session, import_id: UUID, row: int) -> ImportedMeasureRow | None:
    """Return the measure of a row of an import."""
    return session.get(ImportedMeasureRow, (import_id, row))
