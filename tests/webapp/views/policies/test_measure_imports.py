"""Importing an authority's own measures through the pages: upload, columns, licence, result."""

import io
import re
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from tests.forms.workbooks.books import Content, book, number, sheet
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.measures import HEADER, imported, workbook
from webapp.application import LARGEST_REQUEST
from webapp.roles import MEASURE_IMPORTERS, MEASURE_READERS, Role
from webapp.services.accounts import Person
from webapp.services.measures import imports_of

START = "/measures/imports/start"
SAID = {
    "column_id": "1",
    "column_title": "2",
    "column_unit": "3",
    "column_value": "4",
    "column_theme": "5",
    "price_year": "2024",
    "collection": "Licensed framework",
    "valid_from-day": "1",
    "valid_from-month": "3",
    "valid_from-year": "2026",
    "licence": "Subscription 2026",
    "licence_holder": "A Publisher",
    "confirmed_by": "A Reader, Head of Legal",
}


@pytest.fixture
def owner(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.POLICY_OWNER)


def send(client: Client, data: bytes, name: str = "framework.xlsx") -> Any:  # noqa: ANN401 - werkzeug's own
    """Upload a file."""
    return client.fill_in(START, {"workbook": (io.BytesIO(data), name)})


def columns_page(client: Client, *rows: tuple[Content, ...]) -> str:
    """Upload a file, and return the address of the page that asks for its columns."""
    address: str = send(client, workbook(*rows)).headers["Location"]
    return address


def test_a_workbook_is_uploaded_mapped_imported_and_shown(owner: Client) -> None:
    address = columns_page(owner)
    asked = owner.get(address).text
    response = owner.fill_in(address, SAID)
    page = owner.get(response.headers["Location"]).text

    assert '<option value="1" selected>A: Ref</option>' in asked
    assert '<option value="2" selected>B: Measure</option>' in asked
    assert response.status_code == 302
    assert "2 measures, from 1 March 2026: in force today" in page
    assert "£31.27" in page
    assert "2024 prices. Subscription 2026" in page
    assert "Confirmed by A Reader, Head of Legal" in page
    assert owner.get(address).status_code == 404


def test_what_a_workbook_says_is_never_markup(owner: Client) -> None:
    address = columns_page(owner)
    imported_at = owner.fill_in(address, SAID).headers["Location"]

    for path in (imported_at, f"{imported_at}/rows/2", "/measures", "/measures/imports"):
        assert "Hours <b>" not in owner.get(path).text
    assert "Hours &lt;b&gt;given&lt;/b&gt;" in owner.get(f"{imported_at}/rows/2").text


def test_the_licence_stands_beside_each_measure_and_value(owner: Client) -> None:
    imported_at = owner.fill_in(columns_page(owner), SAID).headers["Location"]
    statement = "Used under: Subscription 2026, of A Publisher."

    assert "A Publisher" in owner.get(f"{imported_at}/rows/2").text
    assert owner.get("/measures").text.count(statement) == 3
    assert statement in owner.get(imported_at).text
    assert statement in owner.get("/measures/imports").text


