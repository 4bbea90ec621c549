"""The pages on which an award is taken back: asked for, decided on, and told to every bidder."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, sent
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person

WHY = "A score was added up wrongly."
MINUTE = "Procurement Panel, 5 March 2026, minute 3"


@pytest.fixture
def told(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    scene = approved_tender(store, person_of, NOW)
    sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
    return scene


def at(scene: Scene, path: str) -> str:
    return f"/procurements/{scene.procurement_id}{path}"


def test_an_officer_asks_and_a_member_who_declared_decides(
    client_of: Callable[..., Client], told: Scene
) -> None:
    officer, member = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.PANEL_MEMBER)

    empty = officer.fill_in(at(told, "/award/reversal"), {"because": ""})
    asked = officer.fill_in(at(told, "/award/reversal"), {"because": WHY})
    early = member.get(at(told, "/award/reversal/decision")).text
    member.fill_in(at(told, "/panel/declaration"), {"handling": "none", "detail": ""})
    unfounded = member.fill_in(
        at(told, "/award/reversal/decision"),
        {"decision": "upheld", "because": "", "minute": MINUTE},
    )
    decided = member.fill_in(
        at(told, "/award/reversal/decision"),
        {"decision": "reversed", "because": "", "minute": MINUTE},
    )
    after = officer.get(at(told, "/award")).text
    earlier = officer.get(at(told, "/letters/earlier")).text

    assert (empty.status_code, asked.status_code) == (400, 302)
    assert "You have not declared your interests" in early
    assert (unfounded.status_code, decided.status_code) == (400, 200)
    assert "Pass these links on now" in decided.text
    assert decided.text.count("/bid/in/") == len(told.bidders)
    assert "An award was taken back, and nobody has recommended one since." in after
    assert WHY in earlier
    assert earlier.count("Notice that the award decision is taken back") == len(told.bidders)


def test_what_was_sent_can_be_read_and_taken_along_by_those_alone_who_may(
    client_of: Callable[..., Client], told: Scene
) -> None:
    officer, member = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.PANEL_MEMBER)
    officer.fill_in(at(told, "/award/reversal"), {"because": WHY})
    member.fill_in(at(told, "/panel/declaration"), {"handling": "none", "detail": ""})
    member.fill_in(at(told, "/award/reversal/decision"), {"decision": "reversed", "minute": MINUTE})
    listed = officer.get(at(told, "/letters/earlier")).text
    letter = listed.partition("/letters/sent/")[2].partition('"')[0]

    shown = officer.get(at(told, f"/letters/sent/{letter}"))
    file = officer.get(at(told, f"/letters/sent/{letter}.html"))
    bundle = officer.get(at(told, "/letters/earlier/1/bundle.zip"))
    none = officer.get(at(told, "/letters/earlier/7/bundle.zip"))
    hidden = client_of(Role.CONTRACT_MANAGER).get(at(told, f"/letters/sent/{letter}"))

    assert "as it was sent" in shown.text
    assert file.data.lower().startswith(b"<!doctype html>")
    assert bundle.data.startswith(b"PK")
    assert none.status_code == 409
    assert "Alpha" not in hidden.text


def test_before_bidders_are_told_the_page_says_that_there_is_nothing_to_take_back(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = approved_tender(store, person_of, NOW)

    page = client_of(Role.PROCUREMENT_OFFICER).get(at(scene, "/award/reversal")).text

    assert "The bidders are not told of an award" in page
    assert 'name="because"' not in page
