"""A person's own account through the pages: password, second factor, sign-ins."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pyotp
import pytest
from flask import Flask

from tests.webapp.clients import Client, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.installation import NAME
from webapp.roles import Role

EMAIL = PEOPLE["coventry", Role.BUYER]
RIGHT = {"email": EMAIL, "password": PASSWORD}
NEW = "another four word phrase"


def switch_on(client: Client, clock: Clock) -> list[str]:
    """Switch the second factor on, and return the recovery codes."""
    page = client.get("/account/second-factor").text
    secret = forms_in(page)[-1].hidden["secret"]
    code = pyotp.TOTP(secret).at(clock.now)
    done = client.fill_in(
        "/account/second-factor", {"secret": secret, "code": code, "password": PASSWORD}
    )
    assert done.status_code == 200
    return codes_in(done.text)


def codes_in(html: str) -> list[str]:
    return re.findall(r"<li>((?:[a-z2-9]{4}-){3}[a-z2-9]{4})</li>", html)


def test_a_changed_password_ends_the_other_sign_ins(
    client_of: Callable[..., Client], stranger: Client
) -> None:
    here, elsewhere = client_of(Role.BUYER), client_of(Role.BUYER)

    changed = here.fill_in("/account/password", {"old": PASSWORD, "new": NEW})

    assert changed.status_code == 302
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert stranger.fill_in("/sign-in", {**RIGHT, "password": NEW}).status_code == 302


def test_the_old_password_has_to_be_right(buyer_client: Client) -> None:
    response = buyer_client.fill_in("/account/password", {"old": "wrong", "new": NEW})

    assert response.status_code == 400
    assert 'href="#old"' in response.text


def test_a_new_password_has_to_be_long(buyer_client: Client) -> None:
    response = buyer_client.fill_in("/account/password", {"old": PASSWORD, "new": "short"})

    assert response.status_code == 400
    assert 'href="#new"' in response.text


def test_signing_in_asks_for_the_code_once_it_is_on(
    buyer_client: Client, stranger: Client, clock: Clock
) -> None:
    codes = switch_on(buyer_client, clock)

    asked = stranger.fill_in("/sign-in?next=/account", RIGHT)
    form = forms_in(asked.text)[-1]
    before = stranger.get("/account").status_code
    done = stranger.post(form.action, data={**form.hidden, "code": codes[0]})

    assert len(codes) == 10
    assert "Enter your code" in asked.text
    assert before == 302
    assert (done.status_code, done.headers["Location"]) == (302, "/account")
    assert stranger.get("/account").status_code == 200


def test_a_wrong_code_leads_back_to_the_field(
    buyer_client: Client, stranger: Client, clock: Clock
) -> None:
    switch_on(buyer_client, clock)
    form = forms_in(stranger.fill_in("/sign-in", RIGHT).text)[-1]

    wrong = stranger.post(form.action, data={**form.hidden, "code": "000000"})

    assert wrong.status_code == 401
    assert 'href="#code"' in wrong.text


def test_the_code_page_without_a_password_leads_to_the_sign_in(stranger: Client) -> None:
    assert stranger.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_sign_in_elsewhere_can_be_ended(client_of: Callable[..., Client]) -> None:
    here, elsewhere = client_of(Role.BUYER), client_of(Role.BUYER)
    forms = forms_in(here.get("/account").text)
    (ending,) = (form for form in forms if form.action.endswith("/end"))

    ended = here.post(ending.action, data=ending.hidden)

    assert ended.status_code == 302
    assert elsewhere.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_a_sign_in_of_somebody_else_is_out_of_reach(client_of: Callable[..., Client]) -> None:
    others = client_of(Role.AUDITOR)
    client_of(Role.AUDITOR)
    forms = forms_in(others.get("/account").text)
    (ending,) = (form for form in forms if form.action.endswith("/end"))
    buyer = client_of(Role.BUYER)
    token = forms_in(buyer.get("/account").text)[0].hidden["csrf_token"]

    buyer.post(ending.action, data={"csrf_token": token})

    assert others.get("/account").text.count('/end"') == 1


def test_an_administrator_takes_the_second_factor_off(
    buyer_client: Client, client_of: Callable[..., Client], stranger: Client, clock: Clock
) -> None:
    switch_on(buyer_client, clock)
    keeper = client_of(Role.ADMINISTRATOR)
    (off,) = re.findall(r'href="([^"]*/second-factor/off[^"]*)"', keeper.get("/people").text)

    asked = keeper.get(unescape(off))
    done = keeper.fill_in(unescape(off), {})

    assert "after it the password alone opens the account" in asked.text
    assert done.status_code == 302
    assert buyer_client.get("/account").status_code == 302
    assert stranger.fill_in("/sign-in", RIGHT).status_code == 302


@pytest.mark.parametrize("password", ["", "wrong"])
def test_the_second_factor_and_its_codes_need_the_password_once_more(
    password: str, buyer_client: Client, clock: Clock
) -> None:
    secret = forms_in(buyer_client.get("/account/second-factor").text)[-1].hidden["secret"]
    code = pyotp.TOTP(secret).at(clock.now)

    refused = buyer_client.fill_in(
        "/account/second-factor", {"secret": secret, "code": code, "password": password}
    )
    switch_on(buyer_client, clock)
    answers = [
        buyer_client.fill_in(f"/account/second-factor/{what}", {"password": password})
        for what in ("recovery-codes", "off")
    ]

    assert [answer.status_code for answer in (refused, *answers)] == [400, 400, 400]
    assert all('href="#password"' in answer.text for answer in (refused, *answers))
    assert secret in refused.text.replace(" ", "")


def test_new_recovery_codes_are_shown_once(
    buyer_client: Client, stranger: Client, clock: Clock
) -> None:
    old = switch_on(buyer_client, clock)

    page = buyer_client.fill_in("/account/second-factor/recovery-codes", {"password": PASSWORD})
    new = codes_in(page.text)
    form = forms_in(stranger.fill_in("/sign-in", RIGHT).text)[-1]
    void = stranger.post(form.action, data={**form.hidden, "code": old[0]})
    form = forms_in(void.text)[-1]
    right = stranger.post(form.action, data={**form.hidden, "code": new[0]})

    assert len(new) == 10
    assert "The codes that you had before are void" in page.text
    assert (void.status_code, right.status_code) == (401, 302)


def test_another_key_ends_every_sign_in_and_says_what_a_code_is_worth(
    app: Flask,
    buyer_client: Client,
    stranger: Client,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes = switch_on(buyer_client, clock)
    here = app.extensions[NAME]
    other = replace(here.settings, secret_key="another key " * 3)
    monkeypatch.setitem(app.config, "SECRET_KEY", other.secret_key)
    monkeypatch.setitem(app.extensions, NAME, replace(here, settings=other))

    signed_out = buyer_client.get("/account")
    form = forms_in(stranger.fill_in("/sign-in", RIGHT).text)[-1]
    told = stranger.post(form.action, data={**form.hidden, "code": "123456"})
    form = forms_in(told.text)[-1]
    done = stranger.post(form.action, data={**form.hidden, "code": codes[0]})
    off = stranger.fill_in("/account/second-factor/off", {"password": PASSWORD})
    switch_on(stranger, clock)

    assert (signed_out.status_code, signed_out.headers["Location"]) == (
        302,
        "/sign-in?next=/account",
    )
    assert told.status_code == 401
    assert "secret key was changed" in told.text
    assert "recovery codes" in told.text
    assert "podium users reset-second-factor" in told.text
    assert (done.status_code, off.status_code) == (302, 302)
