"""What pages tell of lots: no more than their reader may see in the tender of every lot."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.lots import GROUP, Divided, awarded, divided_procurement, joined, joined_lots
from tests.webapp.outlines import seated, token_of
from tests.webapp.results import OFFERED, evaluated, evaluated_tender
from tests.webapp.scoring import seat
from webapp.roles import Role
from webapp.services.accounts import Person, person_in
from webapp.services.accounts.enrolling import grant
from webapp.store import people
from webapp.store.models import User

People = Callable[..., Person]
Clients = Callable[..., Client]
REASON = "You are to be awarded lot 1"


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    """Lots that are awarded: Alpha has the first, and is passed over in the second."""
    officer = person_of(Role.PROCUREMENT_OFFICER)
    divided = joined_lots(store, person_of, NOW)
    awarded(store, officer, divided.procurement_id, NOW)
    for scene in divided.tenders:
        evaluated(store, scene, officer, NOW, number=2, why="The lots are awarded")
    return divided


def signed_in(app: Flask, store: WatchedStore, person: Person) -> Client:
    client = app.test_client()
    assert isinstance(client, Client)
    client.sign_in_with(token_of(store, person, NOW))
    return client


def holder(store: WatchedStore, name: str, ids: Sequence[UUID]) -> Person:
    """Return an officer of single procurements only."""
    with store.writing() as session:
        organisation = people.organisation_by_name(session, "Coventry City Council")
        assert organisation is not None
        email = f"{name.lower()}@coventry.example"
        user = User(email=email, name=name, password_hash="none", created_at=NOW)
        session.add(user)
        session.flush()
        for one in ids:
            role = Role.PROCUREMENT_OFFICER
            grant(session, user.id, organisation.id, role=role, now=NOW, procurement_id=one)
        session.flush()
        return person_in(session, user)


def test_an_evaluator_of_one_lot_reads_in_its_report_nothing_of_who_wins_another(
    app: Flask, store: WatchedStore, divided: Divided, client_of: Clients
) -> None:
    second = divided.tenders[1]
    evaluator = seated(store, "Eve Evans", NOW, role=Role.EVALUATOR)
    seat(store, second, evaluator, NOW - timedelta(hours=3), questions=("staff",))
    client = signed_in(app, store, evaluator)
    start = f"/procurements/{second.procurement_id}/result"

    result, report = client.get(start), client.get(f"{start}/2/award-report.html")
    files = [client.get(f"{start}/2/{one}.json") for one in ("tender", "evaluation")]
    earlier = client.get(f"{start}/1/tender.json")
    told = client.get(start).text
    whole = client_of(Role.PROCUREMENT_OFFICER)
    given = [whole.get(f"{start}/2/{one}.json").text for one in ("tender", "evaluation")]

    said = "Alpha Ltd is first, and the lot is not to be awarded to it, by the published rule of"
    assert said in " ".join(re.sub("<[^>]*>", " ", result.text).split())
    assert "Passed over" in report.text
    assert all(REASON not in one.text for one in (result, report))
    assert [one.status_code for one in files] == [302, 302]
    assert "why a bid is passed over, and with that who wins other lots" in told
    assert earlier.status_code == 200
    assert all(REASON in one for one in given)


def test_before_their_result_is_theirs_nobody_reads_that_prices_are_in_question(
    store: WatchedStore, person_of: People, client_of: Clients
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    group_id = divided_procurement(store, person_of, NOW)
    low = (replace(OFFERED[0], price="20000"), *OFFERED[1:])
    for number, offered in enumerate((OFFERED, low), start=1):
        scene = evaluated_tender(
            store, person_of, NOW, offered=offered, reference=f"{GROUP}-L{number}"
        )
        joined(store, officer, group_id, number, scene.procurement_id, NOW)
    where = f"/procurements/{group_id}/award-of-lots"

    own = client_of(Role.PROCUREMENT_OFFICER).get(where).text
    others = [client_of(role).get(where).text for role in (Role.PANEL_MEMBER, Role.POLICY_OWNER)]

    assert "price is in question" in own
    assert all("in question" not in one for one in others)
    assert all("Evaluated" in one for one in others)


def test_the_record_tells_nobody_how_many_bids_are_passed_over(
    divided: Divided, client_of: Clients
) -> None:
    record = client_of(Role.PANEL_MEMBER).get(
        f"/procurements/{divided.tenders[1].procurement_id}/record"
    )

    assert "together, of which this is lot 2" in record.text
    assert "passed over" not in record.text


def test_once_the_lots_are_awarded_the_page_of_a_tender_says_so(
    divided: Divided, client_of: Clients
) -> None:
    tender = client_of(Role.PANEL_MEMBER).get(
        f"/procurements/{divided.tenders[1].procurement_id}/tender"
    )

    assert "The lots were awarded together." in tender.text
    assert "waits until all lots" not in tender.text


def test_an_officer_of_one_lot_alone_is_led_to_no_page_that_is_not_theirs(
    app: Flask, store: WatchedStore, person_of: People
) -> None:
    lots = joined_lots(store, person_of, NOW)
    second = lots.tenders[1].procurement_id
    client = signed_in(app, store, holder(store, "Tess", [second]))
    start = f"/procurements/{second}"
    group = f"/procurements/{lots.procurement_id}/award-of-lots"

    pages = [client.get(f"{start}{one}") for one in ("/tender", "/result", "/award")]
    form = client.get(f"{start}/award/recommendation")
    led = client.get(f"{start}/award-of-lots")

    assert client.get(group).status_code == 404
    assert [one.status_code for one in pages] == [200, 200, 200]
    assert all(f"lot 2 of {GROUP}" in one.text for one in (*pages, form))
    assert all("/award-of-lots" not in one.text for one in (*pages, form))
    assert "What is next: have the lots awarded" in pages[1].text
    assert led.status_code == 200
    assert "you may not open the procurement that is divided" in led.text


def test_who_may_read_but_one_lot_learns_of_the_others_that_they_are_not_shown(
    app: Flask, store: WatchedStore, person_of: People
) -> None:
    lots = joined_lots(store, person_of, NOW)
    ids = [lots.procurement_id, lots.tenders[0].procurement_id]
    client = signed_in(app, store, holder(store, "Pia", ids))

    shown = client.get(f"/procurements/{lots.procurement_id}/award-of-lots").text

    assert f"{GROUP}-L1" in shown
    assert f"{GROUP}-L2" not in shown
    assert "A procurement that you may not read" in shown
    assert shown.count("Not shown to you") == 1
    assert "Award the lots</a>" not in shown
