"""The forms of drafts: a name, a value with its reason and citation, and the words of a step."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character
from forms.page_fields import ChoiceField, DayField, SeveralField, TypedTextField
from forms.questions import QuestionForm, form_of
from forms.typed_text import read_percent, read_pounds, read_whole, write_pounds
from rules.area import area_in_words, parse_written_area
from rules.money import Money, Pence, VatBasis, percent_text
from rules.pack import Citation, Parameter, Source
from rules.settings import OwnSource, Setting
from rules.vocabulary import Kind, Value

OWN = "own"
"""What is chosen where the authority declares a source of its own."""

EXAMPLE = (
    "authority_type",
    "nation",
    "category",
    "estimated_value",
    "commenced_on",
    "duration_months",
)
"""What is asked of a case that somebody makes up to try a draft on."""

LAST_DAY = date(2099, 12, 31)
_LONGEST_NAME = 200
_LONGEST_REASON = 2_000
_LONGEST_TITLE = 300
_LONGEST_PINPOINT = 200
_MOST = 999_999_999


class DraftForm(FlaskForm):
    """What a draft is called."""

    name = StringField(
        "What is this draft about?",
        description="For example, Weights for 2027. It names the draft in lists and in the record.",
        render_kw={"autocomplete": "off"},
    )

    def validate_name(self, field: Field) -> None:
        """Refuse no name, and one that cannot be shown."""
        _read_line(field, "what the draft is about", most=_LONGEST_NAME)


class StepForm(FlaskForm):
    """Why a draft takes its next step."""

    why = TextAreaField("Why?")

    def validate_why(self, field: Field) -> None:
        """Refuse no reason, and one that cannot be shown."""
        _read_line(field, "the reason, in a sentence or two", most=_LONGEST_REASON)


class SettingForm(FlaskForm):
    """A value of one parameter, from when, why, and where it stands; see `setting_form`."""

    parameter: Parameter

    def validate_why(self, field: Field) -> None:
        """Refuse no reason, and one that cannot be shown."""
        _read_line(field, "why the authority sets this value", most=_LONGEST_REASON)

    def validate_source(self, field: Field) -> None:
        """Refuse a source that is not offered."""
        if field.data not in {value for value, *_ in self.source.iter_choices()} - {""}:
            raise StopValidation("Select where the value stands")

    def validate_own_title(self, field: Field) -> None:
        """Refuse a source of one's own without a title."""
        if self.source.data == OWN:
            _read_line(field, "the title of your source", most=_LONGEST_TITLE)

    def validate_own_reference(self, field: Field) -> None:
        """Refuse a source of one's own that nobody could find again."""
        if self.source.data == OWN:
            _read_line(field, "where your source can be found", most=_LONGEST_TITLE)

    def validate_pinpoint(self, field: Field) -> None:
        """Refuse a citation that points nowhere."""
        _read_line(field, "the place in the source, such as minute 12", most=_LONGEST_PINPOINT)

    def setting(self) -> Setting:
        """Return the setting; only what has been validated can be relied on."""
        own = None
        if self.source.data == OWN:
            own = OwnSource(self.own_title.data, self.own_reference.data)
        cited = Citation(own.id if own else self.source.data, self.pinpoint.data)
        return Setting(
            parameter=self.parameter.id,
            from_on=self.from_on.data,
            value=self._value(),
            why=self.why.data,
            citation=cited,
            own_source=own,
        )

    @property
    def corrects(self) -> bool:
        """Whether it sets right an approved setting of the same day."""
        return bool(self.corrections.data)

    def _value(self) -> Value:
        found: Any = self.value.data
        if self.parameter.kind is Kind.MONEY:
            return Money(Pence(found), VatBasis(self.vat.data) if "vat" in self else None)
        value: Value = found
        return value


def example_form() -> type[QuestionForm]:
    """Return the form of a case to try a draft on: what is required, and the duration."""
    return form_of(EXAMPLE)


