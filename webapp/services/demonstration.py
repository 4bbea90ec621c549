"""The demonstration: a real published notice, decided as of two days and written up."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from forms.notices import NoticeReading, read_notices
from forms.procurement_json import procurement_json
from rules.decide import decide
from rules.decision import Decision
from rules.errors import PodiumError
from rules.library import stack
from rules.procurement import Procurement
from rules.serialisation import decision_json
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, Supply, Value
from webapp.roles import Role
from webapp.services.accounts import (
    AddUserRefused,
    Person,
    SignedIn,
    UserAdded,
    add_user,
    sign_in,
    sign_out,
    who_is,
)
from webapp.services.answering import Saved, answer_page
from webapp.services.deciding import decide_procurement
from webapp.services.files import write_outline, write_whole
from webapp.services.procurements import Started, start_procurement
from webapp.store import Store

FOLDER = Path(__file__).parents[1] / "demo"
NOTICE = FOLDER / "grounds-maintenance-2019.json"
ANSWERS = FOLDER / "grounds-maintenance-answers.json"
POLICY = "coventry"
LATER = date(2026, 3, 2)
ORGANISATION = "Coventry City Council"
PASSWORDS = "demo-passwords.json"
PASSWORD_BYTES = 12


class DemonstrationFailed(PodiumError):
    """The demonstration could not prepare its users."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The notice, what was read from it, and the two decisions."""

    reading: NoticeReading
    procurement: Procurement
    as_published: Decision
    later: Decision
    packs: Stack


def demonstrate() -> Demonstration:
    """Decide the notice as published, and as if it commenced in 2026."""
    reading = read_notices(NOTICE.read_bytes(), NOTICE.name)[0]
    read = reading.procurement()
    assert read is not None  # noqa: S101 - the notice is shipped, and a test reads it
    answers: dict[str, Value] = {**read.answers, **json.loads(ANSWERS.read_text())}
    procurement = replace(read, answers=MappingProxyType(answers))
    packs = stack(POLICY)
    return Demonstration(
        reading,
        procurement,
        decide(procurement, packs, why_not=True),
        decide(procurement, packs, on=LATER, why_not=True),
        packs,
    )


def write_files(shown: Demonstration, folder: Path, *, issued_on: date) -> list[Path]:
    """Write the procurement, both decisions and both outlines into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "procurement.json"]
    write_whole(written[0], _json(procurement_json(shown.procurement)))
    for decision in (shown.as_published, shown.later):
        year = decision.decided_as_of.year
        procurement = replace(shown.procurement, commenced_on=decision.decided_as_of)
        path = folder / f"decision-{year}.json"
        write_whole(path, _json(decision_json(decision, shown.packs)))
        written.append(path)
        for kind in (".pdf", ".html"):
            path = folder / f"outline-{year}{kind}"
            write_outline(procurement, decision, shown.packs, path, issued_on=issued_on)
            written.append(path)
    return written


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


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
            organisation=ORGANISATION,
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


def put_on_record(store: Store, shown: Demonstration, password: str, *, now: datetime) -> bool:
    """Record the procurement as its buyer would have; False if it is there already."""
    person = _buyer(store, password, now=now)
    if person is None:
        return False
    started = start_procurement(
        store,
        person,
        organisation_id=person.memberships[0].organisation_id,
        reference="DEMO-2019-001",
        title=shown.procurement.title,
        now=now,
    )
    if not isinstance(started, Started):
        return False
    facts = shown.procurement.facts()
    asked = {
        name: value for name, value in facts.items() if FACT_BY_NAME[name].supply is Supply.ASKED
    }
    saved = answer_page(
        store, person, procurement_id=started.procurement_id, answers=asked, version=1, now=now
    )
    if isinstance(saved, Saved):
        decide_procurement(
            store, person, procurement_id=started.procurement_id, version=saved.version, now=now
        )
    return True


def _buyer(store: Store, password: str, *, now: datetime) -> Person | None:
    signed_in = sign_in(
        store,
        email=email_of(Role.BUYER),
        password=password,
        address="demo",
        now=now,
        lasts=timedelta(minutes=1),
    )
    if not isinstance(signed_in, SignedIn):
        return None
    person = who_is(store, signed_in.token, now=now)
    sign_out(store, signed_in.token, now=now)
    return person
