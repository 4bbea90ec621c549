"""The model of a tender: its own keys, what they ask of the criteria, and its canonical text."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from evaluation.model import AbnormallyLow, Criterion, Method, Model, PriceCriterion, WeightsAre
from evaluation.numbers import ZERO, Amount
from forms.json_fields import Choice, Refusal, StrictField, Whole, refusing, shown
from forms.json_objects import Part, StrictSchema
from forms.json_text import Json, Number, place_in
from forms.tender.fields import AsGiven, ExactNumber, ListOf, percentage
from forms.tender.refusals import Refusals
from forms.tender.tree import Placed, Tree
from rules.canonical import canonical_text

_MOST_PLACES = 6
_NOT_SUMMED = (Method.PRICE_PER_QUALITY_POINT, Method.QUALITY_CREDIT)


class _AnyText(StrictField[str]):
    def _read(self, value: object) -> str:
        return self.text_of(value)


class _AbnormallyLowSchema(StrictSchema):
    below_mean_percent = percentage(example="40")
    below_next_percent = percentage(example="30")

    @validates_schema
    def refuse_nothing(self, data: Mapping[str, Any], **_: object) -> None:
        if not data:
            problem = "it does not say when a price is asked about"
            raise refusing(problem, "Give below_mean_percent, below_next_percent or both")

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> AbnormallyLow:
        return AbnormallyLow(data.get("below_mean_percent"), data.get("below_next_percent"))


class _ModelSchema(StrictSchema):
    criteria = AsGiven(list, expects="a list of criteria", required=True)
    method = Choice(tuple(Method))
    weights = Choice(tuple(WeightsAre))
    places = Whole(0, _MOST_PLACES, unit="decimal places")
    agreed_by = Choice(("mean",))
    credit_per_point = ExactNumber(example="1500", above=ZERO)
    tie_break = ListOf(
        _AnyText(expects="the id of a criterion"), of="ids of criteria", may_be_empty=True
    )
    abnormally_low = Part(
        _AbnormallyLowSchema,
        expects='an object such as {"below_mean_percent": "40", "below_next_percent": "30"}',
    )

    @validates_schema(skip_on_field_errors=False)
    def refuse_credit_of_other_methods(self, data: Mapping[str, Any], **_: object) -> None:
        owner = Method.QUALITY_CREDIT
        if "credit_per_point" in data and _method(data) is not owner:
            problem = f"credit_per_point goes with the method {owner} alone"
            refusal = Refusal(problem, f"Leave it out, or make the method {owner}")
            raise ValidationError({"credit_per_point": [refusal]})

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def refuse_missing_credit(
        self,
        data: Mapping[str, Any],
        original: Mapping[str, Any],
        **_: object,
    ) -> None:
        if _method(data) is Method.QUALITY_CREDIT and "credit_per_point" not in original:
            refusal = Refusal(
                f"it is missing from {Method.QUALITY_CREDIT}",
                'Give the pounds that a point is worth, such as "1500"',
            )
            raise ValidationError({"credit_per_point": [refusal]})


_SCHEMA = _ModelSchema()


def read_model_object(value: dict[str, Json], refusals: Refusals, *, place: str) -> Model | None:
    """Return the model that an object describes; None where anything in it is wrong.

    Faults that a stress test reports are none here: weights that do not total, an id that
    stands twice, a minimum that does not say what it does.
    """
    before = refusals.found
    named: dict[str, Any] = {}
    try:
        named = _SCHEMA.load(value)
    except ValidationError as error:
        refusals.add_messages(error.messages, place)
    tree = Tree(refusals)
    criteria = value.get("criteria")
    in_criteria = place_in(place, "criteria")
    read = tree.read(criteria, in_criteria) if isinstance(criteria, list) else ()
    if named:
        _check_prices(tree.placed, _method(named), refusals)
    if refusals.found != before:
        return None
    _check_price_is_there(tree.placed, named, refusals, in_criteria)
    _check_tie_break(tree.placed, named.get("tie_break", ()), refusals, place)
    if refusals.found != before:
        return None
    return _made(named, read, value)


def _method(named: Mapping[str, Any]) -> Method:
    return Method(named.get("method", Method.WEIGHTED_SUM))


def _made(named: Mapping[str, Any], criteria: tuple[Criterion, ...], value: Json) -> Model:
    credit = named.get("credit_per_point")
    return Model(
        criteria=criteria,
        canonical=written(value),
        method=_method(named),
        weights=WeightsAre(named.get("weights", WeightsAre.OF_PARENT)),
        places=named.get("places", 2),
        agreed_by_mean="agreed_by" in named,
        credit_per_point=None if credit is None else Amount(credit),
        tie_break=named.get("tie_break", ()),
        abnormally_low=named.get("abnormally_low"),
    )


def written(value: Json) -> str:
    """Return what a tender's JSON holds as canonical JSON, whole numbers as they stand.

    >>> written({"places": Number("2"), "criteria": ["é"]})
    '{"criteria":["é"],"places":2}'
    """
    return canonical_text(value, default=_whole)


def _whole(value: object) -> int:
    if isinstance(value, Number):
        return int(value.text)
    message = f"{value!r} is not a JSON value"
    raise TypeError(message)


def _check_prices(placed: list[Placed], method: Method, refusals: Refusals) -> None:
    prices = [one for one in placed if isinstance(one.criterion, PriceCriterion)]
    for second in prices[1:]:
        problem = f"it is a second price, beside {prices[0].criterion.id}"
        refusals.add(second.place, problem, "Keep one price criterion")
    for one in prices:
        price = one.criterion
        if isinstance(price, PriceCriterion):
            _check_price(price, one, method, refusals)


def _check_price(price: PriceCriterion, placed: Placed, method: Method, refusals: Refusals) -> None:
    given = {"weight": price.weight, "formula": price.formula}
    if method not in _NOT_SUMMED:
        for key, value in given.items():
            if value is None:
                example = '"40"' if key == "weight" else "relative_to_lowest"
                refusals.add(
                    place_in(placed.place, key),
                    f"it is missing, and the method is {method}",
                    f"Give the price a {key}, such as {example}",
                )
        return
    for key, value in given.items():
        if value is not None:
            refusals.add(
                place_in(placed.place, key),
                f"a price has no {key} under the method {method}",
                "Leave it out: the method itself uses the price",
            )
    if placed.level > 1:
        refusals.add(
            placed.place,
            f"the price stands within a group, and the method is {method}",
            "Put it at the top level, without weight and formula",
        )


def _check_price_is_there(
    placed: list[Placed], named: Mapping[str, Any], refusals: Refusals, place: str
) -> None:
    method = _method(named)
    has_price = any(isinstance(one.criterion, PriceCriterion) for one in placed)
    if method in _NOT_SUMMED and not has_price:
        refusals.add(
            place,
            f"there is no price, and the method {method} ranks by it",
            "Add a criterion of kind price at the top level, without weight and formula",
        )


def _check_tie_break(
    placed: list[Placed], tie_break: tuple[str, ...], refusals: Refusals, place: str
) -> None:
    known = {one.criterion.id: None for one in placed}
    for index, criterion in enumerate(tie_break):
        if criterion not in known:
            near = () if refusals.is_full else get_close_matches(criterion, known, n=1)
            refusals.add(
                place_in(place_in(place, "tie_break"), index),
                f"there is no criterion {shown(criterion)}",
                f"Write {near[0]}" if near else "Name a criterion of the model by its id",
            )
