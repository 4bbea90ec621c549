"""Days and durations in a notice: the day is the one written, whatever the hour beside it."""

import re
from datetime import date, timedelta
from fractions import Fraction

from forms.json_text import Json, Number
from forms.release import Column, Doubt, Found, Interpretation
from rules.vocabulary import FACT_BY_NAME

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?", re.ASCII)
_DAYS_OF_A_ROUND_MONTH = 30
_DAYS_OF_A_YEAR = Fraction(36525, 100)
_MONTHS = 12


def day_of(value: Json) -> date | None:
    """Return the day of an ISO date or date and time, None where it is none.

    >>> day_of("2019-12-20T00:00:00Z")
    datetime.date(2019, 12, 20)
    """
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def is_of_known_law(day: date) -> bool:
    """Say whether a procurement may have commenced on the day, by the vocabulary's bounds."""
    fact = FACT_BY_NAME["commenced_on"]
    first, last = fact.minimum, fact.maximum
    return isinstance(first, date) and isinstance(last, date) and first <= day <= last


def months_between(start: date, end: date) -> int:
    """Return the months from a first to a last day, both counted, to the nearest month.

    >>> months_between(date(2020, 4, 1), date(2024, 3, 31))
    48
    """
    after = end + timedelta(days=1) if end < date.max else end
    whole = (after.year - start.year) * _MONTHS + after.month - start.month
    return whole + (2 * (after.day - start.day) + _DAYS_OF_A_ROUND_MONTH) // (
        2 * _DAYS_OF_A_ROUND_MONTH
    )


def months_of(days: int) -> int:
    """Return the months of a number of days, to the nearest month.

    Notices that were converted from months have 30 days a month; others have years.

    >>> months_of(1440), months_of(1095)
    (48, 36)
    """
    if days % _DAYS_OF_A_ROUND_MONTH == 0:
        return days // _DAYS_OF_A_ROUND_MONTH
    return int(Fraction(days * _MONTHS) / _DAYS_OF_A_YEAR + Fraction(1, 2))


def duration(starts: Column, ends: Column, days: Column) -> Interpretation:
    """Read the periods of the contract, if they all last equally long."""
    if starts and len(starts) == len(ends):
        periods = {
            (day_of(start.value), day_of(end.value))
            for start, end in zip(starts, ends, strict=True)
        }
        read = {
            months_between(start, end) if start and end and start <= end else None
            for start, end in periods
        }
        return _agreed(read, ends[0].path)
    return _agreed({_months_in(one.value) for one in days}, days[0].path) if days else None


def duration_of_lots(lots: Column, starts: Column, ends: Column, days: Column) -> Interpretation:
    """Read the periods of the lots, if every lot says one and all last equally long."""
    if len(lots) not in (len(starts), len(days)):
        return None
    return duration(starts, ends, days)


def extension(lots: Column, renewals: Column, options: Column) -> Interpretation:
    """Read that no lot can be renewed or has options; otherwise texts alone say by how much."""
    is_said = lots and len(renewals) == len(lots)
    if is_said and all(one.value is False for one in (*renewals, *options)):
        return Found(0, renewals[0].path)
    return None


def _agreed(read: set[int | None], path: str) -> Interpretation:
    if len(read) > 1:
        return Doubt(path)
    months = next(iter(read), None)
    most = FACT_BY_NAME["duration_months"].maximum
    if months is None or not isinstance(most, int) or not 0 <= months <= most:
        return None
    return Found(months, path)


def _months_in(value: Json) -> int | None:
    if not isinstance(value, Number) or not _WHOLE.fullmatch(value.text):
        return None
    return months_of(int(value.text.partition(".")[0]))
