"""The page of the file: for whom it can be made, and the file as it is sent."""

import re
from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import read_zip, told_tender
from tests.webapp.results import evaluated_tender
from tests.webapp.scoring import opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.models import AuditEntry

ClientOf = Callable[..., Client]
PeopleOf = Callable[..., Person]


def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/disclosure"


def choices(page: str) -> list[str]:
    return re.findall(r'name="for"[^>]* value="([^"]+)"', page)


def acts(store: WatchedStore) -> int:
    with store.reading() as session:
        return len(session.scalars(select(AuditEntry).where(AuditEntry.act == "disclose")).all())


@pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.AUDITOR])
def test_the_file_of_a_bidder_is_downloaded_and_on_record(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf, role: Role
) -> None:
    scene = told_tender(store, person_of, NOW)
    client = client_of(role)
    page = client.get(address(scene.procurement_id)).text
    assert choices(page) == ["public", "court", "bidder:1", "bidder:2", "bidder:3"]

    answer = client.fill_in(address(scene.procurement_id), {"for": "bidder:2"})

    assert (answer.status_code, answer.content_type) == (200, "application/zip")
    assert "file for bidder-2.zip" in answer.headers["Content-Disposition"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "index.html" in read_zip(BytesIO(answer.data))
    assert acts(store) == 1
    record = client.get(f"/procurements/{scene.procurement_id}/record").text
    assert "took along the file of the procurement for bidder 2" in record


def test_before_the_letters_no_bidder_can_be_chosen_nor_asked_for(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    client = client_of(Role.PROCUREMENT_OFFICER)
    page = client.get(address(scene.procurement_id)).text
    assert choices(page) == ["public", "court"]
    assert "A bidder can have its file once it has been sent its letter" in page

    answer = client.fill_in(address(scene.procurement_id), {"for": "bidder:1"})

    assert answer.status_code == 400
    assert "learns nothing before it" in answer.text
    assert acts(store) == 0


@pytest.mark.parametrize("sent", ["", "everybody", "bidder:0", "bidder:" + "9" * 30])
def test_nobody_chosen_is_asked_again(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf, sent: str
) -> None:
    people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(store, people, NOW)

    answer = client_of(Role.AUDITOR).fill_in(address(scene.procurement_id), {"for": sent})

    assert answer.status_code == 400
    assert "Error: Choose for whom the file is" in re.sub(r"<[^>]+>", "", answer.text)


def test_whoever_scores_is_told_why_a_court_cannot_have_it_from_them(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    scene = opened_tender(store, (person_of(Role.BUYER), officer), NOW)
    seat(store, scene, officer, NOW)

    page = client_of(Role.PROCUREMENT_OFFICER).get(address(scene.procurement_id)).text

    assert choices(page) == ["public"]
    assert "the file holds what is kept from you now" in page


def test_every_ground_stands_on_the_page_with_what_is_to_be_weighed(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf
) -> None:
    scene = told_tender(store, person_of, NOW)

    page = client_of(Role.AUDITOR).get(address(scene.procurement_id)).text

    for text in (
        "Freedom of Information Act 2000 s.41(1)",
        "Procurement Act 2023 s.50(4)",
        "the public interest in withholding outweighs that in telling (s.2(2)(b))",
        "Answer within 20 working days",
        "Look for legal advice in it",
    ):
        assert text in page


@pytest.mark.parametrize("role", [Role.BUYER, Role.PANEL_CHAIR, Role.EVALUATOR])
def test_nobody_else_reaches_it(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf, role: Role
) -> None:
    people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(store, people, NOW)

    assert client_of(role).get(address(scene.procurement_id)).status_code == 403
