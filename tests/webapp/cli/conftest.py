"""Calling the command as a person or another program does."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Server as Postgres
from tests.webapp.cli.calling import SAMPLE, Answer
from tests.webapp.cli.serving import SECRET, serving
from tests.webapp.cli.sites import DAY, Site
from tests.webapp.clients import WatchedStore
from tests.webapp.people import enrol
from webapp.application import build
from webapp.cli import main
from webapp.settings import Settings
from webapp.store import upgrade

Podium = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _hash_quickly(quick_hashes: None) -> None:
    """Let no command take its time over a password: nothing here opens anything."""
    del quick_hashes


@pytest.fixture
def podium(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Podium:
    """Call `podium` in a folder of its own; `given` is what is piped into it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODIUM_INSTANCE", str(tmp_path / "instance"))

    def call(*arguments: object, given: bytes = b"") -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, out, err)

    return call


@pytest.fixture
def sample(tmp_path: Path) -> Callable[..., Path]:
    """Write the sample procurement to a file, with some of its keys changed."""

    def write(**changes: Any) -> Path:  # noqa: ANN401 - any JSON value, wrong ones too
        path = tmp_path / "procurement.json"
        path.write_text(json.dumps({**SAMPLE, **changes}))
        return path

    return write


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test before a server on both kinds of database, unless the call names one."""
    if "served_database" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--database")
    kinds = [kind for kind in ("sqlite", "postgresql") if chosen in ("both", kind)]
    metafunc.parametrize("served_database", kinds, indirect=True, scope="module")


@pytest.fixture(scope="module")
def served_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The folder of an installation and the address of its database, of the kind asked for."""
    folder = tmp_path_factory.mktemp("served")
    if request.param == "sqlite":
        yield folder, f"sqlite:///{folder / 'podium.sqlite3'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    yield folder, postgres.create("served")
    postgres.drop("served")


@pytest.fixture(scope="module")
def site(served_database: tuple[Path, str]) -> Iterator[Site]:
    """A server before a database of this module's own."""
    folder, url = served_database
    upgrade(url)
    store = WatchedStore(url)
    enrol(store, datetime.now(UTC) - 60 * DAY)
    with closing(store), serving(folder, url) as server:
        settings = Settings(folder, url, SECRET, is_loopback=True)
        yield Site(store, server, folder, build(settings))
