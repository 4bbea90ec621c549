"""Scoring in a browser: pinned words, saving as one types, and nothing lost without the network."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect

from tests.browser.accessibility import axe_violations
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import REASONS, Scene, opened_tender, seat
from webapp.roles import Role
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId, Saved
from webapp.services.scoring.reading import shown_answer

CELL = CellId("staff", 1)
SELECT = """([start, end]) => {
  const text = document.querySelector("[data-answer]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.length;
    if (at <= start && start < next) range.setStart(node, start - at);
    if (at < end && end <= next) range.setEnd(node, end - at);
    at = next;
  }
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('podium-kept:'))"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, whose pages may lose the network and nothing else."""
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            problems.append(message.text)

    made = browser.new_context(locale="en-GB")
    made.on("console", note)
    made.on("weberror", lambda error: problems.append(str(error.error)))
    yield made
    made.close()
    assert problems == []


@pytest.fixture
def scene(service: Service) -> Iterator[Scene]:
    now = datetime.now(UTC)
    store = WatchedStore(service.store.url)
    hands = (service.person(Role.BUYER), service.person(Role.PROCUREMENT_OFFICER))
    made = opened_tender(store, hands, now)
    seat(store, made, service.person(Role.EVALUATOR), now)
    yield made
    store.close()


def at(service: Service, scene: Scene, place: str = "") -> str:
    return f"{service.address}/procurements/{scene.procurement_id}/scoring{place}"


def saved(service: Service, scene: Scene) -> Saved:
    person = service.person(Role.EVALUATOR)
    found = shown_answer(service.store, person, scene.procurement_id, CELL, now=datetime.now(UTC))
    assert not isinstance(found, Refused), found
    assert found.desk.saved is not None
    return found.desk.saved


def test_words_are_pinned_and_saved_as_they_are_typed(
    page: Page, service: Service, scene: Scene
) -> None:
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))

    page.evaluate(SELECT, [4, 17])
    page.get_by_role("button", name="Pin the selected words").click()
    page.get_by_label("3", exact=True).check()
    page.get_by_label("Your reasons").fill(REASONS)

    expect(page.locator("[data-state]")).to_contain_text("Saved at")
    expect(page.locator("mark")).to_have_text("crews of four")
    own = saved(service, scene).own
    assert (own.score, own.rationale) == ("3", REASONS)
    assert [(one.words, one.start) for one in own.quotations] == [("crews of four", 4)]
    assert page.evaluate(KEPT) == []
    assert axe_violations(page) == []


def test_a_selection_that_reaches_past_the_answer_pins_what_lies_in_it(
    page: Page, service: Service, scene: Scene
) -> None:
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))
    answer = page.locator("[data-answer]")
    words = answer.inner_text().strip()

    answer.click(click_count=3)
    page.get_by_role("button", name="Pin the selected words").click()

    pinned = page.locator("textarea[name=quotation]").first.input_value()
    assert pinned
    assert pinned in words
    assert words.endswith(pinned)


def test_nothing_typed_is_lost_when_the_network_goes(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))
    context.set_offline(offline=True)

    page.get_by_label("Your reasons").fill("Typed in a tunnel")

    state = page.locator("[data-state]")
    expect(state).to_contain_text("Not saved: no connection. Kept on this device.")
    assert len(page.evaluate(KEPT)) == 1
    context.set_offline(offline=False)
    expect(state).to_contain_text("Saved at")
    assert saved(service, scene).own.rationale == "Typed in a tunnel"
    assert page.evaluate(KEPT) == []


def test_a_score_that_is_handed_in_without_a_connection_is_kept_and_told_so(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))
    page.get_by_label("Your reasons").fill(REASONS)
    page.get_by_label("3", exact=True).check()
    page.locator("#quotation").fill("crews of four")
    state = page.locator("[data-state]")
    expect(state).to_contain_text("Saved at")
    context.set_offline(offline=True)

    page.get_by_role("button", name="Hand in this score").click()

    expect(state).to_contain_text("Kept on this device. What you pressed was not done")
    expect(page.get_by_label("Your reasons")).to_have_value(REASONS)
    assert not saved(service, scene).is_in
    context.set_offline(offline=False)
    page.wait_for_timeout(1_100)  # a second click within a second is taken for a double click
    page.get_by_role("button", name="Hand in this score").click()
    page.wait_for_url("**/staff/2")
    assert saved(service, scene).is_in


