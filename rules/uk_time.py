"""The time that the United Kingdom's clocks show, by which days are reckoned and said."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """Return the day of a moment in UK time.

    >>> from datetime import UTC
    >>> day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return moment.astimezone(UK).date()


def moments_of(day: date, at: time) -> tuple[datetime, ...]:
    """Return the moments, in UTC, at which the clocks show a time on a day.

    It is one, but for the hour that comes twice when the clocks go back, and for the one that is
    left out when they go forward, in which there is none.

    >>> [len(moments_of(date(2026, 10, day), time(1, 30))) for day in (24, 25)]
    [1, 2]
    >>> moments_of(date(2027, 3, 28), time(1, 30))
    ()
    """
    shown = datetime.combine(day, at)
    both = [shown.replace(tzinfo=UK, fold=fold).astimezone(UTC) for fold in (0, 1)]
    found = {one for one in both if one.astimezone(UK).replace(tzinfo=None, fold=0) == shown}
    return tuple(sorted(found))


def name_of_time(moment: datetime) -> str:
    """Return `GMT` or `BST` for a moment in the hour that comes twice, empty for any other.

    >>> name_of_time(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    'GMT'
    """
    local = moment.astimezone(UK)
    comes_twice = len({local.replace(fold=fold).utcoffset() for fold in (0, 1)}) > 1
    return str(local.tzname()) if comes_twice else ""
