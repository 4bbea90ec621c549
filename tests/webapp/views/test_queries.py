"""The number of queries of a page is fixed: a list of 50 asks no more often than one of 5."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from tests.bench.pages.seeding import Original, copy, originals
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store import audit
from webapp.store.job_tables import JobRecord
from webapp.store.models import Base, RoleHeld, SignInSession, User
from webapp.store.notification_tables import Notification
from webapp.store.panel_tables import Meeting, MeetingStep
from webapp.store.part_tables import Attachment
from webapp.store.people_tables import Invitation
from webapp.store.setting_tables import Draft, DraftTransition

pytestmark = [pytest.mark.slow, pytest.mark.only_on("sqlite")]

FEW, MANY = 5, 50
ROLES = (
    Role.BUYER,
    Role.PROCUREMENT_OFFICER,
    Role.PANEL_CHAIR,
    Role.POLICY_OWNER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
LISTS = {
    "procurements.my_procurements",
    "notifications.notifications",
    "meetings.meetings",
    "people.people",
    "attachments.attachments",
    "adopted.settings",
}
"""Pages that list rows for certain, so that a change of their names does not empty this test."""


class Filling:
    """Rows of everything that pages list, added a few at a time."""

    def __init__(self, store: WatchedStore, person: Person) -> None:
        self._store, self._person = store, person
        self._originals: list[Original] = originals(store, person, now=NOW)
        self.procurement_id: UUID = copy(store, self._originals, range(1))[0]

    def add(self, numbers: range) -> None:
        """Add one row of each for each number."""
        copy(self._store, self._originals, range(numbers.start + 1, numbers.stop + 1))
        with self._store.writing() as session:
            for number in numbers:
                for row in self._rows(number):
                    session.add(row)
                    session.flush()
                audit.append(
                    session,
                    "start-procurement",
                    at=NOW,
                    subject=f"procurement/{self.procurement_id}",
                    actor_id=self._person.id,
                    organisation_id=self._organisation_id,
                    detail={"reference": f"R-{number}", "title": f"Title {number}"},
                )

    @property
    def _organisation_id(self) -> UUID:
        return self._person.memberships[0].organisation_id

    def _rows(self, number: int) -> Iterator[Base]:
        at = NOW - timedelta(minutes=number)
        here = {"organisation_id": self._organisation_id}
        user = User(
            email=f"one-{number}@example.org",
            name=f"One {number}",
            password_hash="-",
            created_at=at,
        )
        yield user
        yield RoleHeld(user_id=user.id, role=Role.PANEL_MEMBER.value, granted_at=at, **here)
        for person_id in (self._person.id, user.id):
            yield SignInSession(
                token_sha256=f"{number}-{person_id}",
                user_id=person_id,
                created_at=at,
                expires_at=NOW + timedelta(hours=1),
                awaits_code=False,
            )
        yield Invitation(
            email=f"other-{number}@example.org",
            name="Other",
            role=Role.BUYER.value,
            token_sha256=f"invitation-{number}",
            invited_by=self._person.id,
            invited_at=at,
            expires_at=NOW + timedelta(days=7),
            **here,
        )
        yield Notification(
            user_id=self._person.id,
            kind="returned",
            title=f"Notification {number}",
            text="Something happened.",
            address="/procurements",
            made_at=at,
            **here,
        )
        yield from self._steps(number)

    def _steps(self, number: int) -> Iterator[Base]:
        at, by = NOW - timedelta(minutes=number), {"made_by": self._person.id, "made_at": NOW}
        here = {"organisation_id": self._organisation_id}
        meeting = Meeting(
            body="social_value_panel",
            title=f"Meeting {number}",
            starts_at=NOW + timedelta(days=number),
            place="Council House",
            called_by=self._person.id,
            called_at=at,
            **here,
        )
        yield meeting
        yield MeetingStep(meeting_id=meeting.id, number=1, state="opened", why="", **by)
        draft = Draft(
            policy="coventry", name=f"Draft {number}", made_by=by["made_by"], made_at=at, **here
        )
        yield draft
        yield DraftTransition(draft_id=draft.id, number=1, state="draft", why="", **by)
        yield JobRecord(
            kind="backtest",
            subject=f"backtest/{number}",
            arguments="{}",
            state="failed",
            words="",
            done=0,
            problem="It failed",
            remedy="Try again",
            finished_at=NOW,
            **here,
            **by,
        )
        yield Attachment(
            procurement_id=self.procurement_id,
            name=f"plan-{number}.pdf",
            media_type="application/pdf",
            size=1000,
            sha256=f"{number:064d}",
            description="A plan",
            attached_by=self._person.id,
            attached_at=at,
        )


@pytest.mark.parametrize("role", ROLES)
def test_no_page_asks_more_often_the_more_rows_there_are(
    role: Role,
    app: Flask,
    store: WatchedStore,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
    buyer: Person,
) -> None:
    filling = Filling(store, person_of(role) if role is not Role.AUDITOR else buyer)
    client = client_of(role)
    addresses = addresses_of(app, filling.procurement_id)

    filling.add(range(FEW))
    few = queries(client, store, addresses)
    filling.add(range(FEW, MANY))
    many = queries(client, store, addresses)

    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name]}
    assert len(few) > len(LISTS)
    assert few.keys() == many.keys()
    assert grown == {}


def test_the_pages_that_list_rows_are_among_those_that_are_counted(app: Flask) -> None:
    assert set(addresses_of(app, UUID(int=1))) >= LISTS


def addresses_of(app: Flask, procurement_id: UUID) -> dict[str, str]:
    """Return the addresses of every page that names nothing, or a procurement."""
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.arguments <= {"procurement_id"} and "GET" in (rule.methods or ()):
                values: dict[str, Any] = dict.fromkeys(rule.arguments, procurement_id)
                found[rule.endpoint] = app.url_for(rule.endpoint, **values)
    return found


def queries(client: Client, store: WatchedStore, addresses: dict[str, str]) -> dict[str, int]:
    """Return how many queries each page needs, of those that the client may see."""
    found = {}
    for endpoint, address in addresses.items():
        client.get(address)
        with counted(store) as statements:
            response = client.get(address)
        if response.status_code == 200:
            found[endpoint] = len(statements)
    return found


@contextmanager
def counted(store: WatchedStore) -> Iterator[list[str]]:
    """Collect the statements that are sent while the block runs."""
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(store._reader, "before_cursor_execute", note)
    yield statements
    event.remove(store._reader, "before_cursor_execute", note)
