"""Queries about stress tests of criteria, and about criteria that can be copied."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord, User
from webapp.store.part_tables import PartRevision, StressRun


def latest(session: Session, procurement_id: UUID) -> tuple[StressRun, str] | None:
    """Return the last stress test of a procurement, and who ran it."""
    row = session.execute(
        select(StressRun, User.name)
        .join(User, User.id == StressRun.run_by)
        .where(StressRun.procurement_id == procurement_id)
        .order_by(StressRun.run_at.desc(), StressRun.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def procurements_with_part(
    session: Session, organisation_id: UUID, part: str, *, limit: int
) -> Sequence[tuple[UUID, str, str]]:
    """Return ids, references and titles of procurements with a part, the last changed first."""
    has_part = (
        select(PartRevision.id)
        .where(PartRevision.procurement_id == ProcurementRecord.id, PartRevision.part == part)
        .exists()
    )
    rows = session.execute(
        select(ProcurementRecord.id, ProcurementRecord.reference, ProcurementRecord.title)
        .where(ProcurementRecord.organisation_id == organisation_id, has_part)
        .order_by(ProcurementRecord.changed_at.desc(), ProcurementRecord.reference)
        .limit(limit)
    )
    return [(id_, reference, title) for id_, reference, title in rows]
