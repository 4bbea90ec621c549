"""Invitations: an administrator names a person and a role, the person sets the password."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from webapp.roles import Role
from webapp.services.accounts.enrolling import (
    AddUserRefused,
    grant,
    is_email,
    is_name,
    refusal_of_account,
)
from webapp.services.accounts.persons import Person
from webapp.services.accounts.secrets import hashed, new_token, sha256
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, people
from webapp.store import directory as rows
from webapp.store import procurements as procurement_rows
from webapp.store.models import User
from webapp.store.notification_tables import Mail
from webapp.store.people_tables import Invitation

INVITATION_LASTS = timedelta(days=7)

NOT_AN_EMAIL = Refused("That is not an e-mail address", "Enter one such as name@example.gov.uk")
NOT_A_NAME = Refused(
    "The name is empty, too long or can't be shown", "Enter a name of up to 200 characters"
)
HELD_ALREADY = Refused("This person holds that role already", "Choose another role or person")
NO_SUCH_PROCUREMENT = Refused(
    "Your organisation has no procurement of that reference",
    "Enter the reference as its list shows it, or leave it empty for every procurement",
)
ENDED = Refused(
    "This invitation was used, withdrawn or has run out",
    "Ask the administrator of the organisation for a new one",
)
SIGN_IN_FIRST = Refused(
    "There is an account with this e-mail address already",
    "Sign in with it, then open the invitation's link again",
)


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is invited to which role, for the procurement of a reference if it is not empty."""

    name: str
    email: str
    role: Role
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation; the token is in the address that the person follows, and kept nowhere."""

    invitation_id: UUID
    token: str
    expires_at: datetime


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


def invite(
    store: Store,
    person: Person,
    *,
    organisation_id: UUID,
    invitee: Invitee,
    address: Callable[[str], str],
    now: datetime,
) -> Invited | Refused:
    """Invite somebody to a role by e-mail; `address` makes the link of a token."""
    email, name = invitee.email.strip().lower(), invitee.name.strip()
    role, single = invitee.role, invitee.reference
    if not is_email(email):
        return NOT_AN_EMAIL
    if not is_name(name):
        return NOT_A_NAME
    with store.writing() as session:
        procurement_id = (
            procurement_rows.procurement_of_reference(session, organisation_id, single)
            if single
            else None
        )
        if single and procurement_id is None:
            return NO_SUCH_PROCUREMENT
        if _holds(session, email, organisation_id, role, procurement_id):
            return HELD_ALREADY
        token = new_token()
        invitation = Invitation(
            organisation_id=organisation_id,
            procurement_id=procurement_id,
            email=email,
            name=name,
            role=role.value,
            token_sha256=sha256(token),
            invited_by=person.id,
            invited_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        return _send(session, invitation, person, token, address(token), now=now)


def _send(
    session: Session,
    invitation: Invitation,
    person: Person,
    token: str,
    link: str,
    *,
    now: datetime,
) -> Invited:
    session.add(invitation)
    session.flush()
    _note(session, "invite", invitation, by=person.id, now=now)
    session.add(_mail(session, invitation, person, link, now=now))
    return Invited(invitation.id, token, invitation.expires_at)


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


def withdraw_invitation(
    store: Store, person: Person, *, invitation_id: UUID, now: datetime
) -> Refused | None:
    """Withdraw an invitation that has not been accepted; None when that is done."""
    with store.writing() as session:
        invitation = session.get(Invitation, invitation_id)
        if invitation is None or invitation.accepted_at or invitation.revoked_at:
            return ENDED
        invitation.revoked_by, invitation.revoked_at = person.id, now
        _note(session, "withdraw-invitation", invitation, by=person.id, now=now)
        return None


def organisation_of_invitation(store: Store, invitation_id: UUID) -> UUID | None:
    """Return the organisation that an invitation is of, None if there is none such."""
    with store.reading() as session:
        found = session.get(Invitation, invitation_id)
        return found.organisation_id if found else None


def _mail(
    session: Session, invitation: Invitation, person: Person, link: str, *, now: datetime
) -> Mail:
    organisation, procurement = rows.named(session, invitation)
    role = Role(invitation.role).words.lower()
    of_what = f"the procurement «{procurement}» of {organisation}" if procurement else organisation
    text = (
        f"{person.name} invites you to Podium as {role} for {of_what}.\n\n"
        f"Follow this link within {INVITATION_LASTS.days} days:\n{link}\n\n"
        "If you don't know what this is about, ignore it: nothing happens then.\n"
    )
    return Mail(
        recipient=invitation.email,
        subject=f"Podium: you are invited as {role} for {organisation}",
        text=text,
        queued_at=now,
        attempts=0,
    )


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
    if not _holds(session, user.email, organisation_id, role, single):
        grant(
            session,
            user.id,
            organisation_id,
            role=role,
            now=now,
            procurement_id=single,
            granted_by=invitation.invited_by,
        )


def _holds(
    session: Session, email: str, organisation_id: UUID, role: Role, procurement_id: UUID | None
) -> bool:
    user = people.user_by_email(session, email)
    return user is not None and bool(
        people.role_held(
            session,
            user.id,
            organisation_id=organisation_id,
            role=role,
            procurement_id=procurement_id,
        )
    )


def _note(session: Session, act: str, invitation: Invitation, *, by: UUID, now: datetime) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=by,
        organisation_id=invitation.organisation_id,
        subject=f"invitation/{invitation.id}",
        detail={
            "role": invitation.role,
            "procurement": str(invitation.procurement_id) if invitation.procurement_id else None,
        },
    )
