"""`podium db`: the tables, the backups and the way back, as whoever runs the service calls them."""

from pathlib import Path

import pytest

from tests.postgres import Server
from tests.webapp.cli.conftest import Podium
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from webapp.store import Store, audit


@pytest.fixture
def act(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'instance' / 'podium.sqlite3'}")


def note(store: Store) -> None:
    with store.writing() as session:
        audit.append(session, "act", at=NOW, subject="x")


def test_a_backup_is_made_moved_and_restored(
    podium: Podium, act: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    podium("db", "upgrade")
    note(act)
    with act.reading() as session:
        head = audit.head(session)

    made = podium("db", "backup", "podium.backup")
    monkeypatch.setenv("PODIUM_INSTANCE", str(tmp_path / "other"))
    restored = podium("db", "restore", "podium.backup")

    assert (made.code, restored.code) == (0, 0)
    held = "0 attachments, 0 sealed bids."
    assert made.out.startswith(f"Wrote podium.backup: 1 acts up to {head[:16]}…, {held}")
    assert "secret-key" in made.out
    assert restored.out.startswith("Restored podium.backup of ")
    assert head[:16] in restored.out
    assert podium("db", "upgrade").out == "The database is up to date.\n"
    act.close()


def test_a_backup_is_refused_where_there_is_nothing(podium: Podium) -> None:
    answer = podium("db", "backup", "podium.backup")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("PODIUM_DATABASE_URL: The database can't be opened")
    assert not Path("podium.backup").exists()


def test_a_restoration_over_a_database_is_refused(podium: Podium) -> None:
    podium("db", "upgrade")
    podium("db", "backup", "podium.backup")

    answer = podium("db", "restore", "podium.backup")

    assert (answer.code, answer.out) == (2, "")
    assert "is not written over. Move it away" in answer.err


def test_a_broken_audit_log_is_told_and_the_answer_is_no(podium: Podium, act: Store) -> None:
    podium("db", "upgrade")
    note(act)
    with act.writing() as session:
        lift_guard(session, "audit_entry")
        session.connection().exec_driver_sql("UPDATE audit_entry SET act = 'other'")
    act.close()

    answer = podium("db", "backup", "podium.backup")

    assert answer.code == 1
    assert answer.err == "The audit log does not fit together at act 1.\n"
    assert Path("podium.backup").exists()


def test_the_tables_of_a_server_are_made_in_an_empty_database(
    podium: Podium, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_DATABASE_URL", postgres.create("commanded"))

    before, upgraded = podium("serve"), podium("db", "upgrade")

    assert (before.code, upgraded.code) == (2, 0)
    assert "Run: podium db upgrade" in before.err
    postgres.drop("commanded")
