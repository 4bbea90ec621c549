"""What keeps the store from being used."""

from rules.errors import PodiumError


class StoreIsNotReady(PodiumError):
    """The database can't be reached, or holds the tables of another version."""


class StoreIsBusy(PodiumError):
    """Others hold what a transaction needs for longer than it waits: it can be tried again."""


class RunWasChanged(PodiumError):
    """An evaluation on record does not have the digest by which it was pinned."""


class LotAwardWasChanged(PodiumError):
    """An award of lots on record does not have the digest by which it was pinned."""
