"""Moments as a receipt says them, and the time that is left."""

from datetime import datetime, timedelta

from rules.uk_time import UK, day_of
from rules.wording import counted, date_in_words, listed

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def exact(moment: datetime) -> str:
    """Return a moment to the thousandth of a second, with the name of the UK time that it is in.

    An hour comes twice when the clocks go back: only the name tells which.

    >>> from datetime import UTC
    >>> exact(datetime(2026, 10, 25, 0, 30, 0, 1000, tzinfo=UTC))
    '25 October 2026 at 01:30:00.001 BST'
    >>> exact(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    '25 October 2026 at 01:30:00.000 GMT'
    """
    local = moment.astimezone(UK)
    clock = f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"
    return f"{date_in_words(day_of(moment))} at {clock} {local.tzname()}"


def by_the_minute(moment: datetime) -> str:
    """Return a moment to the minute, with the name of the UK time that it is in.

    >>> from datetime import UTC
    >>> by_the_minute(datetime(2026, 7, 1, 11, tzinfo=UTC))
    '1 July 2026 at 12:00 BST'
    """
    local = moment.astimezone(UK)
    return f"{date_in_words(day_of(moment))} at {local:%H:%M} {local.tzname()}"


def time_left(until: datetime, now: datetime) -> str:
    """Return how long it is until a moment, in the two largest units; empty once it has passed.

    >>> from datetime import UTC
    >>> at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> time_left(at, at - timedelta(days=2, hours=3, minutes=59)), time_left(at, at)
    ('2 days and 3 hours', 'less than a minute')
    """
    left = until - now
    if left < timedelta(0):
        return ""
    days, rest = divmod(left, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    parts = [
        counted(number, unit)
        for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute"))
        if number
    ]
    return listed(parts[:2]) if parts else "less than a minute"
