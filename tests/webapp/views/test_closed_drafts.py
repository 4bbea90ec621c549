"""Drafts that are closed, returned or copied, as their pages show them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.drafts import approved, drafted, proposed, setting
from tests.webapp.services.settings.conftest import CLEAN, GAP
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject, work_through
from webapp.services.settings import State, checking, drafts_of, open_draft
from webapp.services.settings.refusals import NOT_OPEN
from webapp.services.settings.steps import check_draft, withdraw


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> JsonObject:
    result = dict(CLEAN)
    monkeypatch.setattr(checking, "checked", lambda *_: result)
    return result


@pytest.fixture
def owner(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.POLICY_OWNER)


@pytest.fixture
def second(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.ADMINISTRATOR)


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.POLICY_OWNER)


def shown(client: Client, draft_id: UUID) -> str:
    return client.get(f"/settings/drafts/{draft_id}").text


def test_an_approved_draft_shows_what_was_decided(
    client: Client, store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = approved(store, owner, second, NOW, setting(value=8, from_on=date(2027, 4, 1)))

    html = shown(client, draft_id)

    assert "Approved on 2 March 2026" in html
    assert "decides from 1 April 2027." in html
    assert "can't stand as it is" not in html
    assert 'data-label="Without it">6<' in html
    assert "No error" in html
    assert "As it was when the draft was approved" in html
    assert "have changed since" not in html
    assert "Try it on" not in html
    assert "Back-test it" not in html


def test_an_approved_draft_stays_as_it_was_when_another_corrects_it(
    client: Client, store: WatchedStore, owner: Person, second: Person
) -> None:
    first = approved(store, owner, second, NOW, setting(value=8))
    before = shown(client, first)
    later = NOW + timedelta(days=1)
    approved(store, owner, second, later, setting("cov-measures-light", 4))

    after = shown(client, first)

    assert 'data-label="Without it">6<' in after
    assert "No error" in before
    assert "No error" in after


def test_a_closed_draft_is_neither_tried_nor_tested_anew(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)
    withdraw(store, owner, draft_id=draft_id, why="Not needed", now=NOW)

    html = shown(client, draft_id)
    tried = client.get(f"/settings/drafts/{draft_id}/try")

    assert "It was withdrawn, and decides nothing" in html
    assert "Try it on" not in html
    assert (tried.status_code, tried.location) == (302, f"/settings/drafts/{draft_id}")
    assert check_draft(store, owner, draft_id=draft_id, now=NOW) == NOT_OPEN
