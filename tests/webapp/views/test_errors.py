"""What goes wrong: a page that says what happened and what to do, and never a traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rules.errors import EvaluatorsDisagree
from rules.procurement import Answers
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.databases import RefilledDatabase
from tests.webapp.samples import answered
from webapp.application import LARGEST_FORM, LARGEST_REQUEST
from webapp.services.accounts import Person
from webapp.services.preparing import procurements
from webapp.store import Store
from webapp.store.models import Organisation

START = "/procurements/start"
HERE = {"Origin": "http://localhost"}


def test_a_page_that_is_none_is_a_page_of_its_own(stranger: Client) -> None:
    response = stranger.get("/nothing/here")

    assert response.status_code == 404
    assert '<h1 class="govuk-heading-l">Page not found</h1>' in response.text


def test_a_wrong_method_says_which_are_right(stranger: Client) -> None:
    response = stranger.delete("/cookies")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000])
def test_a_form_with_a_wrong_token_is_refused(buyer_client: Client, token: str) -> None:
    response = buyer_client.post(START, data={"csrf_token": token, "title": "T", "reference": "R"})

    assert response.status_code == 400
    assert "This page has expired" in response.text


def test_the_token_of_another_person_is_refused(buyer_client: Client, stranger: Client) -> None:
    token = forms_in(stranger.get("/sign-in").text)[0].hidden["csrf_token"]

    response = buyer_client.post(START, data={"csrf_token": token})

    assert response.status_code == 400


def test_a_body_that_is_too_large_is_refused(buyer_client: Client) -> None:
    hidden = forms_in(buyer_client.get(START).text)[-1].hidden

    huge = buyer_client.post(START, data={**hidden, "title": "x" * LARGEST_REQUEST})
    large = buyer_client.post(
        START,
        data={**hidden, "title": "x" * (LARGEST_FORM + 1)},
        content_type="multipart/form-data",
    )

    assert (huge.status_code, large.status_code) == (413, 413)
    assert "That is too much to send at once" in huge.text


def test_a_fault_of_ours_is_noted_and_shown_without_its_inside(
    buyer_client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "a secret of the inside"
        raise RuntimeError(message)

    monkeypatch.setattr("webapp.views.preparing.procurements.list_procurements", fail)

    response = buyer_client.get("/procurements")

    assert response.status_code == 500
    assert "a secret of the inside" not in response.text
    assert "a secret of the inside" in caplog.text


@pytest.mark.only_on("sqlite")
def test_a_database_that_vanishes_is_said_with_what_to_do_and_not_where_it_was(
    buyer_client: Client, store: WatchedStore, caplog: pytest.LogCaptureFixture
) -> None:
    hidden = forms_in(buyer_client.get(START).text)[-1].hidden
    path = Path(store.url.removeprefix("sqlite:///"))
    path.unlink()

    answers = [
        buyer_client.get("/procurements"),
        buyer_client.post(START, data={**hidden, "title": "Paving", "reference": "R-1"}),
    ]

    assert [response.status_code for response in answers] == [503, 503]
    for response in answers:
        assert "The service has no database" in response.text
        assert "podium db upgrade" in response.text
        assert str(path) not in response.text
    assert str(path) in caplog.text
    assert not path.exists()


def test_a_database_that_is_held_by_another_is_said_to_be_busy_and_nothing_is_lost(
    buyer_client: Client, store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.store.connection.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("webapp.store.server.BUSY_MILLISECONDS", 50)
    hidden = forms_in(buyer_client.get(START).text)[-1].hidden
    typed = {**hidden, "title": "Paving", "reference": "R-1"}
    store.close()

    with closing(Store(store.url)) as other, other.writing() as session:
        session.connection()
        refused = buyer_client.post(START, data=typed, headers=HERE)
    carried = forms_in(refused.text)[-1]
    saved = buyer_client.post(carried.action, data=carried.hidden, headers=HERE)

    assert (refused.status_code, saved.status_code) == (503, 302)
    assert "The service is busy" in refused.text
    assert "Nothing was saved" in refused.text
    assert refused.headers["Retry-After"] == "10"
    assert (carried.action, carried.hidden["title"]) == (START, "Paving")


def test_whoever_is_not_signed_in_is_told_how_to_send_the_form_again(
    stranger: Client, store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.store.connection.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("webapp.store.server.BUSY_MILLISECONDS", 50)
    hidden = forms_in(stranger.get("/sign-in").text)[-1].hidden
    typed = {**hidden, "email": "buyer@coventry.example", "password": "four words in a row"}
    store.close()

    with closing(Store(store.url)) as other, other.writing() as session:
        session.connection()
        refused = stranger.post("/sign-in", data=typed, headers=HERE)

    assert refused.status_code == 503
    assert "reload this page later to send it again" in refused.text
    assert "four words" not in refused.text


@pytest.mark.only_on("sqlite")
def test_a_file_that_another_program_keeps_to_itself_is_busy_for_readers_too(
    buyer_client: Client, store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.store.connection.BUSY_MILLISECONDS", 50)
    buyer_client.get(START)
    store.close()
    path = store.url.removeprefix("sqlite:///")

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        refused = buyer_client.get(START)

    assert refused.status_code == 503
    assert "The service is busy" in refused.text
    assert buyer_client.get(START).status_code == 200


@pytest.mark.only_on("postgresql")
def test_a_connection_that_is_lost_in_the_middle_of_saving_is_no_fault_of_ours(
    buyer_client: Client, refilled: RefilledDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = forms_in(buyer_client.get(START).text)[-1].hidden
    typed = {**hidden, "title": "Paving", "reference": "R-1"}
    saving = procurements.settled_by

    def hang_up(organisation: Organisation) -> Answers:
        refilled.hang_up()
        return saving(organisation)

    with monkeypatch.context() as patched:
        patched.setattr("webapp.services.preparing.procurements.settled_by", hang_up)
        refused = buyer_client.post(START, data=typed, headers=HERE)
    saved = buyer_client.post(START, data=typed, headers=HERE)

    assert (refused.status_code, saved.status_code) == (503, 302)
    assert "The database does not answer" in refused.text
    assert "reload this page later to send it again" in refused.text


@pytest.mark.only_on("postgresql")
def test_a_server_that_does_not_answer_is_said_with_what_to_do(
    buyer_client: Client, store: WatchedStore, caplog: pytest.LogCaptureFixture
) -> None:
    buyer_client.get(START)
    store.close()
    store.url = store.url.replace("host=", "host=/nowhere")

    response = buyer_client.get("/procurements")

    assert response.status_code == 503
    assert "The database does not answer" in response.text
    assert "nowhere" not in response.text
    assert "nowhere" in caplog.text


@pytest.mark.only_on("postgresql")
def test_a_server_that_was_started_anew_is_used_without_a_word(
    buyer_client: Client, refilled: RefilledDatabase
) -> None:
    buyer_client.get("/procurements")
    refilled.hang_up()

    assert buyer_client.get("/procurements").status_code == 200


def test_what_the_rules_could_not_do_is_said(
    buyer_client: Client, store: WatchedStore, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    procurement_id = answered(store, buyer, NOW)

    def disagree(*_: object, **__: object) -> None:
        raise EvaluatorsDisagree("stage regime", "the two evaluators differ", "Report this")

    monkeypatch.setattr("webapp.services.preparing.procurements.journey", disagree)

    response = buyer_client.get(f"/procurements/{procurement_id}/decision")

    assert response.status_code == 500
    assert "Nothing could be decided" in response.text
    assert "the two evaluators differ" in response.text
