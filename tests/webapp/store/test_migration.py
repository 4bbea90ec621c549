"""Migrations: the tables they make are those that the models expect."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect

from webapp.store import StoreIsNotReady, is_current, upgrade
from webapp.store.migration import _config, differences
from webapp.store.tables import APPEND_ONLY


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'fresh.sqlite3'}"


def test_the_migrations_make_exactly_the_tables_of_the_models(url: str) -> None:
    upgrade(url)

    assert differences(url) == []
    assert is_current(url)


def test_a_fresh_database_is_not_current(url: str) -> None:
    assert not is_current(url)


def test_upgrading_twice_changes_nothing(url: str) -> None:
    upgrade(url)
    upgrade(url)

    assert is_current(url)


def test_every_constraint_has_a_name(url: str) -> None:
    upgrade(url)
    found = inspect(create_engine(url))

    tables = [name for name in found.get_table_names() if name != "alembic_version"]
    nameless = [
        table
        for table in tables
        for constraint in (
            found.get_pk_constraint(table),
            *found.get_foreign_keys(table),
            *found.get_unique_constraints(table),
        )
        if not constraint["name"]
    ]

    assert nameless == []


def test_append_only_tables_have_both_triggers(url: str) -> None:
    upgrade(url)
    with create_engine(url).connect() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {row[0] for row in rows}

    assert names == {
        f"refuse_{act}_of_{table}" for act in ("update", "delete") for table in APPEND_ONLY
    }


def test_the_tables_can_be_taken_down_again(url: str) -> None:
    upgrade(url)
    command.downgrade(_config(url), "base")

    assert inspect(create_engine(url)).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("address", ["nonsense", "sqlite:////nowhere/at/all/podium.sqlite3"])
def test_a_database_that_cannot_be_opened_is_named(address: str) -> None:
    with pytest.raises(StoreIsNotReady, match="PODIUM_DATABASE_URL: The database can't be opened"):
        upgrade(address)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and long enough to be read as a header.\n" * 40)

    with pytest.raises(StoreIsNotReady, match="can't be opened"):
        upgrade(f"sqlite:///{path}")