def test_words_kept_on_the_device_come_back_after_the_page_was_closed(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    address = at(service, scene, "/staff/1")
    page.goto(address)
    page.route("**/draft", lambda route: route.abort())
    page.get_by_label("Your reasons").fill("Typed before the battery died")
    expect(page.locator("[data-state]")).to_contain_text("Kept on this device")
    page.close()

    again = context.new_page()
    again.goto(address)

    expect(again.get_by_label("Your reasons")).to_have_value("Typed before the battery died")
    expect(again.locator("[data-state]")).to_contain_text("Saved at")
    assert saved(service, scene).own.rationale == "Typed before the battery died"


def test_a_newer_save_elsewhere_is_not_overwritten_and_both_are_shown(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    address = at(service, scene, "/staff/1")
    page.goto(address)
    tablet = context.new_page()
    tablet.goto(address)
    tablet.get_by_label("Your reasons").fill("On the tablet")
    expect(tablet.locator("[data-state]")).to_contain_text("Saved at")

    page.get_by_label("Your reasons").fill("At the desk")

    expect(page.locator("[data-state]")).to_contain_text("in another window or on another device")
    assert saved(service, scene).own.rationale == "On the tablet"
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#both")).to_contain_text("On the tablet")
    expect(page.get_by_label("Your reasons")).to_have_value("At the desk")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#both")).to_have_count(0)
    expect(page.locator("[data-state]")).to_contain_text("Saved at")
    assert saved(service, scene).own.rationale == "At the desk"


def test_an_answer_that_was_lost_on_its_way_back_is_no_conflict(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/draft", lose)
    page.get_by_label("Your reasons").fill("Sent once")
    expect(page.locator("[data-state]")).to_contain_text("Not saved")
    page.get_by_label("Your reasons").fill("Sent once, and more")

    expect(page.locator("[data-state]")).to_contain_text("Saved at")
    assert lost == [200]
    assert saved(service, scene).own.rationale == "Sent once, and more"


def test_what_a_device_keeps_goes_at_sign_out_and_at_hand_in(
    context: BrowserContext, service: Service, scene: Scene
) -> None:
    page = context.new_page()
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))
    page.route("**/draft", lambda route: route.abort())
    page.get_by_label("Your reasons").fill(REASONS)
    page.get_by_label("3", exact=True).check()
    page.locator("#quotation").fill("Two crews")
    expect(page.locator("[data-state]")).to_contain_text("Kept on this device")
    page.get_by_role("button", name="Hand in this score").click()
    page.wait_for_url("**/staff/2")
    assert page.evaluate(KEPT) == []

    page.get_by_label("Your reasons").fill("Another")
    expect(page.locator("[data-state]")).to_contain_text("Kept on this device")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert page.evaluate(KEPT) == []


def test_answers_are_turned_by_keyboard_and_fit_a_tablet_and_a_telephone(
    page: Page, service: Service, scene: Scene, validator: Validator
) -> None:
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))

    page.keyboard.press("Alt+PageDown")
    page.wait_for_url("**/staff/2")
    page.keyboard.press("Alt+PageUp")
    page.wait_for_url("**/staff/1")

    for width in (820, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for place in ("", "/staff/1", "/care/1", "/licence/1"):
            page.goto(at(service, scene, place))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert axe_violations(page) == []
            assert validator.errors(page.content()) == []


def test_a_score_is_handed_in_and_taken_back_without_any_script(
    page_without_script: Page, service: Service, scene: Scene, validator: Validator
) -> None:
    page = page_without_script
    sign_in(page, service, Role.EVALUATOR)
    page.goto(at(service, scene, "/staff/1"))

    page.get_by_role("button", name="Hand in this score").click()
    assert "There is a problem" in page.content()
    assert validator.errors(page.content()) == []
    page.get_by_label("3", exact=True).check()
    page.locator("#quotation").fill("crews  of four")
    page.get_by_label("Your reasons").fill("A good answer in all areas that meets what is asked.")
    page.get_by_role("button", name="Hand in this score").click()
    assert validator.errors(page.content()) == []
    page.get_by_label("Yes, hand my score in as it is").check()
    page.get_by_role("button", name="Hand in this score").click()
    page.wait_for_url("**/staff/2")
    page.get_by_role("link", name="Previous answer").first.click()

    assert saved(service, scene).is_in
    assert validator.errors(page.content()) == []
    page.get_by_role("button", name="Take this score back").click()
    assert not saved(service, scene).is_in
    assert page.locator("#quotation").input_value() == "crews of four"
