"""The people of an organisation as its administrator sees them: roles, invitations, closing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.roles import Role
from webapp.services.accounts.enrolling import end_role
from webapp.services.accounts.inviting import withdraw_invitations_of
from webapp.services.accounts.own import NOT_A_PASSWORD
from webapp.services.accounts.persons import Person
from webapp.services.accounts.second_factor import take_off
from webapp.services.accounts.secrets import LONGEST_PASSWORD, SHORTEST_PASSWORD, hashed
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, people
from webapp.store import directory as rows
from webapp.store.models import RoleHeld

NO_SUCH_ROLE = Refused("That role has ended already", "Read the list as it stands now")
LAST_ADMINISTRATOR = Refused(
    "You are the only administrator of this organisation",
    "Give somebody else the role first, so that the organisation is not without one",
)
NO_REASON = Refused(
    "A role is ended for a reason", "Say why it ends: it goes on the record with your name"
)
NOBODY_HERE = Refused(
    "Nobody of your organisation has that account", "Read the list as it stands now"
)
NOT_OF_YOURS = Refused(
    "This account also works for another organisation, which looks after its second factor too",
    "Ask whoever runs this service",
)

NO_ACCOUNT = Refused("There is no account of that e-mail address", "Check how it is written")
NOTHING_TO_TAKE_OFF = Refused(
    "That account has no second factor", "Nothing was changed: its password alone opens it"
)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role that somebody holds: which, since when, and for which procurement if for one."""

    role_id: UUID
    role: Role
    since: datetime
    procurement: str | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who holds a role in the organisation."""

    user_id: UUID
    name: str
    email: str
    has_second_factor: bool
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that waits to be accepted."""

    invitation_id: UUID
    name: str
    email: str
    role: Role
    procurement: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Directory:
    """The people of an organisation, by their names, and who is still invited."""

    people: tuple[PersonLine, ...]
    invitations: tuple[InvitationLine, ...]

    def person(self, user_id: UUID) -> PersonLine | None:
        """Return somebody who holds a role here, None if that person holds none."""
        return next((one for one in self.people if one.user_id == user_id), None)

    def holder(self, role_id: UUID) -> tuple[PersonLine, RoleLine] | None:
        """Return who holds a role, and the role; None if it is held no longer."""
        for one in self.people:
            for held in one.roles:
                if held.role_id == role_id:
                    return one, held
        return None


def directory(store: Store, organisation_id: UUID, *, now: datetime) -> Directory:
    """Return the people of an organisation, in three queries however many they are."""
    with store.reading() as session:
        held = rows.roles_held_in(session, organisation_id)
        waiting = rows.open_invitations(session, organisation_id, now=now)
    lines: dict[UUID, list[RoleLine]] = {}
    users = {}
    for role, user, reference in held:
        users[user.id] = user
        line = RoleLine(role.id, Role(role.role), role.granted_at, reference)
        lines.setdefault(user.id, []).append(line)
    return Directory(
        tuple(
            PersonLine(
                user.id, user.name, user.email, user.totp_since is not None, tuple(lines[user.id])
            )
            for user in users.values()
        ),
        tuple(
            InvitationLine(one.id, one.name, one.email, Role(one.role), reference, one.expires_at)
            for one, reference in waiting
        ),
    )


def take_role(
    store: Store, person: Person, *, role_id: UUID, why: str, now: datetime
) -> Refused | None:
    """End a role that somebody holds; None when that is done. It counts from the next request.

    Why goes on the record.

    What somebody invited others to as an administrator ends with that role, so that nobody comes
    back by an invitation of one's own.
    """
    if not why:
        return NO_REASON
    with store.writing() as session:
        held = session.get(RoleHeld, role_id)
        if held is None or held.ended_at is not None:
            return NO_SUCH_ROLE
        if _is_last_administrator(session, held):
            return LAST_ADMINISTRATOR
        _end(session, held, person, why=why, now=now)
        return None


def take_every_role(
    store: Store,
    person: Person,
    *,
    user_id: UUID,
    organisation_id: UUID,
    why: str,
    now: datetime,
) -> Refused | None:
    """End every role of somebody who leaves an organisation, all or none; None when done."""
    if not why:
        return NO_REASON
    with store.writing() as session:
        every = rows.roles_of_one(session, organisation_id, user_id)
        if not every:
            return NOBODY_HERE
        if any(_is_last_administrator(session, held) for held in every):
            return LAST_ADMINISTRATOR
        for held in every:
            _end(session, held, person, why=why, now=now)
        return None


def _is_last_administrator(session: Session, held: RoleHeld) -> bool:
    """Return whether an organisation would be without an administrator, were a role ended."""
    if held.role != Role.ADMINISTRATOR or held.procurement_id is not None:
        return False
    return not rows.count_holders(
        session, held.organisation_id, Role.ADMINISTRATOR, but=held.user_id
    )


def _end(session: Session, held: RoleHeld, person: Person, *, why: str, now: datetime) -> None:
    end_role(session, held, ended_by=person.id, why=why, now=now)
    if held.role == Role.ADMINISTRATOR:
        withdraw_invitations_of(session, held.user_id, held.organisation_id, by=person.id, now=now)


def reset_second_factor(
    store: Store, person: Person, *, user_id: UUID, organisation_id: UUID, now: datetime
) -> Refused | None:
    """Take the second factor off an account whose owner has lost it; all its sign-ins end.

    Refused where the account works for another organisation as well, whose door it is too.
    """
    with store.writing() as session:
        organisations = rows.organisations_of(session, user_id)
        if organisation_id not in organisations:
            return NOBODY_HERE
        if organisations != {organisation_id}:
            return NOT_OF_YOURS
        if people.user(session, user_id).totp_since is None:
            return None
        take_off(session, user_id, by=person.id, now=now)
        people.revoke_all(session, user_id, at=now)
        return None


def reset_by_command(store: Store, *, email: str, now: datetime) -> Refused | None:
    """Take the second factor off an account for whoever runs the service; its sign-ins end."""
    with store.writing() as session:
        user = people.user_by_email(session, email.strip().lower())
        if user is None:
            return NO_ACCOUNT
        if user.totp_since is None:
            return NOTHING_TO_TAKE_OFF
        take_off(session, user.id, by=None, now=now)
        people.revoke_all(session, user.id, at=now)
        return None


def set_password_by_command(
    store: Store, *, email: str, password: str, now: datetime
) -> Refused | None:
    """Set the password of somebody who has lost it, for whoever runs the service.

    Every sign-in of the account ends. The second factor stays as it is.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return NOT_A_PASSWORD
    password_hash = hashed(password)
    with store.writing() as session:
        user = people.user_by_email(session, email.strip().lower())
        if user is None:
            return NO_ACCOUNT
        user.password_hash = password_hash
        people.revoke_all(session, user.id, at=now)
        audit.append(session, "set-password", at=now, subject=f"user_account/{user.id}")
        return None


def organisation_of_role(store: Store, role_id: UUID) -> UUID | None:
    """Return the organisation that a role is held for, None if there is none such."""
    with store.reading() as session:
        found = session.get(RoleHeld, role_id)
        return found.organisation_id if found else None
