"""The second factor: codes of the moment (TOTP, RFC 6238), and codes for whoever has lost them."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
import segno

from webapp.services.accounts.persons import Person, note_own_act
from webapp.services.accounts.proving import WRONG_PASSWORD, proven_password
from webapp.services.accounts.secrets import opened_seal, seal, sha256
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, people
from webapp.store.models import User
from webapp.store.people_tables import RecoveryCode

ISSUER = "Podium"
STEP_SECONDS = 30
STEPS_EITHER_SIDE = 1
QUIET_ZONE = 4
RECOVERY_CODES = 10
_PURPOSE = "second factor"
_RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SPACES = re.compile(r"[\s-]")
_SECRET = re.compile("[A-Z2-7]{32}")

WRONG_CODE = Refused(
    "That code is not the one of this moment",
    "Enter the six digits that your application shows now; check that your device's clock is right",
)
ON_ALREADY = Refused(
    "The second factor is switched on already", "Switch it off first to use another device"
)

OFF = Refused(
    "The second factor is switched off, so that there is nothing to recover",
    "Switch it on first: recovery codes come with it",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret to put into an authenticator, as text and as a QR code.

    `path` draws the code's dark squares, one unit each, on a square of `side` units.
    """

    secret: str
    path: str
    side: int


@dataclass(frozen=True, slots=True)
class Given:
    """What switches it on: the secret that was offered, a code of it, and the password."""

    secret: str
    code: str
    password: str


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """The second factor is on; the recovery codes are shown this once."""

    recovery_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """The second factor is off."""


def offer(person: Person, secret: str | None = None) -> Offer:
    """Return a secret for a person to scan or type, a new one if none that can be one is given."""
    secret = secret if secret and _SECRET.fullmatch(secret) else pyotp.random_base32()
    address = pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER)
    rows = tuple(segno.make_qr(address).matrix_iter(border=QUIET_ZONE))
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Offer(secret, path, len(rows))


def switch_on(
    store: Store,
    person: Person,
    given: Given,
    *,
    token: str,
    address: str,
    now: datetime,
    key: str,
) -> SwitchedOn | Refused:
    """Switch the second factor on, for whoever knows the password and has the secret's code.

    The sign-ins of other browsers end, since they were begun without it.
    """
    if not _SECRET.fullmatch(given.secret):
        return WRONG_CODE
    proven = proven_password(store, person, given.password, address=address, now=now)
    if isinstance(proven, Refused):
        return proven
    with store.writing() as session:
        user = people.user(session, person.id)
        if user.password_hash != proven:
            return WRONG_PASSWORD
        if user.totp_since is not None:
            return ON_ALREADY
        step = _step_of(given.secret, given.code, now=now, after=None)
        if step is None:
            return WRONG_CODE
        user.totp_secret, user.totp_since, user.totp_step = _sealed(given.secret, key), now, step
        codes = _new_codes(session, user.id, now=now)
        people.revoke_all(session, user.id, at=now, but=sha256(token))
        note_own_act(session, "switch-on-second-factor", user.id, now=now)
        return SwitchedOn(codes)


def renew_codes(
    store: Store, person: Person, *, password: str, address: str, now: datetime
) -> SwitchedOn | Refused:
    """Make new recovery codes, for whoever knows the password; the old ones are void."""
    proven = proven_password(store, person, password, address=address, now=now)
    if isinstance(proven, Refused):
        return proven
    with store.writing() as session:
        user = people.user(session, person.id)
        if user.password_hash != proven:
            return WRONG_PASSWORD
        if user.totp_since is None:
            return OFF
        codes = _new_codes(session, user.id, now=now)
        note_own_act(session, "renew-recovery-codes", user.id, now=now)
        return SwitchedOn(codes)


def switch_off(
    store: Store, person: Person, *, password: str, address: str, now: datetime
) -> SwitchedOff | Refused:
    """Switch the second factor off, for whoever still knows the password."""
    proven = proven_password(store, person, password, address=address, now=now)
    if isinstance(proven, Refused):
        return proven
    with store.writing() as session:
        if people.user(session, person.id).password_hash != proven:
            return WRONG_PASSWORD
        take_off(session, person.id, by=person.id, now=now)
    return SwitchedOff()


def take_off(session: Session, user_id: UUID, *, by: UUID | None, now: datetime) -> None:
    """Take the second factor off an account that has one, and note who did.

    `by` is None where the command line does.
    """
    user = people.user(session, user_id)
    if user.totp_since is None:
        return
    user.totp_secret = user.totp_since = user.totp_step = None
    people.spend_codes(session, user_id, at=now)
    audit.append(
        session,
        "switch-off-second-factor",
        at=now,
        actor_id=by,
        subject=f"user_account/{user_id}",
    )


def is_second_factor(session: Session, user: User, code: str, *, now: datetime, key: str) -> bool:
    """Return whether a code is the account's of this moment, or a recovery code; and spend it."""
    text = _SPACES.sub("", code).lower()
    secret = _secret_of(user, key)
    step = _step_of(secret, text, now=now, after=user.totp_step) if secret else None
    if step is not None:
        user.totp_step = step
        return True
    spare = people.unspent_code(session, user.id, sha256(text))
    if spare is None:
        return False
    spare.used_at = now
    note_own_act(session, "use-recovery-code", user.id, now=now)
    return True


def has_readable_secret(user: User, *, key: str) -> bool:
    """Return whether the codes of an account can be told: its secret was sealed with this key."""
    return _secret_of(user, key) is not None


def _sealed(secret: str, key: str) -> str:
    return seal(secret.encode(), key=key, purpose=_PURPOSE)


def _secret_of(user: User, key: str) -> str | None:
    """Return what an account's authenticator holds, None if another key has sealed it."""
    found = opened_seal(user.totp_secret or "", key=key, purpose=_PURPOSE)
    return None if found is None else found.decode()


def _step_of(secret: str, code: str, *, now: datetime, after: int | None) -> int | None:
    """Return the step of time that a code is of, None if of none that may be taken now."""
    text = _SPACES.sub("", code)
    present = int(now.timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    for step in range(present - STEPS_EITHER_SIDE, present + STEPS_EITHER_SIDE + 1):
        is_new = after is None or step > after
        wanted = generator.at(step * STEP_SECONDS)
        if is_new and hmac.compare_digest(wanted.encode(), text.encode()):
            return step
    return None


def _new_codes(session: Session, user_id: UUID, *, now: datetime) -> tuple[str, ...]:
    people.spend_codes(session, user_id, at=now)
    codes = tuple(_new_code() for _ in range(RECOVERY_CODES))
    session.add_all(
        RecoveryCode(user_id=user_id, code_sha256=sha256(_SPACES.sub("", code)), made_at=now)
        for code in codes
    )
    return codes


def _new_code() -> str:
    letters = "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
