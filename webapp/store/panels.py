"""Queries about who sits on a panel, how they voted, and what became of it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import and_, or_, select

from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord, RoleHeld, User
from webapp.store.outline_tables import OutlineRoute, OutlineVersion
from webapp.store.panel_tables import Condition, ConditionStep, PanelDecision, Vote

_IS_OF_ROUTE = and_(
    OutlineRoute.outline_version_id == PanelDecision.outline_version_id,
    OutlineRoute.body == PanelDecision.body,
)


def holders(
    session: Session,
    organisation_id: UUID,
    roles: Collection[str],
    *,
    procurement_id: UUID | None = None,
) -> Sequence[tuple[UUID, str, str]]:
    """Return who holds one of some roles now: id, name and role, by name.

    A role for a single procurement counts where that is named.
    """
    found = session.execute(
        select(User.id, User.name, RoleHeld.role)
        .join(RoleHeld, RoleHeld.user_id == User.id)
        .where(
            RoleHeld.organisation_id == organisation_id,
            RoleHeld.role.in_(roles),
            RoleHeld.ended_at.is_(None),
            User.disabled_at.is_(None),
            or_(RoleHeld.procurement_id.is_(None), RoleHeld.procurement_id == procurement_id),
        )
        .order_by(User.name, User.id, RoleHeld.role)
    )
    return [(user_id, name, role) for user_id, name, role in found]


def votes(session: Session, ids: Collection[UUID]) -> Sequence[tuple[Vote, str]]:
    """Return the votes on versions in the order in which they were cast, each with who cast it."""
    found = session.execute(
        select(Vote, User.name)
        .join(User, User.id == Vote.user_id)
        .where(Vote.outline_version_id.in_(ids))
        .order_by(Vote.outline_version_id, Vote.body, Vote.number)
    )
    return [(row, name) for row, name in found]


def decisions(session: Session, ids: Collection[UUID]) -> Sequence[tuple[PanelDecision, str]]:
    """Return what bodies decided of versions, in the order of the routes, and who recorded it."""
    found = session.execute(
        select(PanelDecision, User.name)
        .join(User, User.id == PanelDecision.decided_by)
        .join(OutlineRoute, _IS_OF_ROUTE)
        .where(PanelDecision.outline_version_id.in_(ids))
        .order_by(PanelDecision.outline_version_id, OutlineRoute.position)
    )
    return [(row, name) for row, name in found]


def conditions(session: Session, ids: Collection[UUID]) -> Sequence[tuple[Condition, UUID, str]]:
    """Return the conditions that versions were approved on: with the version and the body."""
    found = session.execute(
        select(Condition, PanelDecision.outline_version_id, PanelDecision.body)
        .join(PanelDecision, PanelDecision.id == Condition.panel_decision_id)
        .join(OutlineRoute, _IS_OF_ROUTE)
        .where(PanelDecision.outline_version_id.in_(ids))
        .order_by(PanelDecision.outline_version_id, OutlineRoute.position, Condition.number)
    )
    return [(row, version_id, body) for row, version_id, body in found]


def condition_steps(
    session: Session, version_ids: Collection[UUID]
) -> Sequence[tuple[ConditionStep, str]]:
    """Return the steps of the conditions of versions in order, each with who made it."""
    found = session.execute(
        select(ConditionStep, User.name)
        .join(User, User.id == ConditionStep.made_by)
        .join(Condition, Condition.id == ConditionStep.panel_condition_id)
        .join(PanelDecision, PanelDecision.id == Condition.panel_decision_id)
        .where(PanelDecision.outline_version_id.in_(version_ids))
        .order_by(ConditionStep.panel_condition_id, ConditionStep.number)
    )
    return [(row, name) for row, name in found]


def version_of_condition(session: Session, condition_id: UUID) -> UUID | None:
    """Return the version that a condition is of, None if there is none such."""
    return session.scalar(
        select(PanelDecision.outline_version_id)
        .join(Condition, Condition.panel_decision_id == PanelDecision.id)
        .where(Condition.id == condition_id)
    )


def owner_of_condition(session: Session, condition_id: UUID) -> tuple[UUID, UUID] | None:
    """Return the organisation and the procurement of a condition, None if there is none such."""
    row = session.execute(
        select(ProcurementRecord.organisation_id, ProcurementRecord.id)
        .join(OutlineVersion, OutlineVersion.procurement_id == ProcurementRecord.id)
        .join(PanelDecision, PanelDecision.outline_version_id == OutlineVersion.id)
        .join(Condition, Condition.panel_decision_id == PanelDecision.id)
        .where(Condition.id == condition_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])
