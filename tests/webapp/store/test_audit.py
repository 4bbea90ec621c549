"""The audit log: a chain that shows whatever was changed."""

import sqlite3
from uuid import UUID

import pytest
from sqlalchemy.exc import DatabaseError

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.store import audit

SUBJECT = "procurement/1"


def add(store: WatchedStore, *acts: str) -> None:
    with store.writing() as session:
        for act in acts:
            audit.append(session, act, at=NOW, subject=SUBJECT, detail={"of": act})


def path_of(store: WatchedStore) -> str:
    return store.url.removeprefix("sqlite:///")


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
    store: WatchedStore, statement: str
) -> None:
    table = statement.split()[1 if statement.startswith("UPDATE") else 2]
    add(store, "one")
    connection = sqlite3.connect(path_of(store))
    if table != "audit_entry":
        connection.execute("PRAGMA foreign_keys = OFF")
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        marks = ", ".join("'1'" for _ in columns)
        insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - names from this file
        connection.execute(insert)

    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)
    connection.close()


def test_a_change_behind_the_triggers_back_breaks_the_chain(store: WatchedStore) -> None:
    add(store, "one", "two", "three")
    connection = sqlite3.connect(path_of(store))
    connection.execute("DROP TRIGGER refuse_update_of_audit_entry")
    connection.execute("UPDATE audit_entry SET detail = '{}' WHERE number = 2")
    connection.commit()
    connection.close()

    with store.reading() as session:
        chain = audit.verify(session)

    assert (chain.entries, chain.broken_at) == (2, 2)


def test_an_entry_left_out_breaks_the_chain(store: WatchedStore) -> None:
    add(store, "one", "two", "three")
    connection = sqlite3.connect(path_of(store))
    connection.execute("DROP TRIGGER refuse_delete_of_audit_entry")
    connection.execute("DELETE FROM audit_entry WHERE number = 2")
    connection.commit()
    connection.close()

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
        pytest.raises(DatabaseError, match="readonly"),
        store.reading() as session,
    ):
        audit.append(session, "one", at=NOW, subject=SUBJECT)
