"""An installation of its own for each test, with people in two organisations, and its clients."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.people import PEOPLE, enrol, open_session
from webapp.application import build
from webapp.installation import NAME, Installation
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.settings import Settings
from webapp.store import upgrade

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


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


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables and the people, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "podium.sqlite3"
    upgrade(f"sqlite:///{path}")
    store = WatchedStore(f"sqlite:///{path}")
    enrol(store, NOW - timedelta(days=30))
    store.close()
    return path


@pytest.fixture
def settings(tmp_path: Path, template_database: Path) -> Settings:
    path = tmp_path / "podium.sqlite3"
    for source in template_database.parent.glob("podium.sqlite3*"):
        shutil.copy(source, tmp_path)
    return Settings(tmp_path, f"sqlite:///{path}", "k" * 32, is_loopback=True)


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
