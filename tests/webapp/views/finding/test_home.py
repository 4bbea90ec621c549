"""The front door: the work of each role."""

from collections.abc import Callable
from datetime import timedelta

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import submitted
from tests.webapp.samples import answered
from tests.webapp.scoring import opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person


def test_a_buyer_sees_what_to_do_with_what_was_started(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW - timedelta(days=3))

    html = buyer_client.get("/").text

    assert "Have the rules decide" in html
    assert f'href="/procurements/{procurement_id}"' in html
    assert "since 27 February 2026" in html


def test_whoever_has_nothing_to_do_is_told_what_will_be_here(
    buyer_client: Client, client_of: Callable[..., Client]
) -> None:
    assert "Procurements that you start will stand here" in buyer_client.get("/").text

    html = client_of(Role.ADMINISTRATOR).get("/").text

    assert "Your role at Coventry City Council: administrator." in html
    assert "ask the administrator of your organisation for the role" in html
    assert "My procurements" not in html


def test_an_outline_waits_for_a_member_and_for_the_panel_in_the_eyes_of_its_buyer(
    buyer_client: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
) -> None:
    version_id = submitted(store, buyer, NOW)

    members = client_of(Role.PANEL_MEMBER).get("/").text
    buyers = buyer_client.get("/").text

    assert f'href="/papers/{version_id}"' in members
    assert "Read the outline and vote" in members
    assert "To be voted on: Procurement Panel" in buyers
    assert "/papers/" not in buyers


def test_nobody_sees_the_work_of_another_organisation(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    submitted(store, buyer, NOW)

    for role in Role:
        html = client_of(role, "elsewhere").get("/").text

        assert "Grounds maintenance" not in html
        assert "wait for" not in html


def test_the_auditor_is_led_to_the_record(client_of: Callable[..., Client]) -> None:
    assert "Read the record, and check its chain" in client_of(Role.AUDITOR).get("/").text


def test_a_stranger_is_asked_to_sign_in(stranger: Client) -> None:
    assert stranger.get("/").headers["Location"] == "/sign-in?next=/"


def test_a_tender_stands_with_its_next_step_and_leads_to_where_it_is_taken(
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
) -> None:
    scene = opened_tender(store, (buyer, person_of(Role.PROCUREMENT_OFFICER)), NOW)
    seat(store, scene, person_of(Role.EVALUATOR), NOW)
    where = f"/procurements/{scene.procurement_id}"

    scorer = client_of(Role.EVALUATOR).get("/").text
    officer = client_of(Role.PROCUREMENT_OFFICER)
    home, tender = officer.get("/").text, officer.get(f"{where}/tender").text

    assert "6 of your 6 scores are to be handed in" in scorer
    assert f'href="{where}/scoring"' in scorer
    assert "Score the bids: The evaluators" in home
    assert f'href="{where}/tender"' in home
    assert "What is next: score the bids" in tender
    assert f'href="{where}/scoring"' not in tender
