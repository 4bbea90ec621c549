"""Files through the pages: attached, downloaded, taken off, refused."""

import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from forms.attached_files import LARGEST_FILE
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.parts import CONTENT, with_file
from tests.webapp.samples import started
from tests.webapp.standing import outline_stands
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.settings import Settings


@pytest.fixture
def begun(store: WatchedStore, buyer: Person) -> UUID:
    return started(store, buyer, NOW)


@pytest.fixture
def with_report(store: WatchedStore, settings: Settings, buyer: Person, begun: UUID) -> UUID:
    return with_file(store, settings.instance_folder, buyer, begun, NOW)


def send(
    client: Client,
    procurement_id: UUID,
    data: bytes,
    name: str = "report.txt",
    description: str = "Market report",
) -> TestResponse:
    response = client.fill_in(
        f"/procurements/{procurement_id}/attachments/add",
        {"file": (io.BytesIO(data), name), "description": description},
    )
    response.request.environ["wsgi.input"].close()  # the client's own copy of a large request
    return response


def test_an_empty_list_says_what_will_be_here(buyer_client: Client, begun: UUID) -> None:
    html = buyer_client.get(f"/procurements/{begun}/attachments").text

    assert "The files will be listed here once one is attached" in html
    assert "Attach a file" in html


def test_a_file_is_attached_and_listed_with_who_attached_it(
    buyer_client: Client, begun: UUID, buyer: Person
) -> None:
    response = send(buyer_client, begun, b"%PDF-1.7", "../../run<b>.exe")

    assert response.headers["Location"] == f"/procurements/{begun}/attachments"
    html = buyer_client.get(response.headers["Location"]).text
    assert "run b .exe.pdf" in html
    assert "Market report" in html
    assert f"by {buyer.name}" in html


def test_a_download_is_saved_and_can_not_act_on_this_site(
    client_of: Callable[..., Client], with_report: UUID
) -> None:
    response = client_of(Role.AUDITOR).get(f"/procurements/{with_report}/attachments/{with_report}")

    assert response.data == CONTENT
    assert response.headers["Content-Disposition"] == "attachment; filename=report.txt"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_name_of_other_letters_survives_the_header(buyer_client: Client, begun: UUID) -> None:
    send(buyer_client, begun, b"%PDF-1.7", "Bericht – Größe 🌳.pdf")
    html = buyer_client.get(f"/procurements/{begun}/attachments").text
    address = html.split('" download')[0].rsplit('href="', 1)[1]

    said = buyer_client.get(address).headers["Content-Disposition"]

    assert "filename*=UTF-8''Bericht%20" in said
    assert "\n" not in said


def test_wide_slashes_and_quotes_of_a_name_lead_nowhere_in_the_header(
    buyer_client: Client, begun: UUID
) -> None:
    send(buyer_client, begun, b"%PDF-1.7", "\uff0e\uff0e\uff0f\uff02; x=\uff02a.pdf")
    html = buyer_client.get(f"/procurements/{begun}/attachments").text
    address = html.split('" download')[0].rsplit('href="', 1)[1]

    said = buyer_client.get(address).headers["Content-Disposition"]

    assert 'filename="; x= a.pdf"; filename*=UTF-8' in said


def test_what_can_not_be_attached_is_refused_and_the_words_stay(
    buyer_client: Client, begun: UUID
) -> None:
    response = send(buyer_client, begun, bytes(range(256)), "tool.exe", "A useful tool")

    assert response.status_code == 400
    assert "Tool.exe: its content is of no kind that can be attached" in response.text
    assert 'value="A useful tool"' in response.text


@pytest.mark.parametrize(("name", "description"), [("", "A report"), ("report.txt", " ")])
def test_a_file_and_what_it_is_are_needed(
    name: str, description: str, buyer_client: Client, begun: UUID
) -> None:
    response = send(buyer_client, begun, b"Text" if name else b"", name, description)

    assert response.status_code == 400


def test_too_much_at_once_is_refused_with_words(buyer_client: Client, begun: UUID) -> None:
    response = send(buyer_client, begun, b"%PDF-" + b"0" * (LARGEST_FILE + 200_000))

    assert response.status_code == 413
    assert "choose a smaller file" in response.text
    assert f'<a class="govuk-link" href="/procurements/{begun}/attachments/add">' in response.text


def test_a_file_a_little_too_large_is_told_its_limit(buyer_client: Client, begun: UUID) -> None:
    response = send(buyer_client, begun, b"%PDF-" + b"0" * LARGEST_FILE)

    assert response.status_code == 400
    assert "at most 10,000,000 are taken" in response.text


def test_a_file_is_taken_off_with_a_reason_that_stays(
    buyer_client: Client, with_report: UUID
) -> None:
    address = f"/procurements/{with_report}/attachments/{with_report}/remove"
    without = buyer_client.fill_in(address, {"why": ""})

    removed = buyer_client.fill_in(address, {"why": "<b>Superseded</b>"})

    assert without.status_code == 400
    assert "Enter why it is taken off" in without.text
    assert removed.status_code == 302
    html = buyer_client.get(f"/procurements/{with_report}/attachments").text
    assert "report.txt, on 2 March 2026 at 09:30: &lt;b&gt;Superseded&lt;/b&gt;" in html
    gone = buyer_client.get(f"/procurements/{with_report}/attachments/{with_report}")
    assert gone.status_code == 404
    assert buyer_client.get(address).status_code == 302


def test_a_file_of_another_procurement_does_not_exist(
    buyer_client: Client, store: WatchedStore, buyer: Person, with_report: UUID
) -> None:
    other = started(store, buyer, NOW, reference="other")

    assert buyer_client.get(f"/procurements/{other}/attachments/{with_report}").status_code == 404
    assert buyer_client.get(f"/procurements/{with_report}/attachments/{uuid4()}").status_code == 404


def test_a_file_that_is_gone_is_told_and_nothing_breaks(
    buyer_client: Client, settings: Settings, with_report: UUID
) -> None:
    folder: Path = settings.instance_folder / "attachments"
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()

    response = buyer_client.get(f"/procurements/{with_report}/attachments/{with_report}")

    assert response.status_code == 409
    assert "The file is not where it was kept" in response.text


def test_nothing_is_attached_or_taken_off_while_a_panel_has_the_outline(
    buyer_client: Client, store: WatchedStore, buyer: Person, with_report: UUID
) -> None:
    base = f"/procurements/{with_report}/attachments"
    hidden = forms_in(buyer_client.get(f"{base}/add").text)[-1].hidden
    outline_stands(store, buyer, with_report)

    file = {"file": (io.BytesIO(b"Other"), "other.txt"), "description": "Other"}
    added = buyer_client.post(f"{base}/add", data={**hidden, **file})
    removed = buyer_client.post(f"{base}/{with_report}/remove", data={**hidden, "why": "No"})

    assert (added.status_code, removed.status_code) == (409, 409)
    assert "Withdraw it on its page" in added.text
    assert "Take off" not in buyer_client.get(base).text
