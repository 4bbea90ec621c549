"""The time that the United Kingdom's clocks show, by which days are reckoned and said."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """Return the day of a moment in UK time.

    >>> from datetime import UTC
    >>> day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return moment.astimezone(UK).date()
