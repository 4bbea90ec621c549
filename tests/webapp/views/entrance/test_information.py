"""The pages about the service: there for everybody, and true."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.browser.accessibility import AXE
from tests.webapp.clients import Client
from webapp.installation import NAME, Installation
from webapp.settings import Contact, Settings
from webapp.views.entrance.information import STATEMENT_PREPARED_ON
from webapp.views.entrance.kept import KEPT

PAGES = (
    "/accessibility-statement",
    "/privacy-notice",
    "/cookies",
    "/how-long-things-are-kept",
    "/glossary",
)


@pytest.fixture
def settings_of(app: Flask) -> Settings:
    here: Installation = app.extensions[NAME]
    return here.settings


def set_up(app: Flask, settings: Settings) -> None:
    app.extensions[NAME] = replace(app.extensions[NAME], settings=settings)


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_there_for_strangers_and_linked_from_each_other(
    stranger: Client, path: str
) -> None:
    response = stranger.get(path)

    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert 'href="/privacy-notice"' in response.text


def test_the_cookie_that_is_named_is_the_one_that_is_set(stranger: Client) -> None:
    named = stranger.get("/cookies").text

    cookies = [
        line.partition("=")[0] for line in stranger.get("/sign-in").headers.getlist("Set-Cookie")
    ]

    assert len(cookies) == 1
    assert f">{cookies[0]}</th>" in named


def test_the_cookie_is_kept_from_scripts_and_other_sites_as_the_page_says(
    stranger: Client,
) -> None:
    said = stranger.get("/cookies").text

    cookie = stranger.get("/sign-in").headers["Set-Cookie"]

    assert "Scripts can’t read it, other sites don’t get it" in said
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_times_that_are_told_are_those_that_are_set(
    stranger: Client, settings_of: Settings
) -> None:
    notice, cookies = (stranger.get(path).text for path in ("/privacy-notice", "/cookies"))

    idle = settings_of.idle_limit.seconds // 60
    assert f"{settings_of.absolute_limit.seconds // 3600} hours at the latest" in notice
    assert f"A sign-in ends {idle} minutes after the last page" in notice
    assert "Attempts to sign in are kept for 24 hours" in notice
    assert f"{idle} minutes after the last page" in cookies


def test_the_statement_has_the_parts_that_the_regulations_ask_for(stranger: Client) -> None:
    html = stranger.get("/accessibility-statement").text

    assert "partially compliant with" in html
    assert "What is not accessible, or not known to be" in html
    assert "Enforcement procedure" in html
    assert 'href="https://www.equalityadvisoryservice.com/"' in html
    assert 'href="https://www.legislation.gov.uk/uksi/2018/952/contents"' in html
    assert "This statement was prepared on 22 November 2026" in html
    assert date(2026, 11, 22) == STATEMENT_PREPARED_ON


def test_the_tests_that_the_statement_names_belong_to_the_program(stranger: Client) -> None:
    html = stranger.get("/accessibility-statement").text

    journeys = (AXE.parent / "test_journeys.py").read_text(encoding="utf-8")
    validator = (AXE.parent / "validator.py").read_text(encoding="utf-8")

    assert "axe-core" in html
    assert AXE.exists()
    assert "Nu Html Checker" in html
    assert "Nu Html Checker" in validator
    assert "def test_the_whole_journey_by_keyboard_alone" in journeys
    assert "def test_the_whole_journey_without_javascript" in journeys
    assert '[(320, "100%"), (1280, "200%")]' in journeys


def test_it_is_told_that_the_downloaded_record_names_people_and_that_reading_is_not_recorded(
    stranger: Client,
) -> None:
    notice, kept = (
        stranger.get(path).text for path in ("/privacy-notice", "/how-long-things-are-kept")
    )

    assert "that file names people" in notice
    assert "Nothing else that you read or download is recorded." in notice
    assert "no table says who opened which page" in kept


@pytest.mark.parametrize("path", ["/accessibility-statement", "/privacy-notice"])
def test_whom_to_ask_is_named(
    stranger: Client, app: Flask, settings_of: Settings, path: str
) -> None:
    set_up(app, replace(settings_of, contact=Contact("Access <team>", "access@example.org")))

    html = stranger.get(path).text

    assert "Access &lt;team&gt;:" in html
    assert 'href="mailto:access@example.org"' in html


@pytest.mark.parametrize("path", ["/accessibility-statement", "/privacy-notice"])
def test_where_nobody_is_named_the_page_says_so_and_how_to_mend_it(
    stranger: Client, path: str
) -> None:
    html = stranger.get(path).text

    assert "has not said yet whom to write to" in html
    assert "PODIUM_CONTACT" in html
    assert "mailto:" not in html


def test_who_carries_e_mail_is_told_as_it_is(
    stranger: Client, app: Flask, settings_of: Settings
) -> None:
    without = stranger.get("/privacy-notice").text
    set_up(app, replace(settings_of, mail="smtp://mail.example.org:25"))

    with_mail = stranger.get("/privacy-notice").text

    assert "sends no e-mail to anywhere outside" in without
    assert "passes through a mail server" in with_mail


def test_the_lawful_basis_is_left_to_the_controller_and_shown_as_such(stranger: Client) -> None:
    html = stranger.get("/privacy-notice").text

    assert "For the controller to complete." in html
    assert 'href="/how-long-things-are-kept"' in html


def test_everything_that_is_kept_is_listed_with_its_time(stranger: Client) -> None:
    html = stranger.get("/how-long-things-are-kept").text

    assert [kept.what for kept in KEPT if kept.what not in html] == []
    assert "Deleted after 24 hours, when somebody next signs in" in html
