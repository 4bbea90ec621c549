"""Who may reach which page of a draft: every role, own drafts and those of others."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.drafts import drafted
from tests.webapp.views.inventory import INVENTORY
from webapp.roles import POLICY_MAKERS, POLICY_READERS, SETTING_READERS, Role
from webapp.services.accounts import Person

PAGES = {
    "drafts.draft": "/settings/drafts/{id}",
    "drafts.choose_value": "/settings/drafts/{id}/values",
    "drafts.value": "/settings/drafts/{id}/values/cov-measures-standard",
    "drafts.remove": f"/settings/drafts/{{id}}/values/{UUID(int=1)}/remove",
    "draft_steps.check": "/settings/drafts/{id}/check",
    "draft_steps.propose": "/settings/drafts/{id}/propose",
    "draft_steps.send_back": "/settings/drafts/{id}/return",
    "draft_steps.withdraw": "/settings/drafts/{id}/withdraw",
    "draft_steps.approve": "/settings/drafts/{id}/approve",
    "draft_steps.copy": "/settings/drafts/{id}/copy",
    "draft_trials.try_draft": "/settings/drafts/{id}/try",
}
POSTED = {name for name in PAGES if name.startswith("draft_steps") or name == "drafts.remove"}
REACHED = {200, 302, 400, 409}
"""What whoever may reach an act is answered: done, or refused for what was sent."""


@pytest.fixture
def draft_id(store: WatchedStore, person_of: Callable[..., Person]) -> UUID:
    return drafted(store, person_of(Role.POLICY_OWNER), NOW)


def ask(client: Client, endpoint: str, draft_id: UUID) -> int:
    address = PAGES[endpoint].format(id=draft_id)
    if endpoint not in POSTED:
        return client.get(address).status_code
    token = forms_in(client.get("/", follow_redirects=True).text)[0].hidden["csrf_token"]
    return client.post(address, data={"csrf_token": token}).status_code


def test_every_page_of_a_draft_is_tried_below(app: Flask) -> None:
    named = {rule.endpoint for rule in app.url_map.iter_rules() if "draft_id" in rule.arguments}

    assert named == set(PAGES)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_should_in_its_own_organisation(
    role: Role, client_of: Callable[..., Client], draft_id: UUID
) -> None:
    client = client_of(role)

    answers = {name: ask(client, name, draft_id) for name in PAGES}

    opened = {name for name, status in answers.items() if status in REACHED}
    refused = {name for name, status in answers.items() if status == 403}
    assert opened == {name for name in PAGES if role in (INVENTORY[name].roles or ())}
    assert refused == set(PAGES) - opened


@pytest.mark.parametrize("role", sorted(POLICY_READERS))
def test_a_draft_of_others_does_not_exist(
    role: Role, client_of: Callable[..., Client], draft_id: UUID
) -> None:
    client = client_of(role, "elsewhere")

    assert {ask(client, name, draft_id) for name in PAGES} == {404}


def test_a_draft_that_is_none_does_not_exist(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.POLICY_OWNER)

    assert {ask(client, name, uuid4()) for name in PAGES} == {404}


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_stranger_is_asked_to_sign_in_first(
    endpoint: str, stranger: Client, draft_id: UUID
) -> None:
    address = PAGES[endpoint].format(id=draft_id)

    response = stranger.post(address) if endpoint in POSTED else stranger.get(address)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("role", Role)
def test_settings_are_for_readers_and_drafts_for_those_of_policy(
    role: Role, client_of: Callable[..., Client]
) -> None:
    client = client_of(role)

    answers = [
        client.get(f"/settings{path}").status_code for path in ("", "/drafts", "/drafts/new")
    ]

    allowed = (role in SETTING_READERS, role in POLICY_READERS, role in POLICY_MAKERS)
    assert answers == [200 if may else 403 for may in allowed]


def test_the_settings_of_another_organisation_can_not_be_asked_for(
    client_of: Callable[..., Client], person_of: Callable[..., Person]
) -> None:
    other = person_of(Role.POLICY_OWNER, "elsewhere").memberships[0].organisation_id
    client = client_of(Role.POLICY_OWNER)

    answers = {
        client.get(f"{path}?organisation={asked}").status_code
        for path in ("/settings", "/settings/drafts", "/settings/drafts/new", "/back-tests/start")
        for asked in (other, "nonsense")
    }

    assert answers == {404}


def test_a_form_without_its_token_changes_nothing(
    client_of: Callable[..., Client], draft_id: UUID, store: WatchedStore
) -> None:
    client = client_of(Role.POLICY_OWNER)
    before = store.writings

    answers = {
        client.post(PAGES[name].format(id=draft_id), data={"why": "x"}).status_code
        for name in POSTED
    }

    assert answers == {400}
    assert store.writings == before
