"""Moments of the United Kingdom in words, as refusals, minutes and the log tell them."""

from datetime import date, datetime

from rules.wording import date_in_words
from webapp.services.outlines.outlines import UK


def day_of(moment: datetime) -> date:
    """Return the day in the United Kingdom on which a moment falls."""
    return moment.astimezone(UK).date()


def moment_words(moment: datetime) -> str:
    """Return a moment in words.

    >>> from datetime import UTC
    >>> moment_words(datetime(2026, 7, 1, 9, tzinfo=UTC))
    '1 July 2026 at 10:00'
    """
    return f"{date_in_words(day_of(moment))} at {moment.astimezone(UK):%H:%M}"
