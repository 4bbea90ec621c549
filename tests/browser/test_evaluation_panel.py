"""The pages of the evaluation panel: axe finds nothing, and they fit a small screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page

from evaluation.panel.declarations import Handling
from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import opened_tender, seat
from webapp.roles import Role
from webapp.services.panel.access import panel_access
from webapp.services.panel.acting import Done
from webapp.services.panel.assigning import name_chair
from webapp.services.panel.calibrating import calibrations_in, set_sample
from webapp.services.panel.declaring import declare

PATHS = {
    Role.PROCUREMENT_OFFICER: (
        "",
        "/evaluators/{evaluator}",
        "/chair",
        "/shown-early",
        "/declarations/{evaluator}",
        "/calibration",
        "/calibration/add",
    ),
    Role.EVALUATOR: ("", "/declaration", "/calibration", "/calibration/{sample}"),
    Role.EVALUATION_CHAIR: ("", "/calibration/{sample}/close"),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A served installation with a tender whose panel is made up."""

    service: Service
    procurement_id: UUID
    ids: dict[str, UUID]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scored]:
    folder, now = tmp_path_factory.mktemp("service"), datetime.now(UTC)
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        officer, evaluator, chair = (service.person(role) for role in PATHS)
        scene = opened_tender(store, (service.person(Role.BUYER), officer), now)
        id_ = scene.procurement_id
        seat(store, scene, evaluator, now, questions=["staff"], handling="")
        done = (
            name_chair(
                store, officer, procurement_id=id_, user_id=chair.id, why="", read=0, now=now
            ),
            declare(
                store,
                evaluator,
                procurement_id=id_,
                handling=Handling.MANAGED,
                detail="A cousin drives for Beta",
                bidders_sha256=scene.sha256,
                now=now,
            ),
            set_sample(store, officer, procurement_id=id_, criterion="staff", text="A", now=now),
        )
        assert set(done) == {Done()}
        with store.reading() as session:
            access = panel_access(session, evaluator, id_, now=now)
            [sample] = calibrations_in(session, access, evaluator)
        store.close()
        yield Scored(service, id_, {"evaluator": evaluator.id, "sample": sample.id})


@pytest.mark.parametrize("role", PATHS)
def test_every_page_is_accessible_and_fits_a_small_screen(
    page: Page, scored: Scored, role: Role
) -> None:
    sign_in(page, scored.service, role)
    base = f"{scored.service.address}/procurements/{scored.procurement_id}/panel"
    found: dict[str, object] = {}

    for path in PATHS[role]:
        answer = page.goto(base + path.format(**scored.ids))
        assert answer is not None
        assert (answer.status, page.url) == (200, base + path.format(**scored.ids))
        if wrong := found_on(page):
            found[path] = wrong

    assert found == {}
