"""Copying a procurement through its page."""

from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.parts import with_parts
from tests.webapp.samples import decided
from webapp.services.accounts import Person

NEW = {
    "title": "Grounds maintenance 2027",
    "reference": "COV-2027-001",
    "commenced_on-day": "1",
    "commenced_on-month": "3",
    "commenced_on-year": "2027",
}


@pytest.fixture
def source(store: WatchedStore, buyer: Person) -> UUID:
    procurement_id = decided(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)
    return procurement_id


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


def test_a_reference_that_is_taken_is_refused_and_a_double_click_copies_once(
    buyer_client: Client, source: UUID
) -> None:
    both = [buyer_client.fill_in(f"/procurements/{source}/copy", NEW) for _ in range(2)]

    assert [response.status_code for response in both] == [302, 409]
    assert "has a procurement of that reference already" in both[1].text
