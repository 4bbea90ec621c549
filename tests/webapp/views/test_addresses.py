"""Addresses that nobody was given: numbers beyond any, and things of one place named in another."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import Client, WatchedStore, token_in
from tests.webapp.conftest import NOW
from tests.webapp.drafts import drafted
from tests.webapp.parts import with_file, with_parts
from tests.webapp.samples import answered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.settings import Settings

NUMBERS = ("0", "2147483648", "9223372036854775808", "9" * 400, "9" * 5000)
QUERIED = (
    *("page", "organisation", "q", "since", "until", "policy", "against", "parameter", "origin"),
    *("outcome", "source", "within", "saved", "sort", "state", "act", "person", "status"),
)
WORDS = ("%00", "%ED%A0%80", "%E2%80%AE", "..%2f", "'%22%3Cscript%3E", "x" * 5000)


pytestmark = pytest.mark.slow


def asked(client: Client, part: str, replacement: str, procurement_id: UUID) -> dict[str, int]:
    """Ask for every page whose address has a part of a kind, and post to it too."""
    token, found = token_in(client), {}
    for rule in client.application.url_map.iter_rules():
        if not re.search(part, str(rule)):
            continue
        named = re.sub(part, replacement, str(rule))
        named = named.replace("<uuid:procurement_id>", str(procurement_id))
        address = re.sub("<uuid:[^>]+>", str(uuid4()), re.sub("<[^>]*int:[^>]+>", "1", named))
        address = re.sub("<[^>]+>", "x", address)
        methods = rule.methods or set()
        if "GET" in methods:
            found[f"GET {address}"] = client.get(address).status_code
        if "POST" in methods:
            found[f"POST {address}"] = client.post(
                address, data={"csrf_token": token, "revision": "0"}
            ).status_code
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_beyond_any_makes_no_fault(
    number: str, buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    answers = asked(buyer_client, "<[^>]*int:[^>]+>", number, procurement_id)

    assert len(answers) > 10
    assert {name[:80]: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_none_makes_no_fault(
    word: str, buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    answers = asked(buyer_client, "<(?:string:)?[a-z_]+>", word, procurement_id)

    assert len(answers) > 10
    assert {name[:80]: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("role", [Role.BUYER, Role.AUDITOR, Role.POLICY_OWNER, Role.PANEL_CHAIR])
def test_no_query_of_any_list_makes_a_fault(role: Role, client_of: Callable[..., Client]) -> None:
    client = client_of(role)
    lists = [
        str(rule)
        for rule in client.application.url_map.iter_rules()
        if not rule.arguments and "GET" in (rule.methods or ())
    ]

    answers = {
        (address, value[:9]): client.get(
            f"{address}?{'&'.join(f'{name}={value}' for name in QUERIED)}"
        ).status_code
        for address in lists
        for value in ("-1", "9" * 30, "1e9", "%D9%A3", "%00", "", "x" * 5000)
    }

    assert {asked: status for asked, status in answers.items() if status >= 500} == {}


def test_a_file_of_another_procurement_is_not_found_under_this_one(
    buyer_client: Client, store: WatchedStore, settings: Settings, buyer: Person
) -> None:
    here = answered(store, buyer, NOW)
    there = answered(store, buyer, NOW, reference="COV-2026-015")
    file_id = with_file(store, settings.instance_folder, buyer, there, NOW)
    address, data = f"/procurements/{here}/attachments/{file_id}", {"csrf_token": ""}
    data["csrf_token"] = token_in(buyer_client)

    answers = [
        buyer_client.get(address).status_code,
        buyer_client.get(f"{address}/remove").status_code,
        buyer_client.post(f"{address}/remove", data=data).status_code,
    ]

    assert answers == [404, 302, 302]  # what is no longer there is as removed as it can be
    assert buyer_client.get(f"/procurements/{there}/attachments/{file_id}").status_code == 200


def test_a_value_of_another_draft_is_not_removed_through_this_one(
    client_of: Callable[..., Client], person_of: Callable[..., Person], store: WatchedStore
) -> None:
    here = drafted(store, person_of(Role.POLICY_OWNER), NOW)
    there = drafted(store, person_of(Role.POLICY_OWNER, "elsewhere"), NOW)
    other, client = client_of(Role.POLICY_OWNER, "elsewhere"), client_of(Role.POLICY_OWNER)
    page = other.get(f"/settings/drafts/{there}").text
    (value_id,) = set(
        re.findall(rf"/settings/drafts/{there}/values/([0-9a-f-]{{36}})/remove", page)
    )

    client.post(
        f"/settings/drafts/{here}/values/{value_id}/remove", data={"csrf_token": token_in(client)}
    )

    assert value_id in other.get(f"/settings/drafts/{there}").text


@pytest.mark.parametrize("kind", ["", ".csv", ".json"])
def test_a_back_test_that_is_none_does_not_exist(
    kind: str, client_of: Callable[..., Client]
) -> None:
    assert client_of(Role.POLICY_OWNER).get(f"/back-tests/{uuid4()}{kind}").status_code == 404


@pytest.mark.parametrize("number", [*NUMBERS, "\u0663"])
def test_a_revision_beyond_any_is_no_page(
    number: str, buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)

    answer = buyer_client.get(f"/procurements/{procurement_id}/record/case/{number}")

    assert answer.status_code == 404
