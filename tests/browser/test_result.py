"""The pages of the result: axe finds nothing in any state, and they fit a small screen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.clients import WatchedStore
from tests.webapp.results import ANSWERED, OFFERED, evaluated_tender, excluded, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.tender_rows import Offered
from webapp.roles import Role

Served = tuple[Service, Mapping[str, UUID]]


def _agreed(store: WatchedStore, service: Service, now: datetime) -> Scene:
    return moderated_tender(store, service.person, now, reference="COV-2026-001")


def _evaluated(store: WatchedStore, service: Service, now: datetime) -> Scene:
    return evaluated_tender(store, service.person, now, reference="COV-2026-002")


def _open(store: WatchedStore, service: Service, now: datetime) -> Scene:
    unsaid = {name: value for name, value in ANSWERED.items() if name != "in_area"}
    first = Offered("50000", {"weeks": {"quantity": "120", "answers": unsaid}})
    offered = (first, *OFFERED[1:])
    return evaluated_tender(store, service.person, now, offered=offered, reference="COV-2026-003")


def _outdated(store: WatchedStore, service: Service, now: datetime) -> Scene:
    scene = evaluated_tender(store, service.person, now, reference="COV-2026-004")
    excluded(store, scene, 1, service.person(Role.PROCUREMENT_OFFICER), now)
    return scene


STATES: Mapping[str, Callable[[WatchedStore, Service, datetime], Scene]] = {
    "agreed": _agreed,
    "evaluated": _evaluated,
    "open": _open,
    "outdated": _outdated,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder, now = tmp_path_factory.mktemp("service"), datetime.now(UTC)
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        made = {name: make(store, service, now).procurement_id for name, make in STATES.items()}
        store.close()
        yield service, made


@pytest.mark.parametrize("state", STATES)
def test_the_pages_are_accessible_and_fit_a_small_screen(
    page: Page, served: Served, state: str
) -> None:
    service, made = served
    sign_in(page, service, Role.PROCUREMENT_OFFICER)
    found: dict[str, object] = {}

    for path in ("", "/evaluate"):
        page.goto(f"{service.address}/procurements/{made[state]}/result{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if wrong := found_on(page):
            found[path] = wrong

    assert found == {}


def test_a_link_to_a_part_that_is_folded_unfolds_it(page: Page, served: Served) -> None:
    service, made = served
    sign_in(page, service, Role.PROCUREMENT_OFFICER)
    page.goto(f"{service.address}/procurements/{made['open']}/result")

    page.get_by_role("link", name="what they hang on").click()

    assert (
        page.locator("#commitments").locator("xpath=ancestor::details").get_attribute("open")
        is not None
    )
