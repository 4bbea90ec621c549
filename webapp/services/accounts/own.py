"""What people do with their own account: its password, and where it is signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts.persons import Person
from webapp.services.accounts.proving import WRONG_PASSWORD, proven_password
from webapp.services.accounts.secrets import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    hashed,
    sha256,
)
from webapp.services.refusals import Refused
from webapp.store import Store, audit, people
from webapp.store import directory as rows

NOT_A_PASSWORD = Refused(
    "That can't be a password",
    f"Enter {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: three or four words will do",
)
NO_SIGN_IN = Refused("That sign-in has ended already", "Read the list as it stands now")


@dataclass(frozen=True, slots=True)
class SignInLine:
    """A sign-in of the account: since when, with which browser, and whether it is this one."""

    session_id: UUID
    since: datetime
    until: datetime
    agent: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account as its owner sees it."""

    second_factor_since: datetime | None
    codes_left: int
    sign_ins: tuple[SignInLine, ...]


def own_account(store: Store, person: Person, *, token: str, now: datetime) -> OwnAccount:
    """Return the state of a person's account."""
    with store.reading() as session:
        user = people.user(session, person.id)
        live = rows.live_sign_ins(session, person.id, now=now)
        left = rows.count_codes(session, person.id)
    here = sha256(token)
    lines = tuple(
        SignInLine(
            row.id, row.created_at, row.expires_at, row.agent or "", row.token_sha256 == here
        )
        for row in live
    )
    return OwnAccount(user.totp_since, left, lines)


def change_password(
    store: Store,
    person: Person,
    *,
    old: str,
    new: str,
    token: str,
    address: str,
    now: datetime,
) -> Refused | None:
    """Change the password, for whoever knows the old one; other sign-ins end."""
    if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        return NOT_A_PASSWORD
    proven = proven_password(store, person, old, address=address, now=now)
    if isinstance(proven, Refused):
        return proven
    new_hash = hashed(new)
    with store.writing() as session:
        user = people.user(session, person.id)
        if user.password_hash != proven:
            return WRONG_PASSWORD
        user.password_hash = new_hash
        people.revoke_all(session, person.id, at=now, but=sha256(token))
        audit.append(
            session,
            "change-password",
            at=now,
            actor_id=person.id,
            subject=f"user_account/{person.id}",
        )
    return None


def end_sign_in(store: Store, person: Person, *, session_id: UUID, now: datetime) -> Refused | None:
    """End one of a person's own sign-ins; None when that is done."""
    with store.writing() as session:
        row = rows.sign_in_of(session, person.id, session_id, now=now)
        if row is None:
            return NO_SIGN_IN
        row.revoked_at = now
        audit.append(
            session,
            "sign-out",
            at=now,
            actor_id=person.id,
            subject=f"user_account/{person.id}",
        )
        return None


def end_other_sign_ins(store: Store, person: Person, *, token: str, now: datetime) -> None:
    """End every sign-in of a person but the one of this token."""
    with store.writing() as session:
        people.revoke_all(session, person.id, at=now, but=sha256(token))
        audit.append(
            session,
            "sign-out",
            at=now,
            actor_id=person.id,
            subject=f"user_account/{person.id}",
            detail={"which": "all others"},
        )
