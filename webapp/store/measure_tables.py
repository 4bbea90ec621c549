"""The tables of an authority's own licensed measures: files that wait, imports, their rows.

An import is never edited: a newer one of the same set takes its place from the day it is valid.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class MeasureFile(Base):
    """A file that was uploaded and waits for its columns to be chosen; then it is forgotten."""

    __tablename__ = "measure_file"
    __table_args__ = (Index(None, "organisation_id", "uploaded_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    uploaded_at: Mapped[datetime]


class MeasureImport(Base):
    """An import: which file, valid from which day, under which licence, and who confirmed it.

    `collection` is the name of the set; of imports of one set and day the last `revision` stands.
    `columns` is the JSON of the chosen columns, and `header_sha256` the layout they were chosen
    for. `remarks` is a JSON list of what a reader of the file should know.
    """

    __tablename__ = "measure_import"
    __table_args__ = (
        UniqueConstraint("organisation_id", "collection", "valid_from_on", "revision"),
        Index(None, "organisation_id", "header_sha256", "imported_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    collection: Mapped[str] = mapped_column(String(200))
    valid_from_on: Mapped[date]
    revision: Mapped[int]
    why: Mapped[str]
    licence: Mapped[str] = mapped_column(String(300))
    licence_holder: Mapped[str] = mapped_column(String(300))
    licence_terms: Mapped[str]
    confirmed_by: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    sheet: Mapped[str] = mapped_column(String(200))
    header_row: Mapped[int]
    header_sha256: Mapped[str] = mapped_column(String(64))
    columns: Mapped[str]
    price_year: Mapped[int | None]
    measures: Mapped[int]
    remarks: Mapped[str]
    imported_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    imported_at: Mapped[datetime]


class ImportedMeasureRow(Base):
    """A measure of an import, as its row in the file says; `value` is exact decimal text."""

    __tablename__ = "imported_measure"
    __table_args__ = (UniqueConstraint("import_id", "measure"),)

    import_id: Mapped[UUID] = mapped_column(ForeignKey("measure_import.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    measure: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    unit: Mapped[str] = mapped_column(String(100))
    value: Mapped[str | None] = mapped_column(String(40))
    price_year: Mapped[int | None]
    theme: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(300))
    notes: Mapped[str]
