"""Bringing a database to the tables that this version of the code expects."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import ArgumentError, DBAPIError

from webapp.store.errors import StoreIsNotReady
from webapp.store.files import address_of_existing, file_of
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
    head = ScriptDirectory.from_config(_config(url)).get_current_head()
    try:
        path = file_of(url)
        if path is not None and not path.exists():
            return False
        engine = create_engine(address_of_existing(url))
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
        engine.dispose()
    except (ArgumentError, DBAPIError, ModuleNotFoundError) as problem:
        raise _unreachable(problem) from problem
    return revision == head


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
