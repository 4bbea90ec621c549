"""The people of the demonstration: a user for each role, with a password that stays.

A panel needs members and an evaluation needs evaluators, so that these roles have several.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from rules.errors import PodiumError
from webapp.roles import Role
from webapp.services.accounts import AddUserRefused, UserAdded, add_user
from webapp.services.accounts.enrolling import describe_organisation
from webapp.services.demonstration.keeping import keep_private
from webapp.services.demonstration.notice import AUTHORITY, POLICY
from webapp.store import Store

PASSWORDS = "demo-passwords.json"
PASSWORD_BYTES = 12
PANEL_MEMBERS = 3
"""With the chair they are one more than the panel's quorum, so that one may be kept from voting."""

EVALUATORS = 3
"""As many as gave marks of their own in the tender that ships with Podium."""

_HOLDERS: Mapping[Role, int] = MappingProxyType(
    {Role.PANEL_MEMBER: PANEL_MEMBERS, Role.EVALUATOR: EVALUATORS}
)


class DemonstrationFailed(PodiumError):
    """The demonstration could not prepare its users, or put its procurements on record."""


def failed(reference: str, what: str, outcome: object) -> DemonstrationFailed:
    """Return that a step of a procurement was refused, which no step should be."""
    return DemonstrationFailed(
        reference, f"{what} came out as {outcome}", "Start in a new folder: set PODIUM_INSTANCE"
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """A user of the demonstration: the role, and a number where several hold it."""

    role: Role
    number: int = 1

    @property
    def name(self) -> str:
        """What the user is called, such as `panel-member-2`."""
        text = self.role.value.replace("_", "-")
        return text if self.number == 1 else f"{text}-{self.number}"

    @property
    def email(self) -> str:
        """The address that the user signs in with."""
        return f"{self.name}@example.org"

    @property
    def words(self) -> str:
        """The user's name on the pages."""
        return self.role.words if self.number == 1 else f"{self.role.words} {self.number}"


def _seats() -> tuple[Seat, ...]:
    seats: list[Seat] = []
    for role in Role:
        seats += [Seat(role, number) for number in range(1, _HOLDERS.get(role, 1) + 1)]
    return tuple(seats)


SEATS = _seats()
"""Every user, in the order of the roles."""


def add_people(store: Store, folder: Path, *, now: datetime) -> dict[Seat, str]:
    """Add the users, named after their roles, and return their passwords.

    The passwords are kept in the instance's folder, so that a second run shows the same. A user
    that an earlier version of the demonstration did not have is added beside those it had.
    """
    kept = folder / PASSWORDS
    held = _kept_passwords(kept)
    passwords = {seat: held.get(seat) or secrets.token_urlsafe(PASSWORD_BYTES) for seat in SEATS}
    for seat, password in passwords.items():
        added = add_user(
            store,
            email=seat.email,
            name=seat.words,
            password=password,
            organisation=AUTHORITY,
            policy=POLICY,
            role=seat.role,
            now=now,
        )
        _refuse_strangers(seat, added, is_first=seat not in held)
        if isinstance(added, UserAdded) and seat is SEATS[0]:
            describe_organisation(
                store, added.organisation_id, authority_type="local_authority", nation="england"
            )
        if seat is SEATS[0] and passwords != held:
            keep_private(kept, {seat.name: password for seat, password in passwords.items()})
    return passwords


def _refuse_strangers(seat: Seat, added: UserAdded | AddUserRefused, *, is_first: bool) -> None:
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
        seat.email, problem, "Start in a new folder: set PODIUM_INSTANCE to its name"
    )


def _kept_passwords(kept: Path) -> dict[Seat, str]:
    """Return the passwords of an earlier run, none before the first."""
    if not kept.exists():
        return {}
    try:
        held = json.loads(kept.read_text())
        found = {seat: str(held[seat.name]) for seat in SEATS if seat.name in held}
    except (ValueError, KeyError, TypeError) as error:
        raise _spoilt(kept) from error
    if SEATS[0] not in found:
        raise _spoilt(kept)
    return found


def _spoilt(kept: Path) -> DemonstrationFailed:
    return DemonstrationFailed(
        str(kept),
        "it does not hold a password for each user",
        "Start in a new folder: set PODIUM_INSTANCE to its name",
    )
