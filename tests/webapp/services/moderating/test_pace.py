"""The clock of a moderation: by the day of the United Kingdom, and by real minutes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from webapp.services.moderating.pace import Pace, pace_of
from webapp.store.moderations import StepRow

NOW = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""Half an hour after the clocks went back."""


def step(at: datetime, state: str = "agreed") -> StepRow:
    return StepRow(UUID(int=1), "staff", 2, state, "3", at)


def test_it_counts_real_minutes_when_the_clocks_go_back() -> None:
    steps = [step(NOW - timedelta(minutes=90), "opened"), step(NOW - timedelta(minutes=10))]

    assert pace_of(steps, now=NOW) == Pace(NOW - timedelta(minutes=90), 90, 1)


def test_yesterday_in_the_united_kingdom_is_not_today() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    early = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert pace_of([step(late)], now=early) == Pace(None, 0, 0)
    assert pace_of([], now=early) == Pace(None, 0, 0)


def test_how_long_the_rest_takes_is_told_once_enough_is_agreed() -> None:
    assert Pace(NOW, 30, 2).minutes_for(10) is None
    assert Pace(NOW, 30, 3).minutes_for(10) == 100
    assert Pace(NOW, 31, 3).minutes_for(1) == 11
    assert Pace(NOW, 30, 3).minutes_for(0) is None
