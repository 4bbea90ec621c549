"""The tables of what a buyer builds beside the answers: parts, stress tests, attachments.

Rows are only ever added. A part is saved whole, each time as its next revision.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base, ProcurementRecord

_DEPARTS = text("departures IS NOT NULL")

Index(
    "ix_procurement_departures",
    ProcurementRecord.organisation_id,
    sqlite_where=_DEPARTS,
    postgresql_where=_DEPARTS,
)
"""Finds the procurements whose proposal waits for a departure to be allowed or refused.

`procurement.departures` is null, or JSON of two lists: the departures, each as `[key, extent, role
that may allow it, asked on, asked by]`, and the ids of the proposal's authors.
"""


class PartRevision(Base):
    """A part of a procurement's outline as it was saved: `content` is canonical JSON.

    The last revision stands. `why` is the reason that was given for the change, often empty.
    """

    __tablename__ = "part_revision"
    __table_args__ = (UniqueConstraint("procurement_id", "part", "revision"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    part: Mapped[str] = mapped_column(String(32))
    revision: Mapped[int]
    content: Mapped[str]
    content_sha256: Mapped[str] = mapped_column(String(64))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class StressRun(Base):
    """A stress test of a procurement's criteria: `content` is canonical `podium/stress/1`.

    `model_sha256` is of the model that was tested, so that a later model has none.
    """

    __tablename__ = "stress_run"
    __table_args__ = (Index(None, "procurement_id", "model_sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    model_sha256: Mapped[str] = mapped_column(String(64))
    has_errors: Mapped[bool]
    content: Mapped[str]
    run_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    run_at: Mapped[datetime]


class Attachment(Base):
    """A file that goes with a procurement; its bytes lie outside the web root, by `sha256`."""

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "procurement_id", "attached_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    description: Mapped[str] = mapped_column(String(300))
    attached_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    attached_at: Mapped[datetime]


class AttachmentRemoved(Base):
    """That a file was taken off a procurement; its row and its bytes stay."""

    __tablename__ = "attachment_removed"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    why: Mapped[str]
    removed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime]
