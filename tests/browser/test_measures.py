"""The catalogue and an import in a browser: accessible, valid, narrow, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import found_on, unfold
from tests.browser.service import Service, running_service, save, sign_in
from tests.browser.validator import Validator
from tests.forms.workbooks.books import book, raw
from tests.webapp.measures import HEADER, workbook
from webapp.roles import Role

SAID = {
    "collection": "Licensed framework",
    "valid_from-day": "1",
    "valid_from-month": "3",
    "valid_from-year": "2026",
    "price_year": "2024",
    "licence": "Subscription 2026",
    "licence_holder": "A Publisher",
    "confirmed_by": "A Reader, Head of Legal",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


def problems_of(page: Page, validator: Validator) -> list[str]:
    """Return what axe and the validator find, and whether the page scrolls sideways at 320."""
    unfold(page)
    return found_on(page) + validator.errors(page.content())


def upload(page: Page, service: Service, data: bytes, name: str = "framework.xlsx") -> None:
    """Choose a file and send it."""
    page.goto(f"{service.address}/measures/imports/start")
    page.locator("#workbook").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    save(page)


def say(page: Page, **others: str) -> None:
    """Fill in what is said of an import."""
    for name, text in {**SAID, **others}.items():
        page.locator(f"[id={name!r}]").fill(text)


def test_the_catalogue_and_its_measures(page: Page, service: Service, validator: Validator) -> None:
    sign_in(page, service)
    found = {}
    for path in (
        "",
        "?q=carbon",
        "?q=zzz",
        "/local-jobs",
        "/carbon-saved",
        "/carbon-saved?quantity=100&first_year=2024&years=7&price_year=2024",
        "/carbon-saved?quantity=many&first_year=2024&years=7",
        "/healthy-years-gained?quantity=2&first_year=2026&years=3",
        "/imports",
    ):
        page.goto(f"{service.address}/measures{path}")
        found[path] = problems_of(page, validator)

    assert {path: problems for path, problems in found.items() if problems} == {}


def test_a_search_and_a_value_by_mouse_and_keyboard(page: Page, service: Service) -> None:
    sign_in(page, service)
    page.get_by_role("link", name="Measures", exact=True).click()
    page.get_by_label("Search the measures").fill("greenhouse baseline")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Greenhouse gases not emitted").click()
    page.get_by_label("How much a year?").fill("100")
    page.get_by_label("First year").fill("2024")
    page.get_by_label("Number of years").fill("7")
    page.get_by_label("In prices of").fill("2024")
    page.get_by_role("button", name="Work it out").click()

    expect(page.get_by_text("Present value: £196,489.45 in prices of 2024")).to_be_visible()


def test_an_import_from_the_file_to_its_measures(
    page: Page, service: Service, validator: Validator
) -> None:
    found = {}
    sign_in(page, service, Role.POLICY_OWNER)
    page.goto(f"{service.address}/measures/imports/start")
    found["start"] = problems_of(page, validator)
    save(page)
    found["no file"] = problems_of(page, validator)
    upload(page, service, book([HEADER], parts={"xl/vbaProject.bin": b"x"}))
    found["a file with macros"] = problems_of(page, validator)
    upload(page, service, book([(1, 2, 3)]))
    found["a sheet without titles"] = problems_of(page, validator)
    upload(
        page, service, workbook(("L1", None, "h", "x", ""), ("L1", "t", "u", raw("><f>1</f>"), ""))
    )
    found["the columns"] = problems_of(page, validator)
    save(page)
    found["nothing said"] = problems_of(page, validator)
    say(page)
    save(page)
    found["cells at fault"] = problems_of(page, validator)
    expect(page.get_by_role("rowheader", name="Measures!D3")).to_be_visible()
    upload(page, service, workbook())
    say(page)
    save(page)
    found["imported"] = problems_of(page, validator)
    expect(page.get_by_role("heading", level=1)).to_have_text("Licensed framework")
    page.get_by_role("link", name="Hours <b>given</b>").click()
    found["a measure of it"] = problems_of(page, validator)
    for path in ("measures", "measures/imports"):
        page.goto(f"{service.address}/{path}")
        found[path] = problems_of(page, validator)

    assert {state: problems for state, problems in found.items() if problems} == {}


def test_an_import_needs_no_script(page_without_script: Page, service: Service) -> None:
    page = page_without_script
    sign_in(page, service, Role.POLICY_OWNER)
    upload(page, service, b"Ref;Measure;Unit;Value;Theme\nS1;Hours;hours;31.27;x\n", "set.csv")
    expect(page.get_by_text("The columns are parted by semicolons")).to_be_visible()
    say(page, collection="Without script")
    save(page)

    expect(page.get_by_text("1 measure, from 1 March 2026: in force today")).to_be_visible()
