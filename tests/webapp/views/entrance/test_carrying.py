"""A form that was sent when the sign-in had ended: its answers are there after signing in again."""

import zlib
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from secrets import token_urlsafe
from time import time
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.people import PASSWORD, PEOPLE
from tests.webapp.samples import answered
from tests.webapp.views.entrance.test_own_account import switch_on
from webapp.application import LARGEST_FORM
from webapp.roles import Role
from webapp.services.accounts import Person

HERE = {"Origin": "http://localhost"}
RIGHT = {"email": PEOPLE["coventry", Role.BUYER], "password": PASSWORD}


@pytest.fixture
def address(store: WatchedStore, buyer: Person, clock: Clock) -> str:
    return f"/procurements/{answered(store, buyer, clock.now)}/questions/time"


def typed(client: Client, address: str) -> dict[str, str]:
    hidden = forms_in(client.get(address).text)[-1].hidden
    day = {"commenced_on-day": "2", "commenced_on-month": "3", "commenced_on-year": "2026"}
    months = {"duration_months": "48", "extension_months": "24"}
    return {**hidden, **day, **months, "note": "<b>kept & whole</b>"}


def test_what_was_typed_is_sent_after_signing_in_again(
    buyer_client: Client, address: str, clock: Clock
) -> None:
    data = typed(buyer_client, address)
    clock.move(timedelta(hours=13))

    asked = buyer_client.post(address, data=data, headers=HERE)
    form = forms_in(asked.text)[-1]
    carried = buyer_client.post(unescape(form.action), data={**form.hidden, **RIGHT})
    again = forms_in(carried.text)[-1]

    assert asked.status_code == 401
    assert "Your sign-in had ended" in asked.text
    assert again.action == address
    assert {name: again.hidden[name] for name in ("duration_months", "note")} == {
        "duration_months": "48",
        "note": "<b>kept & whole</b>",
    }
    assert "<b>kept" not in carried.text
    saved = buyer_client.post(again.action, data=again.hidden)
    assert saved.status_code in {200, 302}  # what it changes may be shown before it is saved
    shown = saved if saved.status_code == 200 else buyer_client.get(address)
    assert 'value="48"' in shown.text


def test_a_form_from_elsewhere_is_not_carried(stranger: Client, address: str) -> None:
    response = stranger.post(
        address, data={"duration_months": "1"}, headers={"Origin": "https://evil.example"}
    )

    assert response.status_code == 302


def test_a_seal_that_was_made_elsewhere_is_no_form(stranger: Client) -> None:
    response = stranger.fill_in("/sign-in", {**RIGHT, "carried": "made.up"})

    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_passwords_are_never_carried(stranger: Client) -> None:
    asked = stranger.post(
        "/account/password", data={"old": "secret one", "new": "secret two"}, headers=HERE
    )

    assert asked.status_code == 302


