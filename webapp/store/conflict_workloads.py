"""The query about conflicts of interest that are declared as managed, and wait to be judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select

from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord, RoleHeld, User
from webapp.store.outline_tables import ConflictConfirmation, ConflictDeclaration, OutlineVersion

_MOST_READ: Final = 50
_DECIDING: Final = ("panel_member", "panel_chair", "procurement_officer")


@dataclass(frozen=True, slots=True)
class Conflicted:
    """A conflict declared as managed, the last word of its member; `is_accepted` once judged."""

    version_id: UUID
    declaration_id: UUID
    user_id: UUID
    name: str
    declared_at: datetime
    is_accepted: bool | None


def conflicted(session: Session, version_ids: Collection[UUID]) -> tuple[Conflicted, ...]:
    """Return the conflicts that are declared as managed on versions, the first declared first.

    Of those who may decide no more nothing is told: nothing of theirs is to be judged.
    """
    declared = ConflictDeclaration
    rows = session.execute(
        select(
            declared.outline_version_id,
            declared.id,
            declared.user_id,
            User.name,
            declared.declared_at,
            _verdict(),
        )
        .join(User, User.id == declared.user_id)
        .join(OutlineVersion, OutlineVersion.id == declared.outline_version_id)
        .join(ProcurementRecord, ProcurementRecord.id == OutlineVersion.procurement_id)
        .where(
            declared.outline_version_id.in_(version_ids),
            declared.handling == "managed",
            declared.number == _last_number(),
            _may_decide(),
        )
        .order_by(declared.declared_at, declared.id)
        .limit(_MOST_READ)
    )
    return tuple(Conflicted(*row) for row in rows)


def _last_number() -> ScalarSelect[int]:
    """Return the number of the last declaration of the same member on the same version."""
    later = ConflictDeclaration.__table__.alias("later")
    return (
        select(func.max(later.c.number))
        .where(
            later.c.outline_version_id == ConflictDeclaration.outline_version_id,
            later.c.user_id == ConflictDeclaration.user_id,
        )
        .scalar_subquery()
    )


def _verdict() -> ScalarSelect[bool]:
    """Return the last judgement of a declaration."""
    judged = ConflictConfirmation
    return (
        select(judged.is_accepted)
        .where(judged.conflict_declaration_id == ConflictDeclaration.id)
        .order_by(judged.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def _may_decide() -> ColumnElement[bool]:
    """Return whether whoever declared still holds a role that decides."""
    held = RoleHeld
    return exists().where(
        held.user_id == ConflictDeclaration.user_id,
        held.organisation_id == ProcurementRecord.organisation_id,
        or_(held.procurement_id.is_(None), held.procurement_id == ProcurementRecord.id),
        held.ended_at.is_(None),
        held.role.in_(_DECIDING),
    )
