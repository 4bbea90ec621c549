"""The standstill: the days on which the contract may not be entered into, counted one by one.

Procurement Act 2023 s.51: eight working days of which the day on which the contract award notice
is published is the first, or longer if the notice says so; where the law asks for none, the notice
may give a voluntary one, of no less than eight working days. s.102(3): no court shortens it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules import working_days

SHORTEST_VOLUNTARY = 8
"""Working days that a voluntary standstill has at least: s.51(5)."""
LONGEST = 366
"""Days after the notice within which a standstill that is written out ends."""


class StandstillKind(StrEnum):
    """Whether the law asks for the standstill, the notice gives it, or there is none."""

    MANDATORY = "mandatory"
    VOLUNTARY = "voluntary"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standstill:
    """A standstill: from the day of the notice to its last day, which is None without one.

    `required` are the working days that the law asks for: 0 where it asks for none, None where the
    packs do not say.
    """

    kind: StandstillKind
    published_on: date
    ends_on: date | None
    required: int | None

    @property
    def free_on(self) -> date:
        """The first day on which it no longer stands in the way of the contract."""
        if self.ends_on is None:
            return self.published_on
        return self.ends_on + working_days.ONE_DAY

    def is_running(self, today: date) -> bool:
        """Return whether a day is one of those on which the contract may not be entered into."""
        return self.ends_on is not None and today <= self.ends_on

    def days(self) -> tuple["CountedDay", ...]:
        """Return every day of it, and how each counts."""
        if self.ends_on is None:
            return ()
        return tuple(_counted(self.published_on, self.ends_on))


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a standstill: the number of the working day that it is, or why it is none."""

    on: date
    number: int | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class TooShort:
    """The notice gives an end before the earliest that the law allows."""

    earliest: date


def least_end(required: int | None, published_on: date) -> date | None:
    """Return the earliest last day of a standstill, None where the packs do not say how long.

    >>> least_end(8, date(2026, 3, 30))  # over Good Friday and Easter Monday
    datetime.date(2026, 4, 10)
    """
    if required is None:
        return None
    return working_days.beginning_with(published_on, required or SHORTEST_VOLUNTARY)


def standstill_of(
    required: int | None, published_on: date, stated: date | None
) -> Standstill | TooShort | None:
    """Return the standstill that a notice started.

    `stated` is the last day that the notice gives, None where it gives none. The result is None
    where neither the packs nor the notice say how long it lasts.
    """
    least = least_end(required, published_on)
    if stated is None and least is None:
        return None
    if stated is not None and stated < (least or published_on):
        return TooShort(least or published_on)
    if required == 0:
        kind = StandstillKind.VOLUNTARY if stated else StandstillKind.NONE
        return Standstill(kind, published_on, stated, required)
    return Standstill(StandstillKind.MANDATORY, published_on, stated or least, required)


def _counted(first: date, last: date) -> Iterator[CountedDay]:
    number, day = 0, first
    while day <= last:
        because = _no_working_day(day)
        number += not because
        yield CountedDay(day, None if because else number, because)
        day += timedelta(days=1)


def _no_working_day(day: date) -> str:
    """Return why a day is no working day under s.123(1), empty where it is one."""
    if working_days.is_working_day(day):
        return ""
    return working_days.bank_holidays(day.year).get(day) or f"{day:%A}"
