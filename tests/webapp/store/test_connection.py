"""Connections: pragmas, the lock of the writer, and what happens when a block raises."""

import threading
from contextlib import AbstractContextManager, closing
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.store import Session, Store, StoreIsBusy, StoreIsNotReady, audit, people
from webapp.store.files import file_of
from webapp.store.models import Organisation, RoleHeld


@pytest.mark.only_on("sqlite")
def test_each_connection_has_its_pragmas(store: WatchedStore) -> None:
    def pragma(name: str) -> object:
        with store.reading() as session:
            return session.scalar(text(f"PRAGMA {name}"))

    names = ("journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout", "query_only")

    assert [pragma(name) for name in names] == ["wal", 1, 1, 10_000, 1]


@pytest.mark.only_on("postgresql")
def test_readers_of_a_server_see_one_state_and_writers_wait_for_a_while(
    store: WatchedStore,
) -> None:
    def setting(opened: AbstractContextManager[Session], name: str) -> object:
        with opened as session:
            return session.scalar(text(f"SHOW {name}"))

    assert setting(store.reading(), "transaction_isolation") == "repeatable read"
    assert setting(store.reading(), "transaction_read_only") == "on"
    assert setting(store.writing(), "transaction_isolation") == "read committed"
    assert setting(store.writing(), "lock_timeout") == "10s"


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO organisation SELECT * FROM organisation", "DELETE FROM role_held"],
)
def test_a_reader_writes_nothing_whatever_it_tries(store: WatchedStore, statement: str) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), store.reading() as session:
        session.execute(text(statement))


def test_a_reader_sees_the_state_it_began_with(store: WatchedStore) -> None:
    with store.reading() as reader:
        before = audit.head(reader)
        with store.writing() as writer:
            audit.append(writer, "one", at=NOW, subject="x")

        assert audit.head(reader) == before

    with store.reading() as later:
        assert audit.head(later) != before


def test_a_text_with_a_nul_is_not_found_and_does_no_harm(store: WatchedStore) -> None:
    with store.reading() as session:
        assert people.organisation_by_name(session, "Coventry\0City Council") is None


def test_what_another_holds_for_too_long_is_told_as_busy(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.store.connection.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("webapp.store.server.BUSY_MILLISECONDS", 50)
    store.close()

    with closing(Store(store.url)) as other, other.writing() as holder:
        holder.connection()

        with pytest.raises(StoreIsBusy, match="Try again in a moment"), store.writing() as session:
            session.connection()


def _delete_without_leave(session: Session) -> None:
    session.execute(text("PRAGMA query_only = ON"))
    session.execute(text("DELETE FROM role_held"))


@pytest.mark.only_on("sqlite")
def test_a_file_that_may_not_be_written_is_told(store: WatchedStore) -> None:
    with pytest.raises(StoreIsNotReady, match="read or written"), store.writing() as session:
        _delete_without_leave(session)


@pytest.mark.only_on("sqlite")
def test_a_damaged_file_is_told(store: WatchedStore) -> None:
    path = file_of(store.url)
    assert path is not None
    path.write_bytes(path.read_bytes()[:5000] + b"x" * 50_000)

    with pytest.raises(StoreIsNotReady, match="can't be read or written"), store.reading() as one:
        one.execute(text("SELECT * FROM organisation"))


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("wrong", ["host=/nowhere", "port=1"])
def test_a_server_out_of_reach_is_told(store: WatchedStore, wrong: str) -> None:
    lost = Store(f"{store.url}&{wrong}" if "port" in wrong else store.url.split("host=")[0] + wrong)

    for opened in (lost.reading(), lost.writing()):
        with pytest.raises(StoreIsNotReady, match="does not answer"), opened as session:
            session.connection()
    lost.close()


def test_a_key_that_points_nowhere_is_refused(store: WatchedStore) -> None:
    missing = UUID(int=7)

    with pytest.raises(IntegrityError), store.writing() as session:
        session.add(
            RoleHeld(user_id=missing, organisation_id=missing, role="buyer", granted_at=NOW)
        )


def test_a_row_that_is_never_changed_is_not_replaced_either(store: WatchedStore) -> None:
    replacing = {
        "sqlite": "REPLACE INTO audit_entry SELECT * FROM audit_entry",
        "postgresql": "INSERT INTO audit_entry SELECT * FROM audit_entry "
        "ON CONFLICT (number) DO UPDATE SET act = 'x'",
    }
    with store.writing() as session:
        audit.append(session, "one", at=NOW, subject="x")

    with pytest.raises(IntegrityError, match="never changed"), store.writing() as session:
        session.execute(text(replacing[session.get_bind().dialect.name]))


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
    with pytest.raises(DBAPIError) as caught, store.writing() as session:
        session.execute(text("SELECT :told FROM nowhere"), {"told": "a secret"})

    assert "nowhere" in str(caught.value)
    assert "a secret" not in str(caught.value)
