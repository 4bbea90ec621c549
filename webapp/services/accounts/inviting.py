"""Inviting: an administrator names a person and a role, and may withdraw it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from webapp.roles import Role
from webapp.services.accounts.enrolling import is_email, is_name
from webapp.services.accounts.persons import Person
from webapp.services.accounts.secrets import new_token, sha256
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, people
from webapp.store import directory as rows
from webapp.store import procurements as procurement_rows
from webapp.store.notification_tables import Mail
from webapp.store.people_tables import Invitation

INVITATION_LASTS = timedelta(days=7)
DOUBLE_CLICK = timedelta(minutes=10)
"""As long after an invitation was e-mailed the same form sends no second e-mail."""

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


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is invited to which role, for the procurement of a reference if it is not empty."""

    name: str
    email: str
    role: Role
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation; the token is in the address that the person follows, and kept nowhere.

    `is_again` says that the invitation stood already: the token has taken the place of the one
    before, which opens nothing any more.
    """

    invitation_id: UUID
    token: str
    expires_at: datetime
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class SentAlready:
    """The same form has just sent the invitation by e-mail, and sends no other."""

    invitation_id: UUID
    expires_at: datetime


def invite(
    store: Store,
    person: Person,
    *,
    organisation_id: UUID,
    invitee: Invitee,
    address: Callable[[str], str],
    is_mailed: bool,
    now: datetime,
) -> Invited | SentAlready | Refused:
    """Invite somebody to a role by e-mail; `address` makes the link of a token.

    Whoever is invited already gets a new link, and the one before ends, since no token is kept
    that could be shown again. Where e-mails reach people (`is_mailed`), the form twice sends one.
    """
    email, name = invitee.email.strip().lower(), invitee.name.strip()
    role, single = invitee.role, invitee.reference
    if not (is_email(email) and is_name(name)):
        return NOT_A_NAME if is_email(email) else NOT_AN_EMAIL
    with store.writing() as session:
        find = procurement_rows.procurement_of_reference
        procurement_id = find(session, organisation_id, single) if single else None
        if single and procurement_id is None:
            return NO_SUCH_PROCUREMENT
        if holds(session, email, organisation_id, role, procurement_id):
            return HELD_ALREADY
        wanted = Invitation(
            organisation_id=organisation_id,
            procurement_id=procurement_id,
            email=email,
            name=name,
            role=role.value,
        )
        standing = _standing(session, wanted, now)
        if standing is None:
            return _send(session, wanted, person, address, is_again=False, now=now)
        if is_mailed and _was_sent_just_now(standing, person, name, now):
            return SentAlready(standing.id, standing.expires_at)
        standing.name = name
        return _send(session, standing, person, address, is_again=True, now=now)


def _standing(session: Session, wanted: Invitation, now: datetime) -> Invitation | None:
    """Return the invitation of the same person to the same role that can be accepted, if any."""
    waiting = rows.invitations_of(session, wanted.organisation_id, wanted.email, now=now)
    same = (wanted.role, wanted.procurement_id)
    return next((one for one in waiting if (one.role, one.procurement_id) == same), None)


def _was_sent_just_now(invitation: Invitation, person: Person, name: str, now: datetime) -> bool:
    is_same = (invitation.invited_by, invitation.name) == (person.id, name)
    return is_same and now - invitation.invited_at <= DOUBLE_CLICK


def _send(
    session: Session,
    invitation: Invitation,
    person: Person,
    address: Callable[[str], str],
    *,
    is_again: bool,
    now: datetime,
) -> Invited:
    token = new_token()
    invitation.token_sha256 = sha256(token)
    invitation.invited_by, invitation.invited_at = person.id, now
    invitation.expires_at = now + INVITATION_LASTS
    session.add(invitation)
    session.flush()
    _note(session, "invite-again" if is_again else "invite", invitation, by=person.id, now=now)
    session.add(_mail(session, invitation, person, address(token), is_again=is_again, now=now))
    return Invited(invitation.id, token, invitation.expires_at, is_again=is_again)


def withdraw_invitation(
    store: Store, person: Person, *, invitation_id: UUID, now: datetime
) -> Refused | None:
    """Withdraw an invitation that has not been accepted; None when that is done."""
    with store.writing() as session:
        invitation = session.get(Invitation, invitation_id)
        if invitation is None or invitation.accepted_at or invitation.revoked_at:
            return ENDED
        _withdraw(session, invitation, by=person.id, now=now)
        return None


def withdraw_invitations_of(
    session: Session, inviter_id: UUID, organisation_id: UUID, *, by: UUID, now: datetime
) -> None:
    """Withdraw what somebody invited others to and nobody has accepted yet."""
    for invitation, _ in rows.open_invitations(session, organisation_id, now=now):
        if invitation.invited_by == inviter_id:
            _withdraw(session, invitation, by=by, now=now)


def organisation_of_invitation(store: Store, invitation_id: UUID) -> UUID | None:
    """Return the organisation that an invitation is of, None if there is none such."""
    with store.reading() as session:
        found = session.get(Invitation, invitation_id)
        return found.organisation_id if found else None


def holds(
    session: Session, email: str, organisation_id: UUID, role: Role, procurement_id: UUID | None
) -> bool:
    """Return whether the account of an e-mail address, if there is one, holds a role."""
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


def _withdraw(session: Session, invitation: Invitation, *, by: UUID, now: datetime) -> None:
    invitation.revoked_by, invitation.revoked_at = by, now
    _note(session, "withdraw-invitation", invitation, by=by, now=now)


def _mail(
    session: Session,
    invitation: Invitation,
    person: Person,
    link: str,
    *,
    is_again: bool,
    now: datetime,
) -> Mail:
    organisation, procurement = rows.named(session, invitation)
    role = Role(invitation.role).words.lower()
    of_what = f"the procurement “{procurement}” of {organisation}" if procurement else organisation
    before = "It takes the place of the link that you were sent before.\n\n" if is_again else ""
    text = (
        f"{person.name} invites you to Podium as {role} for {of_what}.\n\n"
        f"Follow this link within {INVITATION_LASTS.days} days:\n{link}\n\n{before}"
        "If you don't know what this is about, ignore it: nothing happens then.\n"
    )
    return Mail(
        recipient=invitation.email,
        subject=f"Podium: you are invited as {role} for {organisation}",
        text=text,
        queued_at=now,
        attempts=0,
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
