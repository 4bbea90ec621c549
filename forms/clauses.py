"""The forms of clauses: how much is taken of the library's, the words, and what fills the gaps."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from evaluation.numbers import exact, is_number, plain
from evaluation.outline.clauses import (
    PLACEHOLDER,
    ClauseChoice,
    Filled,
    Part,
    Take,
    Texts,
)
from evaluation.outline.variables import FROM_PROCUREMENT, NAMES, VariableKind, variable
from forms.page_fields import ChoiceField, DayField, SeveralField, TypedTextField
from forms.paragraphs import paragraphs, take_paragraphs
from forms.typed_text import LARGEST_QUANTITY, read_percent, ungrouped
from rules.money import percent_text

LONGEST_TEXT = 6_000
LONGEST_REASON = 2_000
LONGEST_VALUE = 300
FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2099, 12, 31)
_BRACES = "{}"
_LONGEST_UNIT = 20
_VALUE = "fill_"


class ClauseForm(FlaskForm):
    """How much is taken of a clause, its words where they are edited, and what fills its gaps."""

    take = ChoiceField(
        "How much of this clause do you use?",
        choices=[],
        missing="Select how much of this clause you use",
    )
    parts = SeveralField("Which parts?", choices=[])
    because = TextAreaField("Why, if it is not the library’s clause as it is?")

    def __init__(
        self, *, begun: ClauseChoice, library: Texts, shared: Mapping[str, str], **kwargs: object
    ) -> None:
        """Take what was settled so far, the library's texts, and what all clauses share."""
        self._begun, self._library = begun, library
        shown = begun.texts if begun.texts.kept else library
        data: dict[str, object] = {
            "take": begun.take.value,
            "because": begun.because,
            "parts": [part.value for part in begun.texts.kept],
            **{f"text_{part.value}": shown.of(part) for part in Part},
            **{field_of(name): shown_value(name, value) for name, value in begun.values.items()},
        }
        super().__init__(data=data, **kwargs)
        offered = Take if library.kept else (Take.EDITED, Take.NONE)
        self.take.choices = _choices([(one.value, _take_words(one, library)) for one in offered])
        self.parts.choices = _choices([(part.value, part.words) for part in library.kept])
        for name in self.names:
            if name in shared:
                self[field_of(name)].description = _SHARED_HINT
        self.take.hints = _TAKE_HINTS if library.kept else {}

    @property
    def names(self) -> tuple[str, ...]:
        """The variables that are asked for, those first that every clause has of its own."""
        asked = [field.name.removeprefix(_VALUE) for field in self if _is_value(field)]
        return tuple(sorted(asked, key=lambda name: NAMES.index(name) if name in NAMES else -1))

    @property
    def chosen(self) -> Take:
        """How much is taken; only what has been validated can be relied on."""
        return Take(self.take.data)

    def validate_because(self, field: Field) -> None:
        """Refuse a clause that is not the library's without a reason."""
        needed = self.take.data != Take.AS_IS.value
        take_paragraphs(
            field,
            "why it is not the library’s clause as it is",
            most=LONGEST_REASON,
            is_needed=needed,
        )

    def validate_parts(self, field: Field) -> None:
        """Refuse some of the parts that are none or all of them."""
        if self.take.data != Take.PART.value:
            return
        if not field.data:
            raise StopValidation("Select at least one part, or choose “No clause”")
        if len(field.data) == len(self._library.kept):
            raise StopValidation("These are all parts: choose “As it is”, or leave one out")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every text, and that edited words are other than the library's."""
        if not super().validate(extra_validators=extra_validators):
            return False
        if self.chosen is not Take.EDITED:
            return True
        texts = self._typed()
        if not texts.kept:
            self.text_obligation.errors = ("Enter at least one part, or choose “No clause”",)
            return False
        if texts == self._library:
            message = "The words are the library’s: choose “As it is”, or change them"
            self.take.errors = (message,)
            return False
        return True

    def choice(self, *, clause: str, version: int) -> ClauseChoice:
        """Return what was settled; only what has been validated can be relied on."""
        texts = self._texts()
        asked = {field.name.removeprefix(_VALUE): field for field in self if _is_value(field)}
        filled = tuple(
            Filled(name, value)
            for name, field in asked.items()
            if name in texts.placeholders and (value := written_value(field.data))
        )
        return ClauseChoice(
            measure=self._begun.measure,
            take=self.chosen,
            because=str(self.because.data),
            clause=clause,
            version=version,
            library=self._library,
            texts=texts,
            filled=filled,
        )

    def _texts(self) -> Texts:
        match self.chosen:
            case Take.AS_IS:
                return self._library
            case Take.PART:
                return self._library.only(Part(one) for one in self.parts.data or ())
            case Take.EDITED:
                return self._typed()
            case Take.NONE:
                return Texts()

    def _typed(self) -> Texts:
        return Texts(**{part.value: str(self[f"text_{part.value}"].data or "") for part in Part})