def test_a_form_whose_token_is_of_an_earlier_sign_in_can_be_sent_again(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    procurement_id: UUID = answered(store, buyer, clock.now)
    address = f"/procurements/{procurement_id}/questions/time"
    client = client_of(Role.BUYER)
    data = typed(client_of(Role.BUYER), address)

    client.get(address)
    refused = client.post(address, data=data, headers=HERE)
    again = forms_in(refused.text)[-1]

    assert refused.status_code == 400
    assert again.hidden["csrf_token"] != data["csrf_token"]
    assert client.post(again.action, data=again.hidden).status_code in {200, 302}


def test_a_form_of_the_largest_size_is_carried(
    buyer_client: Client, address: str, clock: Clock
) -> None:
    text = token_urlsafe(LARGEST_FORM)[: LARGEST_FORM - 2_000]
    data = {**typed(buyer_client, address), "note": text}
    clock.move(timedelta(hours=13))

    asked = buyer_client.post(address, data=data, headers=HERE)
    form = forms_in(asked.text)[-1]
    wrong = buyer_client.post(
        unescape(form.action), data={**form.hidden, **RIGHT, "password": "wrong"}, headers=HERE
    )
    form = forms_in(wrong.text)[-1]
    carried = buyer_client.post(unescape(form.action), data={**form.hidden, **RIGHT})

    assert (asked.status_code, wrong.status_code, carried.status_code) == (401, 401, 200)
    assert forms_in(carried.text)[-1].hidden["note"] == text


def test_a_large_file_that_arrives_after_the_sign_in_ended_is_asked_for_again(
    buyer_client: Client, store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    address = f"/procurements/{answered(store, buyer, clock.now)}/attachments/add"
    hidden = forms_in(buyer_client.get(address).text)[-1].hidden
    clock.move(timedelta(hours=13))
    file = (BytesIO(b"%PDF-1.7" + bytes(3_000_000)), "report.pdf")

    asked = buyer_client.post(
        address, data={**hidden, "description": "Market report", "file": file}, headers=HERE
    )
    asked.request.environ["wsgi.input"].close()  # the client's own copy of a large request
    form = forms_in(asked.text)[-1]
    carried = buyer_client.post(unescape(form.action), data={**form.hidden, **RIGHT})

    assert asked.status_code == 401
    assert "A file that you chose can't be kept" in carried.text
    assert forms_in(carried.text)[-1].hidden["description"] == "Market report"


def test_two_windows_that_were_typed_in_lose_nothing(
    buyer_client: Client, address: str, clock: Clock
) -> None:
    typed_in = [{**typed(buyer_client, address), "note": note} for note in ("first", "second")]
    clock.move(timedelta(hours=13))
    windows = [
        forms_in(buyer_client.post(address, data=data, headers=HERE).text)[-1] for data in typed_in
    ]

    answers = [
        buyer_client.post(unescape(form.action), data={**form.hidden, **RIGHT}, headers=HERE)
        for form in windows
    ]

    assert [forms_in(answer.text)[-1].hidden["note"] for answer in answers] == ["first", "second"]
    assert [forms_in(answer.text)[-1].action for answer in answers] == [address, address]


def test_a_window_whose_cookie_is_gone_is_asked_to_sign_in_and_keeps_its_form(
    stranger: Client, buyer_client: Client, address: str
) -> None:
    data = {**typed(buyer_client, address), "note": "kept"}
    asked = stranger.post(address, data=data, headers=HERE)
    form = forms_in(asked.text)[-1]
    stranger.delete_cookie("podium")

    again = stranger.post(unescape(form.action), data={**form.hidden, **RIGHT}, headers=HERE)
    form = forms_in(again.text)[-1]
    carried = stranger.post(unescape(form.action), data={**form.hidden, **RIGHT})

    assert again.status_code == 401
    assert forms_in(carried.text)[-1].hidden["note"] == "kept"


def test_a_form_that_is_carried_outlives_a_code_that_came_too_late(
    buyer_client: Client, address: str, clock: Clock
) -> None:
    switch_on(buyer_client, clock)
    data = {**typed(buyer_client, address), "note": "kept"}
    clock.move(timedelta(hours=13))
    asked = forms_in(buyer_client.post(address, data=data, headers=HERE).text)[-1]
    code = forms_in(buyer_client.post(unescape(asked.action), data={**asked.hidden, **RIGHT}).text)[
        -1
    ]
    clock.move(timedelta(minutes=11))

    late = buyer_client.post(unescape(code.action), data={**code.hidden, "code": "123456"})

    assert late.status_code == 401
    assert forms_in(late.text)[-1].hidden["carried"] == asked.hidden["carried"]


def sealed_by(typist: Client, stranger: Client, address: str, note: str) -> str:
    """Return the seal of what somebody typed before the cookie was gone."""
    asked = stranger.post(address, data={**typed(typist, address), "note": note}, headers=HERE)
    return forms_in(asked.text)[-1].hidden["carried"]


def test_a_seal_from_elsewhere_is_never_offered_to_be_sent(
    stranger: Client, buyer_client: Client, address: str
) -> None:
    sealed = sealed_by(buyer_client, stranger, address, "own")

    response = buyer_client.post(
        "/sign-in", data={"carried": sealed}, headers={"Origin": "https://evil.example"}
    )

    assert response.status_code == 400
    assert 'value="own"' not in response.text


def test_a_seal_counts_for_half_a_day(
    stranger: Client, buyer_client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = sealed_by(buyer_client, stranger, address, "old")
    later = time() + timedelta(hours=13).total_seconds()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)

    response = stranger.fill_in("/sign-in", {**RIGHT, "carried": sealed})

    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_a_seal_shows_nobody_what_was_typed(
    stranger: Client, buyer_client: Client, address: str
) -> None:
    sealed = sealed_by(buyer_client, stranger, address, "the secret of the bid " * 3)

    content = urlsafe_b64decode(sealed)

    assert b"secret of the bid" not in content
    with pytest.raises(zlib.error):
        zlib.decompress(content[25:])


@pytest.mark.parametrize("form", [{}, {"csrf_token": "made up"}, {"csrf_token": "a.b.c"}])
def test_a_form_that_tells_not_whose_it_is_is_not_carried(
    form: dict[str, str], stranger: Client, address: str
) -> None:
    response = stranger.post(address, data={**form, "note": "whose"}, headers=HERE)

    assert (response.status_code, response.headers["Location"]) == (302, f"/sign-in?next={address}")


def test_somebody_else_who_signs_in_at_this_browser_does_not_get_what_was_typed(
    buyer_client: Client, address: str, clock: Clock
) -> None:
    data = {**typed(buyer_client, address), "note": "theirs alone"}
    clock.move(timedelta(hours=13))
    form = forms_in(buyer_client.post(address, data=data, headers=HERE).text)[-1]
    other = {"email": PEOPLE["coventry", Role.PROCUREMENT_OFFICER], "password": PASSWORD}

    answer = buyer_client.post(unescape(form.action), data={**form.hidden, **other}, headers=HERE)
    back = buyer_client.post(unescape(form.action), data={**form.hidden, **RIGHT}, headers=HERE)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert back.status_code == 400
    assert "theirs alone" not in back.text
    assert "This page has expired" in back.text


def test_a_window_of_somebody_who_was_signed_in_before_is_not_sent_as_somebody_else(
    buyer_client: Client, client_of: Callable[..., Client], address: str
) -> None:
    data = {**typed(buyer_client, address), "note": "theirs alone"}
    other = client_of(Role.PROCUREMENT_OFFICER)
    other.get(address)

    response = other.post(address, data=data, headers=HERE)

    assert response.status_code == 400
    assert "theirs alone" not in response.text
    assert "This page has expired" in response.text
