"""Days and durations of notices are read as written, or stay unknown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.json_text import Json, Number
from forms.published_days import day_of, is_of_known_law, months_between, months_of


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-12-20T00:00:00Z", date(2019, 12, 20)),
        ("2025-03-11T23:59:59+01:00", date(2025, 3, 11)),
        ("2025-03-11", date(2025, 3, 11)),
        (" 2025-03-11 ", date(2025, 3, 11)),
        ("2025-02-30T00:00:00Z", None),
        ("0000-00-00", None),
        ("11/03/2025", None),
        ("2025-03-11x", None),
        (Number("20250311"), None),
        (None, None),
    ],
)
def test_a_day_is_the_one_that_is_written(value: Json, day: date | None) -> None:
    assert day_of(value) == day


def test_days_beyond_the_known_law_are_none_of_it() -> None:
    days = [date(2011, 12, 31), date(2012, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]

    assert [is_of_known_law(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2020, 4, 1), date(2024, 3, 31), 48),
        (date(2020, 4, 21), date(2024, 4, 21), 48),
        (date(2025, 3, 25), date(2025, 5, 28), 2),
        (date(2019, 9, 15), date(2019, 9, 30), 1),
        (date(2020, 3, 14), date(2020, 3, 15), 0),
        (date(2020, 1, 31), date(2020, 2, 29), 1),
        (date.min, date.max, 119_988),
    ],
)
def test_months_are_counted_to_the_nearest(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 120))
def test_a_period_that_ends_the_day_before_its_anniversary_is_whole(start: date, n: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    anniversary = date(year, month + 1, min(start.day, 28))

    assert months_between(start.replace(day=min(start.day, 28)), anniversary - timedelta(1)) == n


@pytest.mark.parametrize(
    ("days", "months"),
    [(1440, 48), (1080, 36), (450, 15), (365, 12), (1095, 36), (1461, 48), (0, 0)],
)
def test_days_are_months_of_thirty_or_of_a_year(days: int, months: int) -> None:
    assert months_of(days) == months