def test_every_fault_is_listed_by_cell_and_nothing_is_imported(
    owner: Client, person_of: Callable[..., Person], store: WatchedStore
) -> None:
    address = columns_page(
        owner, ("L1", "Good", "hours", "about 5", ""), ("L1", None, "hours", number("-1"), "")
    )

    response = owner.fill_in(address, SAID)

    listed = re.findall(
        r'<th scope="row" class="govuk-table__header">(Measures!\w+)', response.text
    )
    assert response.status_code == 400
    assert listed == ["Measures!D2", "Measures!A3", "Measures!B3", "Measures!D3"]
    assert "Nothing was imported" in response.text
    organisation = person_of(Role.POLICY_OWNER).memberships[0].organisation_id
    assert imports_of(store, [organisation]) == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"licence": " "}, "Enter the name of the licence under which you use the measures"),
        ({"licence_holder": ""}, "Enter who holds the rights"),
        ({"confirmed_by": "\u200b"}, "Enter who confirmed it, by name and office"),
        ({"collection": ""}, "Enter what the set is called"),
        ({"collection": "a\u202eb"}, "Take out the character U+202E"),
        ({"licence": "x" * 201}, "Enter at most 200 characters"),
        ({"valid_from-year": ""}, "The day must include a year"),
        ({"column_id": ""}, "Select the column of the id"),
        ({"column_value": "2"}, "Select another column: this one is the title already"),
        ({"column_value": "99"}, "Select a column that is on the list"),
        ({"price_year": "22"}, "Enter a year from 1990 to 2100"),
    ],
)
def test_what_is_said_wrongly_is_told_at_its_field(
    said: dict[str, str], told: str, owner: Client
) -> None:
    response = owner.fill_in(columns_page(owner), {**SAID, **said})

    assert response.status_code == 400
    assert told in response.text
    assert "There is a problem" in response.text


def test_two_imports_for_one_day_ask_for_a_reason(owner: Client) -> None:
    owner.fill_in(columns_page(owner), SAID)
    address = columns_page(owner)

    refused = owner.fill_in(address, SAID)
    taken = owner.fill_in(address, {**SAID, "why": "A value was wrong"})

    assert refused.status_code == 409
    assert "There is an import of this set for this day" in refused.text
    assert taken.status_code == 302
    history = owner.get("/measures/imports").text
    assert history.index("In force") < history.index("Superseded")


def test_the_columns_and_the_licence_are_filled_in_again_for_the_same_layout(
    owner: Client,
) -> None:
    owner.fill_in(columns_page(owner), {**SAID, "column_theme": ""})

    page = owner.get(columns_page(owner)).text

    assert "A file of this layout was imported on 2 March 2026" in page
    assert 'value="Subscription 2026"' in page
    assert '<option value="5" selected>' not in page
    assert 'value="A Reader, Head of Legal"' not in page


def test_another_sheet_and_row_of_titles_can_be_chosen(owner: Client) -> None:
    second = sheet([("one", "two", "three"), HEADER, ("L1", "t", "u", 1)])
    data = book(sheets={"Cover": sheet([("a", "b", "c")]), "The list": second})
    address = send(owner, data).headers["Location"]

    page = owner.get(f"{address}?sheet=The list&header_row=2").text
    response = owner.fill_in(f"{address}?sheet=The list&header_row=2", {**SAID, "column_theme": ""})

    assert "The titles are taken from row 2" in page
    assert response.status_code == 302
    assert "1 measure, from" in owner.get(response.headers["Location"]).text


@pytest.mark.parametrize("sought", ["%00", "Other", "x" * 500, "%E2%80%AE"])
def test_a_sheet_that_is_none_is_told_and_not_echoed_raw(sought: str, owner: Client) -> None:
    response = owner.get(f"{columns_page(owner)}?sheet={sought}&header_row=-1")

    assert response.status_code == 400
    assert "there is no such sheet" in response.text
    assert not {"\0", "\u202e"} & set(response.text)


def test_a_sheet_without_titles_leads_to_the_others(owner: Client) -> None:
    data = book(sheets={"Numbers": sheet([(1, 2, 3)]), "The list": sheet([HEADER])})
    response = owner.get(send(owner, data).headers["Location"])

    assert response.status_code == 400
    assert "no row with the titles of columns" in response.text
    assert "sheet=The+list" in response.text or "sheet=The%20list" in response.text


