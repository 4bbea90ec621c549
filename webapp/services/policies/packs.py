"""The packs that the service decides under: read anew when their files change, or kept.

A policy owner edits a pack's files while the service runs. What they say decides from the next
request on, once it has loaded, compiled and passed its own tests in a process of its own; a
fault is logged with file and line, and the service keeps the packs it had.
"""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from rules.errors import PodiumError
from rules.library import Library, shipped
from rules.stack import Stack

SECONDS_BETWEEN_LOOKS = 2.0

log = logging.getLogger(__name__)


class WatchedLibrary:
    """A library that looks now and then whether its files have changed."""

    def __init__(self, library: Library, clock: Callable[[], float] = monotonic) -> None:
        """Watch a library; the clock is in seconds."""
        self._library = library
        self._clock = clock
        self._lock = threading.Lock()
        self._seen = library.fingerprint()
        self._looked_at = clock()

    def stack(self, policy: str | None) -> Stack:
        """Return the law with a policy on it, as its files say or as they last could be read."""
        self._look()
        return self._library.stack(policy)

    def _look(self) -> None:
        now = self._clock()
        if now - self._looked_at < SECONDS_BETWEEN_LOOKS or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked_at = now
            found = self._library.fingerprint()
            if found == self._seen:
                return
            self._seen = found
            try:
                self._library.reload()
            except PodiumError as error:
                log.error("A pack was refused, and the service keeps the packs it had: %s", error)  # noqa: TRY400 - the place says all
            else:
                log.warning("The packs were read anew.")
        finally:
            self._lock.release()


_watched: WatchedLibrary | None = None
_making = threading.Lock()


def stack_in_force(policy: str | None) -> Stack:
    """Return the packs under which the service decides now."""
    global _watched  # noqa: PLW0603 - one library a process
    with _making:
        if _watched is None:
            _watched = WatchedLibrary(shipped())
    return _watched.stack(policy)
