"""The pages about the service: there for everybody, and true."""

import pytest

from tests.webapp.clients import Client
from webapp.installation import NAME


@pytest.mark.parametrize("path", ["/accessibility-statement", "/privacy-notice", "/cookies"])
def test_the_pages_are_there_for_strangers_and_linked_from_each_other(
    stranger: Client, path: str
) -> None:
    response = stranger.get(path)

    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert 'href="/privacy-notice"' in response.text


def test_the_cookie_that_is_named_is_the_one_that_is_set(stranger: Client) -> None:
    named = stranger.get("/cookies").text

    cookie = stranger.get("/sign-in").headers["Set-Cookie"].partition("=")[0]

    assert f">{cookie}</th>" in named


def test_the_times_that_are_told_are_those_that_are_set(stranger: Client) -> None:
    settings = stranger.application.extensions[NAME].settings

    notice, cookies = (stranger.get(path).text for path in ("/privacy-notice", "/cookies"))

    assert f"{settings.absolute_limit.seconds // 3600} hours at the latest" in notice
    assert f"{settings.idle_limit.seconds // 60} minutes after the last page" in cookies
