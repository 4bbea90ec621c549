"""Procurements of the demonstration told in the order of time, as if weeks had passed.

Each is a story: it yields the moment of its next act, and acts once its turn has come. So the
record of the authority reads as one, though several procurements run beside one another.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TypeAlias, TypeVar

from rules.uk_time import UK, day_of
from rules.working_days import after, before
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.demonstration.people import Seat, failed
from webapp.services.demonstration.record import demonstrated
from webapp.services.tendering.inviting import Links
from webapp.store import Store

Story: TypeAlias = Iterator[datetime]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the stories play: the installation, how links are made, and the moment at the end."""

    store: Store
    vault: Vault
    links: Links
    now: datetime

    def ago(self, working_days: int, hour: int = 9, minute: int = 0) -> datetime:
        """Return a moment in UK time, so many working days before today."""
        day = before(day_of(self.now), working_days)
        return datetime.combine(day, time(hour, minute), UK).astimezone(UTC)

    def ahead(self, working_days: int, hour: int) -> datetime:
        """Return a moment in UK time, so many working days after today."""
        day = after(day_of(self.now), working_days)
        return datetime.combine(day, time(hour), UK).astimezone(UTC)

    def person(self, seat: Seat) -> Person:
        """Return one of the demonstration's people, with the roles that they hold."""
        return demonstrated(self.store, seat)


def tell(stories: Iterable[Story]) -> None:
    """Let every story come to its end, always the one next whose act is the earliest."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        _go_on(waiting, number, story)
    while waiting:
        _, number, story = heapq.heappop(waiting)
        _go_on(waiting, number, story)


def _go_on(waiting: list[tuple[datetime, int, Story]], number: int, story: Story) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, story))


def done(reference: str, what: str, outcome: object, kind: type[T]) -> T:
    """Return what came of a step.

    Raises:
        DemonstrationFailed: It is not of the kind that it should be.
    """
    if not isinstance(outcome, kind):
        raise failed(reference, what, outcome)
    return outcome
