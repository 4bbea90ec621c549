"""Adding accounts, and giving and ending roles."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from forms.characters import is_invisible, refused_character
from webapp.roles import Role
from webapp.services.accounts.secrets import LONGEST_PASSWORD, SHORTEST_PASSWORD, hashed
from webapp.store import Session, Store, audit, people
from webapp.store.models import Organisation, RoleHeld, User

_EMAIL_MARK = r'[^@\s\x00-\x1f,;:<>()\[\]"\\]'
_EMAIL = re.compile(rf"{_EMAIL_MARK}{{1,64}}@{_EMAIL_MARK}{{1,189}}")
_LONGEST_NAME = 200


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
    refusal = refusal_of_account(email, name, password)
    if refusal is None and not is_name(organisation):
        refusal = AddUserRefused.NO_ORGANISATION
    if refusal is not None:
        return refusal
    password_hash = hashed(password)
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
        grant(session, user.id, authority.id, role=role, now=now)
        return UserAdded(user.id, authority.id, is_new=is_new)


def describe_organisation(
    store: Store, organisation_id: UUID, *, authority_type: str | None, nation: str | None
) -> None:
    """Set what an organisation is and where: its procurements begin with these answers.

    What is not told stays as it is.
    """
    with store.writing() as session:
        authority = session.get_one(Organisation, organisation_id)
        authority.authority_type = authority_type or authority.authority_type
        authority.nation = nation or authority.nation


def refusal_of_account(email: str, name: str, password: str) -> AddUserRefused | None:
    """Return why there can be no such account, None if there can."""
    if not is_email(email):
        return AddUserRefused.NOT_AN_EMAIL
    if not is_name(name):
        return AddUserRefused.NO_NAME
    if len(password) < SHORTEST_PASSWORD:
        return AddUserRefused.PASSWORD_TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return AddUserRefused.PASSWORD_TOO_LONG
    return None


def is_email(text: str) -> bool:
    """Return whether a text can be an e-mail address."""
    return bool(_EMAIL.fullmatch(text)) and not refused_character(text)


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a person or an organisation."""
    return not is_invisible(text) and len(text) <= _LONGEST_NAME and not refused_character(text)


def grant(
    session: Session,
    user_id: UUID,
    organisation_id: UUID,
    *,
    role: Role,
    now: datetime,
    procurement_id: UUID | None = None,
    granted_by: UUID | None = None,
) -> None:
    """Give a person a role, for an organisation or for one procurement of it."""
    session.add(
        RoleHeld(
            user_id=user_id,
            organisation_id=organisation_id,
            procurement_id=procurement_id,
            role=role.value,
            granted_by=granted_by,
            granted_at=now,
        )
    )
    detail = _named(role, procurement_id)
    _note(session, "grant-role", user_id, organisation_id, detail, granted_by, now)


def end_role(session: Session, held: RoleHeld, *, ended_by: UUID, why: str, now: datetime) -> None:
    """End a role; its row stays, and says who ended it and when, and the record why."""
    held.ended_by, held.ended_at = ended_by, now
    detail = _named(Role(held.role), held.procurement_id) | {"why": why}
    _note(session, "end-role", held.user_id, held.organisation_id, detail, ended_by, now)


def _named(role: Role, procurement_id: UUID | None) -> dict[str, str]:
    detail = {"role": role.value}
    return detail if procurement_id is None else detail | {"procurement": str(procurement_id)}


def _note(
    session: Session,
    act: str,
    user_id: UUID,
    organisation_id: UUID,
    detail: dict[str, str],
    by: UUID | None,
    now: datetime,
) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=by,
        organisation_id=organisation_id,
        subject=f"user_account/{user_id}",
        detail=detail,
    )
