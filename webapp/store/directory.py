"""Queries about the people of an organisation: roles, invitations, and sign-ins that last."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.store.connection import Session
from webapp.store.models import Organisation, ProcurementRecord, RoleHeld, SignInSession, User
from webapp.store.people_tables import Invitation, RecoveryCode


def roles_held_in(
    session: Session, organisation_id: UUID
) -> Sequence[tuple[RoleHeld, User, str | None]]:
    """Return the roles held in an organisation, by name, with the reference of a single one."""
    rows = session.execute(
        select(RoleHeld, User, ProcurementRecord.reference)
        .join(User, User.id == RoleHeld.user_id)
        .outerjoin(ProcurementRecord, ProcurementRecord.id == RoleHeld.procurement_id)
        .where(RoleHeld.organisation_id == organisation_id, RoleHeld.ended_at.is_(None))
        .order_by(User.name, User.email, RoleHeld.role, ProcurementRecord.reference)
    )
    return [(role, user, reference) for role, user, reference in rows]


def roles_of_one(session: Session, organisation_id: UUID, user_id: UUID) -> Sequence[RoleHeld]:
    """Return every role that a person holds in an organisation, single ones too."""
    return session.scalars(
        select(RoleHeld).where(
            RoleHeld.organisation_id == organisation_id,
            RoleHeld.user_id == user_id,
            RoleHeld.ended_at.is_(None),
        )
    ).all()


def count_holders(session: Session, organisation_id: UUID, role: str, *, but: UUID) -> int:
    """Return how many others hold a role for the whole organisation."""
    found = session.scalar(
        select(func.count(func.distinct(RoleHeld.user_id)))
        .join(User, User.id == RoleHeld.user_id)
        .where(
            RoleHeld.organisation_id == organisation_id,
            RoleHeld.role == role,
            RoleHeld.procurement_id.is_(None),
            RoleHeld.ended_at.is_(None),
            RoleHeld.user_id != but,
            User.disabled_at.is_(None),
        )
    )
    return found or 0


def organisations_of(session: Session, user_id: UUID) -> set[UUID]:
    """Return the organisations in which a person holds a role."""
    return set(
        session.scalars(
            select(RoleHeld.organisation_id).where(
                RoleHeld.user_id == user_id, RoleHeld.ended_at.is_(None)
            )
        )
    )


def invitation(session: Session, token_sha256: str, *, now: datetime) -> Invitation | None:
    """Return the invitation of a token, if it can still be accepted."""
    return session.scalar(
        select(Invitation).where(
            Invitation.token_sha256 == token_sha256,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
    )


def named(session: Session, invitation: Invitation) -> tuple[str, str | None]:
    """Return the name of an invitation's organisation, and the title of its procurement."""
    row = session.execute(
        select(Organisation.name, ProcurementRecord.title)
        .outerjoin(ProcurementRecord, ProcurementRecord.id == invitation.procurement_id)
        .where(Organisation.id == invitation.organisation_id)
    ).one()
    return row[0], row[1]


def open_invitations(
    session: Session, organisation_id: UUID, *, now: datetime
) -> Sequence[tuple[Invitation, str | None]]:
    """Return the invitations that can be accepted, with the reference of a single one."""
    rows = session.execute(
        select(Invitation, ProcurementRecord.reference)
        .outerjoin(ProcurementRecord, ProcurementRecord.id == Invitation.procurement_id)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.name, Invitation.invited_at)
    )
    return [(found, reference) for found, reference in rows]


def invitations_of(
    session: Session, organisation_id: UUID, email: str, *, now: datetime
) -> Sequence[Invitation]:
    """Return the invitations of an e-mail address that can be accepted."""
    return session.scalars(
        select(Invitation).where(
            Invitation.organisation_id == organisation_id,
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
    ).all()


def live_sign_ins(session: Session, user_id: UUID, *, now: datetime) -> Sequence[SignInSession]:
    """Return the sign-ins of a person that have not ended, the latest first."""
    return session.scalars(
        select(SignInSession)
        .where(
            SignInSession.user_id == user_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.awaits_code.is_(False),
            SignInSession.expires_at > now,
        )
        .order_by(SignInSession.created_at.desc())
    ).all()


def sign_in_of(
    session: Session, user_id: UUID, session_id: UUID, *, now: datetime
) -> SignInSession | None:
    """Return a sign-in of a person that has not ended."""
    return session.scalar(
        select(SignInSession).where(
            SignInSession.id == session_id,
            SignInSession.user_id == user_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > now,
        )
    )


def count_codes(session: Session, user_id: UUID) -> int:
    """Return how many recovery codes a person has left."""
    found = session.scalar(
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    )
    return found or 0
