"""The outline behind the tender that ships with Podium: its model as a buyer builds it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evaluation.model import Measure, Model
from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    PriceScreen,
    ZeroPriceRule,
)
from evaluation.outline.criteria.problems import social_value_weight_of
from evaluation.outline.criteria.tree import TOP
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, OwnMeasure, Proposal, Use
from webapp.services.demonstration.outline import checked
from webapp.services.demonstration.outline_words import INVENTED

_HUNDREDTHS = 100
_IN_ITS_PLACE = (
    "In its place bidders compete on measures of this contract’s own, whose values are published. "
    f"{INVENTED}"
)
_WEIGHT = f"The contract can bear more than the weight that the rules recommend. {INVENTED}"


def criteria_of(model: Model) -> Criteria:
    """Return the criteria of which a buyer makes just this model, with the same digest."""
    written: dict[str, Any] = json.loads(model.canonical)
    screen: Mapping[str, str] = written.get("abnormally_low", {})
    return Criteria(
        tuple(_built(written["criteria"], TOP)),
        tie_break=model.tie_break,
        price_screen=PriceScreen(
            screen.get("below_mean_percent", ""), screen.get("below_next_percent", "")
        ),
    )


def proposal_of(model: Model, ground: Ground) -> Proposal:
    """Return the proposal whose award measures are those of a model, and no other."""
    left = tuple(Choice(one, Use.LEFT_OUT, _IN_ITS_PLACE) for one in ground.proposed)
    own = tuple(
        Choice(
            measure.id,
            Use.AWARD,
            f"Bidders know it from like contracts. {INVENTED}",
            own=_own(measure),
        )
        for _, measure in model.measures.values()
    )
    included = tuple(one for one in checked(Proposal((*left, *own)), ground) if one.is_included)
    weight = social_value_weight_of(criteria_of(model)) * _HUNDREDTHS
    return Proposal((*left, *(one for one in included if one.own)), int(weight), _WEIGHT)


def _own(measure: Measure) -> OwnMeasure:
    return OwnMeasure(
        title=measure.title,
        definition=f"Counted in {measure.unit}, as far as this contract alone brings them about.",
        unit=measure.unit,
        outcome=measure.outcome,
        evidence="The supplier’s log each quarter, with the papers that it rests on.",
    )


def _built(items: Iterable[dict[str, Any]], within: str) -> Iterator[BuiltCriterion]:
    """Yield criteria as a buyer builds them, a group before what stands in it."""
    for item in items:
        yield BuiltCriterion(
            id=item["id"],
            title=item["title"],
            kind=CriterionKind(item["kind"]),
            within=within,
            weight=item.get("weight", ""),
            outcome=item.get("outcome", ""),
            asked=item.get("asked", ""),
            most_words=str(item.get("most_words", "")),
            minimum=_minimum(item.get("minimum")),
            scale=MarksFrom(*item["scale"].split("-")) if "scale" in item else None,
            descriptors=tuple(Level(*one) for one in item.get("descriptors", {}).items()),
            formula=item.get("formula", ""),
            target=item.get("target", ""),
            zero_price=ZeroPriceRule(item.get("zero_price", "")),
            measures=tuple(MeasureAsked(**one) for one in item.get("measures", ())),
        )
        yield from _built(item.get("criteria", ()), item["id"])


def _minimum(given: dict[str, Any] | None) -> MinimumAsked | None:
    if given is None:
        return None
    is_percent = "percent" in given
    amount = given["percent" if is_percent else "score"]
    return MinimumAsked(amount, is_percent, given["disqualifies"])
