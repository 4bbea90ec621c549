"""The pages of settling and of the award: axe finds nothing, and they fit a small screen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page

from rules.uk_time import day_of
from tests.browser import looking
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.clients import WatchedStore
from tests.webapp.results import OFFERED, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import ran
from tests.webapp.services.settling.doing import LOW_PRICE, OPEN_PROMISE
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.awarding.recommending import recommend
from webapp.services.panel.acting import Done
from webapp.services.settling.asking import PriceAsked, Question, ask_about_price
from webapp.services.settling.excluding import Declared, exclude

OPEN = (
    "/settling",
    "/settling/promises/2/weeks",
    "/settling/prices/1/question",
    "/settling/prices/1/answer",
    "/settling/prices/1/decision",
    "/settling/bids/2/disregard",
    "/settling/bids/3/grounds/1/lift",
    "/award",
    "/award/recommendation",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A served installation with a tender that has everything open, and one that is recommended."""

    service: Service
    open_id: UUID
    recommended_id: UUID
    token: str


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    folder, now = tmp_path_factory.mktemp("service"), datetime.now(UTC)
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        second = replace(OPEN_PROMISE[1], declared={"is-own": "No", "made-by": "A. Bidder"})
        offered = (LOW_PRICE[0], second, OFFERED[2])
        scene = moderated_tender(store, service.person, now, offered=offered)
        other = moderated_tender(store, service.person, now, reference="COV-2026-015")
        token = _opened(store, service, scene, now)
        _recommended(store, service, other, now)
        store.close()
        yield Settled(service, scene.procurement_id, other.procurement_id, token)


def _opened(store: WatchedStore, service: Service, scene: Scene, now: datetime) -> str:
    officer, id_ = service.person(Role.PROCUREMENT_OFFICER), scene.procurement_id
    question = Question("The rota can’t be paid from it.", day_of(now) + timedelta(days=7))
    asked = ask_about_price(
        store, officer, question, procurement_id=id_, bidder=1, links=LINKS, read=0, now=now
    )
    assert isinstance(asked, PriceAsked)
    assert asked.link is not None
    declared = Declared("conditions", "It holds no certificate of competence.")
    done = exclude(store, officer, declared, procurement_id=id_, bidder=3, read=0, now=now)
    assert done == Done()
    return asked.link.token


def _recommended(store: WatchedStore, service: Service, scene: Scene, now: datetime) -> None:
    officer, id_ = service.person(Role.PROCUREMENT_OFFICER), scene.procurement_id
    ran(store, scene, officer, at=now)
    done = recommend(
        store, officer, procurement_id=id_, because="It is first.", run=1, read=0, now=now
    )
    assert done == Done()


def found_on(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page: what axe finds, and whether a small screen is too small."""
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, page.url) == (200, address)
    return looking.found_on(page)


def test_what_is_open_is_accessible_and_fits_a_small_screen(page: Page, settled: Settled) -> None:
    sign_in(page, settled.service, Role.PROCUREMENT_OFFICER)
    base = f"{settled.service.address}/procurements/{settled.open_id}"

    assert {path: found for path in OPEN if (found := found_on(page, base + path))} == {}


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        (Role.PROCUREMENT_OFFICER, ("/settling", "/award", "/award/withdrawal")),
        (Role.PANEL_CHAIR, ("/settling", "/award", "/award/decision")),
    ],
)
def test_what_is_recommended_is_accessible_and_fits_a_small_screen(
    page: Page, settled: Settled, role: Role, paths: tuple[str, ...]
) -> None:
    sign_in(page, settled.service, role)
    base = f"{settled.service.address}/procurements/{settled.recommended_id}"

    assert {path: found for path in paths if (found := found_on(page, base + path))} == {}


def test_the_question_to_a_bidder_is_accessible_and_fits_a_small_screen(
    page: Page, settled: Settled
) -> None:
    page.goto(f"{settled.service.address}/bid/in/{settled.token}")
    page.get_by_role("button").last.click()

    assert found_on(page, f"{settled.service.address}/bid/price-question") == []