def _validate_text(form: ClauseForm, field: Field) -> None:
    """Refuse a text that cannot be shown, and a variable that is not written as one."""
    if form.take.data != Take.EDITED.value:
        field.data = paragraphs(str(field.data or ""))
        return
    text = take_paragraphs(field, "this part", most=LONGEST_TEXT, is_needed=False)
    bare = PLACEHOLDER.sub("", text)
    if any(mark in bare for mark in _BRACES):
        raise StopValidation("Write a variable as {quantity}, in small letters, or leave { } out")
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in form.known]
    if unknown:
        names = ", ".join(f"{{{name}}}" for name in sorted(form.known))
        message = f"There is no variable {{{unknown[0]}}}. These can be used: {names}"
        raise StopValidation(message)


@cache
def clause_form(names: tuple[str, ...], unit: str = "") -> type[ClauseForm]:
    """Return the form of a clause whose texts may hold some variables.

    `unit` is what its quantity is counted in, as people read it; empty for a mere number.
    """
    fields: dict[str, Any] = {"known": frozenset((*names, *NAMES))}
    for part in Part:
        fields[f"text_{part.value}"] = TextAreaField(part.words)
        fields[f"validate_text_{part.value}"] = _validate_text
    for name in names:
        if name not in FROM_PROCUREMENT:
            fields |= value_fields(name, key=field_of(name), unit=unit)
    return type("ClauseWithGapsForm", (ClauseForm,), fields)


def field_of(name: str) -> str:
    """Return the name of the field that fills a variable."""
    return f"{_VALUE}{name}"


def value_fields(name: str, *, key: str, unit: str = "") -> dict[str, Any]:
    """Return the field that fills a variable, with its validator where it has one."""
    one = variable(name)
    match one.kind:
        case VariableKind.DAY:
            return {
                key: DayField(
                    one.title,
                    description=_DAY_HINT,
                    what="The day",
                    first=FIRST_DAY,
                    last=LAST_DAY,
                )
            }
        case VariableKind.QUANTITY if len(unit) > _LONGEST_UNIT:
            return {key: TypedTextField(f"{one.title}, in {unit}", parse=read_quantity)}
        case VariableKind.QUANTITY:
            return {key: TypedTextField(one.title, parse=read_quantity, suffix=unit)}
        case VariableKind.PERCENT:
            return {key: TypedTextField(one.title, parse=_read_percent_text, suffix="per cent")}
        case VariableKind.TEXT:
            return {key: StringField(one.title), f"validate_{key}": _validate_value}


def _validate_value(_: FlaskForm, field: Field) -> None:
    """Bring a value to one line, and refuse one that cannot be shown."""
    text = take_paragraphs(field, "this value", most=LONGEST_VALUE, is_needed=False)
    if any(mark in text for mark in _BRACES):
        raise StopValidation("Leave { and } out of a value")
    field.data = " ".join(text.split())


def read_quantity(text: str) -> str:
    """Return a quantity as it is kept, of a number with or without separators of thousands.

    >>> read_quantity("1,200"), read_quantity("12.50")
    ('1200', '12.5')

    Raises:
        ValueError: With what to type instead.
    """
    bare = ungrouped(text)
    if not is_number(bare) or not 0 < exact(bare) <= LARGEST_QUANTITY:
        raise ValueError("Enter a number above zero in figures, such as 120 or 12.5")
    return plain(exact(bare))


def _read_percent_text(text: str) -> str:
    return percent_text(read_percent(text))


def written_value(value: object) -> str:
    """Return the data of a field that fills a variable as it is kept, empty for none."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def shown_value(name: str, value: str) -> object:
    """Return what is kept of a variable as the data of its field."""
    return date.fromisoformat(value) if variable(name).kind is VariableKind.DAY else value


def _is_value(field: Field) -> bool:
    return bool(field.name.startswith(_VALUE))


def _choices(pairs: Sequence[tuple[str, str]]) -> list[Any]:
    return [SelectChoice(*one) for one in pairs]


def _take_words(take: Take, library: Texts) -> str:
    return "In your own words" if take is Take.EDITED and not library.kept else take.words


_DAY_HINT = "When the supplier has to have done what the clauses count, such as after a year."
_SHARED_HINT = "Leave it empty to use what all clauses share."
_TAKE_HINTS = {
    Take.AS_IS.value: "Its words stand as the library has them; only the gaps are filled.",
    Take.PART.value: "Some of its five parts stand, word for word.",
    Take.EDITED.value: "Your words stand; what you changed is shown beside the library’s.",
    Take.NONE.value: "The measure is included without a clause of its own.",
}
