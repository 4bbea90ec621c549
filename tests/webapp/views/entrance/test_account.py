"""Signing in and out through the pages."""

from datetime import timedelta

import pytest

from tests.webapp.clients import Client, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.roles import Role
from webapp.services.accounts import ATTEMPTS_PER_ACCOUNT

RIGHT = {"email": PEOPLE["coventry", Role.BUYER], "password": PASSWORD}


def test_signing_in_leads_to_the_page_that_was_wanted(stranger: Client) -> None:
    wanted = stranger.get("/procurements/start").headers["Location"]

    response = stranger.fill_in(wanted, RIGHT)

    assert response.headers["Location"] == "/procurements/start"
    assert stranger.get("/procurements/start").status_code == 200


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_never_leads_elsewhere(stranger: Client, wanted: str) -> None:
    response = stranger.fill_in("/sign-in", RIGHT)
    stranger.fill_in("/", {}, form=0) if response.status_code == 200 else None
    again = stranger.get("/sign-in", query_string={"next": wanted})

    assert (again.status_code, again.headers["Location"]) == (302, "/")


def test_the_form_keeps_the_wanted_page_out_of_strange_hands(stranger: Client) -> None:
    page = stranger.get("/sign-in", query_string={"next": "//evil.example"})
    token = page.text.partition('name="csrf_token" value="')[2].split('"')[0]

    response = stranger.post(
        "/sign-in", query_string={"next": "//evil.example"}, data={**RIGHT, "csrf_token": token}
    )

    assert response.headers["Location"] == "/"


def test_a_wrong_password_is_an_error_that_leads_to_the_field(stranger: Client) -> None:
    response = stranger.fill_in("/sign-in", {**RIGHT, "password": "wrong"})

    assert response.status_code == 401
    assert "<title>Error: Sign in – Podium</title>" in response.text
    assert 'href="#email"' in response.text
    assert "that belong together" in response.text
    assert "wrong" not in response.text.partition('name="password"')[2][:200]


def test_empty_fields_are_named(stranger: Client) -> None:
    response = stranger.fill_in("/sign-in", {"email": "", "password": ""})

    assert response.status_code == 400
    assert "Enter your e-mail address" in response.text
    assert 'href="#password"' in response.text


def test_too_many_attempts_are_told_to_wait(stranger: Client) -> None:
    for _ in range(ATTEMPTS_PER_ACCOUNT):
        stranger.fill_in("/sign-in", {**RIGHT, "password": "wrong"})

    response = stranger.fill_in("/sign-in", RIGHT)

    assert response.status_code == 429
    assert "Wait 15 minutes" in response.text


def test_signing_out_ends_the_sign_in_even_for_who_kept_the_cookie(stranger: Client) -> None:
    stranger.fill_in("/sign-in", RIGHT)
    with stranger.session_transaction() as session:
        token = session["token"]

    response = stranger.fill_in("/procurements", {}, form=0)

    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in")
    stranger.sign_in_with(token)
    assert stranger.get("/procurements").status_code == 302


def test_signing_out_twice_does_no_harm(stranger: Client) -> None:
    stranger.fill_in("/sign-in", RIGHT)
    page = stranger.get("/procurements")
    token = page.text.partition('name="csrf_token" value="')[2].split('"')[0]

    stranger.post("/sign-out", data={"csrf_token": token})

    assert stranger.post("/sign-out", data={"csrf_token": token}).status_code in {302, 400}


def test_a_sign_in_ends_with_its_absolute_limit(stranger: Client, clock: Clock) -> None:
    stranger.fill_in("/sign-in", RIGHT)
    clock.move(timedelta(hours=12))

    assert stranger.get("/procurements").headers["Location"] == "/sign-in?next=/procurements"


def test_who_is_signed_in_is_not_asked_again(buyer_client: Client) -> None:
    assert buyer_client.get("/sign-in").headers["Location"] == "/"


def test_a_form_whose_sign_in_has_ended_leads_back_to_its_page(stranger: Client) -> None:
    response = stranger.post("/procurements/start", data={"title": "T"})

    assert response.headers["Location"] == "/sign-in?next=/procurements/start"


def test_signing_in_anew_ends_the_sign_in_that_the_browser_had(stranger: Client) -> None:
    stranger.fill_in("/sign-in", RIGHT)
    copied = stranger.get_cookie("podium")
    assert copied is not None
    token = forms_in(stranger.get("/procurements/start").text)[-1].hidden["csrf_token"]
    stranger.post("/sign-in", data={**RIGHT, "csrf_token": token})

    stranger.set_cookie("podium", copied.value)

    assert stranger.get("/procurements").headers["Location"].startswith("/sign-in")
