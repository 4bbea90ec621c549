"""Signing in and out: the password, the throttle, and the second factor where there is one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.services.accounts.persons import note_own_act
from webapp.services.accounts.second_factor import has_readable_secret, is_second_factor
from webapp.services.accounts.secrets import is_right, new_token, nobodys_hash, sha256
from webapp.services.accounts.throttle import is_throttled, note_attempt
from webapp.store import Session, Store, people
from webapp.store.models import SignInSession, User

CODE_WITHIN = timedelta(minutes=10)
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The secret of a new sign-in, which only the browser keeps, whose it is, and when it ends.

    While it `awaits_code` it opens nothing but the page that asks for the second factor.
    """

    token: str
    person_id: UUID
    expires_at: datetime
    awaits_code: bool = False


class SignInRefused(StrEnum):
    """Why nobody was signed in."""

    WRONG = "wrong"
    THROTTLED = "throttled"
    ENDED = "ended"
    UNREADABLE = "unreadable"


def sign_in(
    store: Store,
    *,
    email: str,
    password: str,
    address: str,
    now: datetime,
    lasts: timedelta,
    agent: str = "",
) -> SignedIn | SignInRefused:
    """Sign a person in, unless the account or the address failed too often of late.

    An unknown address costs as much time as a wrong password, and both get the same answer.
    Failures are counted again when the attempt is noted, so that many passwords tried at the
    same moment are no way past the limit; and the account is read again, so that a password that
    was changed while it was judged, or a second factor switched on meanwhile, is minded.
    """
    email = email.strip().lower()
    email_sha256 = sha256(email)
    with store.reading() as session:
        if is_throttled(session, email_sha256, address, now=now):
            return SignInRefused.THROTTLED
        found = people.user_by_email(session, email)
    judged = found.password_hash if found else nobodys_hash()
    is_known = is_right(judged, password)
    with store.writing() as session:
        if is_throttled(session, email_sha256, address, now=now):
            return SignInRefused.THROTTLED
        user = people.user_by_email(session, email)
        is_open = user is not None and user.disabled_at is None and user.password_hash == judged
        succeeded = is_known and is_open
        awaits_code = bool(succeeded and user and user.totp_since)
        if not awaits_code:  # an attempt that still needs its code is counted with the code
            note_attempt(session, email_sha256, address, now=now, succeeded=succeeded)
        if user is None or not succeeded:
            return SignInRefused.WRONG
        lasts = CODE_WITHIN if awaits_code else lasts
        return _begin(session, user, now=now, lasts=lasts, awaits_code=awaits_code, agent=agent)


def give_code(
    store: Store,
    *,
    token: str,
    code: str,
    address: str,
    now: datetime,
    lasts: timedelta,
    key: str,
) -> SignedIn | SignInRefused:
    """Finish a sign-in with the second factor, a code of the moment or a recovery code.

    Wrong codes count as failed attempts of the account. The sign-in that waited ends, and the
    one that is begun has a secret of its own. Where the installation has another key since, only
    a recovery code can be right, and whoever enters another is told so.
    """
    with store.writing() as session:
        waiting = people.waiting_session(session, sha256(token), now=now)
        if waiting is None or waiting[1].totp_since is None:  # or was switched off meanwhile
            return SignInRefused.ENDED
        row, user = waiting
        email_sha256 = sha256(user.email)
        if is_throttled(session, email_sha256, address, now=now):
            row.revoked_at = now
            return SignInRefused.THROTTLED
        succeeded = is_second_factor(session, user, code, now=now, key=key)
        note_attempt(session, email_sha256, address, now=now, succeeded=succeeded)
        if not succeeded:
            is_readable = has_readable_secret(user, key=key)
            return SignInRefused.WRONG if is_readable else SignInRefused.UNREADABLE
        row.revoked_at = now
        return _begin(session, user, now=now, lasts=lasts, agent=row.agent or "")


def sign_out(store: Store, token: str, *, now: datetime) -> None:
    """End the sign-in that the token stands for, if it has not ended already."""
    with store.writing() as session:
        user_id = people.revoke(session, sha256(token), at=now)
        if user_id is not None:
            note_own_act(session, "sign-out", user_id, now=now)


def _begin(
    session: Session,
    user: User,
    *,
    now: datetime,
    lasts: timedelta,
    awaits_code: bool = False,
    agent: str = "",
) -> SignedIn:
    token = new_token()
    session.add(
        SignInSession(
            token_sha256=sha256(token),
            user_id=user.id,
            created_at=now,
            expires_at=now + lasts,
            awaits_code=awaits_code,
            agent=agent[:LONGEST_AGENT] or None,
        )
    )
    if not awaits_code:
        note_own_act(session, "sign-in", user.id, now=now)
    return SignedIn(token, user.id, now + lasts, awaits_code)
