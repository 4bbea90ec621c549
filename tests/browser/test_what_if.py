"""What if, in a browser: with and without JavaScript, at 320 pixels, with what is wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import axe_violations
from tests.browser.looking import unfold
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.samples import answered
from webapp.roles import Role

NARROW = ViewportSize(width=320, height=640)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="module")
def decided(service: Service) -> UUID:
    """A procurement of £360,000 that can be decided."""
    return answered(service.store, service.person(Role.BUYER), datetime.now(UTC))


def open_tab(page: Page, service: Service, decided: UUID) -> None:
    """Sign in, and open the tab."""
    sign_in(page, service)
    page.goto(f"{service.address}/procurements/{decided}/decision#what-if")


def try_value(page: Page, text: str) -> None:
    """Try another value."""
    page.locator("#estimated_value").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="See what changes").click()


def problems(page: Page, validator: Validator) -> list[str]:
    """Return what axe and the validator find, with every detail open."""
    unfold(page)
    return [*axe_violations(page), *validator.errors(page.content())]


def is_wider_than_its_window(page: Page) -> bool:
    """Return whether somebody has to scroll sideways."""
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return found


def test_another_value_is_tried_and_stands_beside_the_present_one(
    page: Page, service: Service, decided: UUID, validator: Validator
) -> None:
    open_tab(page, service, decided)
    expect(page.locator("#estimated_value")).to_have_value("360,000")
    assert problems(page, validator) == []

    try_value(page, "95,000")

    assert page.url.endswith("#what-if")
    expect(page.locator("#what-if")).to_be_visible()
    row = page.locator("#what-if-result tr", has_text="Above or below the threshold").first
    expect(row).to_contain_text("Above threshold")
    expect(row).to_contain_text("Below threshold")
    assert problems(page, validator) == []


def test_what_is_wrong_is_told_and_leads_to_its_field(
    page: Page, service: Service, decided: UUID, validator: Validator
) -> None:
    open_tab(page, service, decided)

    try_value(page, "many")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert problems(page, validator) == []
    page.locator(".govuk-error-summary a").click()
    expect(page.locator("#estimated_value")).to_be_focused()


def test_nothing_of_it_needs_javascript(
    page_without_script: Page, service: Service, decided: UUID
) -> None:
    page = page_without_script
    open_tab(page, service, decided)

    try_value(page, "95,000")

    expect(page.locator("#what-if-result h3")).to_contain_text("conclusions change")
    expect(page.locator("#estimated_value")).to_have_value("95,000")


def test_nobody_scrolls_sideways_at_320_pixels(
    page: Page, service: Service, decided: UUID, validator: Validator
) -> None:
    page.set_viewport_size(NARROW)
    open_tab(page, service, decided)
    assert not is_wider_than_its_window(page)

    try_value(page, "95,000")

    assert problems(page, validator) == []
    assert not is_wider_than_its_window(page)
