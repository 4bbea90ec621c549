"""Who may reach what: every endpoint, every role, own and foreign procurements."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.samples import decided
from webapp.roles import READERS, WRITERS, Role
from webapp.services.accounts import Person
from webapp.views.access import (
    DRAFT_READING,
    DRAFTING,
    IMPORTING,
    OWN_MEASURES,
    PEOPLE,
    PUBLIC,
    READING,
    SETTINGS,
    SIGNED_IN,
    WRITING,
    EndpointHasNoAccessRule,
    guard,
    is_local,
    reach_of,
)

pytestmark = pytest.mark.slow

INVENTORY = {
    "static": PUBLIC,
    "account.sign_in": PUBLIC,
    "account.sign_out": PUBLIC,
    "account.code": PUBLIC,
    "own_account.own_account": SIGNED_IN,
    "own_account.password": SIGNED_IN,
    "own_account.switch_on": SIGNED_IN,
    "own_account.switch_off": SIGNED_IN,
    "own_account.end_sign_in": SIGNED_IN,
    "own_account.end_other_sign_ins": SIGNED_IN,
    "people.people": PEOPLE,
    "people.invite": PEOPLE,
    "people.withdraw": PEOPLE,
    "people.end_role": PEOPLE,
    "people.reset_second_factor": PEOPLE,
    "people.invitation": PUBLIC,
    "information.accessibility_statement": PUBLIC,
    "information.privacy_notice": PUBLIC,
    "information.cookies": PUBLIC,
    "information.glossary": PUBLIC,
    "information.retention": PUBLIC,
    "home.home": SIGNED_IN,
    "procurements.my_procurements": READING,
    "procurements.start": WRITING,
    "procurements.procurement": READING,
    "questions.question": WRITING,
    "questions.check_answers": READING,
    "decision.decision": READING,
    "decision.decide": WRITING,
    "outline.outline": READING,
    "outline.outline_pdf": READING,
    "outline.outline_word": READING,
    "backtests.back_tests": DRAFT_READING,
    "backtests.start": DRAFTING,
    "backtests.back_test": DRAFT_READING,
    "backtests.rows": DRAFT_READING,
    "policies.policies": SIGNED_IN,
    "policies.policy": SIGNED_IN,
    "policies.pdf": SIGNED_IN,
    "policies.search": SIGNED_IN,
    "policies.rule": SIGNED_IN,
    "policies.value": SIGNED_IN,
    "policies.comparison": SIGNED_IN,
    "again.decided_again": READING,
    "adopted.settings": SETTINGS,
    "drafts.drafts": DRAFT_READING,
    "drafts.new_draft": DRAFTING,
    "drafts.propose_value": DRAFTING,
    "drafts.draft": DRAFT_READING,
    "drafts.choose_value": DRAFTING,
    "drafts.value": DRAFTING,
    "drafts.remove": DRAFTING,
    "draft_steps.check": DRAFTING,
    "draft_steps.propose": DRAFTING,
    "draft_steps.send_back": DRAFTING,
    "draft_steps.withdraw": DRAFTING,
    "draft_steps.approve": DRAFTING,
    "draft_steps.copy": DRAFTING,
    "draft_trials.try_draft": DRAFT_READING,
    "measures.catalogue": SIGNED_IN,
    "measures.measure": SIGNED_IN,
    "measure_imports.imports": OWN_MEASURES,
    "measure_imports.start": IMPORTING,
    "measure_imports.columns": IMPORTING,
    "measure_imports.imported": OWN_MEASURES,
    "measure_imports.imported_measure": OWN_MEASURES,
}
"""Every endpoint and who may reach it: a new one is added here, with thought."""

PAGES = {
    "procurements.procurement": "/procurements/{id}",
    "questions.question": "/procurements/{id}/questions/value",
    "questions.check_answers": "/procurements/{id}/check-answers",
    "decision.decision": "/procurements/{id}/decision",
    "decision.decide": "/procurements/{id}/decide",
    "outline.outline": "/procurements/{id}/outline",
    "outline.outline_pdf": "/procurements/{id}/outline.pdf",
    "outline.outline_word": "/procurements/{id}/outline.docx",
    "again.decided_again": "/procurements/{id}/decide-again",
}
POSTED = {"decision.decide"}


@pytest.fixture
def procurement_id(store: WatchedStore, person_of: Callable[..., Person], clock: Clock) -> UUID:
    return decided(store, person_of(Role.BUYER), clock.now)


def ask(client: Client, endpoint: str, procurement_id: UUID) -> int:
    """Ask for a page as a browser would; a form carries its token."""
    address = PAGES[endpoint].format(id=procurement_id)
    if endpoint not in POSTED:
        return client.get(address).status_code
    token = forms_in(client.get("/", follow_redirects=True).text)[0].hidden["csrf_token"]
    return client.post(address, data={"csrf_token": token, "version": "2"}).status_code


def test_the_inventory_names_every_endpoint_and_no_other(app: Flask) -> None:
    assert {name: reach_of(app, name) for name in app.view_functions} == INVENTORY


def test_every_page_of_a_procurement_is_tried_below(app: Flask) -> None:
    named = {
        rule.endpoint for rule in app.url_map.iter_rules() if "procurement_id" in rule.arguments
    }

    assert named == set(PAGES)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_should_in_its_own_organisation(
    role: Role, client_of: Callable[..., Client], procurement_id: UUID
) -> None:
    client = client_of(role)

    opened = {name for name in PAGES if ask(client, name, procurement_id) in {200, 302}}
    refused = {name for name in PAGES if ask(client, name, procurement_id) == 403}

    assert opened == {name for name in PAGES if role in (INVENTORY[name].roles or ())}
    assert refused == set(PAGES) - opened


@pytest.mark.parametrize("role", Role)
def test_a_procurement_of_others_does_not_exist(
    role: Role, client_of: Callable[..., Client], procurement_id: UUID
) -> None:
    client = client_of(role, "elsewhere")

    assert {ask(client, name, procurement_id) for name in PAGES} == {404}


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_procurement_that_is_none_does_not_exist(endpoint: str, buyer_client: Client) -> None:
    assert ask(buyer_client, endpoint, uuid4()) == 404


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - POSTED))
def test_a_stranger_is_asked_to_sign_in_first(
    endpoint: str, stranger: Client, procurement_id: UUID
) -> None:
    address = PAGES[endpoint].format(id=procurement_id)

    response = stranger.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/sign-in?next={address}"


def test_a_stranger_who_sends_a_form_is_asked_to_sign_in_first(
    stranger: Client, procurement_id: UUID
) -> None:
    response = stranger.post(f"/procurements/{procurement_id}/decide")

    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in")


@pytest.mark.parametrize("role", Role)
def test_the_list_is_for_readers_and_starting_for_writers(
    role: Role, client_of: Callable[..., Client]
) -> None:
    client = client_of(role)

    assert client.get("/procurements").status_code == (200 if role in READERS else 403)
    assert client.get("/procurements/start").status_code == (200 if role in WRITERS else 403)
    assert client.get("/").status_code == (302 if role in READERS else 200)


def test_the_auditor_writes_nothing() -> None:
    assert Role.AUDITOR in READERS
    assert Role.AUDITOR not in WRITERS


def test_an_application_with_an_undeclared_endpoint_does_not_start() -> None:
    fresh = Flask("fresh")
    fresh.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(EndpointHasNoAccessRule, match="open"):
        guard(fresh, ask_to_sign_in=Response)


@pytest.mark.parametrize(
    "address",
    ["//e.example", "https://e.example", "/\\e.example", "e", "", "/\t/e", "/a\nb", "javascript:0"],
)
def test_an_address_elsewhere_is_not_local(address: str) -> None:
    assert not is_local(address)


def test_a_path_with_a_query_is_local() -> None:
    assert is_local("/procurements?page=2")
