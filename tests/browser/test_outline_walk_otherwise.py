"""The path from submission until sealed, for those who see, point or read otherwise."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import panel_walking as panel
from tests.browser import walking as buyer
from tests.browser.conftest import ARGUMENTS, CHROMIUMS
from tests.browser.hands import Keyboard, Mouse
from tests.browser.looking import NARROW, Fitter
from tests.browser.service import Service, running_service
from tests.browser.walking import Walk
from webapp.roles import Role

pytestmark = pytest.mark.slow

USUAL: ViewportSize = {"width": 1280, "height": 800}
LARGE_TEXT = "--blink-settings=defaultFontSize=32"
"""Chromium's own setting of the size of letters, at twice the usual 16 pixels."""


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        panel.seat(running)
        buyer.prepared(running)
        yield running


@pytest.fixture
def browser_with_large_text(browser: Browser) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUMS)))
    started = browser.browser_type.launch(executable_path=program, args=[*ARGUMENTS, LARGE_TEXT])
    yield started
    started.close()


def walk_on(walk: Walk) -> None:
    """Walk from the outline that is ready until it is sealed."""
    walk.sign_in_as(Role.BUYER)
    buyer.to_task_list(walk)
    buyer.submit(walk)
    panel.return_it(walk)
    walk.sign_in_as(Role.BUYER)
    buyer.mend(walk, panel.SAID)
    buyer.submit_anew(walk, "The case names the depot.")
    panel.approve_on_condition(walk)
    walk.sign_in_as(Role.BUYER)
    panel.report_condition(walk)
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.confirm_condition(walk)
    walk.sign_in_as(Role.BUYER)
    panel.read_sealed(walk)


def test_without_javascript(page_without_script: Page, service: Service) -> None:
    walk_on(Walk(service, Mouse(page_without_script)))

    expect(page_without_script.get_by_role("main")).to_contain_text("The case for it")


def test_by_keyboard_alone(page: Page, service: Service) -> None:
    walk_on(Walk(service, Keyboard(page)))

    expect(page.get_by_role("main")).to_contain_text("The case for it")


def test_in_a_narrow_window(browser: Browser, service: Service) -> None:
    context = browser.new_context(locale="en-GB", viewport=NARROW)
    fitter = Fitter(context.new_page())

    walk_on(Walk(service, Mouse(fitter.page), fitter.look))

    context.close()
    assert fitter.found == {}


def test_with_text_of_twice_the_size(browser_with_large_text: Browser, service: Service) -> None:
    context = browser_with_large_text.new_context(locale="en-GB", viewport=USUAL)
    fitter = Fitter(context.new_page())
    fitter.page.goto(service.address)
    assert fitter.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"

    walk_on(Walk(service, Mouse(fitter.page), fitter.look))

    context.close()
    assert fitter.found == {}
