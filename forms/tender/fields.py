"""Fields that only tenders have: exact numbers of any size, longer texts, lists and registers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from marshmallow import ValidationError, fields

from evaluation.numbers import HUNDRED, LONGEST_NUMBER, ZERO, exact, is_number, plain
from forms.characters import refused_character
from forms.json_fields import ID, Refusal, StrictField, id_in_words, refusing, shown
from forms.json_text import Number
from forms.typed_text import ungrouped

LONGEST_ID = 100
LONGEST_PLACE = 500
"""The most characters that say whom to ask, or where something stands."""

ID_IN_WORDS = id_in_words(LONGEST_ID)
_SPACING = str.maketrans("", "", "\n\r\t")


def is_id(text: str) -> bool:
    """Return whether a text is an id of at most a hundred characters."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def refusal_of_number(value: object, expects: str) -> Refusal | None:
    """Return why a value is no number as a tender writes one; None where it is.

    What was probably meant is offered: `"4 "` as `"4"`, the JSON number `4` in quotes.
    """
    match value:
        case Number(text=text) if is_number(text):
            return Refusal(f"it is the JSON number {text}", f'Write it in quotes, as "{text}"')
        case str() if is_number(value):
            return None
        case str() if meant := _number_in(value):
            return Refusal(f"{shown(value)} is not a number", f'Write "{meant}"')
        case str() if len(value) > LONGEST_NUMBER and set(value) <= set("-.0123456789"):
            problem = f"the number has {len(value)} characters"
            return Refusal(problem, f"Give one of at most {LONGEST_NUMBER}")
        case str():
            return Refusal(f"{shown(value)} is not a number", f"Give {expects}")
    wrong: StrictField[Fraction] = StrictField(expects=expects)
    (refusal,) = wrong.wrong_kind(value).messages
    return refusal if isinstance(refusal, Refusal) else Refusal(str(refusal), f"Give {expects}")


def _number_in(text: str) -> str:
    bare = ungrouped(text.strip().removeprefix("£").removesuffix("%").strip().removeprefix("+"))
    if bare.startswith("."):
        bare = f"0{bare}"
    return bare if is_number(bare) else ""


class ExactNumber(StrictField[Fraction]):
    """A number written as a text, kept exactly, within bounds; `above` excludes its bound."""

    def __init__(
        self,
        *,
        example: str,
        least: Fraction | None = None,
        above: Fraction | None = None,
        most: Fraction | None = None,
        required: bool = False,
    ) -> None:
        """Take an example as it is written, and the bounds."""
        bounds = "" if above is None else f" above {plain(above)}"
        bounds += "" if least is None else f" of {plain(least)} or more"
        if least is not None and most is not None:
            bounds = f" from {plain(least)} to {plain(most)}"
        super().__init__(
            expects=f'a number{bounds} as a text, such as "{example}"', required=required
        )
        self.least = least
        self.above = above
        self.most = most

    def _read(self, value: object) -> Fraction:
        refusal = refusal_of_number(value, self.expects)
        if refusal is not None:
            raise ValidationError([refusal])
        text = self.text_of(value)
        number = exact(text)
        wrong = self._beyond(number)
        if wrong:
            raise refusing(f"{shown(text)} {wrong}", f"Give {self.expects}")
        return number

    def _beyond(self, number: Fraction) -> str:
        if self.least is not None and number < self.least:
            return f"is below {plain(self.least)}"
        if self.above is not None and number <= self.above:
            return f"is not above {plain(self.above)}"
        if self.most is not None and number > self.most:
            return f"is more than {plain(self.most)}"
        return ""


def percentage(*, example: str) -> ExactNumber:
    """Return the field of a percentage."""
    return ExactNumber(example=example, least=ZERO, most=HUNDRED)


class Prose(StrictField[str]):
    """A text that may be empty and, unless it is one line, may have several."""

    def __init__(
        self,
        *,
        longest: int,
        is_one_line: bool = False,
        may_be_blank: bool = True,
        required: bool = False,
    ) -> None:
        """Take how long the text may be, and of what shape."""
        super().__init__(expects=f"a text of at most {longest:,} characters", required=required)
        self.longest = longest
        self.is_one_line = is_one_line
        self.may_be_blank = may_be_blank

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if text.isascii() and text.isprintable() and text.strip() and len(text) <= self.longest:
            return text
        if not text.strip():
            if self.may_be_blank:
                return ""
            raise refusing("it is blank", f"Give {self.expects}")
        if len(text) > self.longest:
            raise refusing(f"it has {len(text):,} characters", f"Give {self.expects}")
        checked = text if self.is_one_line else text.translate(_SPACING)
        if (mark := refused_character(checked)) is not None:
            raise refusing(f"it holds the character {mark}, which cannot be shown", "Take it out")
        return text


class ListOf(StrictField[tuple[Any, ...]]):
    """A list with at least one item, unless it may be empty, each read by one field."""

    def __init__(
        self,
        item: fields.Field[Any],
        *,
        of: str,
        may_be_empty: bool = False,
        required: bool = False,
    ) -> None:
        """Take the field of one item, and what the items are in words."""
        super().__init__(expects=f"a list of {of}", required=required)
        self.item = item
        self.may_be_empty = may_be_empty

    def _read(self, value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise self.wrong_kind(value)
        if not (value or self.may_be_empty):
            raise refusing("it is empty", f"Give {self.expects}")
        return tuple(_each(self.item, dict(enumerate(value))).values())


class Register(StrictField[Mapping[str, Any]]):
    """An object whose keys are names of the sender's own, each value read by one field."""

    def __init__(self, item: fields.Field[Any], *, of: str, required: bool = False) -> None:
        """Take the field of one value, and what stands under what in words."""
        super().__init__(expects=f"an object of {of}", required=required)
        self.item = item

    def _read(self, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong_kind(value)
        return _each(self.item, value)


def _each(item: fields.Field[Any], values: Mapping[Any, object]) -> dict[Any, Any]:
    read = {}
    errors: dict[Any, object] = {}
    for key, one in values.items():
        try:
            read[key] = item.deserialize(one)
        except ValidationError as error:
            errors[key] = error.messages
    if errors:
        raise ValidationError(errors)
    return read


class AsGiven(StrictField[object]):
    """A list or an object that is read elsewhere, because how depends on the rest."""

    def __init__(
        self, kind: type[list[Any] | dict[str, Any]], *, expects: str, required: bool
    ) -> None:
        """Take whether it is a list or an object, and what is expected in words."""
        super().__init__(expects=expects, required=required)
        self.kind = kind

    def _read(self, value: object) -> object:
        if not isinstance(value, self.kind):
            raise self.wrong_kind(value)
        return value
