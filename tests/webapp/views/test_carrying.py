"""A form that was sent when the sign-in had ended: its answers are there after signing in again."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.people import PASSWORD, PEOPLE
from tests.webapp.samples import answered
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
    data = {**typed(client, address), "csrf_token": "of another sign-in"}

    refused = client.post(address, data=data, headers=HERE)
    again = forms_in(refused.text)[-1]

    assert refused.status_code == 400
    assert again.hidden["csrf_token"] != "of another sign-in"
    assert client.post(again.action, data=again.hidden).status_code in {200, 302}
