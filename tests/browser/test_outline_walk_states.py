"""Pages in the states that trouble brings: stale, closed, refused, and full of awkward text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import panel_walking as panel
from tests.browser import walking as buyer
from tests.browser.hands import Mouse
from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service
from tests.browser.validator import Validator
from tests.browser.walking import Walk
from tests.evaluation.outline.samples import WEEKS
from tests.webapp.outlines import send, unseat
from webapp.roles import Role

pytestmark = pytest.mark.slow

STALE = (
    ("checklist", "note_review", "Save and continue"),
    ("case/need", "need", "Save and continue"),
    ("lots/division", "reasons", "Save and continue"),
    ("lots/1", "description", "Save the lot"),
    ("case/risks/1", "response", "Save the risk"),
    (f"proposal/measures/{WEEKS}", "subject_matter_because", "Save and continue"),
    (f"clauses/{WEEKS}", "fill_quantity", "Save and continue"),
    ("clauses", "fill_area", "Save and continue"),
    ("criteria/of/quality", "title", "Save"),
)
"""Forms that two people have open at once: the page, a field, and the button."""
CLOSED = (
    "",
    "checklist",
    "case",
    "lots",
    "attachments",
    "check-answers",
    "decision",
    "proposal",
    f"proposal/measures/{WEEKS}",
    "clauses",
    f"clauses/{WEEKS}",
    "criteria",
    "criteria/stress-test",
    "outline/submit",
    "versions/1",
    "versions/1/withdraw",
)
AWKWARD = (
    "“Quotes” – and a dash… 👩‍🌾 مرحبا بالعالم <script>alert(1)</script> "
    f"{'Donaudampfschifffahrtsgesellschaft' * 6} https://example.org/{'path/' * 40}"
)
"""Pasted from Word, an emoji, right to left, markup, and words without a place to break."""

SHORT = {"title": 150, "fill_area": 300}
"""Fields that take no more characters than so many."""


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        panel.seat(running)
        yield running


@pytest.fixture
def begun(service: Service) -> UUID:
    return buyer.prepared(service)


@pytest.fixture
def judge(page: Page, validator: Validator, tmp_path: Path) -> Iterator[Judge]:
    with judging(page, validator, tmp_path) as judge:
        yield judge


@pytest.fixture
def walk(page: Page, service: Service, judge: Judge) -> Walk:
    return Walk(service, Mouse(page), judge.look)


def test_a_form_that_somebody_else_was_faster_with(walk: Walk, begun: UUID) -> None:
    walk.sign_in_as(Role.BUYER)
    other = Walk(walk.service, Mouse(walk.page.context.new_page()))

    for path, field, button in STALE:
        theirs, ours = ("14", "15") if field.startswith("fill_q") else ("Theirs", "Ours")
        for each, text in ((walk, ours), (other, theirs)):
            each.open(f"/procurements/{begun}/{path}")
            each.write(field, text)
        other.button(button)
        walk.button(button)

        assert walk.page.title().startswith("Error: "), path
        expect(walk.main.locator(f'[name="{field}"]:not([type=hidden])')).to_have_value(ours)
        walk.look(f"stale: {path}")


def test_pages_of_an_outline_that_is_before_the_panel(walk: Walk, begun: UUID) -> None:
    walk.sign_in_as(Role.BUYER)
    walk.open(f"/procurements/{begun}/case/need")
    walk.write("need", "Typed before it was submitted.")
    send(walk.service.store, walk.service.person(Role.BUYER), begun, datetime.now(UTC))

    walk.fails("closed while it was written on", "Save and continue")
    expect(walk.main.locator("[name=need]")).to_have_value("Typed before it was submitted.")

    for path in CLOSED:
        walk.open(f"/procurements/{begun}/{path}".rstrip("/"))
        walk.look(f"closed: {path}")


def test_a_vote_of_somebody_who_lost_the_role_meanwhile(
    walk: Walk, begun: UUID, service: Service
) -> None:
    send(service.store, service.person(Role.BUYER), begun, datetime.now(UTC))
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.find_paper(walk)
    panel.declare(walk)
    walk.button("Vote")
    walk.choose("choice", "approve")
    unseat(service.store, service.person(Role.PANEL_MEMBER), datetime.now(UTC))

    walk.button("Vote")

    walk.look("role lost")
    expect(walk.page.get_by_role("heading", level=1)).to_be_visible()
    assert walk.page.title().endswith("– Podium")


def test_a_vote_on_what_was_withdrawn_meanwhile(
    walk: Walk, begun: UUID, service: Service, browser: Browser
) -> None:
    version = send(service.store, service.person(Role.BUYER), begun, datetime.now(UTC))
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.find_paper(walk)
    panel.declare(walk)
    walk.button("Vote")
    walk.choose("choice", "approve")
    other = Walk(service, Mouse(browser.new_page()))
    other.sign_in_as(Role.BUYER)
    other.open(f"/procurements/{begun}/versions/1/withdraw")
    other.write("why", "To change it.")
    other.button("Withdraw the outline")
    other.page.close()

    walk.fails("vote on what was withdrawn", "Vote")

    for path in ("", "/declaration", "/vote", "/decision", "/comments/case"):
        walk.open(f"/papers/{version}{path}")
        walk.look(f"withdrawn: {path}")


def test_awkward_text_is_text_wherever_it_stands(walk: Walk, begun: UUID) -> None:
    walk.sign_in_as(Role.BUYER)
    address = f"/procurements/{begun}"
    for path, field, button in STALE:
        if not field.startswith("fill_q"):
            walk.open(f"{address}/{path}")
            walk.write(field, AWKWARD[: SHORT.get(field)])
            walk.button(button)
            assert not walk.page.title().startswith("Error: "), path
    for path in ("checklist", "case", "lots", "proposal", "clauses", "criteria", "outline"):
        walk.open(f"{address}/{path}")
        walk.look(f"awkward: {path}")
    send(walk.service.store, walk.service.person(Role.BUYER), begun, datetime.now(UTC))
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.find_paper(walk)
    panel.declare(walk, "managed")
    panel.comment(walk, "The case", AWKWARD)
    panel.confirm_conflict(walk)
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.find_paper(walk)
    panel.vote(walk, "return", AWKWARD)
    walk.look("awkward: paper")
    walk.sign_in_as(Role.BUYER)
    for path in ("notifications", f"{address[1:]}/record", f"{address[1:]}/versions/1"):
        walk.open(f"/{path}")
        walk.look(f"awkward: {path.rsplit('/', 1)[-1]}")
