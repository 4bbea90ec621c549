"""An award is taken back after its letters, and a procurement ended, by hand: axe and 320 px."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.clients import WatchedStore
from tests.webapp.letters import approved_tender, sent
from tests.webapp.results import moderated_tender
from webapp.roles import Role

WHY = "A score was added up wrongly, so that the assessment has to be made again."


@dataclass(frozen=True, slots=True)
class Told:
    """A served installation: an award of which bidders are told, and a tender without one."""

    service: Service
    told_id: UUID
    other_id: UUID
    token: str

    def at(self, path: str, procurement_id: UUID | None = None) -> str:
        """Return the address of a page of a procurement, by default of the one with letters."""
        return f"{self.service.address}/procurements/{procurement_id or self.told_id}{path}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder, now = tmp_path_factory.mktemp("service"), datetime.now(UTC)
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        scene = approved_tender(store, service.person, now)
        outcome = sent(store, scene, service.person(Role.PROCUREMENT_OFFICER), now)
        other = moderated_tender(store, service.person, now, reference="COV-2026-015")
        store.close()
        token = outcome.links[0].address.rpartition("/")[2]
        yield Told(service, scene.procurement_id, other.procurement_id, token)


def test_an_award_is_asked_to_be_taken_back_decided_on_and_read_by_its_bidder(
    page: Page, told: Told
) -> None:
    wrong: list[str] = []
    sign_in(page, told.service, Role.PROCUREMENT_OFFICER)
    page.goto(told.at("/award"))
    page.get_by_role("link", name="Take the award back").click()
    wrong += found_on(page)
    page.get_by_role("button", name="Ask for it").click()
    wrong += found_on(page)
    page.fill("#because", WHY)
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_text("asks that the award be taken back.").first.wait_for()
    wrong += found_on(page)
    page.context.clear_cookies()

    sign_in(page, told.service, Role.PANEL_CHAIR)
    page.goto(told.at("/award"))
    page.get_by_role("button", name="Declare your interests").click()
    wrong += found_on(page)
    page.check("input[name=handling][value=none]")
    page.get_by_role("button", name="Declare").click()
    page.get_by_role("button", name="Go to the award").click()
    page.get_by_role("button", name="Decide on it").click()
    wrong += found_on(page)
    page.check("input[name=decision][value=reversed]")
    page.fill("#minute", "Procurement Panel, 5 March, minute 3")
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_load_state()
    wrong += found_on(page)
    page.context.clear_cookies()

    sign_in(page, told.service, Role.PROCUREMENT_OFFICER)
    page.goto(told.at("/letters"))
    wrong += found_on(page)
    page.get_by_role("link", name="The letters that told of it").click()
    wrong += found_on(page)
    assert page.get_by_text(WHY).is_visible()
    page.get_by_role("link", name="Notice that the award decision is taken back").first.click()
    wrong += found_on(page)
    page.context.clear_cookies()

    page.goto(f"{told.service.address}/bid/in/{told.token}")
    page.get_by_role("button").first.click()
    page.get_by_role("link", name="Read why, and what happens next").click()
    wrong += found_on(page)
    assert page.get_by_text(WHY).is_visible()
    page.get_by_role("link", name="Assessment summary").click()
    wrong += found_on(page)

    assert wrong == []


def test_a_procurement_is_ended_and_its_page_says_so(page: Page, told: Told) -> None:
    wrong: list[str] = []
    sign_in(page, told.service, Role.PROCUREMENT_OFFICER)
    page.goto(told.at("/tender", told.other_id))
    page.get_by_role("link", name="End the procurement without award").click()
    wrong += found_on(page)
    page.fill("#because", "The parks are closed for building.")
    page.get_by_role("button", name="End the procurement").click()
    page.wait_for_load_state()
    wrong += found_on(page)
    page.goto(told.at("/tender", told.other_id))
    wrong += found_on(page)
    assert page.get_by_text("Ended without award").first.is_visible()
    page.goto(told.at("/ending", told.other_id))
    wrong += found_on(page)
    assert page.get_by_text("nothing is done in it any more").first.is_visible()
    page.goto(told.at("/notices/termination", told.other_id))
    wrong += found_on(page)

    assert wrong == []
