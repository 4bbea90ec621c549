"""The pages on which promises and grounds are settled, as officer, chair and others see them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import OFFERED, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import ran
from tests.webapp.services.settling.doing import OPEN_PROMISE
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return moderated_tender(store, person_of, NOW, offered=OPEN_PROMISE)


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/settling{path}"


def test_what_is_open_is_settled_and_leads_to_the_evaluation(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)

    before = officer.get(at(scene)).text
    sent = officer.fill_in(
        at(scene, "/promises/2/weeks"),
        {"verdict": "counted", "because": "The letter on page 3 <script> names it"},
    )
    after = officer.get(at(scene)).text

    assert "1 thing waits for a decision" in before
    assert (sent.status_code, sent.headers["Location"]) == (302, at(scene))
    assert "Nothing waits for a decision" in after
    assert "The letter on page 3 &lt;script&gt; names it" in after
    assert "Next, the bids are evaluated" in after


def test_what_is_settled_after_an_evaluation_makes_it_out_of_date(
    client_of: Callable[..., Client],
    store: WatchedStore,
    person_of: Callable[..., Person],
    scene: Scene,
) -> None:
    ran(store, scene, person_of(Role.PROCUREMENT_OFFICER))
    officer = client_of(Role.PROCUREMENT_OFFICER)

    officer.fill_in(
        at(scene, "/promises/2/weeks"), {"verdict": "not_counted", "because": "No letter"}
    )
    text = officer.get(at(scene)).text

    assert "Evaluation 1 is out of date" in text
    assert "Evaluate again" in text


def test_the_chair_settles_promises_and_has_no_way_to_disregard(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    chair = client_of(Role.EVALUATION_CHAIR)

    text = chair.get(at(scene)).text

    assert at(scene, "/promises/2/weeks") in text
    assert "/disregard" not in text
    assert chair.get(at(scene, "/bids/2/disregard")).status_code == 403


@pytest.mark.parametrize("role", [Role.BUYER, Role.AUDITOR, Role.PANEL_CHAIR, Role.EVALUATOR])
def test_whoever_settles_nothing_sees_nothing_before_there_is_a_result(
    client_of: Callable[..., Client], scene: Scene, role: Role
) -> None:
    answer = client_of(role).get(at(scene))

    assert "Beta Gardens" not in answer.text
    assert "This can’t be done now" in answer.text


def test_an_auditor_reads_it_once_there_is_a_result_and_changes_nothing(
    client_of: Callable[..., Client],
    store: WatchedStore,
    person_of: Callable[..., Person],
    scene: Scene,
) -> None:
    ran(store, scene, person_of(Role.PROCUREMENT_OFFICER))

    text = client_of(Role.AUDITOR).get(at(scene)).text

    assert "Beta Gardens CIC" in text
    assert "/promises/2/weeks" not in text


def test_a_tender_is_disregarded_and_the_ground_is_lifted(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    form = {"ground": "excluded", "because": "Fraud in 2025", "heard": "By letter of 1 March"}

    sent = officer.fill_in(at(scene, "/bids/3/disregard"), form)
    declared = officer.get(at(scene)).text
    lifted = officer.fill_in(at(scene, "/bids/3/grounds/1/lift"), {"because": "It was another"})
    after = officer.get(at(scene)).text

    assert (sent.status_code, lifted.status_code) == (302, 302)
    assert "Heard: By letter of 1 March" in declared
    assert "Within 30 days beginning with that day" in declared
    assert "Lift it" in declared
    assert "Lifted since" in after
    assert "Lift it" not in after


def test_a_ground_that_wants_a_hearing_asks_how_and_loses_nothing(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)

    answer = officer.fill_in(
        at(scene, "/bids/3/disregard"), {"ground": "excluded", "because": "Fraud in 2025"}
    )

    assert answer.status_code == 400
    assert "Enter how and when the supplier was heard" in answer.text
    assert "Fraud in 2025" in answer.text


def test_somebody_who_read_an_older_page_is_told_and_loses_nothing(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    form = {"verdict": "counted", "because": "It is named"}
    officer.fill_in(at(scene, "/promises/2/weeks"), form)

    stale = officer.fill_in(
        at(scene, "/promises/2/weeks"),
        {"verdict": "not_counted", "because": "My own words", "read": "0"},
    )

    assert stale.status_code == 409
    assert "Somebody else changed this since you opened the page" in stale.text
    assert "My own words" in stale.text


@pytest.mark.parametrize("path", ["/promises/1/weeks", "/promises/9/x", "/bids/9/disregard"])
def test_what_is_not_there_has_no_page(
    client_of: Callable[..., Client], scene: Scene, path: str
) -> None:
    assert client_of(Role.PROCUREMENT_OFFICER).get(at(scene, path)).status_code == 404


def test_an_officer_reads_what_a_bidder_declared_and_others_do_not(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    offered = (replace(OFFERED[0], declared={"is-own": "No"}), *OFFERED[1:])
    scene = moderated_tender(store, person_of, NOW, offered=offered)

    officer, chair = (
        client_of(role).get(at(scene)).text
        for role in (Role.PROCUREMENT_OFFICER, Role.EVALUATION_CHAIR)
    )

    assert "Look at what it declared" in officer
    assert "agreed them with no other bidder. <strong>No</strong>" in officer
    assert "what it declared" not in chair
