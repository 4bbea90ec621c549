"""Scales, and what their levels mean: `"0-5"`, or an object with a step of its own."""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from evaluation.model import Scale
from evaluation.numbers import ZERO, Mark, exact, is_number, plain
from evaluation.tender import GateScore
from forms.json_fields import Refusal, StrictField, refusing, shown
from forms.json_objects import StrictSchema
from forms.tender.fields import ExactNumber

_ONE = Fraction(1)
_FROM_TO = re.compile(r"([0-9]{1,30})-([0-9]{1,30})", re.ASCII)
_ALMOST_FROM_TO = re.compile(r"\s*([0-9]{1,30})\s*(?:-|–|—|to)\s*([0-9]{1,30})\s*", re.ASCII)


class _ScaleSchema(StrictSchema):
    minimum = ExactNumber(example="0", least=ZERO, required=True)
    maximum = ExactNumber(example="5", above=ZERO, required=True)
    step = ExactNumber(example="0.5", above=ZERO)

    @validates_schema
    def refuse_uneven(self, data: Mapping[str, Any], **_: object) -> None:
        low, high, step = data["minimum"], data["maximum"], data.get("step", _ONE)
        if low >= high:
            problem = f"the scale's maximum, {plain(high)}, is not above its minimum, {plain(low)}"
            raise ValidationError({"maximum": [Refusal(problem, "Correct one of the two")]})
        if ((high - low) / step).denominator != 1:
            problem = (
                f"steps of {plain(step)} from {plain(low)} do not reach the maximum, {plain(high)}"
            )
            remedy = "Give a step of which the scale holds a whole number"
            raise ValidationError({"step": [Refusal(problem, remedy)]})

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Scale:
        return Scale(Mark(data["minimum"]), Mark(data["maximum"]), Mark(data.get("step", _ONE)))


_SCALE = _ScaleSchema()


class ScaleField(StrictField[Scale]):
    """The marks that a question can earn."""

    def __init__(self, *, required: bool) -> None:
        """Take whether there must be a scale."""
        super().__init__(
            expects='a scale such as "0-5", or {"minimum": "0", "maximum": "10", "step": "0.5"}',
            required=required,
        )

    def _read(self, value: object) -> Scale:
        if isinstance(value, dict):
            read = _SCALE.load(value)
            if isinstance(read, Scale):
                return read
            raise self.wrong_kind(value)
        text = self.text_of(value)
        found = _FROM_TO.fullmatch(text)
        if found is None:
            almost = _ALMOST_FROM_TO.fullmatch(text)
            remedy = f'Write "{almost[1]}-{almost[2]}"' if almost else f"Give {self.expects}"
            raise refusing(f"{shown(text)} is not a scale", remedy)
        low, high = exact(found[1]), exact(found[2])
        if low >= high:
            problem = f"{shown(text)} does not rise from its first mark to its last"
            raise refusing(problem, "Write the lowest mark first, then a higher one")
        return Scale(Mark(low), Mark(high), Mark(_ONE))


def marks_in_words(scale: Scale) -> str:
    """Return which marks a scale holds.

    >>> marks_in_words(Scale(Mark(Fraction(0)), Mark(Fraction(5)), Mark(Fraction(1, 2))))
    'a mark from 0 to 5 in steps of 0.5'
    """
    return (
        f"a mark from {plain(scale.minimum)} to {plain(scale.maximum)} "
        f"in steps of {plain(scale.step)}"
    )


def levels_on(scale: Scale, descriptors: Mapping[str, str]) -> Mapping[str, str]:
    """Return the descriptors by their levels as `evaluation.numbers.plain` writes them.

    Raises:
        ValidationError: A level is not on the scale, or two descriptors are of one level.
    """
    read: dict[str, str] = {}
    errors: dict[str, list[Refusal]] = {}
    for level, text in descriptors.items():
        if not is_number(level) or not scale.holds(exact(level)):
            problem = f"the level {shown(level)} is not on the scale"
            remedy = f"Name a level by {marks_in_words(scale)}"
            errors[level] = [Refusal(problem, remedy)]
        elif plain(exact(level)) in read:
            problem = f"the level {plain(exact(level))} is described twice"
            errors[level] = [Refusal(problem, "Keep one of the two")]
        else:
            read[plain(exact(level))] = text
    if errors:
        raise ValidationError({"descriptors": errors})
    return MappingProxyType(read)


def levels_of_gate(descriptors: Mapping[str, str]) -> Mapping[str, str]:
    """Return the descriptors of a gate.

    Raises:
        ValidationError: A level is neither `passed` nor `failed`.
    """
    levels = tuple(GateScore)
    errors = {
        level: [
            Refusal(f"the level {shown(level)} is not one of a gate", "Name it passed or failed")
        ]
        for level in descriptors
        if level not in levels
    }
    if errors:
        raise ValidationError({"descriptors": errors})
    return MappingProxyType(dict(descriptors))
