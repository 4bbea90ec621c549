"""The databases of the tests: both kinds with the same tables and people, each test its own."""

from datetime import UTC, datetime, timedelta
from itertools import chain

from psycopg import sql
from sqlalchemy import text

from tests.postgres import Server
from tests.webapp.people import enrol
from webapp.store import Session, Store, upgrade
from webapp.store.tables import Base

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def furnish(url: str) -> None:
    """Make the tables of a new database, and put the people in."""
    upgrade(url)
    store = Store(url)
    enrol(store, NOW - timedelta(days=30))
    store.close()


def lift_guard(session: Session, table: str) -> None:
    """Let a transaction change the rows of a table that is only ever added to."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for act in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER IF EXISTS refuse_{act}_of_{table}"))


class RefilledDatabase:
    """A database on a server that is put right again instead of being made again.

    Copying a template takes 140 ms and dropping it 50; emptying the tables and putting the
    rows that were there back takes a few.
    """

    NAME = "podium"
    _RESETS_TO_A_VACUUM = 100

    def __init__(self, server: Server) -> None:
        """Keep the rows that are there now in a schema beside the tables."""
        self._server = server
        self._connection = server.connect(self.NAME)
        self._resets = 0
        names = [table.name for table in Base.metadata.sorted_tables]
        self._connection.execute("CREATE SCHEMA kept")
        filled = [name for name in names if self._has_rows(name)]
        for name in filled:
            self._run("CREATE TABLE kept.{0} AS TABLE {0}", name)
        statements = chain(
            [sql.SQL("SET session_replication_role = replica")],  # no trigger and no key objects
            [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in names],
            [
                sql.SQL("INSERT INTO {0} SELECT * FROM kept.{0}").format(sql.Identifier(name))
                for name in filled
            ],
            [sql.SQL("SET session_replication_role = origin")],
        )
        self._reset = sql.SQL("; ").join(list(statements))

    def put_right(self) -> str:
        """Bring every table back to the rows that were kept, and return the address."""
        self.hang_up()
        self._connection.execute(self._reset)
        self._resets += 1
        if self._resets % self._RESETS_TO_A_VACUUM == 0:
            self._connection.execute("VACUUM")
        return self._server.url(self.NAME)

    def hang_up(self) -> None:
        """End every other connection, as a server does that is started anew."""
        self._connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    def close(self) -> None:
        """Close the connection over which it is put right."""
        self._connection.close()

    def _has_rows(self, name: str) -> bool:
        statement = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))
        found = self._connection.execute(statement).fetchone()
        return found is not None and bool(found[0])

    def _run(self, statement: str, name: str) -> None:
        self._connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
