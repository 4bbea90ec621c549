"""Queries about people: accounts, the roles they hold, their sign-ins and attempts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, select, update

from webapp.store.connection import Session
from webapp.store.models import Organisation, RoleHeld, SignInAttempt, SignInSession, User
from webapp.store.notifications import unread_of
from webapp.store.people_tables import RecoveryCode


class HeldRow(NamedTuple):
    """A role that is held, for one procurement if `procurement_id` names it."""

    role: str
    procurement_id: UUID | None
    organisation_id: UUID
    organisation: str
    policy: str | None


class SignedInRow(NamedTuple):
    """A person who is signed in, the roles held now, and how much was told and not read."""

    user_id: UUID
    name: str
    email: str
    unread: int
    held: tuple[HeldRow, ...]


# What every page asks is put together once, which takes longer than asking it.
_IS_LIVE = (
    SignInSession.token_sha256 == bindparam("token_sha256"),
    SignInSession.revoked_at.is_(None),
    SignInSession.awaits_code.is_(False),
    SignInSession.expires_at > bindparam("now"),
    User.disabled_at.is_(None),
)
_LIVE_SESSION = select(User).join(SignInSession, SignInSession.user_id == User.id).where(*_IS_LIVE)
_SIGNED_IN = (
    select(
        User.id,
        User.name,
        User.email,
        unread_of(User.id),
        RoleHeld.role,
        RoleHeld.procurement_id,
        Organisation.id,
        Organisation.name,
        Organisation.policy,
    )
    .join(SignInSession, SignInSession.user_id == User.id)
    .outerjoin(RoleHeld, and_(RoleHeld.user_id == User.id, RoleHeld.ended_at.is_(None)))
    .outerjoin(Organisation, Organisation.id == RoleHeld.organisation_id)
    .where(*_IS_LIVE)
    .order_by(Organisation.name, RoleHeld.role)
)
_OF_PERSON = 4
"""How many columns tell of the person; those of a role follow."""
_ROLES = (
    select(RoleHeld, Organisation)
    .join(Organisation, Organisation.id == RoleHeld.organisation_id)
    .where(RoleHeld.user_id == bindparam("user_id"), RoleHeld.ended_at.is_(None))
    .order_by(Organisation.name, RoleHeld.role)
)


def user_by_email(session: Session, email: str) -> User | None:
    """Return the account of an e-mail address in lower case."""
    return session.scalar(select(User).where(User.email == email))


def organisation_by_name(session: Session, name: str) -> Organisation | None:
    """Return the organisation of that name."""
    return session.scalar(select(Organisation).where(Organisation.name == name))


def policies(session: Session) -> frozenset[str | None]:
    """Return the policies that organisations are decided by, None for the law alone."""
    return frozenset(session.scalars(select(Organisation.policy).distinct()))


def live_session(session: Session, token_sha256: str, *, now: datetime) -> User | None:
    """Return who is signed in by a token.

    None if it is unknown, ended or awaits its code, or if the account is closed.
    """
    return session.scalar(_LIVE_SESSION, {"token_sha256": token_sha256, "now": now})


def signed_in(session: Session, token_sha256: str, *, now: datetime) -> SignedInRow | None:
    """Return who is signed in by a token with what every page says of them, in one query.

    None as for `live_session`; the organisations come in the order of their names.
    """
    found = session.execute(_SIGNED_IN, {"token_sha256": token_sha256, "now": now})
    rows: list[tuple[Any, ...]] = [tuple(row) for row in found]
    if not rows:
        return None
    user_id, name, email, unread = rows[0][:_OF_PERSON]
    held = tuple(HeldRow(*row[_OF_PERSON:]) for row in rows if row[_OF_PERSON] is not None)
    return SignedInRow(user_id, name, email, unread, held)


def waiting_session(
    session: Session, token_sha256: str, *, now: datetime
) -> tuple[SignInSession, User] | None:
    """Return the sign-in that awaits its second factor, and whose it is."""
    row = session.execute(
        select(SignInSession, User)
        .join(User, User.id == SignInSession.user_id)
        .where(
            SignInSession.token_sha256 == token_sha256,
            SignInSession.awaits_code.is_(True),
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > now,
            User.disabled_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def user(session: Session, user_id: UUID) -> User:
    """Return the account of an id that is known to have one."""
    return session.get_one(User, user_id)


def unspent_code(session: Session, user_id: UUID, code_sha256: str) -> RecoveryCode | None:
    """Return a recovery code of an account that was not used yet."""
    return session.scalar(
        select(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_sha256 == code_sha256,
            RecoveryCode.used_at.is_(None),
        )
        .limit(1)
    )


def spend_codes(session: Session, user_id: UUID, *, at: datetime) -> None:
    """Make every recovery code of an account useless."""
    session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
        .values(used_at=at)
    )


def roles_of(session: Session, user_id: UUID) -> Sequence[tuple[RoleHeld, Organisation]]:
    """Return the roles that a person holds with their organisations, by organisation's name."""
    rows = session.execute(_ROLES, {"user_id": user_id})
    return [(role, organisation) for role, organisation in rows]


