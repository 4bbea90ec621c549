"""The tenders of the demonstration, put on record once for all that is looked at in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from webapp.services.accounts import Person, secrets
from webapp.services.demonstration.before_panel import put_before_panel
from webapp.services.demonstration.notice import demonstrate
from webapp.services.demonstration.people import Seat, add_people
from webapp.services.demonstration.record import demonstrated, put_on_record
from webapp.services.demonstration.tenders import SINCE, put_tenders_on_record
from webapp.store import Store, upgrade

NOW = datetime(2026, 7, 15, 8, 30, tzinfo=UTC)
"""A Wednesday in summer, half past nine by the clocks of the United Kingdom."""

ADDRESS = "https://podium.example"


@dataclass(frozen=True, slots=True)
class Told:
    """The demonstration as it stands on record, and the links of its bidders."""

    store: Store
    links: Mapping[str, str]

    def person(self, seat: Seat) -> Person:
        """Return one of its people."""
        return demonstrated(self.store, seat)


def tell_all(store: Store, folder: Path) -> Told:
    """Put everything on record, as the command does."""
    shown = demonstrate()
    add_people(store, folder, now=NOW - SINCE)
    links = put_tenders_on_record(
        store, shown, folder=folder, secret="k" * 32, address=ADDRESS, now=NOW
    )
    put_on_record(store, shown, now=NOW)
    put_before_panel(store, shown, now=NOW)
    return Told(store, links)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("demonstration")
    url = f"sqlite:///{folder / 'podium.sqlite3'}"
    upgrade(url)
    store = Store(url)
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(secrets, "_hasher", lambda: hasher)
        yield tell_all(store, folder)
    store.close()
