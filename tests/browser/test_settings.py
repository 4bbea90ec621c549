"""The policy owner's path: draft, try, test, back-test, propose, approve by another."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import found_on, unfold
from tests.browser.service import Service, running_service, save, sign_in
from tests.browser.validator import Validator
from tests.webapp.cli.calling import NOTICES
from tests.webapp.samples import decided
from webapp.roles import Role

LONGEST_CHECK = 240_000
BETWEEN_LOOKS = 2_000
Inspect = Callable[[Page, str], None]


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def inspect(validator: Validator) -> Iterator[Inspect]:
    """Judge pages as they stand; what was found is told at the end, by state."""
    found: dict[str, list[str]] = {}

    def judge(page: Page, state: str) -> None:
        unfold(page)
        problems = found_on(page) + validator.errors(page.content())
        if problems:
            found[state] = problems

    yield judge
    assert found == {}


def sign_out(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


def press(page: Page, name: str) -> None:
    """Press a button of the page, and wait for what comes of it."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def start_draft(page: Page, service: Service, name: str) -> None:
    page.goto(f"{service.address}/settings")
    page.get_by_role("link", name="Drafts of other values").click()
    page.get_by_role("button", name="Start a draft").click()
    page.get_by_label("What is this draft about?").fill(name)
    save(page)


def enter_value(page: Page, value: str, *, day: tuple[str, str, str]) -> None:
    page.get_by_label("Value", exact=True).fill(value)
    for part, text in zip(("day", "month", "year"), day, strict=True):
        page.locator(f"#from_on-{part}").fill(text)
    page.get_by_label("Why does the authority set this value?").fill("More is bought locally.")
    page.get_by_label("Where does it stand?").select_option("own")
    page.get_by_label("Title of your source").fill("Cabinet, 3 February 2026")
    page.get_by_label("Where it can be found").fill("CAB/2026/12")
    page.get_by_label("Place in the source").fill("minute 12")
    save(page)


def step(page: Page, why: str, button: str) -> None:
    page.get_by_label("Why?").fill(why)
    press(page, button)


def wait_for_end(page: Page) -> None:
    """Wait until the page, which follows the work by itself, leads to what came of it."""
    page.get_by_role("link", name="It has ended: see what came of it").click(timeout=LONGEST_CHECK)


def back_test(page: Page) -> None:
    """Run the draft over published notices, beside what decides today."""
    draft_id = page.url.rsplit("/", 1)[1]
    page.get_by_role("link", name="Back-test it on published notices").click()
    expect(page.get_by_label("Compare with")).to_have_value(f"draft.{draft_id}")
    page.get_by_label("File of notices").set_input_files(NOTICES)
    save(page)
    wait_for_end(page)
    expect(page.get_by_role("heading", name="What changes")).to_be_visible()
    expect(page.get_by_text("Most social value award criteria").first).to_be_visible()


def approve_as_another(page: Page, service: Service, draft: str, inspect: Inspect) -> None:
    """Sign in as a second person, and approve a draft."""
    sign_out(page)
    sign_in(page, service, Role.ADMINISTRATOR)
    page.goto(draft)
    inspect(page, "to be approved")
    step(page, "In line with the decision of the cabinet.", "Approve")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Approved")
    expect(page.get_by_text("can't stand as it is")).to_have_count(0)
    inspect(page, "approved")


def look_until_checked(page: Page) -> None:
    """Look again and again, as somebody does whose browser runs no script."""
    again = page.get_by_role("link", name="See how far it is")
    for _ in range(LONGEST_CHECK // BETWEEN_LOOKS):
        if not again.count():
            return
        page.wait_for_timeout(BETWEEN_LOOKS)
        again.click()
        page.get_by_role("contentinfo").wait_for()  # a page that still comes in has no link either
    pytest.fail("the check did not end")


def test_from_draft_to_approval_by_another(page: Page, service: Service, inspect: Inspect) -> None:
    decided(service.store, service.person(Role.BUYER), datetime.now(UTC))
    sign_in(page, service, Role.POLICY_OWNER)
    page.goto(f"{service.address}/settings")
    expect(page.get_by_text("Default proposed, not adopted").first).to_be_visible()
    inspect(page, "settings")

    start_draft(page, service, "Fewer measures")
    inspect(page, "empty draft")
    page.get_by_role("button", name="Add a value").click()
    inspect(page, "choose a value")
    page.get_by_role("link", name="Most measures in the standard tier").click()
    inspect(page, "value")
    save(page)
    inspect(page, "value with nothing")
    enter_value(page, "4", day=("1", "3", "2026"))
    draft = page.url
    inspect(page, "draft with a value")

    page.get_by_role("link", name="Try it on a procurement or an example").click()
    inspect(page, "try")
    page.get_by_label("Reference of a procurement").fill("COV-2026-014")
    press(page, "Try it on this procurement")
    expect(page.get_by_text("4 measures")).to_be_visible()
    inspect(page, "tried")

    page.goto(draft)
    press(page, "Test and analyse")
    inspect(page, "being checked")
    wait_for_end(page)
    expect(page.get_by_text("No error")).to_be_visible()
    inspect(page, "checked")
    back_test(page)
    inspect(page, "back-tested")
    page.goto(draft)
    step(page, "Agreed with the cabinet member.", "Propose for approval")
    expect(page.get_by_text("Another policy owner or an administrator approves it")).to_be_visible()
    inspect(page, "proposed")

    approve_as_another(page, service, draft, inspect)
    page.goto(f"{service.address}/settings")
    row = page.locator("#cov-measures-standard")
    expect(row.get_by_text("Set by the authority")).to_be_visible()
    inspect(page, "settings with one adopted")

    sign_out(page)
    sign_in(page, service, Role.BUYER)
    page.get_by_role("link", name="Grounds maintenance").first.click()
    page.wait_for_url("**/procurements/*")
    page.goto(f"{page.url}/decision")
    page.get_by_role("link", name="Decide again today").click()
    expect(page.get_by_text("1 conclusion would be different")).to_be_visible()
    inspect(page, "decided again")


def test_the_path_without_javascript(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service, Role.POLICY_OWNER)
    start_draft(page, service, "More measures")
    page.get_by_role("button", name="Add a value").click()
    page.get_by_role("link", name="Most measures in the enhanced tier").click()
    enter_value(page, "12", day=("1", "4", "2026"))
    draft = page.url
    step(page, "Agreed.", "Propose for approval")
    look_until_checked(page)
    expect(page.get_by_text("No error")).to_be_visible()

    sign_out(page)
    sign_in(page, service, Role.ADMINISTRATOR)
    page.goto(draft)
    step(page, "Name the minute in full.", "Return to its author")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Returned")


def test_an_auditor_reads_drafts_and_is_offered_nothing_to_do(
    page: Page, service: Service, inspect: Inspect
) -> None:
    sign_in(page, service, Role.POLICY_OWNER)
    start_draft(page, service, "For the auditor")
    draft = page.url
    sign_out(page)
    sign_in(page, service, Role.AUDITOR)

    page.goto(draft)

    expect(page.get_by_role("heading", level=1)).to_contain_text("For the auditor")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    inspect(page, "draft as the auditor sees it")
    page.goto(f"{service.address}/settings/drafts")
    inspect(page, "drafts as the auditor sees them")
