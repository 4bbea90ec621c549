"""The schemas of one criterion, by its kind; the children of a group are read by the tree."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    GateCriterion,
    GroupCriterion,
    Measure,
    Minimum,
    PriceCriterion,
    PriceFormula,
    ScoredCriterion,
)
from evaluation.numbers import ZERO, plain
from forms.json_fields import (
    Choice,
    Identifier,
    Refusal,
    Whole,
    Words,
    YesOrNo,
    refusing,
)
from forms.json_objects import Part, StrictSchema
from forms.tender.fields import (
    LONGEST_ID,
    AsGiven,
    ExactNumber,
    ListOf,
    Prose,
    Register,
    percentage,
)
from forms.tender.prices import CEILING, FACTOR, FLOOR, ZeroPriceField, refusals_of_formula
from forms.tender.scales import ScaleField, levels_of_gate, levels_on

LONGEST_TITLE = 1000
_LONGEST_UNIT = 100
_LONGEST_DESCRIPTOR = 10_000
_MOST_WORDS = 100_000
_MINIMUM = 'a minimum such as {"score": "3", "disqualifies": true}'
_ONE_OF_TWO = "Give score or percent, one of the two"
_MARKLESS = "Give percent in place of score"


class _MinimumSchema(StrictSchema):
    score = ExactNumber(example="3", least=ZERO)
    percent = percentage(example="50")
    disqualifies = YesOrNo()

    @validates_schema
    def refuse_both_or_none(self, data: Mapping[str, Any], **_: object) -> None:
        given = [key for key in ("score", "percent") if key in data]
        if not given:
            raise refusing("the minimum says neither score nor percent", _ONE_OF_TWO)
        if len(given) > 1:
            raise refusing("the minimum says both score and percent", _ONE_OF_TWO)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Minimum:
        return Minimum(data.get("score"), data.get("percent"), data.get("disqualifies"))


class _CriterionSchema(StrictSchema):
    """What every kind has."""

    id = Identifier(longest=LONGEST_ID, required=True)
    title = Words(longest=LONGEST_TITLE, required=True)
    kind = Choice(("group", "price", "scored", "commitments", "gate"), required=True)
    outcome = Identifier(longest=LONGEST_ID)

    name = "a criterion"

    def refusal_of(self, key: str) -> Refusal:
        if key == "minimum":
            problem = f"{self.name} has no minimum"
            return Refusal(problem, "Set it on a scored criterion, or on a group of such")
        kinds = [kind for kind, schema in SCHEMAS.items() if key in schema.fields]
        if kinds:
            or_else = f", or make the kind {kinds[0]}" if len(kinds) == 1 else ""
            remedy = f"Leave it out{or_else}"
            return Refusal(f"{self.name} has no {key}", remedy)
        return super().refusal_of(key)


class UnknownKindSchema(_CriterionSchema):
    """A criterion of a kind that there is none of: what every kind has is read all the same."""

    def refuse_unknown_keys(self, *_: object, **__: object) -> None:
        """Refuse none, because which keys there are hangs on the kind."""


class _WeightedSchema(_CriterionSchema):
    weight = ExactNumber(example="40", above=ZERO, required=True)


class _GroupSchema(_WeightedSchema):
    minimum = Part(_MinimumSchema, expects='a minimum such as {"percent": "50"}')
    criteria = AsGiven(list, expects="a list of criteria", required=True)

    name = "a group"

    @validates_schema
    def refuse_marks(self, data: Mapping[str, Any], **_: object) -> None:
        _refuse_score(data, "a group has a percentage, and no mark")

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> GroupCriterion:
        return GroupCriterion(**{**_named(data), "criteria": ()})


class _PriceSchema(_CriterionSchema):
    weight = ExactNumber(example="40", above=ZERO)
    formula = Choice(tuple(PriceFormula))
    floor = FLOOR
    ceiling = CEILING
    factor = FACTOR
    zero_price = ZeroPriceField()

    name = "a price"

    @validates_schema
    def refuse_keys_of_other_formulas(self, data: Mapping[str, Any], **_: object) -> None:
        errors = refusals_of_formula(data)
        if errors:
            raise ValidationError(errors)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> PriceCriterion:
        named = _named(data)
        if "formula" in named:
            named["formula"] = PriceFormula(named["formula"])
        return PriceCriterion(**named)


_DESCRIPTORS = "what each level means, by the level"


class _ScoredSchema(_WeightedSchema):
    scale = ScaleField(required=True)
    asked = Prose(longest=_LONGEST_DESCRIPTOR)
    most_words = Whole(1, _MOST_WORDS, unit="words")
    minimum = Part(_MinimumSchema, expects=_MINIMUM)
    descriptors = Register(Prose(longest=_LONGEST_DESCRIPTOR), of=_DESCRIPTORS)

    name = "a scored criterion"

    @validates_schema
    def refuse_minimum_off_the_scale(self, data: Mapping[str, Any], **_: object) -> None:
        minimum, scale = data.get("minimum"), data["scale"]
        if minimum is None or minimum.score is None:
            return
        if not scale.minimum <= minimum.score <= scale.maximum:
            problem = f"the score {plain(minimum.score)} is off the scale"
            remedy = f"Give a score from {plain(scale.minimum)} to {plain(scale.maximum)}"
            raise ValidationError({"minimum": {"score": [Refusal(problem, remedy)]}})

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> ScoredCriterion:
        named = _named(data)
        named["descriptors"] = levels_on(data["scale"], data.get("descriptors", {}))
        return ScoredCriterion(**named)


class _MeasureSchema(StrictSchema):
    id = Identifier(longest=LONGEST_ID, required=True)
    title = Words(longest=LONGEST_TITLE, required=True)
    unit = Words(longest=_LONGEST_UNIT, required=True)
    value = ExactNumber(example="277.22", least=ZERO, required=True)
    cap = ExactNumber(example="1000", least=ZERO)
    outcome = Identifier(longest=LONGEST_ID)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Measure:
        return Measure(**data)


class _CommitmentsSchema(_WeightedSchema):
    formula = Choice(tuple(CommitmentFormula), required=True)
    target = ExactNumber(example="50000", above=ZERO)
    measures = ListOf(
        Part(_MeasureSchema, expects="an object with id, title, unit and value"),
        of="at least one measure, each with id, title, unit and value",
        required=True,
    )
    minimum = Part(_MinimumSchema, expects='a minimum such as {"percent": "50"}')

    name = "a commitments criterion"

    @validates_schema
    def refuse_what_the_formula_lacks(self, data: Mapping[str, Any], **_: object) -> None:
        owner = CommitmentFormula.RELATIVE_TO_TARGET
        if data["formula"] == owner:
            if "target" not in data:
                remedy = 'Give the value that earns all points, such as "50000"'
                problem = f"it is missing from {owner}"
                raise ValidationError({"target": [Refusal(problem, remedy)]})
            _refuse_score(data, "commitments have a percentage, and no mark")
            return
        errors: dict[str, list[Refusal]] = {}
        if "target" in data:
            problem = f"target goes with the formula {owner} alone"
            errors["target"] = [Refusal(problem, f"Leave it out, or make the formula {owner}")]
        if "minimum" in data:
            problem = "whether a bid reached the minimum would hang on the other bids"
            remedy = f"Leave the minimum out, or make the formula {owner}"
            errors["minimum"] = [Refusal(problem, remedy)]
        if errors:
            raise ValidationError(errors)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> CommitmentsCriterion:
        named = _named(data)
        named["formula"] = CommitmentFormula(named["formula"])
        return CommitmentsCriterion(**named)


class _GateSchema(_CriterionSchema):
    asked = Prose(longest=_LONGEST_DESCRIPTOR)
    descriptors = Register(Prose(longest=_LONGEST_DESCRIPTOR), of=_DESCRIPTORS)

    name = "a gate"

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> GateCriterion:
        named = _named(data)
        named["descriptors"] = levels_of_gate(data.get("descriptors", {}))
        return GateCriterion(**named)


def _named(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "kind"}


def _refuse_score(data: Mapping[str, Any], problem: str) -> None:
    minimum = data.get("minimum")
    if minimum is not None and minimum.score is not None:
        raise ValidationError({"minimum": {"score": [Refusal(problem, _MARKLESS)]}})


SCHEMAS: Mapping[str, _CriterionSchema] = MappingProxyType(
    {
        "group": _GroupSchema(),
        "price": _PriceSchema(),
        "scored": _ScoredSchema(),
        "commitments": _CommitmentsSchema(),
        "gate": _GateSchema(),
    }
)
"""The schema of each kind of criterion."""
