"""The pages of a tender that is out: axe finds nothing, and they fit a small screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.outlines import benched
from tests.webapp.tenders import SUPPLIERS, deadline_after, invited, published, sealed
from webapp.roles import Role
from webapp.services.tendering.clarifying import ask
from webapp.store.tender_tables import Bidder

PATHS = (
    "",
    "/publish",
    "/bidders/invite",
    "/bidders/1/link/end",
    "/questions",
    "/questions/1",
    "/documents/guide",
    "/documents/instructions",
)


@dataclass(frozen=True, slots=True)
class Out:
    """A served installation with a tender that is published, a bidder and its question."""

    service: Service
    procurement_id: UUID

    @property
    def address(self) -> str:
        """Where the page of the tender is."""
        return f"{self.service.address}/procurements/{self.procurement_id}/tender"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Out]:
    now = datetime.now(UTC)
    with running_service(tmp_path_factory.mktemp("service")) as service:
        store, officer = service.store, service.person(Role.PROCUREMENT_OFFICER)
        bench = benched(store, service.person(Role.PANEL_CHAIR), now)
        procurement_id = sealed(store, service.person(Role.BUYER), bench, now)
        published(store, officer, procurement_id, now)
        invited(store, officer, procurement_id, SUPPLIERS[0], now)
        with store.reading() as session:
            bidder_id = session.query(Bidder).one().id
        ask(store, bidder_id=bidder_id, question="May we hire machines?", now=now)
        yield Out(service, procurement_id)


def test_every_page_is_accessible_and_fits_a_small_screen(page: Page, out: Out) -> None:
    sign_in(page, out.service, Role.PROCUREMENT_OFFICER)
    found: dict[str, list[str]] = {}

    for path in PATHS:
        answer = page.goto(out.address + path)
        assert answer is not None
        assert answer.status == 200, path
        found[path] = found_on(page)

    assert found == {path: [] for path in PATHS}


def test_a_change_is_read_through_before_it_is_published(page: Page, out: Out) -> None:
    sign_in(page, out.service, Role.PROCUREMENT_OFFICER)
    page.goto(f"{out.address}/publish")
    later = deadline_after(datetime.now(UTC) + timedelta(days=14))
    for part in ("day", "month", "year"):
        page.fill(f"#deadline_day-{part}", str(getattr(later, part)))
    page.get_by_label("Why does it change?").fill("Two bidders asked for more time")
    page.check("input[name=basis][value=modified]")
    page.get_by_role("button", name="Continue").click()

    assert found_on(page) == []
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Publish the change").click()

    page.get_by_text("Two bidders asked for more time").wait_for()
    assert found_on(page) == []
