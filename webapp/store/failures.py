"""Failures of a database that are nobody's fault, told apart and put into words.

A database that is locked, full, gone or out of reach is not a fault of the code: whoever asked
is told to try again, or what whoever runs the service has to do. Any other error passes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rules.errors import PodiumError
from webapp.store.errors import StoreIsBusy, StoreIsNotReady

_BUSY_IN_FILE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_LOST_IN_FILE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
    }
)
_READ_ONLY_IN_FILE = sqlite3.SQLITE_READONLY
_PRIMARY_CODE = 0xFF

_BUSY_ON_SERVER = frozenset({"40001", "40P01", "53300", "55P03", "57014"})
"""Serialisation, deadlock, too many connections, a lock or a statement that took too long."""


@contextmanager
def told(*, is_writer: bool) -> Iterator[None]:
    """Turn failures of the database into errors that say what to do.

    Raises:
        StoreIsBusy: The database is locked, or every connection is taken.
        StoreIsNotReady: The database is out of reach, full or damaged.
    """
    try:
        yield
    except PoolTimeout as error:
        raise _busy(error) from error
    except DBAPIError as error:
        found = _words_for(error, is_writer=is_writer)
        if found is None:
            raise
        raise found from error


def _words_for(error: DBAPIError, *, is_writer: bool) -> PodiumError | None:
    """Return what a failure is called, None if it is the code's own fault."""
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code in _BUSY_IN_FILE:
            return _busy(error)
        is_lost = code in _LOST_IN_FILE or (is_writer and code == _READ_ONLY_IN_FILE)
        return _lost(error) if is_lost else None
    if not isinstance(error, OperationalError) and not error.connection_invalidated:
        return None
    state = getattr(error.orig, "sqlstate", None)
    return _busy(error) if state in _BUSY_ON_SERVER else _lost(error)


def _busy(error: Exception) -> StoreIsBusy:
    return StoreIsBusy(
        _place(error),
        "Others are saving, and it took too long to wait for them",
        "Try again in a moment. If it goes on, whoever runs the service can see what holds the "
        "database",
    )


def _lost(error: Exception) -> StoreIsNotReady:
    return StoreIsNotReady(
        _place(error),
        "The database does not answer, or can't be read or written",
        "See that it runs, that it can be reached and that its disk has room, then try again",
    )


def _place(error: Exception) -> str:
    """Name the database, with its own words for whoever reads the log."""
    own = str(getattr(error, "orig", None) or error)
    return f"database ({own.splitlines()[0]})" if own else "database"
