"""Accepting an invitation: whoever follows its link sets a password, or is signed in already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.roles import Role
from webapp.services.accounts.enrolling import AddUserRefused, grant, refusal_of_account
from webapp.services.accounts.inviting import ENDED, holds
from webapp.services.accounts.persons import Person
from webapp.services.accounts.secrets import hashed, sha256
from webapp.services.refusals import Refused
from webapp.store import Session, Store, people
from webapp.store import directory as rows
from webapp.store.models import User
from webapp.store.people_tables import Invitation

SIGN_IN_FIRST = Refused(
    "There is an account with this e-mail address already",
    "Sign in with it, then open the invitation's link again",
)


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation as the invited person sees it."""

    email: str
    name: str
    role: Role
    organisation: str
    procurement: str | None
    has_account: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """The role is held now."""

    user_id: UUID


def open_invitation(store: Store, token: str, *, now: datetime) -> OpenInvitation | None:
    """Return the invitation of a token, None if it was used, withdrawn or has run out."""
    with store.reading() as session:
        invitation = rows.invitation(session, sha256(token), now=now)
        if invitation is None:
            return None
        organisation, procurement = rows.named(session, invitation)
        has_account = people.user_by_email(session, invitation.email) is not None
        return OpenInvitation(
            invitation.email,
            invitation.name,
            Role(invitation.role),
            organisation,
            procurement,
            has_account,
        )


def accept(
    store: Store,
    *,
    token: str,
    now: datetime,
    password: str | None = None,
    person: Person | None = None,
) -> Accepted | AddUserRefused | Refused:
    """Accept an invitation: as whoever is signed in with its address, or with a new password.

    An account that exists is never opened here, so that no invitation is a way to guess its
    password. Sending it twice, or from two windows, gives the role once.
    """
    password_hash = hashed(password) if password is not None and person is None else None
    with store.writing() as session:
        invitation = rows.invitation(session, sha256(token), now=now)
        if invitation is None:
            return ENDED
        user = people.user_by_email(session, invitation.email)
        if user is None and password is not None and password_hash is not None:
            refusal = refusal_of_account(invitation.email, invitation.name, password)
            if refusal is not None:
                return refusal
            user = _new_user(session, invitation, password_hash, now=now)
        elif user is None or person is None or person.id != user.id:
            return SIGN_IN_FIRST
        _give(session, invitation, user, now=now)
        return Accepted(user.id)


def _new_user(
    session: Session, invitation: Invitation, password_hash: str, *, now: datetime
) -> User:
    user = User(
        email=invitation.email, name=invitation.name, password_hash=password_hash, created_at=now
    )
    session.add(user)
    session.flush()
    return user


def _give(session: Session, invitation: Invitation, user: User, *, now: datetime) -> None:
    invitation.accepted_by, invitation.accepted_at = user.id, now
    role, organisation_id = Role(invitation.role), invitation.organisation_id
    single = invitation.procurement_id
    if not holds(session, user.email, organisation_id, role, single):
        grant(
            session,
            user.id,
            organisation_id,
            role=role,
            now=now,
            procurement_id=single,
            granted_by=invitation.invited_by,
        )
