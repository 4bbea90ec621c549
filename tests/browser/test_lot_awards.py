"""Lots that are awarded together, by hand: each state of their pages, axe, HTML and 320 px."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.clients import WatchedStore
from tests.webapp.lots import divided_procurement, lot_tenders
from tests.webapp.scoring import Scene
from webapp.roles import Role

TITLES = ("Parks, north", "Parks, south", "Parks, west")


@dataclass(frozen=True, slots=True)
class Lots:
    """A served installation: a divided procurement, and the tenders of its lots, not joined yet."""

    service: Service
    group_id: UUID
    tenders: tuple[Scene, ...]

    def at(self, path: str = "", procurement_id: UUID | None = None) -> str:
        """Return the address of a page of the lots, or of another procurement."""
        start = f"{self.service.address}/procurements/{procurement_id or self.group_id}"
        return f"{start}{path}" if procurement_id else f"{start}/award-of-lots{path}"


@pytest.fixture(scope="module")
def lots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lots]:
    folder, now = tmp_path_factory.mktemp("service"), datetime.now(UTC)
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        group_id = divided_procurement(store, service.person, now, titles=TITLES)
        tenders = lot_tenders(store, service.person, now)
        store.close()
        yield Lots(service, group_id, tenders)


def award_again(page: Page, judge: Judge) -> None:
    """Award the lots again by another rule, once without a reason."""
    page.get_by_role("button", name="Award the lots again").click()
    page.check("input[name=rule][value=best_total]")
    page.check("input[name=ties][value=none]")
    page.fill("#rule_at", "Tender notice, section 2.6")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("this would be award number 2").wait_for()
    judge.look("what it comes to again")
    page.check("input[name=confirmed]")
    page.get_by_role("button", name="Award the lots").click()
    judge.look("no reason to award them again")
    page.fill("#why", "The rule was entered wrongly: the notice goes by the most points.")
    page.check("input[name=confirmed]")
    page.get_by_role("button", name="Award the lots").click()
    page.get_by_role("heading", name="Earlier awards").wait_for()
    judge.look("the award made again")


def test_the_lots_are_joined_read_confirmed_and_awarded(
    page: Page, lots: Lots, validator: Validator, tmp_path: Path
) -> None:
    sign_in(page, lots.service, Role.PROCUREMENT_OFFICER)
    with judging(page, validator, tmp_path) as judge:
        page.goto(lots.at())
        judge.look("lots without tenders")
        for number, scene in enumerate(lots.tenders, start=1):
            page.goto(lots.at(f"/lots/{number}"))
            judge.look(f"the tender of lot {number}")
            page.get_by_role("button", name="Join it").click()
            judge.look(f"no tender of lot {number} chosen")
            page.select_option("#tender", str(scene.procurement_id))
            page.get_by_role("button", name="Join it").click()
            page.get_by_text(f"Lot {number} has its tender.").wait_for()
        judge.look("lots with tenders")
        page.goto(lots.at("/lots/2"))
        judge.look("a tender to take out")
        page.goto(lots.at("/lots/3/not-tendered"))
        judge.look("a lot to leave out")
        page.get_by_role("button", name="Leave the lot out").click()
        judge.look("no reason to leave it out")
        page.fill("#because", "The council looks after the western parks itself this year.")
        page.get_by_role("button", name="Leave the lot out").click()
        page.get_by_text("Lot 3 is not tendered now.").wait_for()
        judge.look("a lot left out")
        page.goto(lots.at("/lots/3"))
        judge.look("a lot left out, to join")
        page.goto(lots.at())
        page.get_by_role("button", name="Award the lots").click()
        judge.look("the rule")
        page.get_by_role("button", name="Continue").click()
        judge.look("no rule")
        page.check("input[name=rule][value=in_order]")
        page.check("input[name=ties][value=none]")
        page.fill("#rule_at", "Tender notice, section 2.6")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("heading", name="Who would win which lot").wait_for()
        judge.look("what it comes to")
        page.check("input[name=confirmed]")
        page.get_by_role("button", name="Award the lots").click()
        page.get_by_role("heading", name="Who won which lot").wait_for()
        judge.look("the award")
        award_again(page, judge)
        for path in ("/tender", "/result", "/award"):
            page.goto(lots.at(path, lots.tenders[1].procurement_id))
            judge.look(f"{path} of the tender of a lot")
            assert page.get_by_text("lot 2 of COV-2026-010").first.is_visible()
