"""A database as one file, and a database from one file: SQLite by itself, PostgreSQL by its tools.

Both are copies of one state, made while others go on writing.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from rules.errors import PodiumError
from webapp.store import audit
from webapp.store.connection import Store
from webapp.store.errors import StoreIsNotReady
from webapp.store.files import file_of
from webapp.store.server import waiting

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_CLIENT = "postgresql-client"


class DumpRefused(PodiumError):
    """A database can't be copied, or a copy can't be put in its place."""


def kind_of(url: str) -> str:
    """Return the kind of a database."""
    return make_url(url).get_backend_name()


def dump(url: str, target: Path) -> audit.Chain:
    """Write a database into a file, and return the chain of the state that was written.

    Raises:
        DumpRefused: The database's own tool is missing or fails.
        StoreIsNotReady: The database is gone or out of reach.
    """
    return _dump_file(url, target) if kind_of(url) == SQLITE else _dump_server(url, target)


def refuse_filled(url: str) -> None:
    """Refuse a database that holds anything already.

    Raises:
        DumpRefused: There are tables in it, or there is a file in its place.
    """
    path = file_of(url)
    if path is not None:
        if path.exists():
            raise _filled(str(path), "Move it away, or name another in PODIUM_DATABASE_URL")
        return
    engine = create_engine(url, connect_args=waiting(url))
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
    except DBAPIError as error:
        raise StoreIsNotReady(
            "PODIUM_DATABASE_URL",
            f"The database can't be opened: {str(error.orig).splitlines()[0]}",
            "Create it first: createdb --encoding=UTF8 --template=template0 podium",
        ) from error
    finally:
        engine.dispose()
    if tables:
        raise _filled("PODIUM_DATABASE_URL", "Create an empty one, and name that")


def load(url: str, source: Path) -> None:
    """Put what a file holds in the place of a database that is empty.

    Raises:
        DumpRefused: The database's own tool is missing or fails.
    """
    path = file_of(url)
    if path is not None:
        shutil.copyfile(source, path)
        path.chmod(0o600)
        return
    _call(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={_conninfo(url)}",
        str(source),
        environment=_password(url),
    )


def chain_of(url: str) -> audit.Chain:
    """Compute the chain of a database again."""
    with closing(Store(url)) as store, store.reading() as session:
        return audit.verify(session)


def _dump_file(url: str, target: Path) -> audit.Chain:
    path = file_of(url)
    if path is None or not path.exists():
        raise StoreIsNotReady(
            str(path or url), "There is no database to back up", "Check PODIUM_DATABASE_URL"
        )
    try:
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise DumpRefused(
            str(path), f"It can't be copied: {error}", "See that it is a database, and can be read"
        ) from error
    chain = chain_of(f"sqlite:///{target}")
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")  # the chain was read as the service reads
    return chain


def _dump_server(url: str, target: Path) -> audit.Chain:
    with closing(Store(url)) as store, store.reading() as session:
        snapshot = session.scalar(text("SELECT pg_export_snapshot()"))
        _call(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={target}",
            f"--dbname={_conninfo(url)}",
            environment=_password(url),
        )
        return audit.verify(session)


def _connection_parameters(url: str) -> dict[str, str]:
    parsed = make_url(url)
    named = {"host": parsed.host, "port": parsed.port, "user": parsed.username}
    given = {**named, "dbname": parsed.database, **parsed.query}
    return {name: str(value) for name, value in given.items() if value is not None}


def _conninfo(url: str) -> str:
    """Return the address in libpq's own words, without the password, which others could see."""
    quoted = (
        (name, value.replace("\\", "\\\\").replace("'", "\\'"))
        for name, value in _connection_parameters(url).items()
    )
    return " ".join(f"{name}='{value}'" for name, value in quoted)


def _password(url: str) -> Mapping[str, str]:
    password = make_url(url).password
    return {} if password is None else {"PGPASSWORD": str(password)}


def _call(program: str, *arguments: str, environment: Mapping[str, str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise DumpRefused(
            program,
            "It is not installed",
            f"Install the client of the server's version (Debian: apt-get install {_CLIENT})",
        )
    done = subprocess.run(  # noqa: S603 - the database's own tool, by its full path
        [found, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stderr.strip() or "no reason given").splitlines()[0]
        raise DumpRefused(
            program,
            f"It failed: {told.removeprefix(f'{program}: ')}",
            "Its version must be the server's or later, and the user must own the tables",
        )


def _filled(place: str, remedy: str) -> DumpRefused:
    return DumpRefused(place, "A database is there already, and is not written over", remedy)
