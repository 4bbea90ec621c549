"""Times of day by the clocks of the United Kingdom, as they are typed beside a day."""

import re
from datetime import date, time

from wtforms.validators import StopValidation

from rules.uk_time import moments_of
from rules.wording import date_in_words

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


def read_time(text: str) -> time:
    """Read a time of day, such as 14:00.

    >>> read_time("9.30")
    datetime.time(9, 30)
    """
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock's own
        raise ValueError("Enter the time by the 24-hour clock, such as 14:00")
    return time(hour, minute)


def check_time(day: object, at: object) -> None:
    """Refuse a time that the clocks show twice on a day, or never, because they are changed.

    Nothing is said where day or time could not be read: that is told already.

    Raises:
        StopValidation: Nobody could tell which moment is meant.
    """
    if not (isinstance(day, date) and isinstance(at, time)):
        return
    found = len(moments_of(day, at))
    if found == 1:
        return
    said = f"{at:%H:%M} on {date_in_words(day)}"
    change = f"{said} comes twice, because the clocks go back that night"
    if not found:
        change = f"There is no {said}, because the clocks go forward that night"
    raise StopValidation(f"{change}. Choose a time before 01:00, or from 02:00 on.")
