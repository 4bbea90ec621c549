"""What every response tells the browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.webapp.clients import Client
from webapp.roles import Role


@pytest.mark.parametrize("path", ["/sign-in", "/nope", "/static/podium.css", "/procurements"])
def test_every_response_carries_the_headers(stranger: Client, path: str) -> None:
    headers = stranger.get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_over_https_the_browser_is_told_to_stay_there(stranger: Client) -> None:
    headers = stranger.get("/sign-in", base_url="https://localhost").headers

    assert headers["Strict-Transport-Security"] == "max-age=63072000"


def test_pages_are_kept_in_no_cache_and_assets_for_a_year(stranger: Client) -> None:
    page = stranger.get("/sign-in")
    found = re.search(r'href="(/static/podium\.css\?v=[0-9a-f]+)"', page.text)
    assert found is not None

    assert page.headers["Cache-Control"] == "no-store"
    assert stranger.get(found[1]).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_no_page_has_script_or_style_of_its_own(stranger: Client) -> None:
    for path in ("/sign-in", "/cookies", "/nope"):
        html = stranger.get(path).text

        assert re.findall(r"<style|<script(?![^>]*\bsrc=)| style=| on[a-z]+=", html) == []


def test_a_static_file_never_carries_the_cookie(buyer_client: Client) -> None:
    assert "Set-Cookie" not in buyer_client.get("/static/podium.css?v=1").headers
    assert "Set-Cookie" in buyer_client.get("/procurements").headers


def test_a_sign_in_ends_when_nothing_was_asked_for_too_long(
    buyer_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert buyer_client.get("/procurements").status_code == 200
    config = buyer_client.application.config
    monkeypatch.setitem(config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=-1))

    assert buyer_client.get("/procurements").headers["Location"] == "/sign-in?next=/procurements"


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", [Role.BUYER, Role.ADMINISTRATOR, Role.POLICY_OWNER])
@pytest.mark.parametrize("token", [{}, {"csrf_token": "made up"}])
def test_no_form_is_taken_without_its_token(
    role: Role, token: dict[str, str], client_of: Callable[..., Client]
) -> None:
    client = client_of(role)
    client.get("/account")

    answers = {
        str(rule): client.post(address_of(str(rule)), data=token).status_code
        for rule in client.application.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    }

    assert len(answers) > 60
    own = {rule: one for rule, one in answers.items() if not rule.startswith("/bid/")}
    assert {rule: one for rule, one in own.items() if one not in {400, 403, 404}} == {}
    assert {one for rule, one in answers.items() if rule not in own} <= {400, 401}
    assert answers["/sign-in"] == answers["/sign-out"] == answers["/account/password"] == 400


def address_of(rule: str) -> str:
    """Return an address of a rule that names nothing that there is."""
    named = re.sub("<uuid:[^>]+>", str(uuid4()), rule)
    return re.sub("<[^>]+>", "x", re.sub("<[^>]*int:[^>]+>", "1", named))
