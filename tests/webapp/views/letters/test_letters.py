"""The pages of letters, as an officer walks them, and a bidder's own letter by its link."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from tests.webapp.bids import come_in
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, sent
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene
from webapp.installation import NAME, Installation
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.acting import TOO_EARLY
from webapp.store.notification_tables import Mail


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/letters{path}"


def test_letters_are_completed_read_and_sent(
    store: WatchedStore, person_of: Callable[..., Person], officer: Client
) -> None:
    scene = approved_tender(store, person_of, NOW, is_complete=False)
    early = officer.get(at(scene)).text

    for number in (1, 2, 3):
        given = {"address": f"{number} High Street", "identifier": f"GB-COH-{number}"}
        assert officer.fill_in(at(scene, f"/{number}/words"), given).status_code == 302
    clean = officer.get(at(scene)).text
    letter = officer.get(at(scene, "/2")).text
    pressed = officer.fill_in(at(scene, "/send"), {})
    told = officer.get(at(scene)).text

    assert "contact postal address is missing" in early
    assert "Complete the letter" in early
    assert "Send all letters" not in early
    assert "nothing is in the way of any" in clean
    assert "Send all letters" in clean
    assert "as it would be sent today" in letter
    assert "Your tender is not the most advantageous tender." in letter
    assert pressed.status_code == 200
    assert pressed.text.count("/bid/in/") == 3
    assert "3 letters went out at the same moment" in told


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("smtp://mail.example.org:25", "Each bidder gets an e-mail with a link that opens its own"),
        ("file", "No e-mail leaves this installation: tell each bidder yourself, at the same time"),
    ],
)
def test_before_sending_it_is_said_how_bidders_learn_of_their_letters(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Client,
    app: Flask,
    mail: str,
    said: str,
) -> None:
    here: Installation = app.extensions[NAME]
    app.extensions[NAME] = replace(here, settings=replace(here.settings, mail=mail))
    scene = approved_tender(store, person_of, NOW)

    text = officer.get(at(scene, "/send")).text

    assert said in text
    assert ("gets an e-mail" in text) is (mail != "file")


def test_the_pages_say_which_letter_is_not_provided_and_what_to_do(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Client,
    app: Flask,
) -> None:
    here: Installation = app.extensions[NAME]
    mailing = replace(here.settings, mail="smtp://mail.example.org:25")
    app.extensions[NAME] = replace(here, settings=mailing)
    scene = approved_tender(store, person_of, NOW)
    given = sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
    with store.by_hand() as session:
        for mail in session.query(Mail).filter_by(queued_at=NOW):
            is_last = mail.recipient == given.links[2].email
            mail.attempts, mail.attempted_at = (6 if is_last else 1), NOW
            mail.problem = "The mail server answered 550" if is_last else None
            mail.sent_at = None if is_last else NOW

    letters = officer.get(at(scene)).text
    standstill = officer.get(f"/procurements/{scene.procurement_id}/standstill").text

    for page in (letters, standstill):
        assert "The e-mail of 1 letter has not left." in page
        assert f"The letter to {given.links[2].name}</a>, {given.links[2].email}: " in page
        assert "Not sent, and tried no more.</strong> The mail server answered 550." in page
        assert f'href="{at(scene, "/3")}"' in page
    assert letters.count("The mail server took it, ") == 2


def test_a_letter_can_be_taken_along_and_the_bundle_too(
    store: WatchedStore, person_of: Callable[..., Person], officer: Client
) -> None:
    scene = approved_tender(store, person_of, NOW)
    sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)

    as_pdf = officer.get(at(scene, "/1.pdf"))
    as_page = officer.get(at(scene, "/1.html"))
    bundle = officer.get(at(scene, "/bundle.zip"))

    assert as_pdf.data.startswith(b"%PDF")
    assert as_page.data.startswith(b"<!doctype html>")
    assert (bundle.mimetype, bundle.data[:2]) == ("application/zip", b"PK")


def test_a_bidder_reads_its_own_letter_and_no_other(
    store: WatchedStore,
    person_of: Callable[..., Person],
    client: Client,
) -> None:
    scene = approved_tender(store, person_of, NOW)
    given = sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
    token = given.links[1].address.rsplit("/", 1)[1]

    come_in(client, token)
    home = client.get("/bid").text
    letter = client.get("/bid/letter").text
    as_pdf = client.get("/bid/letter.pdf")
    as_page = client.get("/bid/letter.html")
    officers = client.get(at(scene, "/1"))

    assert "Read your letter" in home
    assert "Beta Gardens CIC" in letter
    assert "GB-COH-01234561" not in letter
    assert as_pdf.data.startswith(b"%PDF")
    assert b"Beta Gardens CIC" in as_page.data
    assert officers.status_code in {302, 401, 403, 404}


def test_before_there_is_a_letter_a_bidder_finds_none(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = approved_tender(store, person_of, NOW)

    assert client_of(Role.SUPPLIER).get("/bid/letter").status_code in {302, 401, 403, 404}
    assert client_of(Role.BUYER).get(at(scene)).status_code == 200


def test_before_the_tender_is_evaluated_nothing_of_the_letters_shows(
    store: WatchedStore, person_of: Callable[..., Person], officer: Client
) -> None:
    scene = moderated_tender(store, person_of, NOW)

    for path in ("", "/1", "/1/words", "/send"):
        text = unescape(officer.get(at(scene, path)).text)
        assert TOO_EARLY.problem in text
        assert "Alpha Ltd" not in text


def test_whoever_reads_the_result_reads_the_letters_and_changes_none(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = approved_tender(store, person_of, NOW)
    auditor = client_of(Role.AUDITOR)

    text = auditor.get(at(scene)).text

    assert "Assessment summary" in text
    assert "Send all letters" not in text
    assert auditor.get(at(scene, "/send")).status_code == 403
    assert auditor.get(at(scene, "/1/words")).status_code == 403
