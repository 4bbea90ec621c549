"""Days are those that the clocks of the United Kingdom show, in summer and in winter."""

from datetime import UTC, date, datetime

import pytest

from rules.uk_time import day_of
from rules.wording import moment_in_words


@pytest.mark.parametrize(
    ("moment", "day", "words"),
    [
        (datetime(2026, 1, 1, 0, 30, tzinfo=UTC), date(2026, 1, 1), "1 January 2026 at 00:30"),
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30), "30 June 2026 at 23:59"),
        (datetime(2026, 6, 30, 23, tzinfo=UTC), date(2026, 7, 1), "1 July 2026 at 00:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 01:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 01:30"),
    ],
)
def test_a_moment_falls_on_the_day_that_the_clock_shows(
    moment: datetime, day: date, words: str
) -> None:
    assert day_of(moment) == day
    assert moment_in_words(moment) == words