def role_held(
    session: Session,
    user_id: UUID,
    *,
    organisation_id: UUID,
    role: str,
    procurement_id: UUID | None = None,
) -> RoleHeld | None:
    """Return the role, if the person holds it for the organisation, or for the procurement."""
    is_single = (
        RoleHeld.procurement_id.is_(None)
        if procurement_id is None
        else RoleHeld.procurement_id == procurement_id
    )
    return session.scalar(
        select(RoleHeld).where(
            RoleHeld.user_id == user_id,
            RoleHeld.organisation_id == organisation_id,
            RoleHeld.role == role,
            RoleHeld.ended_at.is_(None),
            is_single,
        )
    )


def revoke(session: Session, token_sha256: str, *, at: datetime) -> UUID | None:
    """End a sign-in, and return whose it was; None if it had ended already."""
    row = session.scalar(
        select(SignInSession).where(
            SignInSession.token_sha256 == token_sha256, SignInSession.revoked_at.is_(None)
        )
    )
    if row is None:
        return None
    row.revoked_at = at
    return row.user_id


def revoke_all(session: Session, user_id: UUID, *, at: datetime, but: str | None = None) -> None:
    """End every sign-in of a person, but the one of a token's hash if one is named."""
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.user_id == user_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.token_sha256 != (but or ""),
        )
        .values(revoked_at=at)
    )


def failures_between(
    session: Session, since: datetime, until: datetime, *, email_sha256: str, address: str
) -> tuple[int, int]:
    """Return how often signing in failed after one moment and up to another.

    By account, whose failures count from its last success, and by address. What a clock that
    went wrong has dated later counts for nothing.
    """
    failed = select(func.count()).where(
        SignInAttempt.succeeded.is_(False),
        SignInAttempt.attempted_at > since,
        SignInAttempt.attempted_at <= until,
    )
    last_success = session.scalar(
        select(func.max(SignInAttempt.attempted_at)).where(
            SignInAttempt.email_sha256 == email_sha256,
            SignInAttempt.succeeded.is_(True),
            SignInAttempt.attempted_at <= until,
        )
    )
    by_account = failed.where(SignInAttempt.email_sha256 == email_sha256)
    if last_success is not None:
        by_account = by_account.where(SignInAttempt.attempted_at > last_success)
    by_address = failed.where(SignInAttempt.address == address)
    return session.scalar(by_account) or 0, session.scalar(by_address) or 0


def forget_attempts(session: Session, before: datetime) -> None:
    """Delete attempts, and sign-ins that have run out, from before a moment."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.attempted_at < before))
    session.execute(delete(SignInSession).where(SignInSession.expires_at < before))
