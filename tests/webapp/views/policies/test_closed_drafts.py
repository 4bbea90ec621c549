"""Drafts that are closed, returned or copied, as their pages show them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.drafts import GAP, approved, drafted, proposed, setting
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject, work_through
from webapp.services.settings import State, drafts_of, open_draft
from webapp.services.settings.approving import approve
from webapp.services.settings.copying import copy_draft
from webapp.services.settings.entering import Changed, DraftStarted
from webapp.services.settings.refusals import NOT_OPEN
from webapp.services.settings.steps import check_draft, propose, withdraw

pytestmark = pytest.mark.usefixtures("found")


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
    copied = copy_draft(store, owner, draft_id=first, now=later)
    assert isinstance(copied, DraftStarted)
    other = copied.draft_id
    assert propose(store, owner, draft_id=other, why="Agreed", now=later) == Changed()
    work_through(store, clock=lambda: later)
    assert approve(store, second, draft_id=other, why="Agreed", now=later) == Changed()

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


def post(client: Client, draft_id: UUID, act: str) -> tuple[int, str]:
    token = forms_in(shown(client, draft_id))[0].hidden["csrf_token"]
    sent = client.post(
        f"/settings/drafts/{draft_id}/{act}", data={"csrf_token": token, "why": "To mend it"}
    )
    return sent.status_code, sent.headers.get("Location", "")


def test_its_author_takes_a_proposed_draft_back(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = proposed(store, owner, NOW)
    waiting = shown(client, draft_id)

    status, _ = post(client, draft_id, "return")

    draft = open_draft(store, draft_id)
    assert "Take it back to edit" in waiting
    assert status == 302
    assert draft is not None
    assert draft.is_open
    assert (draft.steps[-1].state, draft.steps[-1].why) == (State.RETURNED, "To mend it")
    assert "Add a value" in shown(client, draft_id)


def test_an_approved_draft_is_copied_to_one_that_sets_its_values_right(
    client: Client, store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = approved(store, owner, second, NOW, setting(value=8))
    before = shown(client, draft_id)

    status, address = post(client, draft_id, "copy")

    copy = open_draft(store, UUID(address.rsplit("/", 1)[1]))
    assert "Copy to a new draft" in before
    assert status == 302
    assert copy is not None
    assert (copy.name, copy.state) == ("Copy of Measures", State.DRAFT)
    assert [one.setting for one in copy.values] == [setting(value=8)]
    assert copy.values[0].replaces is not None
    assert "can't stand as it is" not in client.get(address).text


def test_a_draft_in_hand_is_not_copied(client: Client, store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)

    status, _ = post(client, draft_id, "copy")

    assert status == 409
    assert "Copy to a new draft" not in shown(client, draft_id)
    assert len(drafts_of(store, owner.memberships[0].organisation_id)) == 1


def test_whoever_proposes_an_untested_draft_is_warned(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)
    before = shown(client, draft_id)
    check_draft(store, owner, draft_id=draft_id, now=NOW)
    work_through(store, clock=lambda: NOW)

    after = shown(client, draft_id)

    assert "It is not known yet whether this draft passes" in before
    assert "It is not known yet whether this draft passes" not in after
    assert "Propose for approval" in after


def test_a_draft_of_which_errors_are_known_is_not_proposed(
    client: Client, store: WatchedStore, owner: Person, found: JsonObject
) -> None:
    found["errors"] = [GAP]
    draft_id = drafted(store, owner, NOW)
    check_draft(store, owner, draft_id=draft_id, now=NOW)
    work_through(store, clock=lambda: NOW)
    html = shown(client, draft_id)

    status, _ = post(client, draft_id, "propose")

    draft = open_draft(store, draft_id)
    assert "Propose for approval" not in html
    assert "be proposed while" in html
    assert status == 409
    assert draft is not None
    assert draft.state is State.DRAFT
