"""Connections: pragmas, the lock of the writer, and what happens when a block raises."""

import threading
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.store import audit
from webapp.store.models import Organisation, RoleHeld


def test_each_connection_has_its_pragmas(store: WatchedStore) -> None:
    def pragma(name: str) -> object:
        with store.reading() as session:
            return session.scalar(text(f"PRAGMA {name}"))

    names = ("journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout", "query_only")

    assert [pragma(name) for name in names] == ["wal", 1, 1, 10_000, 1]


def test_a_key_that_points_nowhere_is_refused(store: WatchedStore) -> None:
    missing = UUID(int=7)

    with pytest.raises(IntegrityError), store.writing() as session:
        session.add(
            RoleHeld(user_id=missing, organisation_id=missing, role="buyer", granted_at=NOW)
        )


def test_a_row_that_is_never_changed_is_not_replaced_either(store: WatchedStore) -> None:
    with store.writing() as session:
        audit.append(session, "one", at=NOW, subject="x")

    with pytest.raises(IntegrityError, match="never changed"), store.writing() as session:
        session.execute(text("REPLACE INTO audit_entry SELECT * FROM audit_entry"))


def test_what_a_block_did_is_dropped_when_it_raises(store: WatchedStore) -> None:
    def write_and_fail() -> None:
        with store.writing() as session:
            audit.append(session, "one", at=NOW, subject="x")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_and_fail()

    with store.reading() as session:
        assert audit.head(session) == audit.START


def test_a_moment_without_a_zone_is_refused(store: WatchedStore) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - the fault that is tested

    with pytest.raises(StatementError, match="no time zone"), store.writing() as session:
        session.add(Organisation(name="New", created_at=naive))


def test_moments_come_back_aware_and_in_utc(store: WatchedStore) -> None:
    with store.writing() as session:
        session.add(Organisation(name="New", created_at=NOW))

    with store.reading() as session:
        found = session.query(Organisation).filter_by(name="New").one()

    assert found.created_at == NOW
    assert found.created_at.tzname() == "UTC"


def test_writers_extend_the_chain_one_after_the_other(store: WatchedStore) -> None:
    def write() -> None:
        for _ in range(5):
            with store.writing() as session:
                audit.append(session, "act", at=NOW, subject="x")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as session:
        chain = audit.verify(session)
    assert (chain.entries, chain.broken_at) == (20, None)


def test_reading_goes_on_while_somebody_writes(store: WatchedStore) -> None:
    with store.writing() as writer:
        audit.append(writer, "one", at=NOW, subject="x")

        with store.reading() as reader:
            seen = audit.head(reader)

    assert seen == audit.START


def test_a_failure_that_is_logged_tells_nothing_of_what_was_stored(store: WatchedStore) -> None:
    with pytest.raises(OperationalError) as caught, store.writing() as session:
        session.execute(text("SELECT :told FROM nowhere"), {"told": "a secret"})

    assert "nowhere" in str(caught.value)
    assert "a secret" not in str(caught.value)
