"""Drafts through their pages: what is shown, what is entered, and what is refused."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.drafts import CABINET, GAP, approved, drafted, proposed, setting
from tests.webapp.views.test_bad_input import NASTY
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject, work_through
from webapp.services.settings import State, open_draft
from webapp.store import Store

VALUES = "/settings/drafts/{}/values/cov-measures-standard"
TYPED = {
    "value": "8",
    "from_on-day": "1",
    "from_on-month": "2",
    "from_on-year": "2026",
    "why": "More is bought",
    "source": "own",
    "own_title": CABINET.title,
    "own_reference": CABINET.reference,
    "pinpoint": "minute 12",
}


def step(client: Client, draft_id: UUID, act: str, why: str = "Agreed") -> int:
    page = client.get(f"/settings/drafts/{draft_id}")
    token = forms_in(page.text)[0].hidden["csrf_token"]
    sent = client.post(f"/settings/drafts/{draft_id}/{act}", data={"csrf_token": token, "why": why})
    return sent.status_code


def state_of(store: Store, draft_id: UUID) -> State:
    draft = open_draft(store, draft_id)
    assert draft is not None
    return draft.state


def test_the_settings_tell_defaults_from_what_was_adopted(
    client: Client, store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    before = client.get("/settings").text
    approved(store, owner, second, NOW)

    after = client.get("/settings").text

    assert "Set by the authority" not in before
    assert (
        after.count("Default proposed, not adopted")
        == before.count("Default proposed, not adopted") - 1
    )
    assert f"Set by {owner.name} and approved by {second.name} on 2 March 2026" in after
    assert "because: More is bought" in after
    assert "Cabinet, 3 March 2026 (CAB/2026/12), minute 12" in after
    assert found["errors"] == []


def test_a_value_to_come_is_announced_and_not_in_force(
    client: Client, store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    approved(store, owner, second, NOW, setting(value=9, from_on=date(2027, 4, 1)))

    html = client.get("/settings").text

    assert "To come: 9 from 1 April 2027" in html
    assert "Set by the authority" not in html
    assert found["errors"] == []


def test_a_draft_is_started_and_given_a_value(client: Client, store: WatchedStore) -> None:
    begun = client.fill_in("/settings/drafts/new", {"name": "Weights for 2027"})
    address = begun.headers["Location"]
    draft_id = UUID(address.rsplit("/", 1)[1])

    entered = client.fill_in(VALUES.format(draft_id), TYPED)

    draft = open_draft(store, draft_id)
    assert draft is not None
    assert (begun.status_code, entered.status_code) == (302, 302)
    assert [value.setting for value in draft.values] == [setting()]
    html = client.get(address).text
    assert "Weights for 2027" in html
    assert "That day is past" in html
    assert f"{client.get('/settings/drafts').text}".count("Weights for 2027") == 1


def test_money_is_entered_with_its_vat_basis(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)
    address = f"/settings/drafts/{draft_id}/values/cov-standard-value-services"

    without = client.fill_in(address, {**TYPED, "value": "95,000"})
    entered = client.fill_in(address, {**TYPED, "value": "£95,000", "vat": "excluded"})

    assert without.status_code == 400
    assert "Select whether the amount includes VAT" in without.text
    assert entered.status_code == 302
    assert "£95,000 excluding VAT" in client.get(f"/settings/drafts/{draft_id}").text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"value": ""}, "Enter the value"),
        ({"value": "many"}, "Enter a whole number"),
        ({"value": "-1"}, "Enter a whole number"),
        ({"from_on-year": ""}, "must include a year"),
        ({"from_on-year": "2013"}, "must be a date from 11 February 2014"),
        ({"why": " "}, "Enter why the authority sets this value"),
        ({"why": "\u202egnp"}, "Take out the character U+202E"),
        ({"source": ""}, "Select where the value stands"),
        ({"source": "nowhere"}, "Select where the value stands"),
        ({"own_title": ""}, "Enter the title of your source"),
        ({"own_reference": ""}, "Enter where your source can be found"),
        ({"pinpoint": ""}, "Enter the place in the source"),
        ({"pinpoint": "x" * 201}, "Enter at most 200 characters"),
        ({"corrections": "yes"}, "There is no approved setting from 1 February 2026 to set right"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_entered(
    client: Client, store: WatchedStore, owner: Person, typed: dict[str, str], message: str
) -> None:
    draft_id = drafted(store, owner, NOW, setting("cov-measures-light", 4))

    response = client.fill_in(VALUES.format(draft_id), {**TYPED, **typed})

    draft = open_draft(store, draft_id)
    assert response.status_code in {400, 409}
    assert message in response.text
    assert "There is a problem" in response.text
    assert draft is not None
    assert len(draft.values) == 1


@pytest.mark.parametrize("parameter", ["large-contract-value", "no-such-value", "%00", "<b>"])
def test_a_value_that_is_not_the_authoritys_has_no_page(
    client: Client, store: WatchedStore, owner: Person, parameter: str
) -> None:
    draft_id = drafted(store, owner, NOW)

    assert client.get(f"/settings/drafts/{draft_id}/values/{parameter}").status_code == 404


@pytest.mark.parametrize("text", NASTY)
def test_no_field_of_a_value_makes_a_fault_or_is_markup(
    client: Client, store: WatchedStore, owner: Person, text: str
) -> None:
    draft_id = drafted(store, owner, NOW, setting("cov-measures-light", 4))
    address = VALUES.format(draft_id)

    answers = {
        client.fill_in(address, {**TYPED, field: text}).status_code
        for field in (*TYPED, "corrections", "vat")
    }
    shown = client.get(f"/settings/drafts/{draft_id}")

    assert answers <= {302, 400, 409}
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text


@pytest.mark.parametrize("text", NASTY)
def test_no_name_and_no_reason_makes_a_fault(
    client: Client, store: WatchedStore, owner: Person, found: JsonObject, text: str
) -> None:
    draft_id = drafted(store, owner, NOW)

    named = client.fill_in("/settings/drafts/new", {"name": text}).status_code
    said = step(client, draft_id, "withdraw", why=text)

    assert {named, said} <= {302, 400}
    assert (said == 302) is (state_of(store, draft_id) is State.WITHDRAWN)
    assert "<script>alert" not in client.get(f"/settings/drafts/{draft_id}").text
    assert "<script>alert" not in client.get("/settings/drafts").text
    assert found["errors"] == []


def test_the_path_of_a_draft_through_its_pages(
    client: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    owner: Person,
    found: JsonObject,
) -> None:
    draft_id = drafted(store, owner, NOW)
    found["changed"] = [
        {
            "name": "A case of its own",
            "conclusions": [{"title": "Most measures", "today": "6", "drafted": "8"}],
        }
    ]

    asked = step(client, draft_id, "check")
    waiting = client.get(f"/settings/drafts/{draft_id}").text
    work_through(store, clock=lambda: NOW)
    checked = client.get(f"/settings/drafts/{draft_id}").text
    put = step(client, draft_id, "propose")
    own = client.get(f"/settings/drafts/{draft_id}").text
    mine = step(client, draft_id, "approve")
    done = step(client_of(Role.ADMINISTRATOR), draft_id, "approve")

    assert (asked, put, mine, done) == (302, 302, 409, 302)
    assert "It is waiting" in waiting
    assert "No error" in checked
    assert "A case of its own" in checked
    assert "Most measures" in checked
    assert "You had a hand in this draft" in own
    assert state_of(store, draft_id) is State.APPROVED


def test_errors_of_the_analysis_are_shown_and_keep_the_draft_from_approval(
    client: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    owner: Person,
    found: JsonObject,
) -> None:
    found["errors"] = [GAP]
    draft_id = proposed(store, owner, NOW)
    work_through(store, clock=lambda: NOW)
    administrator = client_of(Role.ADMINISTRATOR)

    shown = administrator.get(f"/settings/drafts/{draft_id}").text
    status = step(administrator, draft_id, "approve")

    assert "Gap: no rule concludes it" in shown
    assert status == 409
    assert state_of(store, draft_id) is State.PROPOSED
    assert "no rule concludes it" in client.get(f"/settings/drafts/{draft_id}").text


def test_a_draft_that_another_approval_has_overtaken_says_so(
    client: Client, store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    draft_id = drafted(store, owner, NOW, setting(value=9))
    approved(store, owner, second, NOW)

    html = client.get(f"/settings/drafts/{draft_id}").text

    assert "This draft can't stand as it is" in html
    assert "Two settings of one parameter begin on 1 February 2026" in html
    assert found["errors"] == []


def test_no_reason_is_put_into_anybodys_mouth(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)

    pages = [
        client.get(f"/settings/drafts/{draft_id}").text,
        client.get(VALUES.format(draft_id)).text,
    ]

    assert all("</textarea>" in html for html in pages)
    assert all(">None</textarea>" not in html for html in pages)


def test_a_step_needs_a_reason(client: Client, store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)

    status = step(client, draft_id, "propose", why=" ")

    assert status == 400
    assert state_of(store, draft_id) is State.DRAFT


def test_a_value_is_removed_once(client: Client, store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)
    draft = open_draft(store, draft_id)
    assert draft is not None
    page = client.get(f"/settings/drafts/{draft_id}").text
    token = forms_in(page)[0].hidden["csrf_token"]
    address = f"/settings/drafts/{draft_id}/values/{draft.values[0].id}/remove"

    answers = [client.post(address, data={"csrf_token": token}).status_code for _ in range(2)]

    assert answers == [302, 409]
