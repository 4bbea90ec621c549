"""Moderation in a browser: a panel agrees its scores by keyboard, without script, on any width."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.clients import WatchedStore
from tests.webapp.moderating import agree_all, chair_panel, give
from tests.webapp.outlines import seated
from tests.webapp.scoring import REASONS, Scene, opened_tender, seat
from webapp.roles import Role

GIVEN = (
    {"staff": ("4", "3"), "care": ("7", "7.5"), "licence": ("passed", "passed")},
    {"staff": ("2", "3"), "care": ("7", "6"), "licence": ("passed", "failed")},
)
PLACES = ("", "/staff/1", "/care/2", "/licence/2")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as running:
        yield running


@pytest.fixture
def store(service: Service) -> Iterator[WatchedStore]:
    made = WatchedStore(service.store.url)
    yield made
    made.close()


@pytest.fixture
def scene(service: Service, store: WatchedStore) -> Scene:
    now = datetime.now(UTC)
    hands = (service.person(Role.BUYER), service.person(Role.PROCUREMENT_OFFICER))
    made = opened_tender(store, hands, now)
    chair_panel(store, made, service.person(Role.EVALUATION_CHAIR), now)
    second = seated(service.store, "Amira Khan", now, role=Role.EVALUATOR)
    for person, scores in zip((service.person(Role.EVALUATOR), second), GIVEN, strict=True):
        seat(store, made, person, now)
        give(store, made, person, scores, now)
    return made


def at(service: Service, scene: Scene, place: str = "") -> str:
    return f"{service.address}/procurements/{scene.procurement_id}/moderation{place}"


def clean(page: Page, validator: Validator) -> None:
    """Assert that a page fits, that axe finds nothing, and that its markup is valid."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe_violations(page) == []
    assert validator.errors(page.content()) == []


def test_every_state_is_clean_at_every_width(
    page: Page, service: Service, store: WatchedStore, scene: Scene, validator: Validator
) -> None:
    sign_in(page, service, Role.EVALUATION_CHAIR)
    for place in PLACES:
        page.goto(at(service, scene, place))
        clean(page, validator)

    page.goto(at(service, scene))
    page.get_by_role("button", name="Open the 6 answers whose scores are in").click()
    for place in PLACES:
        page.goto(at(service, scene, place))
        clean(page, validator)

    scores = {"staff": ("3", "3"), "care": ("7", "7"), "licence": ("passed", "passed")}
    agree_all(store, service.person(Role.EVALUATION_CHAIR), scene, scores, datetime.now(UTC))
    for place in (*PLACES, "/staff/1/reopen"):
        page.goto(at(service, scene, place))
        clean(page, validator)


def test_a_score_is_agreed_and_reopened_without_any_script(
    page_without_script: Page, service: Service, scene: Scene, validator: Validator
) -> None:
    page = page_without_script
    sign_in(page, service, Role.EVALUATION_CHAIR)
    page.goto(at(service, scene))
    page.get_by_role("button", name="Open the 6 answers whose scores are in").click()
    page.goto(at(service, scene, "/staff/1"))

    page.get_by_role("button", name="Record the agreed score").click()
    assert "There is a problem" in page.content()
    assert validator.errors(page.content()) == []
    page.get_by_label("3", exact=True).check()
    page.locator("#quotation").fill("crews  of four")
    page.get_by_label("The panel’s reasons").fill(REASONS)
    present = page.get_by_role("group", name="Who was present")
    present.get_by_label("Amira Khan").check()
    dissenting = page.get_by_role("group", name="Who dissents")
    dissenting.get_by_label("Amira Khan").check()
    page.get_by_label("What they hold").fill("Two crews are worth a 2.")
    page.get_by_role("button", name="Record the agreed score").click()
    assert "The score of Bidder A on Staff is agreed." in page.content()

    page.goto(at(service, scene, "/staff/1"))
    assert "Two crews are worth a 2." in page.content()
    page.get_by_role("link", name="Reopen this answer").click()
    page.get_by_label("Why it has to be agreed again").fill("A page was overlooked")
    page.get_by_role("button", name="Reopen this answer").click()
    assert "A page was overlooked" in page.content()
    assert page.get_by_role("button", name="Record the agreed score").count() == 1


def test_a_second_window_is_shown_what_the_first_did_with_what_it_typed(
    page: Page, service: Service, scene: Scene, validator: Validator
) -> None:
    sign_in(page, service, Role.EVALUATION_CHAIR)
    page.goto(at(service, scene))
    page.get_by_role("button", name="Open the 6 answers whose scores are in").click()
    other = page.context.new_page()
    for window, words in ((page, "the first window"), (other, "the second window")):
        window.goto(at(service, scene, "/staff/1"))
        window.get_by_label("3", exact=True).check()
        window.locator("#quotation").fill("Two crews")
        window.get_by_label("The panel’s reasons").fill(f"{REASONS} Said in {words}.")
        present = window.get_by_role("group", name="Who was present")
        present.get_by_label("Evaluation chair of Coventry City Council").check()

    page.get_by_role("button", name="Record the agreed score").click()
    expect(page.get_by_text("The score of Bidder A on Staff is agreed.")).to_be_visible()
    other.get_by_role("button", name="Record the agreed score").click()

    expect(other.get_by_text("Said in the first window.")).to_be_visible()
    expect(other.get_by_text("Said in the second window.")).to_be_visible()
    clean(other, validator)


def test_words_that_an_evaluator_quotes_are_taken_over_once_by_keyboard(
    page: Page, service: Service, scene: Scene, validator: Validator
) -> None:
    sign_in(page, service, Role.EVALUATION_CHAIR)
    page.goto(at(service, scene))
    page.get_by_role("button", name="Open the 6 answers whose scores are in").click()
    page.goto(at(service, scene, "/staff/1"))
    buttons = page.get_by_role("button", name="Quote these words")

    page.locator("#quotation").fill("six crews")
    for number in (0, 1):
        buttons.nth(number).focus()
        page.keyboard.press("Enter")

    typed = page.locator("textarea[name=quotation]")
    assert [one.input_value() for one in typed.all()] == ["six crews", "Two crews"]
    expect(page.locator("[data-used]")).to_have_text("These words are quoted already.")
    expect(page.locator("[data-clock]")).to_have_text("On this answer for less than a minute.")
    clean(page, validator)
