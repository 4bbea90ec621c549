"""One state a page: what a GET reads, it reads in one transaction, which ends with it."""

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from webapp.store import audit
from webapp.store.models import Organisation


def test_readings_within_share_a_session_and_see_one_state(store: WatchedStore) -> None:
    with store.sharing():
        with store.reading() as first:
            before = audit.head(first)
        with store.writing() as writer:
            audit.append(writer, "one", at=NOW, subject="x")
        with store.reading() as second:
            after = audit.head(second)

    assert first is second
    assert before == after == audit.START
    with store.reading() as later:
        assert later is not first
        assert audit.head(later) != audit.START


def test_what_was_read_is_held_to_the_end(store: WatchedStore) -> None:
    with store.sharing():
        with store.reading() as session:
            key = session.query(Organisation.id).first()
            assert key is not None
            found = id(session.get(Organisation, key[0]))
        with store.reading() as session:
            assert id(session.get(Organisation, key[0])) == found


def test_a_reading_that_fails_does_not_spoil_the_next(store: WatchedStore) -> None:
    with store.sharing():
        with pytest.raises(DBAPIError), store.reading() as session:
            session.connection().exec_driver_sql("SELECT nothing FROM nowhere")
        with store.reading() as session:
            assert audit.head(session) == audit.START


def test_nothing_is_shared_after_a_request(
    app: Flask, store: WatchedStore, buyer_client: Client
) -> None:
    buyer_client.get("/procurements")
    buyer_client.get("/nothing/here")
    buyer_client.post("/procurements/start")

    with store.reading() as one, store.reading() as other:
        assert one is not other
    assert app.extensions
