"""The task list and its first topics: walked, and judged by axe and the HTML validator."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evaluation.outline.checklist import Topic
from rules.money import Money, Pence, VatBasis
from tests.browser.accessibility import axe_violations
from tests.browser.looking import unfold
from tests.browser.service import Service, procurement_in, running_service, save, sign_in
from tests.browser.validator import Validator
from tests.webapp.parts import with_parts
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.demonstration.notice import NOTICE
from webapp.services.preparing.answering import answer_page
from webapp.services.preparing.procurements import open_procurement

pytestmark = pytest.mark.slow

Inspect = Callable[[str], None]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def inspect(page: Page, validator: Validator) -> Iterator[Inspect]:
    """Judge the page as it stands; what was found is told at the end, by state."""
    found: dict[str, list[str]] = {}

    def judge(state: str) -> None:
        unfold(page)
        if problems := [*axe_violations(page), *validator.errors(page.content())]:
            found[state] = problems

    yield judge
    assert found == {}


def ready(service: Service, reference: str) -> str:
    """Return the address of a procurement with answers and parts."""
    buyer, now = service.person(Role.BUYER), datetime.now(UTC)
    procurement_id = decided(service.store, buyer, now, reference=reference)
    with_parts(service.store, buyer, procurement_id, now)
    return f"{service.address}/procurements/{procurement_id}"


def begin(page: Page, service: Service, reference: str) -> str:
    """Start a procurement, and return the address of its task list."""
    page.goto(f"{service.address}/procurements/start")
    page.get_by_label("What is being bought?").fill("Grounds maintenance")
    page.get_by_label("Reference").fill(reference)
    save(page)
    return f"{service.address}/procurements/{procurement_in(page)}"


def settle_checklist(page: Page) -> None:
    """Settle every stage from the task list, and arrive at the case."""
    page.get_by_role("button", name="Continue: commissioning checklist").click()
    for topic in Topic:
        page.locator(f"input[name=state_{topic.value}][value=not_needed]").check()
        page.locator(f"#note_{topic.value}").fill(f"Note on {topic.value}")
    save(page)


def write_case(page: Page) -> None:
    """Write the case with one risk, and arrive at the first question."""
    for names in (
        ("need", "options"),
        ("budget", "approved_where", "dependencies", "reach", "ask"),
    ):
        for name in names:
            page.locator(f"#{name}").fill(f"What is said of {name}.")
        save(page)
    page.locator("#what").fill("Nobody bids")
    page.locator("#likelihood").check()
    page.locator("#gravity").check()
    page.locator("#response").fill("Two lots")
    page.locator("#owner").fill("Head of parks")
    page.get_by_role("button", name="Save the risk").click()


def test_the_first_topics_without_javascript(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service)
    address = begin(page, service, "PLAIN-1")

    settle_checklist(page)
    write_case(page)

    expect(page.get_by_role("status")).to_have_text("The case is saved.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is buying")
    page.goto(address)
    expect(page.get_by_role("button", name="Continue: who is buying")).to_be_visible()
    expect(page.get_by_text("2 of ")).to_be_visible()


def test_the_pages_of_the_parts(page: Page, service: Service, inspect: Inspect) -> None:
    sign_in(page, service)
    inspect_all = (
        "",
        "/checklist",
        "/case",
        "/case/need",
        "/case/risks/add",
        "/case/risks/1",
        "/lots",
        "/lots/division",
        "/lots/add",
        "/lots/1",
        "/attachments",
        "/attachments/add",
        "/copy",
        "/check-answers",
    )
    empty, full = begin(page, service, "EMPTY-1"), ready(service, "FULL-1")
    for path in inspect_all:
        page.goto(f"{full}{path}")
        inspect(f"{path} filled")
    for path in ("", "/checklist", "/case", "/lots", "/attachments"):
        page.goto(f"{empty}{path}")
        inspect(f"{path} empty")
    for path in ("/case/risks/add", "/lots/division", "/attachments/add"):
        page.goto(f"{empty}{path}")
        page.evaluate("document.querySelectorAll('input:checked').forEach(e => e.checked = false)")
        save(page)
        inspect(f"{path} with errors")


def test_what_a_change_would_do_and_what_others_said(
    page: Page, service: Service, inspect: Inspect
) -> None:
    sign_in(page, service)
    address = ready(service, "CHANGE-1")
    page.goto(f"{address}/questions/value")
    page.locator("#estimated_value").fill("95,000")
    save(page)
    inspect("what it would change")
    expect(page.get_by_text("Nothing was saved yet")).to_be_visible()
    page.get_by_role("button", name="Edit my answer").click()
    expect(page.locator("#estimated_value")).to_have_value("95,000")

    procurement_id, buyer = procurement_in(page), service.person(Role.PROCUREMENT_OFFICER)
    found = open_procurement(service.store, procurement_id)
    assert found is not None
    answer_page(
        service.store,
        buyer,
        procurement_id=procurement_id,
        answers={"estimated_value": Money(Pence(250_000_00), VatBasis.INCLUDED)},
        version=found.version,
        now=datetime.now(UTC),
    )
    save(page)
    inspect("a conflict")
    choose = page.get_by_role("button", name="Save what was chosen")
    with page.expect_navigation():
        choose.click()
    inspect("a conflict with nothing chosen")
    page.locator("input[value=theirs]").check()
    with page.expect_navigation():
        choose.click()
    page.goto(f"{address}/check-answers")
    expect(page.get_by_role("main")).to_contain_text("£250,000 including VAT")


def test_the_pages_of_a_notice(
    page: Page, service: Service, inspect: Inspect, tmp_path: Path
) -> None:
    sign_in(page, service)
    page.goto(f"{service.address}/procurements/import")
    inspect("import")
    save(page)
    inspect("import with nothing")
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="ascii")
    page.get_by_label("File").set_input_files(wrong)
    save(page)
    inspect("import with a wrong file")
    page.get_by_label("File").set_input_files(NOTICE)
    save(page)
    inspect("what the notice tells")
    page.get_by_label("Reference").fill("NOTICE-1")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Routine Grounds Maintenance")
