"""What takes long to make, kept in a worker's memory by all that it is made from.

The key tells everything that the value depends on, so that nothing kept can be out of date: what
has changed since, here or in another process, has another key.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """So many values at most; those that were made first go first."""

    def __init__(self, most: int) -> None:
        """Begin with nothing, to keep so many."""
        self._most = most
        self._values: dict[Hashable, T] = {}
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made now unless it was before.

        Two threads may make the same value at once; one of the two is kept.
        """
        found = self._values.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._values[key] = found
                while len(self._values) > self._most:
                    del self._values[next(iter(self._values))]
        return found
