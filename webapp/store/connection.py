"""Connections: one engine that only reads and one that writes, each transaction explicit."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from webapp.store.files import address_of_existing, file_of, follow_file

__all__ = ["Session", "Store"]

BUSY_MILLISECONDS = 10_000
_AUDIT_LOCK = 5_031_958_217_662_001
"""An arbitrary number, the same in every worker, that names the lock of the audit chain."""


class Store:
    """One database that exists: a file that is gone is refused, and never begun anew.

    A page is read through `reading`, a use case written through `writing`.

    The two never mix: the reading engine refuses every statement that would write, so a GET
    can't, and only the writing one begins with the lock that the audit chain needs.
    """

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened before the first transaction."""
        self.url = url

    @cached_property
    def _reader(self) -> Engine:
        return self._engine(is_writer=False)

    @cached_property
    def _writer(self) -> Engine:
        return self._engine(is_writer=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database, and can't change it.

        Raises:
            StoreIsNotReady: The file of the database is gone.
        """
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is kept when the block ends, and dropped if it raises.

        Raises:
            StoreIsNotReady: The file of the database is gone.
        """
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection."""
        for name in ("_reader", "_writer"):
            engine = self.__dict__.pop(name, None)
            if engine is not None:
                engine.dispose()

    def _engine(self, *, is_writer: bool) -> Engine:
        engine = create_engine(
            address_of_existing(self.url),
            pool_pre_ping=not self._is_sqlite,
            hide_parameters=True,  # an error that is logged tells nobody's answers or hashes
        )
        if self._is_sqlite:
            _prepare_sqlite(engine, is_writer=is_writer)
            if (path := file_of(self.url)) is not None:
                follow_file(engine, path)
        else:
            _prepare_server(engine, is_writer=is_writer)
        return engine

    @property
    def _is_sqlite(self) -> bool:
        return make_url(self.url).get_backend_name() == "sqlite"


def _prepare_sqlite(engine: Engine, *, is_writer: bool) -> None:
    """Set the pragmas of each connection, and begin with the lock that the writer needs."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI's own
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "recursive_triggers = ON",  # so that a REPLACE, too, meets those against deleting
            f"busy_timeout = {BUSY_MILLISECONDS}",
            f"query_only = {'OFF' if is_writer else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _prepare_server(engine: Engine, *, is_writer: bool) -> None:
    """Make reading read only, and let one writer at a time extend the audit chain."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if is_writer:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _AUDIT_LOCK})
        else:
            connection.execute(text("SET TRANSACTION READ ONLY"))
