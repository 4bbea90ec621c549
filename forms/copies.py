"""The form of a copy: what it is called, and the day that is asked anew."""

from datetime import date

from forms.entrance import StartForm
from forms.page_fields import DayField
from rules.vocabulary import FACT_BY_NAME

_DAY = FACT_BY_NAME["commenced_on"]


class CopyForm(StartForm):
    """Title and reference of the new procurement, and the day on which it commences."""

    commenced_on = DayField(
        _DAY.question,
        description=f"{_DAY.why} The earlier one’s day is not taken over.",
        what=f"The date for “{_DAY.title}”",
        first=_DAY.minimum if isinstance(_DAY.minimum, date) else date.min,
        last=_DAY.maximum if isinstance(_DAY.maximum, date) else date.max,
        missing=f"Enter the date for “{_DAY.title}” in figures",
    )
