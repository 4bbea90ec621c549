"""The application as a whole: cookies, limits, hosts, and no database before it is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from webapp import create_app
from webapp.settings import Settings


@pytest.fixture
def production(tmp_path: Path) -> Settings:
    return Settings(tmp_path, f"sqlite:///{tmp_path / 'podium.sqlite3'}", "k" * 32)


def test_in_production_the_cookie_travels_by_https_only(production: Settings) -> None:
    client = create_app(production).test_client()

    cookie = client.get("/sign-in", base_url="https://podium.example").headers["Set-Cookie"]

    assert cookie.startswith("__Host-podium=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_on_loopback_the_cookie_travels_by_http(production: Settings) -> None:
    client = create_app(replace(production, is_loopback=True)).test_client()

    cookie = client.get("/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("podium=")
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_a_request_to_another_host_is_refused(production: Settings) -> None:
    client = create_app(replace(production, hosts=("podium.example",))).test_client()

    assert client.get("/sign-in", base_url="https://podium.example").status_code == 200
    assert client.get("/sign-in", base_url="https://evil.example").status_code == 400


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1:8000", 200), ("localhost", 200), ("rebound.example", 400)]
)
def test_on_loopback_only_loopbacks_names_are_answered(
    production: Settings, host: str, status: int
) -> None:
    client = create_app(replace(production, is_loopback=True)).test_client()

    assert client.get("/sign-in", base_url=f"http://{host}").status_code == status


def test_behind_a_proxy_the_scheme_is_the_browsers(production: Settings) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    trusting = create_app(replace(production, proxies=1)).test_client()
    doubting = create_app(production).test_client()

    assert "Strict-Transport-Security" in trusting.get("/sign-in", headers=forwarded).headers
    assert "Strict-Transport-Security" not in doubting.get("/sign-in", headers=forwarded).headers


def test_a_database_that_is_not_there_is_an_error_page_and_no_traceback(
    production: Settings,
) -> None:
    app = create_app(replace(production, is_loopback=True))
    client = app.test_client()
    with client.session_transaction() as session:
        session["token"] = "any"

    response = client.get("/procurements")

    assert response.status_code == 503
    assert "The service has no database" in response.text
    assert "podium db upgrade" in response.text
    assert production.database_url.removeprefix("sqlite:///") not in response.text
    assert not Path(production.database_url.removeprefix("sqlite:///")).exists()
