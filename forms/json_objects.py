"""Objects of what a machine sends: unknown keys are refused, and every fault gets its path."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validates_schema

from forms.json_fields import Refusal, refusing, shown
from forms.json_text import kind_of, place_in
from rules.errors import PodiumError

_THE_OBJECT_ITSELF = "_schema"
_MOST_UNKNOWN_KEYS = 100
"""How many unknown keys of one object are named: what is meant with more is another object."""


class StrictSchema(Schema):
    """An object that refuses each key it does not know, and names the nearest that it does."""

    class Meta:
        unknown = EXCLUDE

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def refuse_unknown_keys(
        self,
        data: Mapping[str, Any],  # noqa: ARG002 - marshmallow passes what it read as well
        original: Mapping[str, Any],
        **_: object,
    ) -> None:
        """Refuse what the schema has no field for."""
        unknown = [key for key in original if key not in self.fields]
        if len(unknown) > _MOST_UNKNOWN_KEYS:
            problem = f"{len(unknown):,} keys are not known"
            raise refusing(problem, f"Give an object with keys such as {', '.join(self.fields)}")
        if unknown:
            raise ValidationError({key: [self.refusal_of(key)] for key in unknown})

    def refusal_of(self, key: str) -> Refusal:
        """Return why a key is refused, and which was probably meant."""
        problem = f"the key {shown(key)} is not known"
        near = get_close_matches(key, self.fields, n=1)
        if near:
            return Refusal(problem, f"Write {near[0]}, or leave the key out")
        return Refusal(problem, "Leave the key out")


class Part(fields.Nested):
    """An object within an object."""

    def __init__(self, schema: type[Schema], *, expects: str, required: bool = False) -> None:
        """Take the schema, and what is expected in words that follow "Give"."""
        super().__init__(schema, required=required)
        self.expects = expects

    def make_error(self, key: str, **_: object) -> ValidationError:
        """Refuse an object that is missing or null."""
        problem = "it is missing" if key == "required" else "it is null"
        return refusing(problem, f"Give {self.expects}")

    def _test_collection(self, value: object) -> None:
        if not isinstance(value, dict):
            raise refusing(f"it is {kind_of(value)}", f"Give {self.expects}")


def placed_errors(messages: object, place: str = "") -> tuple[PodiumError, ...]:
    """Return a schema's messages as refusals, each with its path, in the order of the keys."""
    match messages:
        case dict():
            return tuple(
                error
                for key, inner in messages.items()
                for error in placed_errors(
                    inner, place if key == _THE_OBJECT_ITSELF else place_in(place, key)
                )
            )
        case list():
            return tuple(error for inner in messages for error in placed_errors(inner, place))
        case Refusal():
            return (PodiumError(place, messages.problem, messages.remedy),)
        case _:
            return (PodiumError(place, str(messages), "Correct the value"),)
