"""My procurements, and starting one, through the pages."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import ready
from tests.webapp.parts import DIVIDED, with_parts
from tests.webapp.samples import answered, decided, started
from tests.webapp.standing import outline_stands
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.finding import ROWS_A_PAGE
from webapp.services.parts import PartSaved, save_part
from webapp.services.parts.kinds import LOTS

NEW = {"title": "Grounds maintenance", "reference": "COV-2026-014"}


def test_an_empty_list_says_what_will_be_here(
    buyer_client: Client, client_of: Callable[..., Client]
) -> None:
    mine = buyer_client.get("/procurements").text
    auditors = client_of(Role.AUDITOR).get("/procurements").text

    assert "will be listed here" in mine
    assert "Start a procurement" in mine
    assert "Start a procurement" not in auditors
    assert "A buyer or a procurement officer starts them" in auditors


def test_the_list_shows_value_stage_and_what_waits_for_whom(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    answered(store, buyer, NOW)

    html = buyer_client.get("/procurements").text

    assert "£360,000 including VAT" in html
    assert "Ready to decide" in html
    assert f"{buyer.name}: " in html
    assert "2 March 2026" in html


def test_starting_leads_to_the_task_list(buyer_client: Client) -> None:
    response = buyer_client.fill_in("/procurements/start", NEW)

    assert response.status_code == 302
    html = buyer_client.get(response.headers["Location"]).text
    assert "Continue: commissioning checklist" in html


def test_what_was_typed_stays_when_something_is_wrong(buyer_client: Client) -> None:
    response = buyer_client.fill_in("/procurements/start", {**NEW, "reference": "no spaces!"})

    assert response.status_code == 400
    assert 'value="Grounds maintenance"' in response.text
    assert 'value="no spaces!"' in response.text
    assert 'href="#reference"' in response.text


def test_a_reference_that_is_taken_is_refused_and_nothing_lost(buyer_client: Client) -> None:
    buyer_client.fill_in("/procurements/start", NEW)

    response = buyer_client.fill_in("/procurements/start", {**NEW, "title": "School catering"})

    assert response.status_code == 409
    assert "has a procurement of that reference already" in response.text
    assert "such as COV-2026-015, which is free" in response.text
    assert 'value="School catering"' in response.text


def test_a_double_click_starts_one_and_leads_to_it(buyer_client: Client) -> None:
    both = [buyer_client.fill_in("/procurements/start", NEW) for _ in range(2)]

    assert [response.status_code for response in both] == [302, 302]
    assert both[0].headers["Location"] == both[1].headers["Location"]
    assert buyer_client.get("/procurements").text.count("COV-2026-014") == 1


def test_the_next_free_reference_is_suggested(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    first = buyer_client.get("/procurements/start").text
    started(store, buyer, NOW, reference="PARKS-2026-09")

    assert 'value="COV-2026-001"' in first
    assert 'value="PARKS-2026-10"' in buyer_client.get("/procurements/start").text


def test_who_only_reads_is_led_to_what_there_is_to_read(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)
    auditor = client_of(Role.AUDITOR)

    html = auditor.get(f"/procurements/{procurement_id}").text

    links = set(re.findall(rf'href="(/procurements/{procurement_id}/[^"#?]*)', html))
    assert f"/procurements/{procurement_id}/check-answers" in links
    assert f"/procurements/{procurement_id}/outline/submit" not in links
    assert {link: auditor.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_reasons_of_a_return_stand_on_the_task_list(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    outline_stands(store, buyer, procurement_id, "returned", why="Say what <b>lots</b> would cost")

    html = buyer_client.get(f"/procurements/{procurement_id}").text

    assert "returned version 1 on 2 March 2026" in html
    assert "Say what &lt;b&gt;lots&lt;/b&gt; would cost" in html


def test_what_came_back_is_mended_before_it_is_submitted_again(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = ready(store, buyer, NOW)
    outline_stands(store, buyer, procurement_id, "returned", why="Say what lots would cost")

    returned = buyer_client.get(f"/procurements/{procurement_id}").text
    mended = save_part(
        store,
        buyer,
        procurement_id=procurement_id,
        kind=LOTS,
        value=replace(DIVIDED, reasons="Two lots cost £4,000 more"),
        revision=1,
        now=NOW + timedelta(hours=1),
    )
    again = buyer_client.get(f"/procurements/{procurement_id}").text

    assert isinstance(mended, PartSaved)
    assert re.search(r'href="/papers/[^"]+"[^>]*>\s*Mend what was asked for', returned)
    assert "Continue: submit it for approval" not in returned
    assert "Mend what was asked for" not in again
    assert "Continue:" in again


def test_the_task_list_says_what_is_done_what_is_next_and_what_can_not_start_yet(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    begun = buyer_client.get(f"/procurements/{started(store, buyer, NOW, reference='begun')}").text
    procurement_id = answered(store, buyer, NOW)
    ready = buyer_client.get(f"/procurements/{procurement_id}").text

    assert "Who is buying" in begun
    assert "Can’t start yet" in begun
    assert "The rules need the answers on what you are buying first" in begun
    assert "The outline is made from the decision on record" in ready
    assert f'href="/procurements/{procurement_id}/outline/submit"' in ready
    assert f'href="/procurements/{procurement_id}/criteria/stress-test"' not in ready
    assert "How it will be bought" in ready
    assert "£360,000 including VAT" in ready
    assert "Procurement Act 2023" in ready


def test_who_only_reads_is_told_who_works_on_it(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    html = client_of(Role.AUDITOR).get(f"/procurements/{decided(store, buyer, NOW)}").text

    assert "You can read this procurement" in html
    assert "Continue:" not in html


def test_a_long_list_has_pages(buyer_client: Client, store: WatchedStore, buyer: Person) -> None:
    for number in range(ROWS_A_PAGE + 1):
        started(store, buyer, NOW + timedelta(minutes=number), reference=f"R-{number}")

    first, second = (buyer_client.get(f"/procurements?page={number}").text for number in (1, 2))

    assert "page=2" in first
    assert "R-50" in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "2", "99999999999", "\u0661"])
def test_a_page_that_is_not_there_is_not_found(buyer_client: Client, page: str) -> None:
    assert buyer_client.get("/procurements", query_string={"page": page}).status_code == 404


def test_a_title_is_text_and_never_markup(
    buyer_client: Client,
) -> None:
    title = '<script>alert(1)</script> & "Søren\'s" مرحبا 🌳'
    buyer_client.fill_in("/procurements/start", {**NEW, "title": title})

    html = buyer_client.get("/procurements").text

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in html
    assert "مرحبا 🌳" in html
