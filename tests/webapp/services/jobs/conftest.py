"""Kinds of job that exist in the tests only."""

import pytest

from tests.webapp.services.jobs import work

WORK = "tests.webapp.services.jobs.work"
KINDS = {name: f"{WORK}:{name}" for name in ("echo", "refuse", "break_down")}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker know them."""
    for module in ("records", "worker"):
        monkeypatch.setattr(f"webapp.services.jobs.{module}.KINDS", KINDS)
    work.DONE.clear()
