"""The store as a command opens it: there and up to date, and closed when the command ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.settings import Settings
from webapp.store import Store, StoreIsNotReady, is_current


@contextmanager
def opened_store(settings: Settings) -> Iterator[Store]:
    """Give the store of an installation.

    Raises:
        StoreIsNotReady: the database is missing or of another version.
    """
    if not is_current(settings.database_url):
        raise StoreIsNotReady(
            "database", "it is missing or of another version", "Run: podium db upgrade"
        )
    store = Store(settings.database_url)
    try:
        yield store
    finally:
        store.close()
