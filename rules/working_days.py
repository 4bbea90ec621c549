"""Working days as the Procurement Act 2023 counts them.

Section 123(1): a working day is no Saturday, no Sunday and no bank holiday under the Banking and
Financial Dealings Act 1971 in any part of the United Kingdom. So a holiday of Scotland or Northern
Ireland alone stops the clock in Coventry too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

import holidays

ONE_DAY = timedelta(days=1)
PARTS = ("ENG", "WLS", "SCT", "NIR")
_SATURDAY = 5


@cache
def bank_holidays(year: int) -> MappingProxyType[date, str]:
    """Return the bank holidays of a year in any part of the United Kingdom, by their days.

    They are those that were proclaimed when the calendar in use was published: one that is
    proclaimed later is not among them.
    """
    found: dict[date, str] = {}
    for part in PARTS:
        found |= dict(holidays.country_holidays("GB", subdiv=part, years=year).items())
    return MappingProxyType(found)


def is_working_day(day: date) -> bool:
    """Return whether a day is a working day.

    >>> is_working_day(date(2026, 3, 17)), is_working_day(date(2026, 3, 18))  # St Patrick's Day
    (False, True)
    """
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def after(day: date, count: int) -> date:
    """Return the day that is so many working days after a day, which itself does not count.

    >>> after(date(2026, 3, 30), 8)  # over Good Friday and Easter Monday
    datetime.date(2026, 4, 13)
    """
    return _nth(_days(day, ONE_DAY), count) if count else day


def before(day: date, count: int) -> date:
    """Return the day that is so many working days before a day, which itself does not count.

    >>> before(date(2026, 4, 13), 8)
    datetime.date(2026, 3, 30)
    """
    return _nth(_days(day, -ONE_DAY), count) if count else day


def beginning_with(day: date, count: int) -> date:
    """Return the last of so many working days of which the day is the first, if it is one.

    So section 51(2) counts the standstill.

    >>> beginning_with(date(2026, 3, 30), 8)
    datetime.date(2026, 4, 10)
    """
    return _nth(_days(day - ONE_DAY, ONE_DAY), count) if count else day


def between(day: date, other: date) -> int:
    """Return how many working days come after a day until another, this one included.

    >>> between(date(2026, 4, 2), date(2026, 4, 7))
    1
    """
    if other <= day:
        return 0
    days = (day + ONE_DAY * number for number in range(1, (other - day).days + 1))
    return sum(is_working_day(one) for one in days)


def _days(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        if is_working_day(day):
            yield day


def _nth(days: Iterator[date], count: int) -> date:
    return next(day for number, day in enumerate(days, start=1) if number == count)
