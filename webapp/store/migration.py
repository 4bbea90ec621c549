"""Bringing a database to the tables that this version of the code expects."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from webapp.store.errors import StoreIsNotReady
from webapp.store.files import BUSY_MILLISECONDS, address_of_existing, file_of
from webapp.store.server import lock_chain, refuse_other_encodings, waiting
from webapp.store.tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Create the tables, or bring older ones up to date.

    Raises:
        StoreIsNotReady: The database can't be opened.
    """
    try:
        command.upgrade(_config(url), "head")
    except (ArgumentError, DBAPIError, OSError, ModuleNotFoundError) as problem:
        raise _unreachable(problem) from problem


def is_current(url: str) -> bool:
    """Return whether the database has exactly the tables that this code expects.

    Raises:
        StoreIsNotReady: The database is there, and can't be opened.
    """
    path = file_of(url)
    if path is not None and not path.exists():
        return False
    return revision_of(url) == ScriptDirectory.from_config(_config(url)).get_current_head()


def revision_of(url: str) -> str | None:
    """Return the version of the tables of a database that is there, None where it has none.

    Raises:
        StoreIsNotReady: The database can't be opened.
    """
    try:
        is_file = file_of(url) is not None
        engine = create_engine(
            address_of_existing(url), connect_args={} if is_file else waiting(url)
        )
        try:
            with engine.connect() as connection:
                return MigrationContext.configure(connection).get_current_revision()
        finally:
            engine.dispose()
    except (ArgumentError, DBAPIError, ModuleNotFoundError) as problem:
        raise _unreachable(problem) from problem


def knows(url: str, revision: str) -> bool:
    """Return whether a version of the tables is one that this code can bring up to date."""
    scripts = ScriptDirectory.from_config(_config(url)).walk_revisions()
    return revision in {script.revision for script in scripts}


def migrating_engine(url: str) -> Engine:
    """Return an engine whose transactions change tables whole or not at all, one at a time."""
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(url, connect_args=waiting(url))
        event.listen(engine, "begin", refuse_other_encodings)
        event.listen(engine, "begin", lock_chain)
        return engine
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI's own
        connection.isolation_level = None  # or each CREATE TABLE would be kept by itself
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def differences(url: str) -> list[object]:
    """Return what the migrations lack for the database to have the models' tables."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, Base.metadata))
    finally:
        engine.dispose()


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def _unreachable(problem: Exception) -> StoreIsNotReady:
    reason = str(problem).splitlines()[0]
    return StoreIsNotReady(
        "PODIUM_DATABASE_URL",
        f"The database can't be opened: {reason}",
        "Check that the address is right and that this user may read and write there",
    )
