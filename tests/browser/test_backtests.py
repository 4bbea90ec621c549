"""A back-test in the browser: from the file to its tables, without JavaScript, and narrow."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.service import Service, running_service, save, sign_in
from tests.browser.validator import Validator
from tests.webapp.cli.calling import NOTICES
from webapp.roles import Role
from webapp.services.jobs import work_through

NARROW = 320


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


def start(page: Page, service: Service, path: Path = NOTICES) -> None:
    """Start a back-test of today's policy against the law alone."""
    page.goto(f"{service.address}/back-tests/start")
    page.get_by_label("File of notices").set_input_files(path)
    page.get_by_label("Decide them under").select_option("own")
    page.get_by_label("Compare with").select_option("pack.bradford")
    save(page)


def finish(service: Service) -> None:
    work_through(service.store, clock=lambda: datetime.now(UTC))


def test_the_pages_of_a_back_test_are_accessible_and_valid(
    page: Page, service: Service, validator: Validator
) -> None:
    found: dict[str, list[str]] = {}

    def inspect(state: str) -> None:
        problems = [*axe_violations(page), *validator.errors(page.content())]
        if problems:
            found[state] = problems

    sign_in(page, service, Role.POLICY_OWNER)
    page.goto(f"{service.address}/back-tests")
    inspect("none yet")
    page.goto(f"{service.address}/back-tests/start")
    inspect("start")
    save(page)
    inspect("start with nothing")
    start(page, service)
    inspect("waiting")
    finish(service)
    page.reload()
    expect(page.get_by_role("heading", name="What changes")).to_be_visible()
    inspect("done")
    page.goto(f"{service.address}/back-tests")
    inspect("with one")

    assert found == {}


def test_a_back_test_needs_no_javascript(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service, Role.POLICY_OWNER)

    start(page, service)
    finish(service)
    page.get_by_role("link", name="See how far it is").click()

    expect(page.get_by_role("heading", name="What changes")).to_be_visible()


def test_nothing_of_a_back_test_runs_off_a_narrow_screen(page: Page, service: Service) -> None:
    page.set_viewport_size({"width": NARROW, "height": 640})
    sign_in(page, service, Role.POLICY_OWNER)
    start(page, service)
    finish(service)
    page.reload()

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
