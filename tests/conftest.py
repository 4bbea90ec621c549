"""How every test runs: nothing skipped in CI, no network, the same examples each time.

The browser's tests run only when they are named (`make browser`), since they need Chromium.
"""

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

BROWSER = Path(__file__).parent / "browser"
LOOPBACK = ("127.", "::1", "localhost")

settings.register_profile("podium", deadline=None, derandomize=True)
settings.load_profile("podium")


class NetworkIsClosed(Exception):
    """A test reached for an address beyond this machine."""


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    match arguments[1]:
        case (str(host), *_) if not host.startswith(LOOPBACK):
            message = f"A test connects to {host}. Tests use this machine only: pass a fake in."
            raise NetworkIsClosed(message)
        case _:
            return


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose the databases; both unless it says otherwise."""
    parser.addoption(
        "--database",
        choices=("both", "sqlite", "postgresql"),
        default="both",
        help="what the tests of the store, the services and the views run on",
    )


def pytest_configure() -> None:
    """Close the network for the rest of the process."""
    sys.addaudithook(_refuse_the_network)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave tests/browser out, unless the call names it."""
    named = any("browser" in argument for argument in config.invocation_params.args)
    return True if collection_path == BROWSER and not named else None


def _must_not_skip() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped or expected failure into a failure, in CI."""
    report = yield
    if report.skipped and _must_not_skip():
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run to its end, and in CI every test must."
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself into an error, in CI."""
    report = yield
    if report.skipped and _must_not_skip():
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skips itself, and in CI every test must run."
    return report
