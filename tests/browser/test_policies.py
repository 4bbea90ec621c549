"""Reading a policy in a browser: axe, valid HTML, by keyboard, without script, on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe_violations
from tests.browser.looking import unfold
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from webapp.roles import Role

NARROW = {"width": 320, "height": 800}
RULE = "/policies/coventry/rules/cov-tier-enhanced-services"
PAGES = {
    "list": "/policies",
    "policy": "/policies/coventry",
    "law": "/policies/uk",
    "rule": RULE,
    "rule without conditions": "/policies/uk/rules/uk-regime-2006",
    "value with a chart": "/policies/uk/values/older-threshold-sub-central",
    "value without": "/policies/coventry/values/cov-short-contract-months",
    "search": "/policies/coventry/search?q=wage",
    "search without result": "/policies/coventry/search?q=zebra",
    "search not asked": "/policies/coventry/search",
    "comparison": "/policies/coventry/compare/bradford",
    "comparison with itself": "/policies/coventry/compare/coventry",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("policies")) as running:
        yield running


def test_axe_and_the_validator_find_nothing_on_any_page(
    page: Page, validator: Validator, service: Service
) -> None:
    sign_in(page, service, Role.POLICY_OWNER)
    found = {}
    for state, path in PAGES.items():
        page.goto(f"{service.address}{path}")
        unfold(page)
        problems = axe_violations(page) + validator.errors(page.content())
        if problems:
            found[state] = problems[:5]

    assert found == {}


def test_no_page_scrolls_sideways_on_a_narrow_screen(page: Page, service: Service) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict is what it takes
    sign_in(page, service, Role.POLICY_OWNER)
    too_wide = {}
    for state, path in PAGES.items():
        page.goto(f"{service.address}{path}")
        unfold(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            too_wide[state] = width

    assert too_wide == {}


def test_a_rule_is_found_by_keyboard_from_the_list_of_policies(
    page: Page, service: Service
) -> None:
    sign_in(page, service, Role.AUDITOR)
    page.get_by_role("link", name="Policies").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies")
    page.get_by_role("link", name="Coventry City Council's social value policies").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/coventry")
    page.get_by_label("Search this policy").focus()
    page.keyboard.type("lasts services enhanced")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.get_by_label("Search this policy").fill("large value that last")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=large*")
    page.get_by_role("link", name="Services of large value that last").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{RULE}")

    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading.startswith("Services of large value that last")


def test_every_page_can_be_read_without_script(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service, Role.BUYER)
    page.goto(f"{service.address}/policies/coventry")
    page.get_by_label("Search this policy").fill("living wage")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()

    assert page.get_by_role("heading", name="Rules").is_visible()
    page.goto(f"{service.address}{RULE}")
    page.get_by_text("All facts of this case").first.click()
    assert page.get_by_text("Kind of authority").first.is_visible()


def test_a_conclusion_of_a_table_leads_to_its_rule_and_back(page: Page, service: Service) -> None:
    sign_in(page, service, Role.POLICY_OWNER)
    page.goto(f"{service.address}/policies/coventry")
    page.get_by_role("link", name="cov-tier-light", exact=True).click()
    page.wait_for_url("**/rules/cov-tier-light")
    page.get_by_role("link", name="How much social value is proportionate").click()

    page.wait_for_url("**/policies/coventry#stage-proportionality")
    assert page.locator("#stage-proportionality").is_visible()


def test_a_printed_policy_holds_its_rules_and_no_navigation(page: Page, service: Service) -> None:
    sign_in(page, service, Role.POLICY_OWNER)
    page.goto(f"{service.address}/policies/bradford")
    page.emulate_media(media="print")

    assert page.locator(".podium-entry").first.is_visible()
    assert not page.locator(".podium-header__navigation").is_visible()
    assert not page.get_by_role("search").is_visible()
