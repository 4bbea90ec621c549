"""The audit log: a chain that shows whatever was changed."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.samples import decided
from webapp.services.accounts import Person
from webapp.store import audit

SUBJECT = "procurement/1"


def add(store: WatchedStore, *acts: str) -> None:
    with store.writing() as session:
        for act in acts:
            audit.append(session, act, at=NOW, subject=SUBJECT, detail={"of": act})


def test_each_entry_names_the_hash_of_the_one_before(store: WatchedStore) -> None:
    add(store, "one", "two")
    add(store, "three")

    with store.reading() as session:
        chain = audit.verify(session)
        head = audit.head(session)

    assert chain == audit.Chain(3, head)


def test_an_empty_log_begins_with_zeros(store: WatchedStore) -> None:
    with store.reading() as session:
        assert audit.head(session) == audit.START
        assert audit.verify(session) == audit.Chain(0, audit.START)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET act = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE answer SET value = 'x'",
        "DELETE FROM decision",
        "DELETE FROM pack_content",
    ],
)
def test_the_database_refuses_to_change_what_is_append_only(
    store: WatchedStore, buyer: Person, statement: str
) -> None:
    decided(store, buyer, NOW)

    with pytest.raises(IntegrityError, match="never changed"), store.writing() as session:
        session.execute(text(statement))


@pytest.mark.only_on("postgresql")
def test_a_server_refuses_to_empty_what_is_append_only(store: WatchedStore) -> None:
    add(store, "one")

    with pytest.raises(IntegrityError, match="never changed"), store.writing() as session:
        session.execute(text("TRUNCATE audit_entry"))


def test_a_change_behind_the_triggers_back_breaks_the_chain(store: WatchedStore) -> None:
    add(store, "one", "two", "three")
    with store.writing() as session:
        lift_guard(session, "audit_entry")
        session.execute(text("UPDATE audit_entry SET detail = '{}' WHERE number = 2"))

    with store.reading() as session:
        chain = audit.verify(session)

    assert (chain.entries, chain.broken_at) == (2, 2)


def test_an_entry_left_out_breaks_the_chain(store: WatchedStore) -> None:
    add(store, "one", "two", "three")
    with store.writing() as session:
        lift_guard(session, "audit_entry")
        session.execute(text("DELETE FROM audit_entry WHERE number = 2"))

    with store.reading() as session:
        assert audit.verify(session).broken_at == 2


def test_the_last_act_on_a_subject_is_found(store: WatchedStore) -> None:
    add(store, "decide", "answer", "decide")

    with store.reading() as session:
        last = audit.last_sha256_of(session, "decide", subject=SUBJECT)
        other = audit.last_sha256_of(session, "decide", subject="procurement/2")
        head = audit.head(session)

    assert (last, other) == (head, audit.START)


def test_an_entry_that_names_nobody_is_the_command_line(store: WatchedStore) -> None:
    with store.writing() as session:
        audit.append(
            session, "grant", at=NOW, subject=SUBJECT, organisation_id=UUID(int=1), detail={}
        )

    with store.reading() as session:
        assert audit.verify(session).broken_at is None


def test_nothing_is_written_through_the_reading_engine(store: WatchedStore) -> None:
    with (
        pytest.raises(DBAPIError, match=r"readonly|read-only"),
        store.reading() as session,
    ):
        audit.append(session, "one", at=NOW, subject=SUBJECT)