def test_a_csv_file_is_read_with_its_delimiter_shown(owner: Client) -> None:
    data = b"Ref;Measure;Unit;Value;Theme\nL1;Hours;hours;31.27;Social\n"
    address = send(owner, data, "framework.csv").headers["Location"]

    page = owner.get(address).text
    response = owner.fill_in(address, SAID)

    assert "The columns are parted by semicolons" in page
    assert "£31.27" in owner.get(response.headers["Location"]).text


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (book([HEADER], parts={"xl/vbaProject.bin": b"x"}), "m.xlsx", "it holds macros"),
        (book([HEADER], parts={"a.xml": "<!DOCTYPE a><a/>"}), "m.xlsx", "has a DOCTYPE"),
        (b"%PDF", "m.pdf", "neither an Excel workbook"),
        (b"", "m.xlsx", "the file is empty"),
        (b"a,caf\xe9", "m.csv", "0xe9 is not UTF-8"),
    ],
)
def test_a_file_that_is_refused_is_told_at_its_field(
    data: bytes, name: str, told: str, owner: Client, store: WatchedStore
) -> None:
    before = store.writings

    response = send(owner, data, name)

    assert response.status_code == 400
    assert told.lower() in response.text.lower()
    assert store.writings == before


def test_no_file_is_told(owner: Client) -> None:
    response = owner.fill_in(START, {})

    assert response.status_code == 400
    assert "Select the file with your measures" in response.text


def send_in_bytes(client: Client, data: bytes) -> int:
    """Upload a file as its very bytes, and return the status: no test file stays open."""
    token = forms_in(client.get(START).text)[-1].hidden["csrf_token"]
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="workbook"; filename="m.xlsx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = parts.encode() + data + b"\r\n--b--\r\n"
    return client.post(START, data=body, content_type="multipart/form-data; boundary=b").status_code


def test_a_file_may_be_larger_than_any_other_form(owner: Client) -> None:
    noise = Random(1).randbytes(LARGEST_REQUEST + 1000)  # noqa: S311 - a picture that won't pack
    data = book([HEADER, ("L1", "t", "u", 1, "")], parts={"xl/media/logo.png": noise})

    assert send_in_bytes(owner, data) == 302
    assert send_in_bytes(owner, b"a" * 5_200_000) == 413


@pytest.mark.parametrize("role", Role)
def test_only_the_policy_owner_imports_and_only_the_authority_reads(
    role: Role,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
    store: WatchedStore,
    clock: Clock,
) -> None:
    import_id = imported(store, person_of(Role.POLICY_OWNER), clock.now, date(2026, 1, 1))
    waiting = columns_page(client_of(Role.POLICY_OWNER))
    reading = [f"/measures/imports/{import_id}", f"/measures/imports/{import_id}/rows/2"]
    mine, other = client_of(role), client_of(role, "elsewhere")

    reads = 200 if role in MEASURE_READERS else 403
    imports = 200 if role in MEASURE_IMPORTERS else 403
    assert [mine.get(path).status_code for path in ("/measures/imports", *reading)] == [reads] * 3
    assert [mine.get(path).status_code for path in (START, waiting)] == [imports] * 2
    assert [other.get(path).status_code for path in (*reading, waiting)] == [404] * 3
    assert "Licensed framework" not in other.get("/measures/imports").text


@pytest.mark.parametrize("path", ["files/{}", "{}", "{}/rows/2"])
def test_what_does_not_exist_is_not_found(path: str, owner: Client) -> None:
    assert owner.get(f"/measures/imports/{path.format(uuid4())}").status_code == 404


def test_a_row_that_does_not_exist_is_not_found(
    owner: Client, person_of: Callable[..., Person], store: WatchedStore, clock: Clock
) -> None:
    import_id = imported(store, person_of(Role.POLICY_OWNER), clock.now, date(2026, 1, 1))

    for row in ("1", "99", "9" * 30, "-2"):
        assert owner.get(f"/measures/imports/{import_id}/rows/{row}").status_code == 404


def test_before_anything_was_imported_the_page_says_how_it_gets_there(
    buyer_client: Client, owner: Client
) -> None:
    assert "The policy owner of your authority imports a workbook" in (
        buyer_client.get("/measures/imports").text
    )
    assert "Import a workbook" in owner.get("/measures/imports").text
