"""Queries about the parts of procurements."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.outline_tables import OutlineVersion
from webapp.store.part_tables import PartRevision

# What many pages ask is put together once, which takes longer than asking it.
_OF_PROCUREMENT = bindparam("procurement_id", type_=Uuid())
_LAST = (
    select(PartRevision.part, func.max(PartRevision.revision).label("revision"))
    .where(PartRevision.procurement_id == _OF_PROCUREMENT)
    .group_by(PartRevision.part)
    .subquery()
)
_LATEST = (
    select(PartRevision, User.name)
    .join(User, User.id == PartRevision.made_by)
    .join(_LAST, (_LAST.c.part == PartRevision.part) & (_LAST.c.revision == PartRevision.revision))
    .where(PartRevision.procurement_id == _OF_PROCUREMENT)
    .order_by(PartRevision.part)
)


def latest(session: Session, procurement_id: UUID) -> Sequence[tuple[PartRevision, str]]:
    """Return the last revision of each part of a procurement, and who made it."""
    rows = session.execute(_LATEST, {"procurement_id": procurement_id})
    return [(row, name) for row, name in rows]


def revision(
    session: Session, procurement_id: UUID, part: str, number: int | None = None
) -> tuple[PartRevision, str] | None:
    """Return a revision of a part and who made it, the last one if none is named."""
    wanted = (
        select(PartRevision, User.name)
        .join(User, User.id == PartRevision.made_by)
        .where(PartRevision.procurement_id == procurement_id, PartRevision.part == part)
        .order_by(PartRevision.revision.desc())
        .limit(1)
    )
    if number is not None:
        wanted = wanted.where(PartRevision.revision == number)
    row = session.execute(wanted).one_or_none()
    return None if row is None else (row[0], row[1])


def history(
    session: Session, procurement_id: UUID, part: str
) -> Sequence[tuple[PartRevision, str]]:
    """Return every revision of a part, the last first, and who made it."""
    rows = session.execute(
        select(PartRevision, User.name)
        .join(User, User.id == PartRevision.made_by)
        .where(PartRevision.procurement_id == procurement_id, PartRevision.part == part)
        .order_by(PartRevision.revision.desc())
    )
    return [(row, name) for row, name in rows]


def revisions_of(session: Session, version_id: UUID) -> str:
    """Return the revision of each part that a version of an outline was made of, as JSON."""
    parts = select(OutlineVersion.parts).where(OutlineVersion.id == version_id)
    return session.scalars(parts).one()
