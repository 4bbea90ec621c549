"""Copying a procurement through its page."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.views.test_access import narrow
from webapp.roles import Role

NEW = {
    "title": "Grounds maintenance 2027",
    "reference": "COV-2027-001",
    "commenced_on-day": "1",
    "commenced_on-month": "3",
    "commenced_on-year": "2027",
}


def test_the_page_says_what_is_copied_and_what_is_not(buyer_client: Client, source: UUID) -> None:
    html = buyer_client.get(f"/procurements/{source}/copy").text

    assert "Commissioning checklist" in html
    assert "11 answers, without the day of commencement" in html
    assert "approvals" in html
    assert 'value="Grounds maintenance"' in html
    assert 'name="commenced_on-day"' in html


def test_the_copy_begins_at_its_task_list(buyer_client: Client, source: UUID) -> None:
    response = buyer_client.fill_in(f"/procurements/{source}/copy", NEW)

    assert response.status_code == 302
    html = buyer_client.get(response.headers["Location"]).text
    assert "Grounds maintenance 2027" in html
    assert "COV-2027-001" in html
    assert "None of 5 stages settled" in html


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reference": ""}, "Enter a reference"),
        ({"title": " "}, "Enter what is being bought"),
        ({"commenced_on-year": "1900"}, "must be a date from"),
        ({"commenced_on-day": ""}, "must include a day"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    typed: dict[str, str], told: str, buyer_client: Client, source: UUID
) -> None:
    response = buyer_client.fill_in(f"/procurements/{source}/copy", {**NEW, **typed})

    assert response.status_code == 400
    assert told in response.text
    assert 'value="3"' in response.text


def test_a_reference_that_is_taken_is_refused(buyer_client: Client, source: UUID) -> None:
    buyer_client.fill_in(f"/procurements/{source}/copy", NEW)

    other = buyer_client.fill_in(f"/procurements/{source}/copy", {**NEW, "title": "Another"})
    day = buyer_client.fill_in(f"/procurements/{source}/copy", {**NEW, "commenced_on-day": "2"})

    assert [response.status_code for response in (other, day)] == [409, 409]
    assert "has a procurement of that reference already" in other.text


def test_a_double_click_copies_once_and_leads_to_the_copy(
    buyer_client: Client, source: UUID
) -> None:
    both = [buyer_client.fill_in(f"/procurements/{source}/copy", NEW) for _ in range(2)]

    assert [response.status_code for response in both] == [302, 302]
    assert both[0].headers["Location"] == both[1].headers["Location"]
    assert buyer_client.get("/procurements").text.count("COV-2027-001") == 1


def test_somebody_else_who_sends_the_same_is_refused(
    buyer_client: Client, client_of: Callable[..., Client], source: UUID
) -> None:
    buyer_client.fill_in(f"/procurements/{source}/copy", NEW)

    response = client_of(Role.PROCUREMENT_OFFICER).fill_in(f"/procurements/{source}/copy", NEW)

    assert response.status_code == 409


def test_whoever_writes_in_one_procurement_alone_starts_no_others(
    buyer_client: Client, source: UUID, store: WatchedStore
) -> None:
    narrow(store, Role.BUYER, source)
    token = forms_in(buyer_client.get("/account").text)[0].hidden["csrf_token"]

    sent = buyer_client.post(f"/procurements/{source}/copy", data={**NEW, "csrf_token": token})

    assert sent.status_code == 403
    assert buyer_client.get(f"/procurements/{source}/copy").status_code == 403
    assert "/copy" not in buyer_client.get(f"/procurements/{source}").text
