"""The clock of a moderation: since when the panel sits today, and how far it has come since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rules.uk_time import day_of
from webapp.store.moderations import StepRow

_ENOUGH = 3
"""From how many agreed scores on it is told how long the others may take."""
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Pace:
    """How the panel gets on today; `began_at` is None before it has opened or agreed anything.

    `minutes` is how long it has sat, in whole minutes; `agreed` how many scores it agreed.
    """

    began_at: datetime | None
    minutes: int
    agreed: int

    def minutes_for(self, left: int) -> int | None:
        """Return how long so many scores take at this pace; None where it can't be told yet."""
        if self.agreed < _ENOUGH or not self.minutes or not left:
            return None
        return -(-self.minutes * left // self.agreed)


def pace_of(steps: Iterable[StepRow], *, now: datetime) -> Pace:
    """Return how the panel gets on today, by the last steps of its answers."""
    today = [one for one in steps if day_of(one.made_at) == day_of(now)]
    agreed = [one for one in today if one.state == "agreed"]
    began_at = min((one.made_at for one in today), default=None)
    minutes = 0 if began_at is None else int((now - began_at).total_seconds()) // _MINUTE
    return Pace(began_at, minutes, len(agreed))
