"""The store: tables, queries, migrations and the audit log. All of SQLAlchemy is in here."""

from webapp.store.connection import Session, Store
from webapp.store.errors import StoreIsBusy, StoreIsNotReady
from webapp.store.migration import is_current, upgrade

__all__ = ["Session", "Store", "StoreIsBusy", "StoreIsNotReady", "is_current", "upgrade"]
