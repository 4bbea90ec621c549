"""Until when scores are due: a day and a time by UK clocks, and why it is changed."""

from datetime import date, datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from forms.clock_times import check_time, read_time
from forms.page_fields import DayField, TypedTextField
from forms.paragraphs import take_paragraphs
from rules.uk_time import UK, day_of, moments_of

LONGEST_REASON = 2_000
_FURTHEST = timedelta(days=366)


class DueForm(FlaskForm):
    """Until when scores are due; see `due_form`."""

    time = TypedTextField(
        "At what time?",
        description="UK time by the 24-hour clock, such as 17:00.",
        parse=read_time,
        write=lambda found: f"{found:%H:%M}",
        missing="Enter the time, such as 17:00",
        render_kw={"autocomplete": "off"},
    )
    because = TextAreaField("Why is it changed?", description="Evaluators can read it.")

    @property
    def moment(self) -> datetime:
        """The moment that was typed; only what was validated can be relied on."""
        return moments_of(self["day"].data, self.time.data)[0]

    def validate_time(self, field: Field) -> None:
        """Refuse a time that the clocks show twice on that day, or never."""
        check_time(self["day"].data, field.data)

    def validate_because(self, field: Field) -> None:
        """Take the reason; whether one is needed is known to who keeps the record."""
        take_paragraphs(field, "why it is changed", most=LONGEST_REASON, is_needed=False)


def due_form(before: datetime | None, *, first: date) -> DueForm:
    """Return the form with what stands, empty before anybody said; `first` is the first day."""
    asked = DayField(
        "Until which day are scores due?",
        what="The day until which scores are due",
        first=first,
        last=first + _FURTHEST,
        missing="Enter the day until which scores are due",
    )
    made: type[DueForm] = type("DueFormFrom", (DueForm,), {"day": asked})
    if before is None:
        return made()
    return made(data={"day": day_of(before), "time": before.astimezone(UK).time()})
