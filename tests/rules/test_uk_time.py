"""Days are those that the clocks of the United Kingdom show, in summer and in winter."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from rules.uk_time import UK, day_of, moments_of
from rules.wording import moment_in_words


@pytest.mark.parametrize(
    ("moment", "day", "words"),
    [
        (datetime(2026, 1, 1, 0, 30, tzinfo=UTC), date(2026, 1, 1), "1 January 2026 at 00:30"),
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30), "30 June 2026 at 23:59"),
        (datetime(2026, 6, 30, 23, tzinfo=UTC), date(2026, 7, 1), "1 July 2026 at 00:00"),
        (
            datetime(2026, 10, 24, 23, 59, tzinfo=UTC),
            date(2026, 10, 25),
            "25 October 2026 at 00:59",
        ),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            date(2026, 10, 25),
            "25 October 2026 at 01:30 BST",
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            date(2026, 10, 25),
            "25 October 2026 at 01:30 GMT",
        ),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 02:00"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28), "28 March 2027 at 00:59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), date(2027, 3, 28), "28 March 2027 at 02:00"),
    ],
)
def test_a_moment_falls_on_the_day_that_the_clock_shows(
    moment: datetime, day: date, words: str
) -> None:
    assert day_of(moment) == day
    assert moment_in_words(moment) == words


@pytest.mark.parametrize(
    ("day", "at", "hours"),
    [
        (date(2026, 10, 25), time(0, 59), [-1]),
        (date(2026, 10, 25), time(1, 0), [-1, 0]),
        (date(2026, 10, 25), time(1, 59), [-1, 0]),
        (date(2026, 10, 25), time(2, 0), [0]),
        (date(2027, 3, 28), time(0, 59), [0]),
        (date(2027, 3, 28), time(1, 0), []),
        (date(2027, 3, 28), time(1, 59), []),
        (date(2027, 3, 28), time(2, 0), [-1]),
    ],
)
def test_an_hour_comes_twice_in_autumn_and_is_left_out_in_spring(
    day: date, at: time, hours: list[int]
) -> None:
    shown = datetime.combine(day, at, tzinfo=UTC)

    assert list(moments_of(day, at)) == [shown + timedelta(hours=one) for one in hours]
    assert all(one.astimezone(UK).time() == at for one in moments_of(day, at))
