"""What one running installation holds: its settings, its store and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from webapp.settings import Settings
from webapp.store import Store

NAME = "podium"


@dataclass(frozen=True, slots=True)
class Installation:
    """The settings, the store and the clock that the views of one application share."""

    settings: Settings
    store: Store
    clock: Callable[[], datetime]

    @property
    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return self.clock()


def system_clock() -> datetime:
    """Return the machine's time in UTC."""
    return datetime.now(UTC)


def installation() -> Installation:
    """Return the installation that answers the present request."""
    return cast("Installation", current_app.extensions[NAME])
