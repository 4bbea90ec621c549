"""Beginning from a notice through the pages."""

import io
import json
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.webapp.clients import Client, forms_in
from webapp.services.demonstration.notice import NOTICE

IMPORT = "/procurements/import"
PUBLISHED = Path(__file__).parents[3] / "data/contracts-finder-packages-2017-2020.json"


def send(client: Client, data: bytes, ocid: str = "") -> TestResponse:
    return client.fill_in(IMPORT, {"file": (io.BytesIO(data), "notice.json"), "ocid": ocid})


def read(client: Client) -> tuple[str, dict[str, str]]:
    """Send the notice of the demonstration, and return the page with its hidden fields."""
    html = send(client, NOTICE.read_bytes()).text
    return html, forms_in(html)[-1].hidden


def test_the_page_shows_what_was_read_and_from_where_before_anything_begins(
    buyer_client: Client,
) -> None:
    html, _ = read(buyer_client)

    assert "Nothing has begun yet" in html
    assert "£1,120,000 excluding VAT" in html
    assert "tender.minValue.amount" in html
    assert html.count(" checked") == 5
    assert "Special regime" in html.split("Not read, and so still to answer")[1]


def test_what_is_ticked_becomes_the_first_answers(buyer_client: Client) -> None:
    _, hidden = read(buyer_client)

    response = buyer_client.post(
        f"{IMPORT}/notice",
        data={
            **hidden,
            "facts": ["category", "estimated_value"],
            "title": "Grounds",
            "reference": "N-1",
        },
    )

    assert response.status_code == 302
    html = buyer_client.get(f"{response.headers['Location']}/check-answers").text
    assert "£1,120,000 excluding VAT" in html
    assert "Services" in html
    assert "20 December 2019" not in html


def test_what_is_wrong_is_told_and_the_ticks_stay(buyer_client: Client) -> None:
    _, hidden = read(buyer_client)

    response = buyer_client.post(
        f"{IMPORT}/notice",
        data={**hidden, "facts": ["category"], "title": "Grounds", "reference": ""},
    )

    assert response.status_code == 400
    assert "Enter a reference" in response.text
    assert response.text.count(" checked") == 1


def test_a_double_click_begins_once(buyer_client: Client) -> None:
    _, hidden = read(buyer_client)
    typed = {**hidden, "title": "Grounds", "reference": "N-1"}

    both = [buyer_client.post(f"{IMPORT}/notice", data=typed) for _ in range(2)]

    assert [response.status_code for response in both] == [302, 302]
    assert both[0].headers["Location"] == both[1].headers["Location"]


def test_a_day_that_is_past_is_not_taken_over_and_says_which_law_was_in_force_on_it(
    buyer_client: Client,
) -> None:
    html, _ = read(buyer_client)

    assert 'value="commenced_on">' in html
    assert "20 December 2019" in html
    assert "The day on which the notice was published. The law of that day: Public" in html
    assert "it is not ticked" in html


def test_a_reference_is_suggested_for_what_is_begun_from_a_notice(buyer_client: Client) -> None:
    html, _ = read(buyer_client)

    assert 'value="COV-2026-001"' in html


def test_of_several_notices_one_is_chosen(buyer_client: Client) -> None:
    page = send(buyer_client, PUBLISHED.read_bytes())
    choices = [form for form in forms_in(page.text) if "sealed" in form.hidden]

    chosen = buyer_client.post(f"{IMPORT}/notice", data=choices[1].hidden)

    assert "Which notice?" in page.text
    assert chosen.status_code == 200
    assert "What the notice tells" in chosen.text
    assert "There is a problem" not in chosen.text


def test_a_notice_is_found_by_its_ocid_or_not(buyer_client: Client) -> None:
    missing = send(buyer_client, NOTICE.read_bytes(), "ocds-none")

    assert missing.status_code == 400
    assert "The file holds no notice of that OCID" in missing.text


@pytest.mark.parametrize(
    "data", [b"", b"not json", b"[]", b'{"a": 1}', b"\xff\xfe\x00", b"[" * 100_000]
)
def test_a_file_that_is_no_notice_is_refused_with_words(data: bytes, buyer_client: Client) -> None:
    response = send(buyer_client, data)

    assert response.status_code == 400
    assert "There is a problem" in response.text


def test_a_hostile_notice_is_text_and_never_markup(buyer_client: Client) -> None:
    release = {"ocid": "<script>1</script>", "tender": {"title": "<script>alert(1)</script>"}}

    response = send(buyer_client, json.dumps({"releases": [release]}).encode())

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "<script>1" not in response.text


@pytest.mark.parametrize("sealed", ["", "forged", "a.b.c"])
def test_a_notice_that_was_not_read_here_leads_back_to_the_file(
    sealed: str, buyer_client: Client
) -> None:
    _, hidden = read(buyer_client)

    response = buyer_client.post(f"{IMPORT}/notice", data={**hidden, "sealed": sealed})

    assert response.headers["Location"] == IMPORT
