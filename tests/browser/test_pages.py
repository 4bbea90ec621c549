"""Every page in every state: axe finds nothing, and the HTML is valid."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe_violations
from tests.browser.looking import unfold
from tests.browser.service import (
    Service,
    answer_page,
    question_pages,
    running_service,
    save,
    sign_in,
    start,
)
from tests.browser.validator import Validator
from tests.webapp.samples import answered
from webapp.application import LARGEST_REQUEST
from webapp.roles import Role

TOO_LONG = LARGEST_REQUEST + 1
TOO_LARGE = 413

Inspect = Callable[[str], None]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def inspect(page: Page, validator: Validator) -> Iterator[Inspect]:
    """Judge the page as it stands; what was found is told at the end, by state."""
    with _inspecting(page, validator) as judge:
        yield judge


@pytest.fixture
def inspect_failing(failing_page: Page, validator: Validator) -> Iterator[Inspect]:
    """Judge the page of a broken service in the same way."""
    with _inspecting(failing_page, validator) as judge:
        yield judge


@contextmanager
def _inspecting(page: Page, validator: Validator) -> Iterator[Inspect]:
    found: dict[str, list[str]] = {}

    def judge(state: str) -> None:
        unfold(page)
        problems = axe_violations(page)
        problems += validator.errors(page.content())
        if problems:
            found[state] = problems

    yield judge
    assert found == {}


def test_the_pages_before_signing_in(page: Page, service: Service, inspect: Inspect) -> None:
    of_information = ("accessibility-statement", "privacy-notice", "cookies", "glossary")
    for path in ("sign-in", *of_information, "how-long-things-are-kept", "nothing"):
        page.goto(f"{service.address}/{path}")
        inspect(path)
    page.goto(service.address)
    save(page)
    inspect("sign in with nothing")
    page.locator("#email").fill("nobody@example.org")
    for _ in range(6):
        page.locator("#password").fill("wrong")
        save(page)
    inspect("sign in throttled")


def test_the_list_and_the_start(page: Page, service: Service, inspect: Inspect) -> None:
    sign_in(page, service, Role.PROCUREMENT_OFFICER)
    inspect("procurements")
    page.goto(f"{service.address}/procurements/start")
    inspect("start")
    save(page)
    inspect("start with nothing")
    start(page, service, "LIST-1")
    page.goto(f"{service.address}/procurements")
    inspect("procurements with one")
    page.goto(f"{service.address}/procurements/start")
    page.evaluate("document.querySelector('main [name=csrf_token]').value = 'wrong'")
    save(page)
    inspect("expired form")


def test_the_questions_and_their_errors(page: Page, service: Service, inspect: Inspect) -> None:
    sign_in(page, service)
    start(page, service, "QUESTIONS-1")
    for slug in question_pages(page):
        inspect(slug)
        page.evaluate("document.querySelectorAll('input:checked').forEach(e => e.checked = false)")
        for field in page.locator("main input[type=text]").all():
            field.fill("wrong")
        save(page)
        inspect(f"{slug} with errors")
        answer_page(page)
        save(page)
    inspect("check answers")


def test_the_decision_and_the_outline(page: Page, service: Service, inspect: Inspect) -> None:
    sign_in(page, service)
    begun = _answered(service, "DECISION-1")
    address = f"{service.address}/procurements/{begun}"
    page.goto(f"{address}/check-answers")
    inspect("check answers with open questions")
    page.goto(f"{address}/questions/value")
    page.locator("#estimated_value").fill("95,000")
    save(page)
    inspect("what changed")
    page.goto(f"{address}/decision")
    inspect("decision not recorded")
    save(page)
    for tab in ("what-applies", "social-value", "duties", "what-does-not", "still-needed"):
        page.goto(f"{address}/decision#{tab}")
        inspect(f"decision {tab}")
    page.goto(f"{address}/outline")
    inspect("outline")


@pytest.mark.parametrize(
    "answers",
    [
        {"nation": "scotland"},
        {"special_regime": "light_touch", "authority_type": "nhs_body"},
        {"framework": "call_off"},
    ],
)
def test_decisions_of_other_kinds(
    page: Page, service: Service, inspect: Inspect, answers: dict[str, str]
) -> None:
    sign_in(page, service)
    reference = "-".join(answers.values()).replace("_", "-")

    page.goto(f"{service.address}/procurements/{_answered(service, reference, **answers)}/decision")

    inspect("decision")


def test_a_stale_form(page: Page, service: Service, inspect: Inspect) -> None:
    sign_in(page, service)
    address = f"{service.address}/procurements/{_answered(service, 'STALE-1')}/questions/value"
    other = page.context.new_page()
    for tab, amount in ((page, "214,000"), (other, "200,000")):
        tab.goto(address)
        tab.locator("#estimated_value").fill(amount)
    save(other)
    save(page)

    inspect("stale form")


def test_pages_of_other_roles(page: Page, service: Service, inspect: Inspect) -> None:
    begun = _answered(service, "ROLES-1")
    sign_in(page, service, Role.ADMINISTRATOR)
    inspect("nothing for this role")
    page.goto(f"{service.address}/procurements")
    inspect("not allowed")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, service, Role.AUDITOR)
    for path in ("", f"/{begun}/check-answers", f"/{begun}/decision"):
        page.goto(f"{service.address}/procurements{path}")
        inspect(f"auditor {path}")


def test_requests_that_no_page_takes(page: Page, service: Service, inspect: Inspect) -> None:
    _sees(page, f"{service.address}/sign-out", 405)
    inspect("wrong method")
    sign_in(page, service)
    _sees(page, f"{service.address}/sign-out", 405)
    inspect("wrong method, signed in")
    page.goto(f"{service.address}/procurements/start")
    page.evaluate("length => document.querySelector('#title').value = 'x'.repeat(length)", TOO_LONG)
    with page.expect_response(lambda response: response.status == TOO_LARGE):
        save(page)
    inspect("too large")


def test_a_service_that_is_broken(
    failing_page: Page, inspect_failing: Inspect, tmp_path: Path
) -> None:
    page = failing_page
    with running_service(tmp_path) as service:
        sign_in(page, service)
        database = tmp_path / "podium.sqlite3"
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("ALTER TABLE procurement RENAME TO lost")
        _sees(page, f"{service.address}/procurements", 500)
        inspect_failing("a fault of ours")
        database.unlink()
        _sees(page, f"{service.address}/procurements", 503)
        inspect_failing("no database")


def _sees(page: Page, address: str, status: int) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == status


def _answered(service: Service, reference: str, **answers: str) -> UUID:
    person = service.person(Role.BUYER)
    return answered(service.store, person, datetime.now(UTC), reference=reference, **answers)
