"""What somebody was told: listed for them alone, counted in the header, noted as read."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import update

from tests.webapp.clients import Client, WatchedStore, token_in
from tests.webapp.conftest import NOW
from webapp.installation import NAME, Installation
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.telling.mailing import ATTEMPTS, ConsoleCarrier, send_waiting
from webapp.services.telling.notifying import tell, told_to
from webapp.store.notification_tables import Mail


def told(store: WatchedStore, person: Person, title: str = "An outline to decide on") -> None:
    with store.writing() as session:
        tell(
            session,
            user_ids=[person.id],
            organisation_id=person.memberships[0].organisation_id,
            kind="test",
            title=title,
            text="Read it.",
            address="/meetings",
            now=NOW,
        )


def test_who_was_told_nothing_reads_what_will_be_here(buyer_client: Client) -> None:
    page = buyer_client.get("/notifications")

    assert page.status_code == 200
    assert "What needs you will be listed here" in page.text
    assert "not read</span>" not in page.text


def test_what_was_told_stands_on_the_page_and_its_count_in_every_header(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    told(store, buyer, "Outline returned: <script>")

    page = buyer_client.get("/notifications")
    other = buyer_client.get("/policies")

    assert "Outline returned: &lt;script&gt;" in page.text
    assert '1<span class="govuk-visually-hidden"> not read</span>' in other.text


def test_what_became_of_the_e_mail_is_told_where_the_service_sends_any(
    app: Flask, store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    here: Installation = app.extensions[NAME]
    told(store, buyer, "First")
    unsent = buyer_client.get("/notifications").text
    sending = replace(here.settings, mail="smtp://mail.example")
    app.extensions[NAME] = replace(here, settings=sending)

    waits = buyer_client.get("/notifications").text
    send_waiting(store, sending, ConsoleCarrier(StringIO()), clock=lambda: NOW)
    sent = buyer_client.get("/notifications").text

    assert "This service sends no e-mail" in unsent
    assert "by e-mail" not in unsent
    assert "The e-mail waits to be sent" in waits
    assert "Sent to you by e-mail too" in sent
    assert "sends no e-mail" not in sent


def test_an_e_mail_that_was_given_up_is_told(
    app: Flask, store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    here: Installation = app.extensions[NAME]
    sending = replace(here.settings, mail="smtp://mail.example")
    app.extensions[NAME] = replace(here, settings=sending)
    told(store, buyer, "First")
    with store.writing() as session:
        session.execute(update(Mail).values(attempts=ATTEMPTS, attempted_at=NOW))

    page = buyer_client.get("/notifications")

    assert "The e-mail could not be sent" in page.text


def test_one_is_marked_as_read_and_twice_is_as_good(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    told(store, buyer, "First")
    told(store, buyer, "Second")
    one = told_to(store, buyer, page=1).told[0]

    answers = [
        buyer_client.fill_in("/notifications", {}, form=2),
        buyer_client.fill_in("/notifications", {}, form=-1),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert one.is_read is False
    assert told_to(store, buyer, page=1).unread == 0


def test_all_are_marked_as_read_at_once(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    for number in range(3):
        told(store, buyer, f"Number {number}")

    answer = buyer_client.fill_in("/notifications", {}, form=1)

    assert (answer.status_code, told_to(store, buyer, page=1).unread) == (302, 0)


def test_nobody_marks_anothers(
    store: WatchedStore,
    buyer: Person,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
) -> None:
    told(store, buyer)
    other = person_of(Role.PANEL_CHAIR)
    told(store, other)
    theirs = told_to(store, buyer, page=1).told[0]
    client = client_of(Role.PANEL_CHAIR)

    answer = client.post(f"/notifications/{theirs.id}/read", data={"csrf_token": token_in(client)})

    assert answer.status_code == 404
    assert told_to(store, buyer, page=1).unread == 1


@pytest.mark.parametrize("page", ["0", "x", "-1", "7", "9999999"])
def test_a_page_that_is_none_does_not_exist(buyer_client: Client, page: str) -> None:
    assert buyer_client.get(f"/notifications?page={page}").status_code == 404


def test_many_are_shown_in_pages_and_a_hundred_stand_for_more(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    for number in range(101):
        told(store, buyer, f"Number {number}")

    page = buyer_client.get("/notifications?page=6")

    assert page.status_code == 200
    assert "99+" in page.text
