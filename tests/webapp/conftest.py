"""An installation of its own for each test, with people in two organisations, and its clients."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from flask import Flask

from tests.postgres import Server, running_server
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.databases import NOW, RefilledDatabase, furnish
from tests.webapp.parts import with_parts
from tests.webapp.people import PEOPLE, open_session
from tests.webapp.samples import decided
from webapp.application import build
from webapp.installation import NAME, Installation
from webapp.roles import Role
from webapp.services.accounts import Person, secrets, who_is
from webapp.settings import Settings

__all__ = ["NOW", "Clock"]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the moment at which it stands."""
        return self.now

    def move(self, by: timedelta) -> None:
        """Move it on."""
        self.now += by


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process for background jobs: a test has them done with `work_through`."""
    monkeypatch.setattr("webapp.services.jobs.process.spawn", lambda _: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that has a database on both kinds, unless it or the call names one."""
    asked = [name for name in ("database", "empty_database") if name in metafunc.fixturenames]
    if not asked:
        return
    chosen = metafunc.config.getoption("--database")
    named = metafunc.definition.get_closest_marker("only_on")
    kinds = named.args if named else ("sqlite", "postgresql")
    metafunc.parametrize(
        asked[0],
        [kind for kind in kinds if chosen in ("both", kind)],
        indirect=True,
        scope="function",
    )


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables and the people, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "podium.sqlite3"
    furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this run's own, started by the first test that asks for it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def refilled(postgres: Server) -> Iterator[RefilledDatabase]:
    """A database with the tables and the people, made once and put right for each test."""
    furnish(postgres.create(RefilledDatabase.NAME))
    with closing(RefilledDatabase(postgres)) as made:
        yield made


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of this test's own, of the kind that the run is at."""
    if request.param == "postgresql":
        refilled: RefilledDatabase = request.getfixturevalue("refilled")
        return refilled.put_right()
    template: Path = request.getfixturevalue("template_database")
    for source in template.parent.glob("podium.sqlite3*"):
        shutil.copy(source, tmp_path)
    return f"sqlite:///{tmp_path / 'podium.sqlite3'}"


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any tables, of the kind that the run is at."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgres")
    yield server.create("empty")
    server.drop("empty")


@pytest.fixture
def settings(tmp_path: Path, database: str) -> Settings:
    return Settings(tmp_path, database, "k" * 32, is_loopback=True)


@pytest.fixture
def store(settings: Settings) -> Iterator[WatchedStore]:
    opened = WatchedStore(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, built once: its templates are compiled once."""
    folder = tmp_path_factory.mktemp("instance")
    built = build(Settings(folder, "sqlite://", "k" * 32, is_loopback=True))
    built.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    built.test_client_class = Client
    return built


@pytest.fixture
def app(application: Flask, settings: Settings, store: WatchedStore, clock: Clock) -> Flask:
    """The application with this test's store and clock."""
    application.extensions[NAME] = Installation(settings, store, clock)
    return application


@pytest.fixture
def stranger(app: Flask) -> Client:
    """A client that nobody has signed in with."""
    client = app.test_client()
    assert isinstance(client, Client)
    return client


@pytest.fixture
def client_of(app: Flask, store: WatchedStore, clock: Clock) -> Callable[..., Client]:
    """Make a client with which somebody of a role and an organisation is signed in."""

    def sign_in(role: Role, organisation: str = "coventry") -> Client:
        client = app.test_client()
        assert isinstance(client, Client)
        client.sign_in_with(open_session(store, PEOPLE[organisation, role], clock.now))
        return client

    return sign_in


@pytest.fixture
def buyer_client(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.BUYER)


@pytest.fixture
def person_of(store: WatchedStore, clock: Clock) -> Callable[..., Person]:
    def find(role: Role, organisation: str = "coventry") -> Person:
        token = open_session(store, PEOPLE[organisation, role], clock.now)
        found = who_is(store, token, now=clock.now)
        assert found is not None
        return found

    return find


@pytest.fixture
def buyer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.BUYER)


@pytest.fixture
def source(store: WatchedStore, buyer: Person) -> UUID:
    """A procurement to copy, whose answers and parts are all given."""
    procurement_id = decided(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)
    return procurement_id


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as cheaply as can be, where nothing is kept behind them."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(secrets, "_hasher", lambda: hasher)
