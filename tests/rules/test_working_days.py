"""Working days, as section 123(1) of the Procurement Act 2023 defines them."""

from datetime import date

import pytest

from rules import working_days


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 7), "a Saturday"),
        (date(2026, 3, 8), "a Sunday"),
        (date(2026, 1, 2), "a bank holiday in Scotland alone"),
        (date(2026, 3, 17), "St Patrick's Day, in Northern Ireland alone"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday, not in Scotland"),
        (date(2026, 7, 13), "the Battle of the Boyne, observed on the Monday"),
        (date(2026, 8, 3), "the summer bank holiday of Scotland"),
        (date(2026, 8, 31), "the summer bank holiday elsewhere"),
        (date(2026, 11, 30), "St Andrew's Day"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day, observed"),
        (date(2027, 12, 27), "Christmas Day, observed"),
        (date(2027, 12, 28), "Boxing Day, observed"),
    ],
)
def test_it_is_no_working_day(day: date, why: str) -> None:
    assert not working_days.is_working_day(day), why


def test_an_ordinary_tuesday_is_one() -> None:
    assert working_days.is_working_day(date(2026, 3, 3))


def test_the_standstill_of_a_notice_before_easter_ends_after_it() -> None:
    """Eight working days from 30 March 2026: Good Friday and Easter Monday don't count."""
    assert working_days.beginning_with(date(2026, 3, 30), 8) == date(2026, 4, 10)


def test_a_notice_on_a_saturday_begins_the_standstill_on_monday() -> None:
    assert working_days.beginning_with(date(2026, 2, 28), 8) == date(2026, 3, 11)


def test_days_after_a_day_do_not_count_the_day() -> None:
    assert working_days.after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days.after(date(2026, 12, 24), 0) == date(2026, 12, 24)


@pytest.mark.parametrize("count", [1, 5, 8, 30])
def test_counting_back_undoes_counting_on(count: int) -> None:
    start = date(2026, 3, 30)

    assert working_days.before(working_days.after(start, count), count) == start
    assert working_days.between(start, working_days.after(start, count)) == count


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days.between(date(2026, 3, 30), date(2026, 3, 2)) == 0
