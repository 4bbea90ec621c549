"""The standstill counted: eight working days with the day of the notice, longer, or voluntary."""

from datetime import UTC, date, datetime

import pytest

from evaluation.letters.standstill import (
    CountedDay,
    Standstill,
    StandstillKind,
    TooShort,
    standstill_of,
)
from rules.uk_time import day_of

MONDAY = date(2026, 3, 30)


def test_eight_working_days_begin_with_the_day_of_the_notice_and_skip_easter() -> None:
    found = standstill_of(8, MONDAY, None)

    assert found == Standstill(StandstillKind.MANDATORY, MONDAY, date(2026, 4, 10), 8)
    assert found.free_on == date(2026, 4, 11)


def test_each_day_says_how_it_counts() -> None:
    found = standstill_of(8, MONDAY, None)

    assert isinstance(found, Standstill)
    days = found.days()
    assert days[0] == CountedDay(MONDAY, 1)
    assert days[4].because == "Good Friday"
    assert days[5] == CountedDay(date(2026, 4, 4), None, "Saturday")
    assert days[-1] == CountedDay(date(2026, 4, 10), 8)
    assert [one.number for one in days if one.number] == list(range(1, 9))


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2026, 3, 13), date(2026, 3, 25)),  # over St Patrick's Day in Northern Ireland
        (date(2026, 5, 23), date(2026, 6, 4)),  # a Saturday, before the spring bank holiday
        (date(2026, 12, 24), date(2027, 1, 8)),  # over Christmas, and 2 January in Scotland
    ],
)
def test_holidays_of_every_part_of_the_united_kingdom_do_not_count(
    published_on: date, ends_on: date
) -> None:
    found = standstill_of(8, published_on, None)

    assert isinstance(found, Standstill)
    assert found.ends_on == ends_on


def test_a_later_end_that_the_notice_gives_prevails_and_an_earlier_one_is_too_short() -> None:
    later = standstill_of(8, MONDAY, date(2026, 4, 17))
    earlier = standstill_of(8, MONDAY, date(2026, 4, 9))

    assert isinstance(later, Standstill)
    assert (later.kind, later.ends_on) == (StandstillKind.MANDATORY, date(2026, 4, 17))
    assert earlier == TooShort(date(2026, 4, 10))


def test_without_a_mandatory_standstill_the_notice_may_give_one_of_eight_days_or_more() -> None:
    none = standstill_of(0, MONDAY, None)
    voluntary = standstill_of(0, MONDAY, date(2026, 4, 10))
    short = standstill_of(0, MONDAY, date(2026, 4, 9))

    assert none == Standstill(StandstillKind.NONE, MONDAY, None, 0)
    assert none.days() == ()
    assert isinstance(voluntary, Standstill)
    assert voluntary.kind is StandstillKind.VOLUNTARY
    assert short == TooShort(date(2026, 4, 10))


def test_where_no_rule_says_how_long_the_notice_has_to() -> None:
    silent = standstill_of(None, MONDAY, None)
    stated = standstill_of(None, MONDAY, date(2026, 4, 9))

    assert silent is None
    assert isinstance(stated, Standstill)
    assert stated.ends_on == date(2026, 4, 9)


def test_it_runs_to_the_end_of_its_last_day() -> None:
    found = standstill_of(8, MONDAY, None)

    assert isinstance(found, Standstill)
    assert found.is_running(date(2026, 4, 10))
    assert not found.is_running(date(2026, 4, 11))


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2026, 10, 23), date(2026, 11, 3)),  # the Friday before the clocks go back
        (date(2026, 10, 26), date(2026, 11, 4)),  # the Monday after
        (date(2027, 3, 24), date(2027, 4, 6)),  # over Easter, on which the clocks go forward
    ],
)
def test_the_nights_on_which_the_clocks_change_make_no_day_longer_or_shorter(
    published_on: date, ends_on: date
) -> None:
    found = standstill_of(8, published_on, None)

    assert isinstance(found, Standstill)
    assert found.ends_on == ends_on
    assert len([one for one in found.days() if one.number]) == 8


@pytest.mark.parametrize(
    ("moment", "is_running"),
    [
        (datetime(2026, 11, 3, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 4, 0, 0, tzinfo=UTC), False),
        (datetime(2027, 4, 6, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 4, 6, 23, 0, tzinfo=UTC), False),
    ],
)
def test_it_ends_with_the_day_of_the_united_kingdom_in_winter_and_in_summer_time(
    moment: datetime,
    is_running: bool,  # noqa: FBT001 - what the case expects
) -> None:
    begun = date(2026, 10, 23) if moment.year == 2026 else date(2027, 3, 24)
    found = standstill_of(8, begun, None)

    assert isinstance(found, Standstill)
    assert found.is_running(day_of(moment)) is is_running
