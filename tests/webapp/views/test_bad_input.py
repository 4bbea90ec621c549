"""Whatever is sent to a form, it is refused or saved: never a fault, never stored half."""

from io import BytesIO

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.samples import answered, started
from webapp.services.accounts import Person
from webapp.services.preparing.procurements import open_procurement

NASTY = [
    "",
    " ",
    "x" * 100_000,
    "\x00",
    "a\x00b",
    "\u202egnp.exe",
    "\ud7ff\ue000",
    "%s%n%d %(x)s {0} {{7*7}} ${x}",
    "<script>alert(1)</script>",
    "'; DROP TABLE answer; --",
    "-1",
    "1e9",
    "NaN",
    "1/2",
    "٣",
    "999999999999999999999999",
    "true",
    "none",
    "unknown",
]
FIELDS = {
    "authority": ("authority_type", "nation"),
    "purchase": ("category", "also_includes", "special_regime"),
    "framework": ("framework",),
    "value": (
        "estimated_value",
        "estimated_value_vat",
        "estimated_value_vat_rate",
        "value_cannot_be_estimated",
        "version",
    ),
    "time": (
        "commenced_on-day",
        "commenced_on-month",
        "commenced_on-year",
        "duration_months",
        "extension_months",
    ),
    "procedure": ("award_route", "procedure"),
    "subject": ("work_in_area",),
}


@pytest.mark.parametrize("text", NASTY)
def test_no_field_of_a_question_makes_a_fault(
    buyer_client: Client, store: WatchedStore, buyer: Person, text: str
) -> None:
    procurement_id = answered(store, buyer, NOW)

    for slug, names in FIELDS.items():
        response = buyer_client.fill_in(
            f"/procurements/{procurement_id}/questions/{slug}", dict.fromkeys(names, text)
        )

        assert response.status_code in {302, 400, 409}, slug
        assert "<script>alert" not in response.text


@pytest.mark.parametrize("text", NASTY)
def test_no_text_makes_a_fault_where_one_starts(buyer_client: Client, text: str) -> None:
    for name in ("title", "reference"):
        response = buyer_client.fill_in(
            "/procurements/start", {"title": "T", "reference": "R-1", name: text}
        )

        assert response.status_code in {302, 400, 409}


@pytest.mark.parametrize("text", NASTY)
def test_no_text_makes_a_fault_where_one_signs_in(stranger: Client, text: str) -> None:
    for name in ("email", "password"):
        response = stranger.fill_in(
            "/sign-in", {"email": "a@b.example", "password": "p", name: text}
        )

        assert response.status_code in {400, 401, 429}


@pytest.mark.parametrize(
    "query",
    ["since=x", "since=-1", "since=99999999999999999999", "origin=//evil", "since=1&since=2"],
)
def test_no_query_makes_a_fault(
    buyer_client: Client, store: WatchedStore, buyer: Person, query: str
) -> None:
    procurement_id = answered(store, buyer, NOW)

    for path in ("questions/value", "check-answers"):
        response = buyer_client.get(f"/procurements/{procurement_id}/{path}?{query}")

        assert response.status_code == 200
        assert "evil" not in response.text


def test_one_wrong_answer_keeps_the_right_ones_of_its_page_from_being_stored(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        f"/procurements/{procurement_id}/questions/authority",
        {"nation": "england", "authority_type": "guild"},
    )

    found = open_procurement(store, procurement_id)
    assert response.status_code == 400
    assert found is not None
    assert dict(found.given) == {}


@pytest.mark.parametrize("amount", ["95000.001", "1e6", "-5", "100000000001", "95.000,00", "∞"])
def test_an_amount_that_is_none_is_refused_and_kept_in_its_field(
    buyer_client: Client, store: WatchedStore, buyer: Person, amount: str
) -> None:
    procurement_id = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        f"/procurements/{procurement_id}/questions/value",
        {
            "estimated_value": amount,
            "estimated_value_vat": "included",
            "estimated_value_vat_rate": "20",
            "value_cannot_be_estimated": "no",
        },
    )

    assert response.status_code == 400
    assert 'href="#estimated_value"' in response.text
    assert f'value="{amount}"' in response.text


@pytest.mark.parametrize(
    ("day", "month", "year"), [("31", "2", "2026"), ("0", "1", "2026"), ("1", "1", "2011")]
)
def test_a_day_that_is_none_or_of_no_known_law_is_refused(
    buyer_client: Client, store: WatchedStore, buyer: Person, day: str, month: str, year: str
) -> None:
    procurement_id = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        f"/procurements/{procurement_id}/questions/time",
        {"commenced_on-day": day, "commenced_on-month": month, "commenced_on-year": year},
    )

    assert response.status_code == 400
    assert 'href="#commenced_on-' in response.text


def test_a_field_sent_many_times_is_read_once(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        f"/procurements/{procurement_id}/questions/authority",
        {"nation": ["england", "wales"], "authority_type": ["school", "guild"]},
    )

    assert response.status_code == 302


def test_a_form_with_too_many_fields_is_refused(buyer_client: Client) -> None:
    response = buyer_client.post(
        "/procurements/start",
        data={f"field-{number}": "x" for number in range(1000)},
        content_type="multipart/form-data",
    )

    assert response.status_code == 413


@pytest.mark.parametrize("path", ["/sign-in", "/procurements/start"])
@pytest.mark.parametrize("field", ["email", "password", "title", "reference"])
def test_a_file_in_place_of_a_text_is_refused(
    buyer_client: Client, stranger: Client, path: str, field: str
) -> None:
    client = stranger if path == "/sign-in" else buyer_client
    token = forms_in(client.get(path).text)[-1].hidden["csrf_token"]

    response = client.post(path, data={"csrf_token": token, field: (BytesIO(b"x"), "x.txt")})

    assert response.status_code == 400
    assert "can&#39;t be understood" in response.text


@pytest.mark.parametrize("body", [b'{"title": 5}', b"[1, 2]", b"NaN", b"[" * 50_000, b"\xff"])
@pytest.mark.parametrize("path", ["/sign-in", "/procurements/start"])
def test_json_in_place_of_a_form_is_refused(
    buyer_client: Client, stranger: Client, path: str, body: bytes
) -> None:
    client = stranger if path == "/sign-in" else buyer_client
    token = forms_in(client.get(path).text)[-1].hidden["csrf_token"]

    response = client.post(
        path, data=body, content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert response.status_code == 415
    assert "can&#39;t be understood" in response.text
