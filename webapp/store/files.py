"""The file of an SQLite database: opened where it is, never made, and left when it is gone.

SQLite makes an empty database of a file that it does not find, and goes on in one that was
deleted or replaced while it was open. Only the migrations may begin a new one.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError

from webapp.store.errors import StoreIsNotReady

BUSY_MILLISECONDS = 10_000
"""How long a transaction waits for a lock that another holds."""
_IDENTITY = "identity"


def file_of(url: str) -> Path | None:
    """Return the file of a database, None where it is a server's or in memory."""
    named = make_url(url)
    is_file = named.get_backend_name() == "sqlite" and named.database not in (None, "", ":memory:")
    return Path(named.database).absolute() if is_file and named.database else None


def address_of_existing(url: str) -> URL:
    """Return the address by which a database is opened if it is there, and never made."""
    path = file_of(url)
    if path is None:
        return make_url(url)
    named = make_url(url).set(database=f"file:{quote(str(path))}")
    return named.update_query_dict({"mode": "rw", "uri": "true"})


def follow_file(engine: Engine, path: Path) -> None:
    """Let an engine refuse a file that is gone, and open anew one that took its place."""

    @event.listens_for(engine, "do_connect")
    def refuse_missing(*_: object) -> None:
        if _identity(path) is None:
            raise _gone(path)

    @event.listens_for(engine, "connect")
    def remember(_connection: object, record: Any) -> None:  # noqa: ANN401 - the pool's own
        record.info[_IDENTITY] = _identity(path)

    @event.listens_for(engine, "checkout")
    def compare(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401 - the same
        present = _identity(path)
        if present is None:
            raise _gone(path)
        if present != record.info[_IDENTITY]:
            raise InvalidatePoolError


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _gone(path: Path) -> StoreIsNotReady:
    return StoreIsNotReady(
        str(path),
        "The database is not where it was",
        "Put it back, from its backup if need be, or run: podium db upgrade, which begins an "
        "empty one",
    )
