"""The pages of the award: recommended, approved, taken back, and who sees what."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.results import excluded, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import BECAUSE, MINUTE, ran
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    moderated = moderated_tender(store, person_of, NOW)
    return ran(store, moderated, person_of(Role.PROCUREMENT_OFFICER))


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/award{path}"


def has_declared(client: Client, scene: Scene) -> TestResponse:
    """Declare that somebody has no interest in a bidder, and return the page that follows."""
    page = f"/procurements/{scene.procurement_id}/panel/declaration"
    client.fill_in(page, {"handling": "none", "detail": ""})
    return client.get(page)


def test_an_award_is_recommended_and_approved(
    officer: Client, client_of: Callable[..., Client], scene: Scene
) -> None:
    panel = client_of(Role.PANEL_CHAIR)

    first = officer.get(at(scene)).text
    asked = officer.get(at(scene, "/recommendation")).text
    recommended = officer.fill_in(at(scene, "/recommendation"), {"because": BECAUSE})
    undeclared = panel.get(at(scene)).text
    declared = has_declared(panel, scene)
    waiting = panel.get(at(scene)).text
    approved = panel.fill_in(
        at(scene, "/decision"), {"decision": "approved", "because": "", "minute": MINUTE}
    )
    after = officer.get(at(scene)).text

    assert "Alpha Ltd is first. Nobody has recommended the award yet." in first
    assert "Procurement Panel" in first
    assert "the letters to bidders</a> first" in asked
    assert (recommended.status_code, approved.status_code) == (302, 302)
    assert "recommends the award to Alpha Ltd" in waiting
    assert "Declare your interests" in undeclared
    assert "Approve or refuse it" not in undeclared
    assert (declared.status_code, "You can decide on the award now" in declared.text) == (200, True)
    assert "Approve or refuse it" in waiting
    assert "The award to Alpha Ltd is approved." in after
    assert MINUTE in after
    assert "The letters to bidders" in after


def test_what_stands_in_the_way_leads_to_where_it_is_settled(
    officer: Client,
    store: WatchedStore,
    person_of: Callable[..., Person],
    scene: Scene,
) -> None:
    excluded(store, scene, 2, person_of(Role.PROCUREMENT_OFFICER), NOW)

    text = officer.get(at(scene)).text
    form = officer.get(at(scene, "/recommendation")).text

    assert "the letters to bidders</a> first" not in form
    assert "What stands in the way" in text
    assert f'href="/procurements/{scene.procurement_id}/result"' in text
    assert "It can’t be recommended yet" in form


def test_the_officer_who_recommended_can_not_decide_and_is_told_why(
    officer: Client, scene: Scene
) -> None:
    officer.fill_in(at(scene, "/recommendation"), {"because": BECAUSE})

    page = officer.get(at(scene, "/decision")).text

    assert "You are not of those who approve this award" in page
    assert 'name="decision"' not in page


def test_it_is_taken_back_with_its_reason(officer: Client, scene: Scene) -> None:
    officer.fill_in(at(scene, "/recommendation"), {"because": BECAUSE})

    empty = officer.fill_in(at(scene, "/withdrawal"), {"because": ""})
    sent = officer.fill_in(at(scene, "/withdrawal"), {"because": "A letter came"})

    assert empty.status_code == 400
    assert sent.status_code == 302
    text = officer.get(at(scene)).text
    assert "took the recommendation back" in text
    assert "Recommend the award" in text


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CONTRACT_MANAGER, Role.POLICY_OWNER])
def test_before_it_is_theirs_to_see_nobody_reads_who_is_first(
    client_of: Callable[..., Client], scene: Scene, role: Role
) -> None:
    text = client_of(role).get(at(scene)).text

    assert "Alpha" not in text


def test_the_second_of_two_is_told_what_the_first_did_and_loses_nothing(
    officer: Client, client_of: Callable[..., Client], scene: Scene
) -> None:
    officer.fill_in(at(scene, "/recommendation"), {"because": BECAUSE})
    panel, member = client_of(Role.PANEL_CHAIR), client_of(Role.PANEL_MEMBER)
    has_declared(panel, scene)
    has_declared(member, scene)
    hidden = forms_in(member.get(at(scene, "/decision")).text)[-1].hidden
    panel.fill_in(at(scene, "/decision"), {"decision": "approved", "minute": MINUTE})

    answer = member.post(
        at(scene, "/decision"),
        data={**hidden, "decision": "refused", "because": "Too thin", "minute": MINUTE},
    )

    assert answer.status_code == 409
    assert "Panel chair of Coventry City Council decided on it" in answer.text
    assert "Too thin" in answer.text
