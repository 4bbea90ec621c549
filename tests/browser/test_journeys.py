"""From signing in to the outline: by keyboard alone, without JavaScript, on a narrow screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import unfold
from tests.browser.service import (
    TYPED,
    Service,
    answer_page,
    answer_to_the_end,
    choice,
    procurement_in,
    question_pages,
    radio_groups,
    running_service,
    save,
    sign_in,
    start,
)
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.roles import Role

MOST_TABS = 60
SENTENCE = (
    "This is a services contract of £360,000 including VAT. It counts as above the threshold of "
    "£207,720 including VAT, so the full rules of the Procurement Act 2023 apply."
)


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the focus is where it should be."""
    for _ in range(MOST_TABS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} can't be reached by keyboard on {page.url}")


def press_enter(page: Page) -> None:
    """Press enter on what has the focus, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_button(page: Page, selector: str) -> None:
    tab_to(page, selector)
    press_enter(page)


def choose_by_keyboard(page: Page, name: str, value: str) -> None:
    """Enter a group of radio buttons, and move to one with the arrow keys."""
    tab_to(page, f'input[name="{name}"]')
    if not page.evaluate("document.activeElement.checked"):
        page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{value} can't be chosen by keyboard for {name}")


def answer_by_keyboard(page: Page) -> None:
    for control in page.evaluate(
        """() => [...document.querySelectorAll('main input:not([type=hidden])')]
               .map(input => [input.type, input.id, input.name])"""
    ):
        kind, id_, name = control
        if kind == "radio":
            groups = radio_groups(page)
            if page.evaluate("document.activeElement.name") != name:
                choose_by_keyboard(page, name, choice(name, groups[name]))
        elif id_ in TYPED:
            tab_to(page, f'[id="{id_}"]')
            page.keyboard.press("Control+A")
            page.keyboard.type(TYPED[id_])


def test_the_whole_journey_by_keyboard_alone(page: Page, service: Service) -> None:
    page.goto(service.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

    tab_to(page, "#email")
    page.keyboard.type(PEOPLE["coventry", Role.BUYER])
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    press_enter(page)
    press_button(page, 'a[href="/procurements/start"]')
    tab_to(page, "#title")
    page.keyboard.type("Grounds maintenance")
    tab_to(page, "#reference")
    page.keyboard.type("COV-2026-014")
    press_enter(page)
    press_button(page, 'a[href$="/questions/authority"]')
    for _ in question_pages(page):
        answer_by_keyboard(page)
        press_button(page, "main form button[type=submit]")
    press_button(page, "main form button[type=submit]")

    expect(page.get_by_text(SENTENCE)).to_be_visible()
    tab_to(page, '.govuk-tabs__tab[href="#what-applies"]')
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Social value")).to_be_visible()
    page.reload()
    press_button(page, 'a[href$="/outline"]')
    expect(page.get_by_role("heading", level=1, name="Grounds maintenance")).to_be_visible()


def test_the_whole_journey_without_javascript(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service)
    expect(page.get_by_role("heading", level=1, name="Your work")).to_be_visible()
    start(page, service)
    answer_to_the_end(page)

    expect(page.get_by_role("heading", level=1, name="Check your answers")).to_be_visible()
    save(page)

    expect(page.get_by_text(SENTENCE)).to_be_visible()
    for heading in ("What the law requires", "Duties and notices", "What we still need"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.locator("summary", has_text="How it was reached").first.click()
    expect(page.get_by_text("Facts it read").first).to_be_visible()
    page.get_by_role("button", name="Read the outline document").click()
    expect(page.get_by_role("article")).to_contain_text("Procurement Outline Document")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a PDF").click()
    assert download.value.suggested_filename == "outline-COV-2026-014.pdf"


def test_what_is_wrong_leads_to_the_control_that_mends_it(page: Page, service: Service) -> None:
    sign_in(page, service)
    start(page, service)

    save(page)

    assert page.title().startswith("Error: ")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Select one answer for “Kind of authority”").click()
    expect(page.locator("input[name=authority_type]").first).to_be_focused()


def test_a_changed_answer_says_what_it_changed(page: Page, service: Service) -> None:
    sign_in(page, service)
    start(page, service)
    answer_to_the_end(page)
    page.get_by_role("link", name="Change estimated value").click()
    page.locator("#estimated_value").fill("95,000")

    save(page)

    banner = page.get_by_role("region", name="What changed")
    expect(banner).to_contain_text("Because the estimated value is now £95,000 including VAT")
    banner.locator("summary").click()
    expect(banner.get_by_role("row", name=re.compile("^Above or below"))).to_contain_text(
        "Below threshold"
    )


def test_the_summary_beside_the_questions_leads_to_why(page: Page, service: Service) -> None:
    sign_in(page, service)
    start(page, service)
    answer_to_the_end(page)

    page.get_by_role("complementary").get_by_role("link", name="Standard").click()

    expect(page.locator("#conclusion-social_value_tier")).to_be_in_viewport()
    expect(page.get_by_role("tab", name="Social value")).to_have_attribute("aria-selected", "true")


def test_a_form_left_open_is_not_lost_to_what_another_tab_saved(
    page: Page, service: Service
) -> None:
    sign_in(page, service)
    start(page, service)
    answer_to_the_end(page)
    address = f"{service.address}/procurements/{procurement_in(page)}/questions/value"
    other = page.context.new_page()
    for tab, amount in ((page, "214,000"), (other, "200,000")):
        tab.goto(address)
        tab.locator("#estimated_value").fill(amount)

    save(other)
    save(page)

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("This has been answered meanwhile")
    expect(page.get_by_text("£200,000 including VAT").first).to_be_visible()
    page.get_by_role("button", name="Edit my answers").click()
    expect(page.locator("#estimated_value")).to_have_value("214,000")


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (1280, "200%")])
def test_no_page_is_wider_than_a_narrow_screen_or_enlarged_text(
    browser: Browser, service: Service, width: int, text: str
) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": width, "height": 800})
    page = context.new_page()
    too_wide: list[str] = []

    def measure() -> None:
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        unfold(page)
        root = "document.documentElement"
        if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            too_wide.append(page.url)

    page.goto(service.address)
    measure()
    sign_in(page, service)
    measure()
    start(page, service)
    for _ in question_pages(page):
        measure()
        answer_page(page)
        save(page)
    measure()
    save(page)
    measure()
    for path in ("decision#social-value", "decision#duties", "decision#what-does-not", "outline"):
        page.goto(f"{service.address}/procurements/{procurement_in(page)}/{path}")
        measure()
    context.close()

    assert too_wide == []
