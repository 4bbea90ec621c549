"""A served application, a browser, and the validator, for tests that look at whole pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.server import served
from tests.browser.validator import Validator, running_validator
from webapp import create_app
from webapp.settings import Settings
from webapp.store import migration

# Chromium as root needs --no-sandbox; the rest keeps it from calling its maker.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# A page that refuses what was typed answers 4xx on purpose, and Chromium notes it as an error.
REFUSED = "Failed to load resource: the server responded with a status of 4"
FAILED = "Failed to load resource: the server responded with a status of 5"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once, without a screen."""
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert program, "Chromium is not installed. Run: make browser"

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile, on which no script may fail and no policy be broken."""
    with _watched(browser, REFUSED) as fresh:
        yield fresh


@pytest.fixture
def failing_page(browser: Browser) -> Iterator[Page]:
    """The same, for a service that is broken on purpose and answers 5xx."""
    with _watched(browser, REFUSED, FAILED) as fresh:
        yield fresh


@contextmanager
def _watched(browser: Browser, *expected: str) -> Iterator[Page]:
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(expected):
            problems.append(message.text)

    context = browser.new_context(locale="en-GB")
    fresh = context.new_page()
    fresh.on("console", note)
    fresh.on("pageerror", lambda error: problems.append(str(error)))
    yield fresh
    context.close()
    assert problems == []


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile that runs no JavaScript at all."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a fresh installation, whose database has its tables and nobody in it."""
    fresh = Settings(
        instance_folder=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'podium.sqlite3'}",
        secret_key="not secret, since nobody else reaches this server",
        is_loopback=True,
    )
    migration.upgrade(fresh.database_url)
    return fresh


@pytest.fixture
def live_server(settings: Settings) -> Iterator[str]:
    """The address at which the application of these settings is served."""
    with served(create_app(settings)) as address:
        yield address


@pytest.fixture(scope="session")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Validator]:
    """The HTML checker, started once."""
    with running_validator(tmp_path_factory.mktemp("validator") / "log.txt") as started:
        yield started
