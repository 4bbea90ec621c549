"""A database on a server: how a connection to PostgreSQL behaves, and how long it waits."""

from psycopg import Connection as DriverConnection
from psycopg import IsolationLevel
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from webapp.store.errors import StoreIsNotReady
from webapp.store.files import BUSY_MILLISECONDS

CONNECT_SECONDS = 5
_AUDIT_LOCK = 5_031_958_217_662_001
"""An arbitrary number, the same in every worker, that names the lock of the audit chain."""


class _TextWithoutNul(StrDumperUnknown):
    """Text for a server, which knows no NUL: what is asked for with one is not found."""

    def dump(self, obj: str) -> bytes:
        """Return the bytes to send, with the mark of a lost character for each NUL."""
        return bytes(super().dump(obj.replace("\0", "\ufffd")) or b"")


def engine_of(url: str, *, is_writer: bool) -> Engine:
    """Return an engine whose readers see one state and change none, one of whose writers acts.

    A writer holds the lock of the audit chain, so that the last entry stays the last until it
    has added its own.
    """
    engine = create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,  # an error that is logged tells nobody's answers or hashes
        use_native_hstore=False,
        connect_args=waiting(url),
    )

    @event.listens_for(engine, "connect")
    def set_manners(connection: DriverConnection, _record: object) -> None:
        connection.adapters.register_dumper(str, _TextWithoutNul)
        if is_writer:
            connection.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
            connection.commit()
        else:
            connection.read_only = True
            connection.isolation_level = IsolationLevel.REPEATABLE_READ

    if is_writer:
        event.listen(engine, "begin", lock_chain)
    return engine


def waiting(url: str) -> dict[str, int]:
    """Return how long a server is waited for, where its address does not say."""
    return {} if "connect_timeout" in make_url(url).query else {"connect_timeout": CONNECT_SECONDS}


def lock_chain(connection: Connection) -> None:
    """Keep every other writer out until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _AUDIT_LOCK})


def refuse_other_encodings(connection: Connection) -> None:
    """Refuse a database that can't hold every character.

    Raises:
        StoreIsNotReady: Its encoding is not UTF-8.
    """
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreIsNotReady(
            "PODIUM_DATABASE_URL",
            f"The database has the encoding {encoding}, which can't hold every character",
            "Create it anew with: createdb --encoding=UTF8 --template=template0 podium",
        )