def setting_form(parameter: Parameter, sources: Sequence[Source]) -> type[SettingForm]:
    """Return the form of one parameter, which may cite a source of one's own, or these."""
    return type(
        "ParameterSettingForm",
        (SettingForm,),
        {"parameter": parameter, **_value_fields(parameter), **_other_fields(parameter, sources)},
    )


def _value_fields(parameter: Parameter) -> dict[str, Any]:
    if parameter.kind is Kind.DATE:
        return {
            "value": DayField(
                "Value", what="The value", first=date.min, last=date.max, missing="Enter the day"
            )
        }
    parse, write, prefix, suffix = _reading(parameter.kind)
    fields: dict[str, Any] = {
        "value": TypedTextField(
            "Value",
            parse=parse,
            write=write,
            missing="Enter the value",
            prefix=prefix,
            suffix=suffix,
            render_kw={"autocomplete": "off"},
        )
    }
    amounts = [one.value for one in parameter.values if isinstance(one.value, Money)]
    if any(amount.vat is not None for amount in amounts):
        fields["vat"] = ChoiceField(
            "Does this amount include VAT?",
            choices=[
                (VatBasis.INCLUDED.value, "Including VAT"),
                (VatBasis.EXCLUDED.value, "Excluding VAT"),
            ],
            missing="Select whether the amount includes VAT",
        )
    return fields


def _reading(kind: Kind) -> tuple[Callable[[str], object], Callable[[Any], str], str, str]:
    """Return how a value is read and written, and what stands before and after it."""
    match kind:
        case Kind.MONEY:
            return read_pounds, write_pounds, "£", ""
        case Kind.PERCENT:
            return read_percent, percent_text, "", "per cent"
        case Kind.AREA:
            return _read_area, area_in_words, "", ""
        case _:
            return partial(read_whole, least=0, most=_MOST, unit=""), str, "", ""


def _read_area(text: str) -> int:
    found = parse_written_area(text)
    if found is None:
        raise ValueError("Enter an area, such as 1000 m2 or 0.5 ha")
    return found


def _other_fields(parameter: Parameter, sources: Sequence[Source]) -> dict[str, Any]:
    offered = [("", "Select a source"), (OWN, "A source of your own, named below")]
    offered += [(one.id, one.title) for one in sources]
    return {
        "from_on": DayField(
            "From which day?",
            description="It stands for every procurement that commences on that day or later.",
            what="The first day",
            first=parameter.values[0].from_on,
            last=LAST_DAY,
            missing="Enter the first day, such as 1 4 2027",
        ),
        "why": TextAreaField("Why does the authority set this value?"),
        "source": SelectField(
            "Where does it stand?",
            description="A decision of your cabinet or panel is a source of your own.",
            choices=[SelectChoice(*one) for one in offered],
            validate_choice=False,
        ),
        "own_title": StringField(
            "Title of your source",
            description="Only for a source of your own. For example, Cabinet, 3 March 2026.",
        ),
        "own_reference": StringField(
            "Where it can be found",
            description="Only for a source of your own: a reference number or an address.",
        ),
        "pinpoint": StringField(
            "Place in the source", description="For example, minute 12 or paragraph 4.2."
        ),
        "corrections": SeveralField(
            "Corrections",
            description="A setting that was approved is never changed: another one replaces it.",
            choices=[("yes", "This sets right an approved setting of the same day")],
        ),
    }


def _read_line(field: Field, what: str, *, most: int) -> None:
    """Bring a text to one line, and refuse one that is empty, endless or cannot be shown."""
    text = " ".join(str(field.data or "").split())
    field.data = text
    if not text:
        message = f"Enter {what}"
        raise StopValidation(message)
    if is_invisible(text):
        message = f"Enter {what}, in characters that can be seen"
        raise StopValidation(message)
    if len(text) > most:
        message = f"Enter at most {most:,} characters"
        raise StopValidation(message)
    if (mark := refused_character(text)) is not None:
        message = f"Take out the character {mark}, which cannot be shown"
        raise StopValidation(message)
