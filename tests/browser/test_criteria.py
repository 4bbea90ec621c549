"""Criteria in the browser: totals follow the typing, and all of it works without a script."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.looking import found_on, unfold
from tests.browser.service import Service, running_service, save, sign_in
from tests.browser.validator import Validator
from tests.webapp.criteria import opened
from tests.webapp.proposals import proposing
from webapp.roles import Role

pytestmark = pytest.mark.slow

PATHS = (
    "",
    "/start",
    "/add",
    "/of/price",
    "/of/people-and-resources",
    "/of/quality",
    "/of/quality/move",
    "/of/quality/remove",
    "/stress-test",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def procurement_id(service: Service) -> UUID:
    reference = f"COV-{uuid4().hex[:8]}"
    buyer = service.person(Role.BUYER)
    return proposing(service.store, buyer, datetime.now(UTC), reference=reference)


def address(service: Service, procurement_id: UUID) -> str:
    """Return the page of the criteria."""
    return f"{service.address}/procurements/{procurement_id}/criteria"


def start(page: Page, service: Service, procurement_id: UUID) -> None:
    """Start from the first template, and arrive at the table."""
    sign_in(page, service)
    page.goto(f"{address(service, procurement_id)}/start")
    page.locator("input[name=template][value=balanced]").check()
    save(page)


def test_totals_and_points_follow_what_is_typed(
    page: Page, service: Service, procurement_id: UUID
) -> None:
    start(page, service, procurement_id)

    page.get_by_label("Weight of Quality", exact=True).fill("50.5")

    top = page.locator('[data-total=""]')
    method = page.locator('[data-criterion="method-and-how-quality-is-assured"]')
    expect(top.locator("[data-sum]")).to_have_text("100.5")
    expect(top.locator("[data-off]")).to_have_text("0.5 too much")
    expect(method.locator("[data-effective]")).to_have_text("16.84")
    expect(method.locator("[data-mark]")).to_have_text("3.37")

    page.get_by_label("Weight of Price", exact=True).fill("39.5")

    expect(top.locator("[data-sum]")).to_have_text("100")
    expect(top.locator("[data-off]")).to_have_text("")


def test_the_server_counts_as_the_script_does(
    page: Page, service: Service, procurement_id: UUID
) -> None:
    start(page, service, procurement_id)
    page.get_by_label("Weight of Price", exact=True).fill("33.33")
    figures = "[data-effective], [data-mark], [data-sum]"

    typed = page.locator(figures).all_text_contents()
    with page.expect_navigation():
        page.get_by_role("button", name="Save the weights").click()

    assert page.locator(figures).all_text_contents() == typed
    expect(page.get_by_role("link", name="Add 6.67 to them.")).to_be_visible()


def test_an_error_leads_to_its_field(page: Page, service: Service, procurement_id: UUID) -> None:
    start(page, service, procurement_id)
    page.get_by_label("Weight of Price", exact=True).fill("forty")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the weights").click()

    page.get_by_role("link", name="must be a number").click()

    expect(page.get_by_label("Weight of Price", exact=True)).to_be_focused()
    expect(page.get_by_label("Weight of Price", exact=True)).to_have_value("forty")


def test_what_hangs_on_a_choice_appears_with_it(
    page: Page, service: Service, procurement_id: UUID
) -> None:
    start(page, service, procurement_id)
    page.goto(f"{address(service, procurement_id)}/of/price")
    floor = page.locator("#floor")
    expect(floor).to_be_hidden()

    page.get_by_label("Between a floor and a ceiling that you set").check()

    expect(floor).to_be_visible()
    assert axe_violations(page) == []


def test_without_a_script_the_criteria_are_built_and_tested(
    page_without_script: Page, service: Service, procurement_id: UUID
) -> None:
    page = page_without_script
    start(page, service, procurement_id)
    page.goto(f"{address(service, procurement_id)}/of/price")
    page.get_by_label("Between a floor and a ceiling that you set").check()
    page.locator("#floor").fill("240,000")
    page.locator("#ceiling").fill("360,000")
    save(page)
    page.get_by_label("Weight of Price", exact=True).fill("45")
    page.get_by_label("Weight of Quality", exact=True).fill("45")
    page.get_by_role("button", name="Save and run the stress test").click()

    expect(page.get_by_text("No error was found.")).to_be_visible()
    assert opened(service.store, procurement_id).standing.value == "clean"


def test_every_page_is_accessible_valid_and_as_wide_as_the_window(
    page: Page, service: Service, procurement_id: UUID, validator: Validator
) -> None:
    start(page, service, procurement_id)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and run the stress test").click()
    found: dict[str, list[str]] = {}

    for path in PATHS:
        page.goto(f"{address(service, procurement_id)}{path}")
        unfold(page)
        found[path] = found_on(page) + validator.errors(page.content())

    assert found == {path: [] for path in PATHS}
