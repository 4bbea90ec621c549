"""The forms of an import of measures: the file, then what its columns hold, its day and licence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field as FormField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character
from forms.page_fields import DayField, TypedTextField
from forms.workbooks import Columns, Field, column_letters
from forms.years import read_year

NO_COLUMN = ""
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_LONGEST_LINE = 200
_LONGEST_TEXT = 2_000

_LABELS: Mapping[Field, tuple[str, str]] = {
    Field.ID: ("Which column identifies a measure?", "Its code or number. Each stands once."),
    Field.TITLE: ("Which column is the title?", "What is measured."),
    Field.UNIT: ("Which column is the unit?", "What is counted, such as hours."),
    Field.VALUE: ("Which column is the value in pounds?", "What one unit is worth."),
    Field.PRICE_YEAR: ("Which column is the price year?", "The year of the prices, row by row."),
    Field.THEME: ("Which column is the theme?", ""),
    Field.OUTCOME: ("Which column is the outcome?", ""),
    Field.NOTES: ("Which column holds notes?", "Definition, guidance or comments."),
}


class MeasureFileForm(FlaskForm):
    """The file with an authority's own measures."""

    workbook = FileField(
        "Workbook",
        description="An Excel workbook (.xlsx) or a CSV file in UTF-8, of at most 5 MB.",
    )

    def validate_workbook(self, field: FormField) -> None:
        """Refuse no file."""
        if not field.data or not field.data.filename:
            raise StopValidation("Select the file with your measures")


class ColumnsForm(FlaskForm):
    """What the columns of a sheet hold, and what is said of the import; see `columns_form`."""

    sheet = HiddenField()
    header_row = HiddenField()
    price_year = TypedTextField(
        "Year of the prices",
        description="For rows that do not say theirs. Leave it empty if nobody has said it.",
        parse=read_year,
    )
    collection = StringField(
        "What is this set of measures called?",
        description=(
            "A later import under the same name takes the place of this one from its own day."
        ),
        render_kw={"autocomplete": "off"},
    )
    valid_from = DayField(
        "From which day does it hold?",
        what="The day",
        first=_FIRST_DAY,
        last=_LAST_DAY,
        missing="Enter the day from which the measures hold, such as 1 4 2027",
    )
    licence = StringField(
        "Name of the licence",
        description="For example, Creative Commons BY-NC-ND 4.0, or our subscription of 2026.",
        render_kw={"autocomplete": "off"},
    )
    licence_holder = StringField(
        "Who holds the rights?",
        description="The body that publishes the measures.",
        render_kw={"autocomplete": "off"},
    )
    confirmed_by = StringField(
        "Who confirmed that your authority may use them here?",
        description="Name and office, such as A Reader, Head of Legal Services.",
        render_kw={"autocomplete": "off"},
    )
    licence_terms = TextAreaField(
        "What must be said beside them? (optional)",
        description="For example, the attribution that the licence asks for.",
    )
    why = TextAreaField(
        "Why is this import made? (optional)",
        description="It must be said where an import of the same set and day is replaced.",
    )

    def validate_collection(self, field: FormField) -> None:
        """Refuse no name, and one that cannot be shown."""
        _read_line(field, "what the set is called, such as its title and edition")

    def validate_licence(self, field: FormField) -> None:
        """Refuse an import without a licence."""
        _read_line(field, "the name of the licence under which you use the measures")

    def validate_licence_holder(self, field: FormField) -> None:
        """Refuse an import of nobody's."""
        _read_line(field, "who holds the rights")

    def validate_confirmed_by(self, field: FormField) -> None:
        """Refuse an import that nobody answers for."""
        _read_line(field, "who confirmed it, by name and office")

    def validate_licence_terms(self, field: FormField) -> None:
        """Refuse what cannot be shown."""
        _read_line(field, "", most=_LONGEST_TEXT)

    def validate_why(self, field: FormField) -> None:
        """Refuse what cannot be shown."""
        _read_line(field, "", most=_LONGEST_TEXT)

    @property
    def chosen(self) -> dict[Field, int]:
        """The columns that were chosen."""
        found = {field: self[_name(field)].data for field in Field}
        return {field: int(column) for field, column in found.items() if column}

    def columns(self) -> Columns:
        """Return what each column holds; only what has been validated can be relied on."""
        return Columns(**{field.value: column for field, column in self.chosen.items()})


def columns_form(titles: Mapping[int, str], suggested: Mapping[Field, int]) -> type[ColumnsForm]:
    """Return the form for a header: a list for each field, with what is suggested chosen."""
    offered = [
        (str(column), f"{column_letters(column)}: {title}")
        for column, title in sorted(titles.items())
    ]
    fields: dict[str, Any] = {}
    for field, (label, hint) in _LABELS.items():
        nothing = "Select a column" if field.is_needed else "Not in this file"
        fields[_name(field)] = SelectField(
            label,
            description=hint,
            choices=[SelectChoice(*one) for one in ((NO_COLUMN, nothing), *offered)],
            default=str(suggested.get(field, NO_COLUMN)),
            validate_choice=False,
            validators=[_ColumnOf(field, [column for column, _ in offered])],
        )
    return type("ChosenColumnsForm", (ColumnsForm,), fields)


def column_fields(form: ColumnsForm) -> list[FormField]:
    """Return the lists of columns, in the order in which they are asked."""
    return [form[_name(field)] for field in Field]


class _ColumnOf:
    """Refuses a column that is needed and not chosen, not offered, or chosen for two things."""

    def __init__(self, field: Field, offered: Sequence[str]) -> None:
        self.field, self.offered = field, offered

    def __call__(self, form: ColumnsForm, field: FormField) -> None:
        if not field.data:
            if self.field.is_needed:
                raise StopValidation(f"Select the column of the {self.field.value}")
            return
        if field.data not in self.offered:
            raise StopValidation("Select a column that is on the list")
        for other in Field:
            if other is self.field:
                return
            if form[_name(other)].data == field.data:
                words = other.value.replace("_", " ")
                raise StopValidation(f"Select another column: this one is the {words} already")


def _name(field: Field) -> str:
    return f"column_{field.value}"


def _read_line(field: FormField, what: str, *, most: int = _LONGEST_LINE) -> None:
    """Take text in one line; `what` is asked for where there is none, and may be left out."""
    text = " ".join((field.data or "").split())
    field.data = text
    if what and is_invisible(text):
        raise StopValidation(f"Enter {what}")
    if len(text) > most:
        raise StopValidation(f"Enter at most {most:,} characters")
    if (mark := refused_character(text)) is not None:
        raise StopValidation(f"Take out the character {mark}, which cannot be shown")
