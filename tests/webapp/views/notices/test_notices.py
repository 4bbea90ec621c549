"""The pages of notices: what each holds and lacks, made by officers, read by those who may."""

import json
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import event

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.notices import entered_into, told
from tests.webapp.results import evaluated_tender
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person

OCID = "ocds-h6vhtk-0510f8"


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def keeper(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person], officer: Person) -> Scene:
    """A tender of whose award bidders were told."""
    made = evaluated_tender(store, person_of, NOW)
    told(store, made, officer, NOW)
    return made


def address(procurement_id: UUID, *rest: object) -> str:
    return "/".join((f"/procurements/{procurement_id}/notices", *map(str, rest)))


def test_before_approval_the_pages_say_what_comes_first(
    store: WatchedStore, buyer: Person, keeper: Client
) -> None:
    procurement_id = decided(store, buyer, NOW)

    listed = keeper.get(address(procurement_id))
    page = keeper.get(address(procurement_id, "tender"))

    assert (listed.status_code, page.status_code) == (200, 200)
    assert listed.text.count("Not yet") == 4
    assert "Have the outline approved" in page.text
    assert "Make the notice" not in page.text


def test_an_officer_makes_a_notice_and_takes_its_file_along(keeper: Client, scene: Scene) -> None:
    where = address(scene.procurement_id, "award")

    shown = keeper.get(where)
    response = keeper.fill_in(where, {"ocid": OCID, "vat": "excluded"})
    after = keeper.get(where)
    file = keeper.get(address(scene.procurement_id, "award", "1.json"))

    assert "Alpha Ltd" in shown.text
    assert "Still to enter on the central platform" in shown.text
    assert (response.status_code, response.headers["Location"]) == (302, where)
    assert "The contract award notice is made." in after.text
    assert "UK6, number 1 (JSON)" in after.text
    assert "£100,000 excluding VAT, £120,000 including VAT at 20%" in after.text
    assert f'value="{OCID}"' in after.text
    assert file.headers["Content-Disposition"] == "attachment; filename=COV-2026-014-UK6-1.json"
    assert json.loads(file.text)["releases"][0]["ocid"] == OCID


def test_a_wrong_ocid_is_told_beside_its_field_and_nothing_is_made(
    keeper: Client, scene: Scene
) -> None:
    where = address(scene.procurement_id, "award")

    response = keeper.fill_in(where, {"ocid": "<script>", "vat": "excluded"})

    assert response.status_code == 400
    assert 'href="#ocid"' in response.text
    assert "&lt;script&gt;" in response.text
    assert keeper.get(address(scene.procurement_id, "award", "1.json")).status_code == 409


def test_a_page_that_was_read_before_another_made_it_is_told_so(
    keeper: Client, client_of: Callable[..., Client], scene: Scene
) -> None:
    where = address(scene.procurement_id, "award")
    form = forms_in(keeper.get(where).text)[-1]
    client_of(Role.PROCUREMENT_OFFICER).fill_in(where, {"ocid": OCID, "vat": "excluded"})

    response = keeper.post(form.action, data={**form.hidden, "ocid": "", "vat": "included"})

    assert response.status_code == 409
    assert "This notice was made since you opened the page" in response.text
    assert forms_in(response.text)[-1].hidden["after"] == "1"


@pytest.mark.parametrize("role", [Role.BUYER, Role.AUDITOR, Role.CONTRACT_MANAGER])
def test_who_reads_the_award_reads_its_notice_and_makes_none(
    client_of: Callable[..., Client], scene: Scene, role: Role
) -> None:
    client = client_of(role)

    page = client.get(address(scene.procurement_id, "award"))

    assert "Alpha Ltd" in page.text
    assert "Make the notice" not in page.text
    assert client.get(address(scene.procurement_id, "contract")).status_code == 200


def test_who_may_not_see_prices_is_told_that_it_is_not_shown(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    page = client_of(Role.POLICY_OWNER).get(address(scene.procurement_id, "award"))

    assert page.status_code == 200
    assert "What this notice holds of the award is not shown to you" in page.text
    assert "Alpha Ltd" not in page.text


def test_the_list_leads_to_the_last_notice_that_can_be_made_and_is_not(
    store: WatchedStore, officer: Person, keeper: Client, scene: Scene
) -> None:
    entered_into(store, scene, officer, NOW, date(2026, 3, 30))
    where = address(scene.procurement_id)

    before = keeper.get(where).text
    keeper.fill_in(address(scene.procurement_id, "contract"), {"ocid": "", "vat": "unsaid"})
    after = keeper.get(where).text

    assert "Look at the contract details notice" in before
    assert "Look at the contract award notice" in after
    assert "Made once" in after


def test_a_kind_of_notice_that_there_is_none_of_does_not_exist(
    keeper: Client, scene: Scene
) -> None:
    assert keeper.get(address(scene.procurement_id, "pipeline")).status_code == 404
    assert keeper.get(address(scene.procurement_id, "pipeline", "1.json")).status_code == 404


@pytest.mark.only_on("sqlite")
def test_the_page_asks_as_often_for_ten_notices_as_for_one(
    store: WatchedStore, keeper: Client, scene: Scene
) -> None:
    where = address(scene.procurement_id, "tender")

    def queries() -> int:
        asked: list[str] = []
        with store.reading() as session:
            engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert keeper.get(where).status_code == 200
        return len(asked)

    keeper.fill_in(where, {"ocid": ""})
    few = queries()
    for _ in range(9):
        keeper.fill_in(where, {"ocid": ""})

    assert few > 0
    assert keeper.get(where).text.count("(JSON)") == 10
    assert queries() == few
