"""Meetings of panels: called for a day and a time, attendance noted, minutes written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from forms.clock_times import check_time, read_time
from forms.page_fields import DayField, SeveralField, TypedTextField
from forms.paragraphs import take_paragraphs
from rules.uk_time import moments_of

LONGEST_PLACE = 300
LONGEST_SECTION = 20_000
LAST_DAY = date(2099, 12, 31)


def _write_time(moment: time) -> str:
    return f"{moment:%H:%M}"


class MeetingForm(FlaskForm):
    """Of which body, when and where; see `meeting_form`."""

    def validate_body(self, field: SelectField) -> None:
        """Refuse a body that is not offered."""
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise StopValidation("Select the body that meets")

    def validate_time(self, field: Field) -> None:
        """Refuse a time that the clocks show twice on that day, or never."""
        check_time(self.day.data, field.data)

    def validate_place(self, field: Field) -> None:
        """Ask for the place, on one line."""
        take_paragraphs(field, "where it meets", most=LONGEST_PLACE)
        field.data = " ".join(str(field.data).split())

    def starts_at(self) -> datetime:
        """Return the moment at which it begins; only what was validated can be relied on."""
        return moments_of(self.day.data, self.time.data)[0]


def meeting_form(bodies: Mapping[str, str], *, today: date) -> type[MeetingForm]:
    """Return the form that calls a meeting of one of these bodies, from a day on."""
    choices = [SelectChoice(id_, title) for id_, title in bodies.items()]
    fields: dict[str, Any] = {
        "body": SelectField("Which body meets?", choices=choices, validate_choice=False),
        "day": DayField(
            "On which day?",
            what="The day of the meeting",
            first=today,
            last=LAST_DAY,
            missing="Enter the day of the meeting",
        ),
        "time": TypedTextField(
            "At what time?",
            description="UK time, such as 14:00.",
            parse=read_time,
            write=_write_time,
            missing="Enter the time, such as 14:00",
            render_kw={"autocomplete": "off"},
        ),
        "place": StringField("Where?", description="A room, or the address of an online meeting."),
    }
    return type("CallMeetingForm", (MeetingForm,), fields)


class EarlyForm(FlaskForm):
    """That a meeting is opened before its day; see `early_form`."""


def early_form(called_for: str, opened_on: str) -> type[EarlyForm]:
    """Return the form on which it is confirmed that a meeting is opened before its day."""
    field = SeveralField(
        f"The meeting is called for {called_for}. Is it opened today?",
        description="Those who were called may not be there. The record and the minutes name "
        "both days.",
        choices=[("yes", f"Open it on {opened_on}, before its day")],
        validators=[_confirmed],
    )
    return type("EarlyMeetingForm", (EarlyForm,), {"early": field})


def _confirmed(_: FlaskForm, field: Field) -> None:
    if not field.data:
        raise StopValidation("Confirm that the meeting is opened before its day")


class AttendanceForm(FlaskForm):
    """Who is present; see `attendance_form`."""


def attendance_form(members: Sequence[tuple[str, str]]) -> type[AttendanceForm]:
    """Return the form on which these members, by id and name, are noted as present."""
    field = SeveralField(
        "Who is present?",
        description="Whoever is not selected is noted as not present.",
        choices=members,
    )
    return type("MembersForm", (AttendanceForm,), {"present": field})


class MinutesForm(FlaskForm):
    """The parts of the minutes; see `minutes_form`."""

    parts: ClassVar[int] = 0

    revision = HiddenField()

    def texts(self) -> tuple[str, ...]:
        """Return the texts in order."""
        return tuple(str(self[f"part_{number}"].data or "") for number in range(self.parts))


def minutes_form(headings: Sequence[str]) -> type[MinutesForm]:
    """Return the form of minutes with a text under each of these headings."""
    fields: dict[str, Any] = {
        f"part_{number}": TextAreaField(heading, validators=[_part(heading)])
        for number, heading in enumerate(headings)
    }
    return type("PartsForm", (MinutesForm,), {"parts": len(headings), **fields})


def _part(heading: str) -> Any:  # noqa: ANN401 - a validator, as WTForms calls it
    def check(_: FlaskForm, field: Field) -> None:
        take_paragraphs(field, f"“{heading}”", most=LONGEST_SECTION, is_needed=False)

    return check
