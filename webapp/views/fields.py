"""WTForms fields as the parameters of GOV.UK macros, and their errors as links that take focus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)

from forms.page_fields import DAY_PARTS, ChoiceField, DayField, SeveralField, TypedTextField
from rules.uk_time import day_of
from rules.wording import sentence
from webapp.installation import installation

Params = dict[str, Any]
"""The parameters of a macro, in the design system's own names."""

_DAY_WIDTHS = {"day": 2, "month": 2, "year": 4}
_EXAMPLE_LIES_AHEAD = timedelta(weeks=6)
_NO_MONTH = 27
"""The day of an example, which nobody takes for its month."""
_SHORT_CHOICES = 4
_SHORT_LABEL = 20


@dataclass(frozen=True, slots=True)
class Control:
    """A field ready to be rendered: which macro, with which parameters."""

    macro: str
    params: Params


@dataclass(frozen=True, slots=True)
class PageError:
    """An error of the summary: its words, and the control that it leads to."""

    text: str
    href: str


class Refusal(Protocol):
    """What was refused, by the rules or by a service: why, and what to do next."""

    @property
    def problem(self) -> str:
        """What is wrong."""

    @property
    def remedy(self) -> str:
        """What to do next."""


class NoMacroForField(Exception):
    """A form has a field that the design system's macros were not fitted to."""


def control(field: Field, *, hint: str | None = None) -> Control:
    """Return what renders a field.

    Args:
        field: The field, bound to its form.
        hint: What stands under the label instead of the field's description.

    Raises:
        NoMacroForField: The field is of a class that no macro was fitted to.
    """
    text = (field.description or "") if hint is None else hint
    match field:
        case DayField():
            return Control("date-input", _date_input(field, f"{text} {_example(field)}".lstrip()))
        case ChoiceField():
            return Control("radios", _radios(field, text))
        case SeveralField():
            return Control("checkboxes", _checkboxes(field, text))
        case TypedTextField():
            return Control("input", _typed_text(field, text))
        case FileField():
            return Control("file-upload", _input(field, text, value=None))
        case StringField():
            return _string(field, text)
        case SelectField():
            return Control("select", _select(field, text))
    raise NoMacroForField(type(field).__name__)


def errors_of(form: FlaskForm) -> tuple[PageError, ...]:
    """Return every error of a form in the order of its fields, each with its control's address."""
    return tuple(
        PageError(str(message), f"#{_focus_id(field)}")
        for field in form
        if not isinstance(field, HiddenField)
        for message in field.errors
    )


def refusal_words(refused: Refusal) -> str:
    """Return why something was refused and what to do next, as two sentences."""
    return f"{sentence(refused.problem)} {sentence(refused.remedy)}"


def _string(field: StringField, hint: str) -> Control:
    """Return what renders text that is taken as it was typed."""
    match field:
        case PasswordField():
            return Control("password-input", _input(field, hint, value=None))
        case EmailField():
            return Control("input", {**_input(field, hint, value=field.data), "type": "email"})
        case TextAreaField():
            return Control("textarea", {**_input(field, hint, value=field.data or ""), "rows": 3})
        case _:
            return Control("input", _input(field, hint, value=field.data))


def _example(field: DayField) -> str:
    """Return how a day is written: the field's own example, or a day some weeks from today."""
    ahead = (day_of(installation().now) + _EXAMPLE_LIES_AHEAD).replace(day=_NO_MONTH)
    day = field.example or min(ahead, field.last)
    return f"For example, {day.day} {day.month} {day.year}."


def _focus_id(field: Field) -> str:
    """Return the id of the control that takes the focus: the first radio, the first date part."""
    return field.error_id if isinstance(field, DayField) else str(field.id)


def _base(field: Field, hint: str) -> Params:
    params: Params = {}
    if hint:
        params["hint"] = {"text": hint}
    if field.errors:
        params["errorMessage"] = {"text": " ".join(str(error) for error in field.errors)}
    return params


def _input(field: Field, hint: str, *, value: object) -> Params:
    attributes: Mapping[str, str] = field.render_kw or {}
    return {
        **_base(field, hint),
        "id": field.id,
        "name": field.name,
        "label": {"text": field.label.text, "classes": "govuk-label--s"},
        "value": value,
        "inputmode": attributes.get("inputmode"),
        "autocomplete": attributes.get("autocomplete"),
        "spellcheck": False if isinstance(field, PasswordField | EmailField) else None,
    }


def _typed_text(field: TypedTextField, hint: str) -> Params:
    params = {
        **_input(field, hint, value=field._value()),  # noqa: SLF001 - WTForms' name for it
        "classes": "govuk-input--width-10 podium-figure"
        if field.prefix
        else "govuk-input--width-4 podium-figure",
    }
    if field.prefix:
        params["prefix"] = {"text": field.prefix}
    if field.suffix:
        params["suffix"] = {"text": field.suffix}
    return params


def _select(field: SelectField, hint: str) -> Params:
    return {
        **_base(field, hint),
        "id": field.id,
        "name": field.name,
        "label": {"text": field.label.text, "classes": "govuk-label--s"},
        "classes": "podium-select",
        "items": [
            {"value": value, "text": label, "selected": is_selected}
            for value, label, is_selected, *_ in field.iter_choices()
        ],
    }


def _date_input(field: DayField, hint: str) -> Params:
    def classes(part: str) -> str:
        wrong = " govuk-input--error" if field.errors and part in field.wrong_parts else ""
        return f"govuk-input--width-{_DAY_WIDTHS[part]}{wrong}"

    return {
        **_base(field, hint),
        "id": field.id,
        "namePrefix": field.name,
        "fieldset": _fieldset(field),
        "items": [
            {
                "name": part,
                "id": field.part_id(part),
                "value": field.typed[part],
                "classes": classes(part),
                "autocomplete": "off",
            }
            for part in DAY_PARTS
        ],
    }


def _radios(field: ChoiceField, hint: str) -> Params:
    items = [
        {"value": value, "text": label, "checked": is_checked, **_item_hint(field, value)}
        for value, label, is_checked, *_ in field.iter_choices()
    ]
    return {
        **_base(field, hint),
        "name": field.name,
        "idPrefix": field.id,
        "fieldset": _fieldset(field),
        "items": items,
        "classes": "govuk-radios--inline" if _fit_in_a_line(item["text"] for item in items) else "",
    }


def _item_hint(field: ChoiceField, value: str) -> Params:
    return {"hint": {"text": field.hints[value]}} if value in field.hints else {}


def _checkboxes(field: SeveralField, hint: str) -> Params:
    return {
        **_base(field, hint or "Select all that apply."),
        "name": field.name,
        "idPrefix": field.id,
        "fieldset": _fieldset(field),
        "items": [
            {"value": value, "text": label, "checked": is_checked}
            for value, label, is_checked, *_ in field.iter_choices()
        ],
    }


def _fieldset(field: Field) -> Params:
    return {"legend": {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}}


def _fit_in_a_line(labels: Iterable[str]) -> bool:
    texts = list(labels)
    return len(texts) < _SHORT_CHOICES and all(len(text) <= _SHORT_LABEL for text in texts)
