"""The people of the demonstration: a user for each role, with a password that stays."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rules.errors import PodiumError
from webapp.roles import Role
from webapp.services.accounts import AddUserRefused, UserAdded, add_user
from webapp.services.demonstration.notice import AUTHORITY, POLICY
from webapp.store import Store

PASSWORDS = "demo-passwords.json"
PASSWORD_BYTES = 12


class DemonstrationFailed(PodiumError):
    """The demonstration could not prepare its users."""


def email_of(role: Role) -> str:
    """Return the address that the demonstration's user of a role signs in with."""
    return f"{role.value.replace('_', '-')}@example.org"


def add_people(store: Store, folder: Path, *, now: datetime) -> dict[Role, str]:
    """Add a user for each role, named after it, and return their passwords.

    The passwords are kept in the instance's folder, so that a second run shows the same.
    """
    kept = folder / PASSWORDS
    held = _kept_passwords(kept)
    passwords = held or {role: secrets.token_urlsafe(PASSWORD_BYTES) for role in Role}
    for role, password in passwords.items():
        added = add_user(
            store,
            email=email_of(role),
            name=role.words,
            password=password,
            organisation=AUTHORITY,
            policy=POLICY,
            role=role,
            now=now,
        )
        _refuse_strangers(role, added, is_first=held is None)
        if held is None and role is next(iter(passwords)):
            _keep(kept, passwords)
    return passwords


def _refuse_strangers(role: Role, added: UserAdded | AddUserRefused, *, is_first: bool) -> None:
    """Refuse an account that was there before, whose password nobody could tell."""
    match added:
        case UserAdded(is_new=True):
            return
        case UserAdded() | AddUserRefused.ROLE_HELD_ALREADY if not is_first:
            return
        case AddUserRefused() if added is not AddUserRefused.ROLE_HELD_ALREADY:
            problem = added.value.rstrip(".")
        case _:
            problem = f"the account is there already, and {PASSWORDS} with its password is not"
    raise DemonstrationFailed(
        email_of(role), problem, "Start in a new folder: set PODIUM_INSTANCE to its name"
    )


def _kept_passwords(kept: Path) -> dict[Role, str] | None:
    """Return the passwords of an earlier run, None before the first."""
    if not kept.exists():
        return None
    try:
        held = json.loads(kept.read_text())
        return {role: str(held[role.value]) for role in Role}
    except (ValueError, KeyError, TypeError) as error:
        raise DemonstrationFailed(
            str(kept),
            "it does not hold a password for each role",
            "Start in a new folder: set PODIUM_INSTANCE to its name",
        ) from error


def _keep(kept: Path, passwords: Mapping[Role, str]) -> None:
    descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({role.value: password for role, password in passwords.items()}, file)
