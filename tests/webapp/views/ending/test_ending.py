"""The page on which a procurement is ended without award, and what the tender's page says then."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import Client, WatchedStore, token_in
from tests.webapp.conftest import NOW
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person

WHY = "The parks are closed for building."


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return moderated_tender(store, person_of, NOW)


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


def at(scene: Scene, path: str) -> str:
    return f"/procurements/{scene.procurement_id}{path}"


def test_it_says_what_it_does_asks_why_and_gives_the_links_to_pass_on(
    officer: Client, scene: Scene
) -> None:
    asked = officer.get(at(scene, "/ending")).text
    empty = officer.fill_in(at(scene, "/ending"), {"because": ""})
    ended = officer.fill_in(at(scene, "/ending"), {"because": WHY})
    tender = officer.get(at(scene, "/tender")).text
    again = officer.get(at(scene, "/ending")).text

    assert "Every bidder that was invited, 3 in all, is told" in asked
    assert "procurement termination notice" in asked
    assert (empty.status_code, ended.status_code) == (400, 200)
    assert ended.text.count("/bid/in/") == 3
    assert "Ended without award" in tender
    assert WHY in tender
    assert "End the procurement without award" not in tender
    assert "nothing is done in it any more" in again


def test_every_later_form_is_answered_with_the_reason(officer: Client, scene: Scene) -> None:
    form = at(scene, "/settling/bids/1/disregard")
    before = officer.get(form).status_code
    officer.fill_in(at(scene, "/ending"), {"because": WHY})

    award = officer.get(at(scene, "/award")).text
    token = token_in(officer)
    evaluated = officer.post(at(scene, "/result/evaluate"), data={"csrf_token": token, "why": ""})

    assert before == 200
    assert "ended without award" in award
    assert evaluated.status_code == 409
    assert "ended without award" in evaluated.text


def test_the_notice_is_made_on_the_page_of_notices_and_holds_the_reason(
    officer: Client, scene: Scene
) -> None:
    early = officer.get(at(scene, "/notices/termination")).text
    officer.fill_in(at(scene, "/ending"), {"because": WHY})

    made = officer.fill_in(
        at(scene, "/notices/termination"),
        {"ocid": "ocds-h6vhtk-0510f8"},
    )
    file = officer.get(at(scene, "/notices/termination/1.json"))

    assert "The procurement is not ended without award" in early
    assert made.status_code == 302
    assert WHY in file.text
    assert "tenderCancellation" in file.text
