"""Signing in and out: the password, the throttle, and the second factor where there is one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.services.accounts.second_factor import is_second_factor
from webapp.services.accounts.secrets import is_right, new_token, nobodys_hash, sha256
from webapp.store import Session, Store, audit, people
from webapp.store.models import SignInAttempt, SignInSession, User

ATTEMPTS_PER_ACCOUNT = 5
ATTEMPTS_PER_ADDRESS = 30
ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_KEPT = timedelta(days=1)
CODE_WITHIN = timedelta(minutes=10)
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The secret of a new sign-in, which only the browser keeps, and when it ends.

    While it `awaits_code` it opens nothing but the page that asks for the second factor.
    """

    token: str
    expires_at: datetime
    awaits_code: bool = False


class SignInRefused(StrEnum):
    """Why nobody was signed in."""

    WRONG = "wrong"
    THROTTLED = "throttled"
    ENDED = "ended"


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
    same moment are no way past the limit.
    """
    email = email.strip().lower()
    email_sha256 = sha256(email)
    with store.reading() as session:
        if _is_throttled(session, email_sha256, address, now):
            return SignInRefused.THROTTLED
        user = people.user_by_email(session, email)
    is_known = is_right(user.password_hash if user else nobodys_hash(), password)
    succeeded = is_known and user is not None and user.disabled_at is None
    with store.writing() as session:
        people.forget_attempts(session, now - ATTEMPTS_KEPT)
        if _is_throttled(session, email_sha256, address, now):
            return SignInRefused.THROTTLED
        awaits_code = bool(succeeded and user and user.totp_since)
        if not awaits_code:  # an attempt that still needs its code is counted with the code
            _note_attempt(session, email_sha256, address, now=now, succeeded=succeeded)
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
    one that is begun has a secret of its own.
    """
    with store.writing() as session:
        waiting = people.waiting_session(session, sha256(token), now=now)
        if waiting is None:
            return SignInRefused.ENDED
        row, user = waiting
        email_sha256 = sha256(user.email)
        if _is_throttled(session, email_sha256, address, now):
            row.revoked_at = now
            return SignInRefused.THROTTLED
        succeeded = is_second_factor(session, user, code, now=now, key=key)
        _note_attempt(session, email_sha256, address, now=now, succeeded=succeeded)
        if not succeeded:
            return SignInRefused.WRONG
        row.revoked_at = now
        return _begin(session, user, now=now, lasts=lasts, agent=row.agent or "")


def sign_out(store: Store, token: str, *, now: datetime) -> None:
    """End the sign-in that the token stands for, if it has not ended already."""
    with store.writing() as session:
        user_id = people.revoke(session, sha256(token), at=now)
        if user_id is not None:
            _note(session, "sign-out", user_id, now=now)


def _is_throttled(session: Session, email_sha256: str, address: str, now: datetime) -> bool:
    by_account, by_address = people.failures_since(
        session, now - ATTEMPT_WINDOW, email_sha256=email_sha256, address=address
    )
    return by_account >= ATTEMPTS_PER_ACCOUNT or by_address >= ATTEMPTS_PER_ADDRESS


def _note_attempt(
    session: Session, email_sha256: str, address: str, *, now: datetime, succeeded: bool
) -> None:
    session.add(
        SignInAttempt(
            email_sha256=email_sha256, address=address, attempted_at=now, succeeded=succeeded
        )
    )


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
        _note(session, "sign-in", user.id, now=now)
    return SignedIn(token, now + lasts, awaits_code)


def _note(session: Session, act: str, user_id: UUID, *, now: datetime) -> None:
    audit.append(session, act, at=now, actor_id=user_id, subject=f"user_account/{user_id}")
