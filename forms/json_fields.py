"""Fields of what a machine sends: each refuses a wrong value with its problem and its remedy.

They read the values that `forms.json_text` yields, in which a number is a `Number`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from marshmallow import ValidationError, fields

from forms.characters import is_invisible, refused_character
from forms.json_text import Number, kind_of
from rules.money import LARGEST_AMOUNT, Pence, Percent, parse_amount, parse_percent, pounds

T = TypeVar("T")

LONGEST_NUMBER = 30
_LONGEST_SHOWN = 40
_MONEY = "£€"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_CPV = re.compile(r"[0-9]{8}(-[0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value is refused, and what to do; the schema knows where it stands."""

    problem: str
    remedy: str


def refusing(problem: str, remedy: str) -> ValidationError:
    """Return the error that carries a refusal to the schema."""
    return ValidationError([Refusal(problem, remedy)])


def shown(value: object) -> str:
    """Return a refused value as it was written, cut short, in ASCII but for signs of money."""
    match value:
        case Number():
            text = value.text
        case str():
            shorter = value[: _LONGEST_SHOWN + 1]
            marks = (mark if mark in _MONEY else json.dumps(mark)[1:-1] for mark in shorter)
            text = f'"{"".join(marks)}"'
        case _:
            return kind_of(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


class StrictField(fields.Field[T]):
    """A field that says what it expects, whatever is wrong with what it got."""

    def __init__(self, *, expects: str, required: bool = False) -> None:
        """Take what the field expects, in words that follow "Give"."""
        super().__init__(required=required)
        self.expects = expects

    def make_error(self, key: str, **_: object) -> ValidationError:
        """Refuse a value that is missing or null."""
        if key == "required":
            return refusing("it is missing", f"Give {self.expects}")
        or_nothing = "" if self.required else ", or leave the key out while it is not known"
        return refusing("it is null", f"Give {self.expects}{or_nothing}")

    def _deserialize(
        self,
        value: object,
        attr: str | None,  # noqa: ARG002 - marshmallow passes where the value stands as well
        data: Mapping[str, object] | None,  # noqa: ARG002 - the same
        **_: object,
    ) -> T:
        return self._read(value)

    def _read(self, value: object) -> T:
        raise NotImplementedError

    def wrong_kind(self, value: object) -> ValidationError:
        """Return the error of a value of another JSON type."""
        return refusing(f"it is {kind_of(value)}", f"Give {self.expects}")

    def text_of(self, value: object) -> str:
        """Return a text as it is; anything else is of the wrong kind."""
        if not isinstance(value, str):
            raise self.wrong_kind(value)
        return value


class Words(StrictField[str]):
    """A text that people read: not blank, not endless, without hidden characters."""

    def __init__(self, *, longest: int, required: bool = False, expects: str = "") -> None:
        expected = expects or f"a text of at most {longest} characters"
        super().__init__(expects=expected, required=required)
        self.longest = longest

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if not text.strip():
            raise refusing("it is blank", f"Give {self.expects}")
        if is_invisible(text):
            raise refusing("it holds no character that can be seen", f"Give {self.expects}")
        if len(text) > self.longest:
            shorter = f"Give a text of at most {self.longest} characters"
            raise refusing(f"it has {len(text)} characters", shorter)
        if (mark := refused_character(text)) is not None:
            raise refusing(f"it holds the character {mark}, which cannot be shown", "Take it out")
        return text


def id_in_words(longest: int) -> str:
    """Return what an id is, as a message asks for one."""
    return (
        f"at most {longest} letters, digits, dots, hyphens and underscores, "
        "beginning with a letter or digit"
    )


class Identifier(StrictField[str]):
    """An id that is safe in addresses and file names."""

    def __init__(self, *, longest: int, required: bool = False) -> None:
        super().__init__(
            expects=id_in_words(longest),
            required=required,
        )
        self.longest = longest

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if len(text) > self.longest or not ID.fullmatch(text):
            raise refusing(f"{shown(text)} is not an id", f"Give {self.expects}")
        return text


class Choice(StrictField[str]):
    """A member of a closed list."""

    def __init__(self, values: tuple[str, ...], *, required: bool = False) -> None:
        one_of = f"one of {', '.join(values)}" if len(values) > 1 else values[0]
        super().__init__(expects=one_of, required=required)
        self.values = values

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if text not in self.values:
            raise refusing(f"{shown(text)} is not on the list", f"Give {self.expects}")
        return text


class Several(StrictField[tuple[str, ...]]):
    """A list of texts, each read by one field."""

    def __init__(self, item: StrictField[str], *, of: str, most: int) -> None:
        """Take the field of one item, and of what there may be how many."""
        super().__init__(expects=f"a list of at most {most} of {of}")
        self.item = item
        self.most = most

    def _read(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.wrong_kind(value)
        if len(value) > self.most:
            raise refusing(f"it has {len(value)} items", f"Give {self.expects}")
        read: list[str] = []
        errors: dict[int, object] = {}
        for index, one in enumerate(value):
            try:
                read.append(self.item.deserialize(one))
            except ValidationError as error:
                errors[index] = error.messages
        if errors:
            raise ValidationError(errors)
        return tuple(read)


class CpvCode(StrictField[str]):
    """A code of the Common Procurement Vocabulary, with or without its check digit."""

    def __init__(self) -> None:
        super().__init__(expects="eight digits, such as 77310000")

    def _read(self, value: object) -> str:
        text = self.text_of(value)
        if not _CPV.fullmatch(text):
            raise refusing(f"{shown(text)} is not a CPV code", f"Give {self.expects}")
        return text


class Day(StrictField[date]):
    """A day of the calendar within a period."""

    def __init__(self, first: date | None, last: date | None, *, required: bool = False) -> None:
        super().__init__(expects="a date such as 2026-03-02", required=required)
        self.first = first or date.min
        self.last = last or date.max

    def _read(self, value: object) -> date:
        text = self.text_of(value)
        if not _DAY.fullmatch(text):
            raise refusing(f"{shown(text)} is not a date", f"Give {self.expects}")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise refusing(f"{text} is not a day of the calendar", "Correct the date") from None
        if not self.first <= day <= self.last:
            raise refusing(
                f"{text} lies outside the period whose law is known",
                f"Give a date from {self.first} to {self.last}",
            )
        return day


class Whole(StrictField[int]):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int, *, unit: str, required: bool = False) -> None:
        super().__init__(
            expects=f"a whole number of {unit or 'units'} from {least} to {most}, without quotes",
            required=required,
        )
        self.least = least
        self.most = most

    def _read(self, value: object) -> int:
        if not isinstance(value, Number):
            raise self.wrong_kind(value)
        if not _WHOLE.fullmatch(value.text) or not self.least <= int(value.text) <= self.most:
            raise refusing(f"it is {shown(value)}", f"Give {self.expects}")
        return int(value.text)


class YesOrNo(StrictField[bool]):
    """True or false, and nothing that merely looks like it."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(expects="true or false, without quotes", required=required)

    def _read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.wrong_kind(value)
        return value


class Amount(StrictField[Pence]):
    """An amount in pounds as text, with at most two decimals, kept as pence."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            expects='pounds as a text of digits with at most two decimals, such as "95000.00"',
            required=required,
        )

    def _read(self, value: object) -> Pence:
        text = self.text_of(value)
        pence = parse_amount(text) if len(text) <= LONGEST_NUMBER else None
        if pence is None:
            raise refusing(f"{shown(text)} is not an amount", f"Give {self.expects}")
        if pence < 0:
            raise refusing(f"{shown(text)} is below zero", f"Give {self.expects}")
        if pence > LARGEST_AMOUNT:
            raise refusing(
                f"{shown(text)} is more than any public contract",
                f"Give an amount of at most {pounds(LARGEST_AMOUNT)}",
            )
        return pence


class Percentage(StrictField[Percent]):
    """A percentage from 0 to 100 as text, with at most two decimals, kept in hundredths."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            expects='a percentage from 0 to 100 as a text, such as "20"', required=required
        )

    def _read(self, value: object) -> Percent:
        text = self.text_of(value)
        percent = parse_percent(f"{text}%") if DECIMAL.fullmatch(text) else None
        if percent is None or percent > Percent(100_00):
            raise refusing(f"{shown(text)} is not a percentage", f"Give {self.expects}")
        return percent
