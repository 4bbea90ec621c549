"""Migrations: the tables they make are those that the models expect."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect

from tests.postgres import Server
from webapp.store import StoreIsNotReady, is_current, upgrade
from webapp.store.migration import _config, differences
from webapp.store.tables import APPEND_ONLY

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.fixture
def url(empty_database: str) -> str:
    return empty_database


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


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
    with connected(url) as connection:
        found = inspect(connection)
        nameless = [
            table
            for table in found.get_table_names()
            if table != "alembic_version"
            for constraint in (
                found.get_pk_constraint(table),
                *found.get_foreign_keys(table),
                *found.get_unique_constraints(table),
            )
            if not constraint["name"]
        ]

    assert nameless == []


def test_append_only_tables_are_guarded_against_every_change(url: str) -> None:
    upgrade(url)
    with connected(url) as connection:
        names = set(connection.exec_driver_sql(TRIGGERS[connection.dialect.name]).scalars())
        acts = ("update", "delete") if connection.dialect.name == "sqlite" else ("change",)

    assert names == {f"refuse_{act}_of_{table}" for act in acts for table in APPEND_ONLY}


def test_the_tables_can_be_taken_down_again(url: str) -> None:
    upgrade(url)
    command.downgrade(_config(url), "base")

    with connected(url) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_migration_that_fails_leaves_everything_as_it_was(url: str) -> None:
    with connected(url) as connection:
        connection.exec_driver_sql("CREATE TABLE vote (in_the_way INTEGER)")
        connection.commit()

    with pytest.raises(StoreIsNotReady, match=r"vote.* already exists"):
        upgrade(url)

    with connected(url) as connection:
        assert inspect(connection).get_table_names() == ["vote"]


@pytest.mark.only_on("postgresql")
def test_a_database_that_cannot_hold_every_character_is_refused(postgres: Server) -> None:
    with postgres.connect("postgres") as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")

    with pytest.raises(StoreIsNotReady, match=r"encoding LATIN1.*createdb --encoding=UTF8"):
        upgrade(postgres.url("latin"))
    postgres.drop("latin")


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "sqlite:////nowhere/at/all/podium.sqlite3",
        "postgresql://podium@/podium?host=/nowhere/at/all",
    ],
)
def test_a_database_that_cannot_be_opened_is_named(address: str) -> None:
    with pytest.raises(StoreIsNotReady, match="PODIUM_DATABASE_URL: The database can't be opened"):
        upgrade(address)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and long enough to be read as a header.\n" * 40)

    with pytest.raises(StoreIsNotReady, match="can't be opened"):
        upgrade(f"sqlite:///{path}")
