"""Fields of a page: text that a person typed becomes a typed value, or an error that helps.

`data` is the typed value or None; what was typed stays, so that a page shows it again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from wtforms import Field, RadioField, SelectMultipleField, widgets
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation, ValidationError

from rules.wording import date_in_words

DAY_PARTS = ("day", "month", "year")


class TypedTextField(Field):
    """One line of text, read by a function that raises ValueError with the words to show.

    `missing` is what to show when nothing was typed, None where that means "not known yet".
    `prefix` and `suffix` stand beside the input, such as £ and months.
    """

    widget = widgets.TextInput()

    def __init__(
        self,
        label: str,
        *,
        parse: Callable[[str], object],
        write: Callable[[Any], str] = str,
        missing: str | None = None,
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,  # noqa: ANN401 - WTForms' own arguments
    ) -> None:
        """Take how the text is read, how a value is written, and what surrounds the input."""
        super().__init__(label, **kwargs)
        self.parse = parse
        self.write = write
        self.missing = missing
        self.prefix = prefix
        self.suffix = suffix

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if text:
            self.data = self.parse(text)

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse an empty field that must be filled."""
        if self.data is None and self.missing and not self.process_errors:
            raise StopValidation(self.missing)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)


def _three_inputs(field: "DayField", **_: object) -> Markup:
    inputs = (
        Markup('<input type="text" inputmode="numeric" id="{}" name="{}-{}" value="{}">').format(
            field.part_id(part), field.name, part, field.typed[part]
        )
        for part in DAY_PARTS
    )
    return Markup().join(inputs)


class DayField(Field):
    """A date as three inputs, named and identified `<name>-day`, `-month` and `-year`.

    `typed` holds what each input shows; `wrong_parts` names those that an error is about, of
    which `error_id` identifies the first, to be linked and focused.
    """

    widget = staticmethod(_three_inputs)

    def __init__(
        self,
        label: str,
        *,
        what: str,
        first: date,
        last: date,
        missing: str | None = None,
        example: date | None = None,
        **kwargs: Any,  # noqa: ANN401 - WTForms' own arguments
    ) -> None:
        """Take what the date is of, in words for a message, and the period it may lie in.

        `example` shows how one is written, where a day that lies ahead would mislead.
        """
        super().__init__(label, **kwargs)
        self.what = what
        self.example = example
        self.first = first
        self.last = last
        self.missing = missing
        self.typed = dict.fromkeys(DAY_PARTS, "")
        self.wrong_parts: tuple[str, ...] = ()

    def part_id(self, part: str) -> str:
        """Return the id of one of the three inputs."""
        return f"{self.id}-{part}"

    @property
    def error_id(self) -> str:
        """Return the id of the input that an error summary links to."""
        return self.part_id(self.wrong_parts[0] if self.wrong_parts else DAY_PARTS[0])

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' own signature
        """Take the date from the object, or from what was typed."""
        super().process(formdata, *args, **kwargs)
        if isinstance(self.data, date):
            day = self.data
            self.typed = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
        if formdata is not None:
            self.typed = {part: _sent(formdata, f"{self.name}-{part}") for part in DAY_PARTS}
            self._read()

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse an empty date that must be filled."""
        if self.data is None and self.missing and not self.process_errors:
            self.wrong_parts = DAY_PARTS
            raise StopValidation(self.missing)

    def _read(self) -> None:
        self.data = None
        empty = [part for part in DAY_PARTS if not self.typed[part]]
        if len(empty) == len(DAY_PARTS):
            return
        if empty:
            self._refuse(f"{self.what} must include a {' and a '.join(empty)}", *empty)
            return
        wrong = [part for part in DAY_PARTS if not _is_figure(self.typed[part], part)]
        if wrong:
            self._refuse(f"{self.what} must be in figures: day, month and year", *wrong)
            return
        try:
            found = date(*(int(self.typed[part]) for part in reversed(DAY_PARTS)))
        except ValueError:
            self._refuse(f"{self.what} must be a real date", *DAY_PARTS)
            return
        if not self.first <= found <= self.last:
            period = f"from {date_in_words(self.first)} to {date_in_words(self.last)}"
            self._refuse(f"{self.what} must be a date {period}", "year")
            return
        self.data = found

    def _refuse(self, message: str, *parts: str) -> None:
        self.process_errors = [message]
        self.wrong_parts = parts


class ChoiceField(RadioField):
    """One of a few answers, as radio buttons; nothing chosen is an error.

    `hints` says by answer what it means, where its label does not tell.
    """

    def __init__(
        self,
        label: str,
        *,
        choices: Sequence[tuple[str, str]],
        missing: str,
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,  # noqa: ANN401 - WTForms' own arguments
    ) -> None:
        """Take the answers with their labels, and what to show when none was chosen."""
        super().__init__(label, choices=[SelectChoice(*one) for one in choices], **kwargs)
        self.missing = missing
        self.hints = dict(hints or {})

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was chosen; an answer given before does not stand in for it."""
        self.data = str(valuelist[0]) if valuelist else None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what is not among the answers."""
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(self.missing)


class SeveralField(SelectMultipleField):
    """Any number of a few answers, as checkboxes; none is an answer too."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(
        self,
        label: str,
        *,
        choices: Sequence[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - WTForms' own arguments
    ) -> None:
        """Take the answers with their labels."""
        super().__init__(label, choices=[SelectChoice(*one) for one in choices], **kwargs)

    def leave_out(self, value: object) -> None:
        """Offer one answer less."""
        self.choices = [
            SelectChoice(offered, label)
            for offered, label, *_ in self.iter_choices()
            if offered != value
        ]

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what is not among the answers."""
        known = {value for value, *_ in self.iter_choices()}
        if not known.issuperset(self.data or ()):
            raise ValidationError("Select only answers that are on the list")


def _sent(formdata: Any, name: str) -> str:  # noqa: ANN401 - WTForms wraps what was sent
    values = formdata.getlist(name)
    return str(values[0]).strip() if values else ""


def _is_figure(text: str, part: str) -> bool:
    digits = (4,) if part == "year" else (1, 2)
    return text.isascii() and text.isdigit() and len(text) in digits
