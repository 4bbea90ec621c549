"""The bids of a tender, each read against the model: `bids[2] (C).scores.q1` is its path."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, post_load

from evaluation.model import Model
from evaluation.numbers import ZERO, Amount, Percentage
from evaluation.tender import (
    WHOLE,
    Bid,
    Commitment,
    CommitmentVerdict,
    Exclusion,
    LowPriceAnswer,
    LowPriceVerdict,
    Settled,
)
from forms.json_fields import Choice, Identifier, Words, YesOrNo, shown
from forms.json_objects import Part, StrictSchema
from forms.json_text import Json, kind_of, place_in
from forms.tender.fields import (
    LONGEST_ID,
    AsGiven,
    ExactNumber,
    ListOf,
    Prose,
    Register,
    is_id,
    percentage,
)
from forms.tender.refusals import Refusals
from forms.tender.scores import LONGEST_RATIONALE, Questionnaire

_LONGEST_NAME = 300
_ROLE = 'the role that settled it, such as "evaluation_chair"'
_LONGEST_ADDRESS = 1000
_LONGEST_REASON = 10_000
_SETTLED_AS = (CommitmentVerdict.COUNTED, CommitmentVerdict.NOT_COUNTED)
_BID = "Give a bid: id, bidder and scores, and a price if the model has one"


class _ExclusionSchema(StrictSchema):
    ground = Words(longest=_LONGEST_NAME, required=True)
    because = Prose(longest=_LONGEST_REASON, may_be_blank=False, required=True)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Exclusion:
        return Exclusion(**data)


class _AnswersSchema(StrictSchema):
    in_area = YesOrNo()
    counted_elsewhere = YesOrNo()
    method_statement = YesOrNo()
    beyond_requirement = YesOrNo()


class _SettledSchema(StrictSchema):
    verdict = Choice(_SETTLED_AS, required=True)
    because = Prose(longest=_LONGEST_REASON, may_be_blank=False, required=True)
    by_role = Words(longest=_LONGEST_NAME, required=True, expects=_ROLE)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Settled:
        return Settled(CommitmentVerdict(data["verdict"]), data["because"], data["by_role"])


class _LowPriceSchema(StrictSchema):
    verdict = Choice(tuple(LowPriceVerdict), required=True)
    because = Prose(longest=_LONGEST_REASON, may_be_blank=False, required=True)
    by_role = Words(longest=_LONGEST_NAME, required=True, expects=_ROLE)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> LowPriceAnswer:
        return LowPriceAnswer(LowPriceVerdict(data["verdict"]), data["because"], data["by_role"])


class _CommitmentSchema(StrictSchema):
    quantity = ExactNumber(example="120", least=ZERO, required=True)
    attribution = percentage(example="100")
    answers = Part(
        _AnswersSchema,
        expects="an object of in_area, counted_elsewhere, method_statement, beyond_requirement",
    )
    settled = Part(_SettledSchema, expects="an object with verdict, because and by_role")
    because = Prose(longest=_LONGEST_REASON)
    quotation = Prose(longest=LONGEST_RATIONALE)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Commitment:
        return Commitment(
            quantity=data["quantity"],
            attribution=Percentage(data.get("attribution", WHOLE)),
            answers=MappingProxyType(dict(data.get("answers", {}))),
            settled=data.get("settled"),
            because=data.get("because", ""),
            quotation=data.get("quotation", ""),
        )


class _BidSchema(StrictSchema):
    id = Identifier(longest=LONGEST_ID, required=True)
    bidder = Words(longest=_LONGEST_NAME, required=True)
    price = ExactNumber(example="100000", least=ZERO)
    scores = AsGiven(dict, expects="an object of scores by criterion", required=True)
    address = Prose(longest=_LONGEST_ADDRESS)
    email = Prose(longest=_LONGEST_NAME, is_one_line=True)
    identifier = Prose(longest=_LONGEST_NAME, is_one_line=True)
    exclusions = ListOf(
        Part(_ExclusionSchema, expects="an object with ground and because"),
        of="exclusions, each with ground and because",
        may_be_empty=True,
    )
    abnormally_low = Part(_LowPriceSchema, expects="an object with verdict, because and by_role")
    commitments = Register(
        Part(_CommitmentSchema, expects='a commitment such as {"quantity": "120"}'),
        of="commitments by measure",
    )

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> Bid:
        price = data.get("price")
        named = {key: value for key, value in data.items() if key not in ("scores", "price")}
        named["commitments"] = MappingProxyType(dict(data.get("commitments", {})))
        return Bid(**named, price=None if price is None else Amount(price))


_SCHEMA = _BidSchema()


def read_bids(values: list[Json], model: Model | None, refusals: Refusals) -> tuple[Bid, ...]:
    """Return the bids; without a model, which was refused then, only their form is judged."""
    if not values:
        problem = "there is no bid"
        refusals.add("bids", problem, "Give at least one bid; a model alone can be stress-tested")
    questionnaire = None if model is None else Questionnaire(model)
    read: list[Bid] = []
    first_with: dict[str, int] = {}
    for index, value in enumerate(values):
        place = place_of_bid(value, index)
        bid = _bid(value, place, refusals)
        bid_id = value.get("id") if isinstance(value, dict) else None
        if isinstance(bid_id, str) and first_with.setdefault(bid_id, index) != index:
            problem = f"the id is that of bids[{first_with[bid_id]}] already"
            refusals.add(place_in(place, "id"), problem, "Give each bid an id of its own")
        if model is None or questionnaire is None or not isinstance(value, dict):
            continue
        _check_price(value, bid, model, place, refusals)
        _check_measures(value.get("commitments"), model, place, refusals)
        scores = value.get("scores")
        if isinstance(scores, dict):
            inside, is_whole = place_in(place, "scores"), not value.get("exclusions")
            scored = questionnaire.scores(scores, inside, refusals, is_whole=is_whole)
            if bid is not None:
                read.append(replace(bid, scores=scored))
    return tuple(read)


def place_of_bid(value: Json, index: int) -> str:
    """Return the path of a bid, with its id where it has one: `bids[2] (C)`."""
    place = place_in("bids", index)
    bid_id = value.get("id") if isinstance(value, dict) else None
    return f"{place} ({bid_id})" if isinstance(bid_id, str) and is_id(bid_id) else place


def _bid(value: Json, place: str, refusals: Refusals) -> Bid | None:
    if not isinstance(value, dict):
        refusals.add(place, f"it is {kind_of(value)}", _BID)
        return None
    try:
        read = _SCHEMA.load(value)
    except ValidationError as error:
        refusals.add_messages(error.messages, place)
        return None
    return read if isinstance(read, Bid) else None


def _check_price(
    value: Mapping[str, Json], bid: Bid | None, model: Model, place: str, refusals: Refusals
) -> None:
    """Refuse a bid without a price; one that is excluded may lack it, as it may lack scores."""
    if model.price is None:
        return
    inside = place_in(place, "price")
    if "price" not in value and not value.get("exclusions"):
        refusals.add(inside, "it is missing", 'Give the price in pounds, such as "100000"')
    elif bid is not None and bid.price == 0 and model.price.zero_price is None:
        problem = f"it is zero, and {model.price.id} does not say what a price of zero comes to"
        remedy = (
            "Correct the price, or publish in the model zero_price: "
            '"reject_bid", "full_marks" or {"as": "0.01"}'
        )
        refusals.add(inside, problem, remedy)


def _check_measures(commitments: Json, model: Model, place: str, refusals: Refusals) -> None:
    if not isinstance(commitments, dict):
        return
    inside = place_in(place, "commitments")
    for measure in commitments:
        if measure not in model.measures:
            near = () if refusals.is_full else get_close_matches(measure, model.measures, n=1)
            remedy = f"Write {near[0]}" if near else "Name a measure of the model by its id"
            problem = f"the model has no measure {shown(measure)}"
            refusals.add(place_in(inside, measure), problem, remedy)
