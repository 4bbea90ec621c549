"""Queries about outlines that were submitted: their versions and the states they are in."""

from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.outline_tables import OutlineStep, OutlineVersion


def latest_state(session: Session, procurement_id: UUID) -> str | None:
    """Return the state of a procurement's last version, None before the first."""
    return session.scalar(
        select(OutlineStep.state)
        .join(OutlineVersion, OutlineVersion.id == OutlineStep.outline_version_id)
        .where(OutlineVersion.procurement_id == procurement_id)
        .order_by(OutlineVersion.number.desc(), OutlineStep.number.desc())
        .limit(1)
    )
