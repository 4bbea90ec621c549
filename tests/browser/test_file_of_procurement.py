"""The file of a procurement and its thread: taken by hand, read from the disk, walked by links."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.clients import WatchedStore
from tests.webapp.disclosures import told_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as running:
        yield running


@pytest.fixture
def scene(service: Service) -> Iterator[Scene]:
    store = WatchedStore(service.store.url)
    yield told_tender(store, service.person, datetime.now(UTC))
    store.close()


@pytest.fixture
def judge(page: Page, validator: Validator, tmp_path: Path) -> Iterator[Judge]:
    with judging(page, validator, tmp_path) as judge:
        yield judge


def test_the_file_is_taken_and_every_page_of_it_reads_from_the_disk(
    page: Page, service: Service, scene: Scene, judge: Judge, tmp_path: Path
) -> None:
    sign_in(page, service, Role.AUDITOR)
    page.goto(f"{service.address}/procurements/{scene.procurement_id}/tender")
    page.get_by_role("link", name="The file of the procurement").click()
    judge.look("the page of the file")
    page.get_by_label("A public request").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file and download it").click()
    folder = tmp_path / "file"
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(folder)

    page.goto((folder / "index.html").as_uri())
    judge.look("the index")
    page.get_by_role("link", name="25-agreed-scores/moderation_step.html").click()
    judge.look("rows of the record")

    expect(
        page.get_by_text("Withheld: Freedom of Information Act 2000 s.41(1)").first
    ).to_be_visible()
    page.get_by_role("link", name="Back to the index").click()
    expect(page.get_by_role("heading", name="1. What it holds")).to_be_visible()


def test_the_thread_is_walked_from_an_outcome_to_a_result_and_back(
    page: Page, service: Service, scene: Scene, judge: Judge
) -> None:
    sign_in(page, service, Role.AUDITOR)
    page.goto(f"{service.address}/procurements/{scene.procurement_id}/thread")
    judge.look("the whole thread")
    page.get_by_label("Is an id on it?").fill("cov-2022-young-people")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Young people into apprenticeships and work"
    )

    page.get_by_role("link", name="Alpha Ltd: Weeks of apprentices on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Alpha Ltd: Weeks of apprentices on site"
    )
    judge.look("a commitment")
    page.get_by_role("link", name="Alpha Ltd", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alpha Ltd")
    judge.look("a result")

    expect(page.get_by_text("Beta Gardens CIC")).to_have_count(0)
    page.get_by_role("link", name="The whole thread").click()
    page.get_by_label("Is an id on it?").fill("nothing")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing has that id")
    judge.look("an id that nothing has")
