"""Accounts: adding people, signing them in and out, and knowing who asks."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forms.characters import is_invisible, refused_character
from webapp.roles import Role
from webapp.store import Session, Store, audit, people
from webapp.store.models import Organisation, RoleHeld, SignInAttempt, SignInSession, User

ATTEMPTS_PER_ACCOUNT = 5
ATTEMPTS_PER_ADDRESS = 30
ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_KEPT = timedelta(days=1)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,189}")


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation that a person works for, and the roles held there."""

    organisation_id: UUID
    organisation: str
    policy: str | None
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in; `memberships` stand in the order of the names."""

    id: UUID
    name: str
    email: str
    memberships: tuple[Membership, ...]

    def roles_in(self, organisation_id: UUID) -> frozenset[Role]:
        """Return the roles held for an organisation, none for another's."""
        for membership in self.memberships:
            if membership.organisation_id == organisation_id:
                return membership.roles
        return frozenset()

    def with_any(self, roles: frozenset[Role]) -> tuple[Membership, ...]:
        """Return the memberships with at least one of these roles."""
        return tuple(item for item in self.memberships if item.roles & roles)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The secret of a new sign-in, which only the browser keeps, and when it ends."""

    token: str
    expires_at: datetime


class SignInRefused(StrEnum):
    """Why nobody was signed in."""

    WRONG = "wrong"
    THROTTLED = "throttled"


class AddUserRefused(StrEnum):
    """Why an account was not added; the value is a sentence with its remedy."""

    NOT_AN_EMAIL = "That is not an e-mail address. Give one such as name@example.org."
    NO_NAME = "The name is empty, too long or can't be shown. Give one of up to 200 characters."
    NO_ORGANISATION = (
        "The organisation's name is empty, too long or can't be shown. Give one of up to 200."
    )
    PASSWORD_TOO_SHORT = f"The password is too short. Give at least {SHORTEST_PASSWORD} characters."
    PASSWORD_TOO_LONG = f"The password is too long. Give at most {LONGEST_PASSWORD} characters."
    ROLE_HELD_ALREADY = "This person holds that role already. Nothing was changed."
    DISABLED = "That account is closed. Use another e-mail address."


@dataclass(frozen=True, slots=True)
class UserAdded:
    """An account, new or with one more role."""

    user_id: UUID
    organisation_id: UUID
    is_new: bool


def add_user(
    store: Store,
    *,
    email: str,
    name: str,
    password: str,
    organisation: str,
    role: Role,
    now: datetime,
    policy: str | None = "coventry",
) -> UserAdded | AddUserRefused:
    """Add an account with a role, or give the role to an account that exists.

    The organisation is made if it is new, with `policy` as the pack that decides for it. The
    password of an account that exists stays as it is.
    """
    email, name, organisation = email.strip().lower(), name.strip(), organisation.strip()
    refusal = _refusal_of(email, name, password, organisation)
    if refusal is not None:
        return refusal
    password_hash = _hasher().hash(_normal(password))
    with store.writing() as session:
        authority = people.organisation_by_name(session, organisation)
        if authority is None:
            authority = Organisation(name=organisation, policy=policy, created_at=now)
            session.add(authority)
        user = people.user_by_email(session, email)
        is_new = user is None
        if user is None:
            user = User(email=email, name=name, password_hash=password_hash, created_at=now)
            session.add(user)
        if user.disabled_at is not None:
            return AddUserRefused.DISABLED
        session.flush()
        if people.role_held(session, user.id, organisation_id=authority.id, role=role):
            return AddUserRefused.ROLE_HELD_ALREADY
        _grant(session, user, authority, role=role, now=now)
        return UserAdded(user.id, authority.id, is_new=is_new)


def sign_in(
    store: Store,
    *,
    email: str,
    password: str,
    address: str,
    now: datetime,
    lasts: timedelta,
) -> SignedIn | SignInRefused:
    """Sign a person in, unless the account or the address failed too often of late.

    An unknown address costs as much time as a wrong password, and both get the same answer.
    Failures are counted again when the attempt is noted, so that many passwords tried at the
    same moment are no way past the limit.
    """
    email = email.strip().lower()
    email_sha256 = _sha256(email)
    with store.reading() as session:
        if _is_throttled(session, email_sha256, address, now):
            return SignInRefused.THROTTLED
        user = people.user_by_email(session, email)
    nobodys_hash = _nobodys_hash()
    is_right = _verify(user.password_hash if user else nobodys_hash, password)
    succeeded = is_right and user is not None and user.disabled_at is None
    with store.writing() as session:
        people.forget_attempts(session, now - ATTEMPTS_KEPT)
        if _is_throttled(session, email_sha256, address, now):
            return SignInRefused.THROTTLED
        session.add(
            SignInAttempt(
                email_sha256=email_sha256, address=address, attempted_at=now, succeeded=succeeded
            )
        )
        if user is None or not succeeded:
            return SignInRefused.WRONG
        return _signed_in(session, user.id, now=now, expires_at=now + lasts)


def _is_throttled(session: Session, email_sha256: str, address: str, now: datetime) -> bool:
    by_account, by_address = people.failures_since(
        session, now - ATTEMPT_WINDOW, email_sha256=email_sha256, address=address
    )
    return by_account >= ATTEMPTS_PER_ACCOUNT or by_address >= ATTEMPTS_PER_ADDRESS


def _signed_in(session: Session, user_id: UUID, *, now: datetime, expires_at: datetime) -> SignedIn:
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            token_sha256=_sha256(token), user_id=user_id, created_at=now, expires_at=expires_at
        )
    )
    audit.append(session, "sign-in", at=now, actor_id=user_id, subject=f"user_account/{user_id}")
    return SignedIn(token, expires_at)


def sign_out(store: Store, token: str, *, now: datetime) -> None:
    """End the sign-in that the token stands for, if it has not ended already."""
    with store.writing() as session:
        user_id = people.revoke(session, _sha256(token), at=now)
        if user_id is not None:
            audit.append(
                session, "sign-out", at=now, actor_id=user_id, subject=f"user_account/{user_id}"
            )


def who_is(store: Store, token: str, *, now: datetime) -> Person | None:
    """Return the person whom a token stands for, None if it is unknown or has ended."""
    with store.reading() as session:
        user = people.live_session(session, _sha256(token), now=now)
        if user is None:
            return None
        return _person(session, user)


def _person(session: Session, user: User) -> Person:
    organisations: dict[UUID, Organisation] = {}
    roles: dict[UUID, set[Role]] = {}
    for held, organisation in people.roles_of(session, user.id):
        organisations[organisation.id] = organisation
        roles.setdefault(organisation.id, set()).add(Role(held.role))
    return Person(
        user.id,
        user.name,
        user.email,
        tuple(
            Membership(id_, organisation.name, organisation.policy, frozenset(roles[id_]))
            for id_, organisation in organisations.items()
        ),
    )


def _refusal_of(email: str, name: str, password: str, organisation: str) -> AddUserRefused | None:
    longest = 200
    if not _EMAIL.fullmatch(email) or refused_character(email):
        return AddUserRefused.NOT_AN_EMAIL
    if is_invisible(name) or len(name) > longest or refused_character(name):
        return AddUserRefused.NO_NAME
    if is_invisible(organisation) or len(organisation) > longest or refused_character(organisation):
        return AddUserRefused.NO_ORGANISATION
    if len(password) < SHORTEST_PASSWORD:
        return AddUserRefused.PASSWORD_TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return AddUserRefused.PASSWORD_TOO_LONG
    return None


def _grant(
    session: Session, user: User, organisation: Organisation, *, role: Role, now: datetime
) -> None:
    session.add(
        RoleHeld(user_id=user.id, organisation_id=organisation.id, role=role.value, granted_at=now)
    )
    audit.append(
        session,
        "grant-role",
        at=now,
        organisation_id=organisation.id,
        subject=f"user_account/{user.id}",
        detail={"role": role.value},
    )


def _verify(password_hash: str, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return _hasher().verify(password_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
