"""Connections: one engine that only reads and one that writes, each transaction explicit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from webapp.store.failures import told
from webapp.store.files import BUSY_MILLISECONDS, address_of_existing, file_of, follow_file
from webapp.store.server import engine_of

__all__ = ["Session", "Store", "is_writing"]

IS_WRITING = "is writing"


def is_writing(session: Session) -> bool:
    """Return whether a session is that of a use case which writes, and not of a page."""
    return bool(session.info.get(IS_WRITING))


class Store:
    """One database that exists: a file that is gone is refused, and never begun anew.

    A page is read through `reading`, a use case written through `writing`.

    The two never mix: the reading engine refuses every statement that would write, so a GET
    can't, and only the writing one begins with the lock that the audit chain needs.
    """

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened before the first transaction."""
        self.url = url
        self._shared: ContextVar[_Shared | None] = ContextVar("shared", default=None)

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
            StoreIsBusy: Every connection is taken.
            StoreIsNotReady: The database is gone or out of reach.
        """
        shared = self._shared.get()
        with told(is_writer=False):
            if shared is None:
                with Session(self._reader, expire_on_commit=False) as session:
                    yield session
            else:
                with shared.lent(self._reader) as session:
                    yield session

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Let everything that is read within see one state, over one connection."""
        shared = _Shared()
        token = self._shared.set(shared)
        try:
            yield
        finally:
            self._shared.reset(token)
            shared.close()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is kept when the block ends, and dropped if it raises.

        Raises:
            StoreIsBusy: Another writer holds the lock for too long.
            StoreIsNotReady: The database is gone or out of reach.
        """
        with (
            told(is_writer=True),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.info[IS_WRITING] = True
            yield session

    def close(self) -> None:
        """Close every connection."""
        for name in ("_reader", "_writer"):
            engine = self.__dict__.pop(name, None)
            if engine is not None:
                engine.dispose()

    def _engine(self, *, is_writer: bool) -> Engine:
        if make_url(self.url).get_backend_name() == "sqlite":
            engine = create_engine(
                address_of_existing(self.url),
                hide_parameters=True,  # an error that is logged tells nobody's answers or hashes
            )
            _prepare_sqlite(engine, is_writer=is_writer)
            if (path := file_of(self.url)) is not None:
                follow_file(engine, path)
            return engine
        return engine_of(self.url, is_writer=is_writer)


class _HoldingSession(Session):
    """A session that holds what it has read: asked for by its key again, it is there."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.held: list[object] = []


@event.listens_for(_HoldingSession, "loaded_as_persistent")
def _hold(session: _HoldingSession, loaded: object) -> None:
    session.held.append(loaded)


class _Shared:
    """A session for many readings, which begins with the first and is dropped if one fails."""

    def __init__(self) -> None:
        self._session: Session | None = None

    @contextmanager
    def lent(self, engine: Engine) -> Iterator[Session]:
        if self._session is None:
            self._session = _HoldingSession(engine)
        try:
            yield self._session
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


def _prepare_sqlite(engine: Engine, *, is_writer: bool) -> None:
    """Set the pragmas of each connection, and begin with the lock that the writer needs."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI's own
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",  # a receipt that was given outlives a failure of power
            "foreign_keys = ON",
            "recursive_triggers = ON",  # so that a REPLACE, too, meets those against deleting
            f"query_only = {'OFF' if is_writer else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")
