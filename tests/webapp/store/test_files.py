"""The file of a database: refused when it is gone, and never begun anew but by the migrations."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from webapp.store import Store, StoreIsNotReady, audit, is_current, upgrade
from webapp.store.files import address_of_existing, file_of

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def remove(path: Path) -> None:
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def act(store: Store) -> None:
    with store.writing() as session:
        audit.append(session, "act", at=NOW, subject="x")


def entries(store: Store) -> int:
    with store.reading() as session:
        return audit.verify(session).entries


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database in a folder whose name would mean something in an address."""
    folder = tmp_path / "100% of it #1"
    folder.mkdir()
    made = folder / "podium.sqlite3"
    upgrade(f"sqlite:///{made}")
    return made


def test_a_file_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "podium.sqlite3"
    store = Store(f"sqlite:///{path}")

    for use in (act, entries):
        with pytest.raises(StoreIsNotReady, match="The database is not where it was"):
            use(store)

    assert not is_current(store.url)
    assert not path.exists()


def test_a_file_that_vanishes_is_refused_by_readers_and_writers(path: Path) -> None:
    store = Store(f"sqlite:///{path}")
    act(store)
    assert entries(store) == 1
    remove(path)

    for use in (act, entries):
        with pytest.raises(StoreIsNotReady, match="podium db upgrade"):
            use(store)

    assert not path.exists()
    store.close()


def test_the_file_that_takes_its_place_is_opened_without_a_restart(path: Path) -> None:
    store = Store(f"sqlite:///{path}")
    act(store)
    assert entries(store) == 1
    remove(path)
    upgrade(store.url)

    assert entries(store) == 0
    act(store)
    assert entries(store) == 1
    store.close()


def test_a_database_of_a_server_or_in_memory_has_no_file() -> None:
    assert file_of("postgresql://host/podium") is None
    assert file_of("sqlite://") is None
    assert str(address_of_existing("postgresql://host/podium")) == "postgresql://host/podium"

    store = Store("sqlite://")
    with store.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    store.close()
