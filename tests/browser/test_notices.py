"""The notices in a browser: looked at in every state, made, and taken along as a file."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rules.uk_time import day_of
from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.clients import WatchedStore
from tests.webapp.notices import entered_into, told
from tests.webapp.results import evaluated_tender
from webapp.roles import Role


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as running:
        yield running


@pytest.fixture
def judge(page: Page, validator: Validator, tmp_path: Path) -> Iterator[Judge]:
    with judging(page, validator, tmp_path) as judge:
        yield judge


def test_an_officer_makes_the_notices_of_a_contract(
    service: Service, page: Page, judge: Judge
) -> None:
    now, officer = datetime.now(UTC), service.person(Role.PROCUREMENT_OFFICER)
    store = WatchedStore(service.store.url)
    scene = evaluated_tender(store, service.person, now)
    told(store, scene, officer, now)
    entered_into(store, scene, officer, now, day_of(now))
    store.close()
    sign_in(page, service, Role.PROCUREMENT_OFFICER)

    page.goto(f"{service.address}/procurements/{scene.procurement_id}/tender")
    page.get_by_role("link", name="Notices for the central platform").click()
    judge.look("list")
    page.get_by_role("button", name="Look at the contract details notice").click()
    judge.look("contract")
    page.get_by_label("OCID of the contracting process").fill("0510f8")
    page.get_by_role("button", name="Make the notice").click()
    judge.look("contract, with errors")
    page.get_by_label("OCID of the contracting process").fill("ocds-h6vhtk-0510f8")
    page.get_by_label("Without VAT").check()
    page.get_by_role("button", name="Make the notice").click()
    judge.look("contract, made")
    with page.expect_download() as download:
        page.get_by_role("link", name="UK7, number 1 (JSON)").click()

    file = download.value
    assert file.suggested_filename == "COV-2026-014-UK7-1.json"
    [release] = json.loads(Path(file.path()).read_text(encoding="utf-8"))["releases"]
    assert release["contracts"][0]["agreedMetrics"][0]["id"] == "weeks"
