"""The front door."""

from collections.abc import Callable

from tests.webapp.clients import Client
from webapp.roles import Role


def test_who_can_read_procurements_is_led_to_them(buyer_client: Client) -> None:
    assert buyer_client.get("/").headers["Location"] == "/procurements"


def test_who_cannot_is_told_why(client_of: Callable[..., Client]) -> None:
    html = client_of(Role.ADMINISTRATOR).get("/").text

    assert "At Coventry City Council you are administrator." in html
    assert "My procurements" not in html


def test_a_stranger_is_asked_to_sign_in(stranger: Client) -> None:
    assert stranger.get("/").headers["Location"] == "/sign-in?next=/"
