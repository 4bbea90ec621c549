"""Days counted: by when a duty falls due, how far off a day is, which holidays are left out."""

from datetime import date, timedelta

from rules import working_days
from rules.decision import DutyDue
from rules.wording import counted, date_in_words
from webapp.services.timeline.values import Falling, What


def due_on(duty: DutyDue, event_on: date) -> date:
    """Return the day by which a duty falls due, if its event falls on a day.

    Days after an event begin with the day after it, unless the duty counts the day of the event as
    the first, as the Act's periods "beginning with" a day do; a working day is one of s.123(1).
    """
    days = duty.days or 0
    if duty.kind != "working":
        step = timedelta(days=days - 1 if duty.begins_with and days else days)
        return event_on - step if duty.is_before else event_on + step
    if duty.is_before:
        return working_days.before(event_on, days)
    if duty.begins_with:
        return working_days.beginning_with(event_on, days)
    return working_days.after(event_on, days)


def how_far(falling: Falling, today: date) -> str:
    """Return how far off a day is: `Late`, `Today`, `In 5 working days`, empty where none is.

    Only what is on record as not done is late: whether a duty was done, the record does not know.
    """
    if falling.on is None or falling.is_done:
        return "Done" if falling.is_done else ""
    if falling.on == today:
        return "Today"
    if falling.on < today:
        match falling.what:
            case What.CONDITION:
                return f"Late since {date_in_words(falling.on)}"
            case What.NOTICE | What.DUTY:
                return "The day has passed"
            case What.MEETING | What.STEP:
                return "Past"
    days = working_days.between(today, falling.on)
    return f"In {counted(days, 'working day')}" if days else "Before the next working day"


def coming(dated: tuple[Falling, ...], today: date) -> tuple[Falling, ...]:
    """Return what falls on the next day of a timeline on which anything still does.

    >>> past, next_ = (Falling(What.DUTY, "x", date(2026, 3, day)) for day in (2, 4))
    >>> [one.on.day for one in coming((past, next_), date(2026, 3, 3))]
    [4]
    """
    ahead = [one for one in dated if one.on and one.on >= today and not one.is_done]
    return tuple(one for one in ahead if one.on == ahead[0].on)


def holidays_named(today: date, dated: tuple[Falling, ...]) -> tuple[tuple[date, str], ...]:
    """Return the bank holidays between today and the last day of a timeline, within a year."""
    last = max((one.on for one in dated if one.on), default=today)
    end = min(last, today + timedelta(days=366))
    found = {
        day: name
        for year in range(today.year, end.year + 1)
        for day, name in working_days.bank_holidays(year).items()
        if today <= day <= end
    }
    return tuple(sorted(found.items()))
