"""The criteria as a published model writes them: the `model` of `podium/tender/1`."""

from typing import TypeAlias

from evaluation.outline.criteria.tree import TOP, children_of
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    MeasureAsked,
    ZeroPriceRule,
)

Written: TypeAlias = "str | int | bool | list[Written] | dict[str, Written]"


def model_json(criteria: Criteria) -> dict[str, Written]:
    """Return the criteria as JSON; what nobody has said yet is left out.

    >>> model_json(Criteria())
    {'criteria': [], 'method': 'weighted_sum', 'weights': 'of_parent', 'places': 2}
    """
    found: dict[str, Written] = {
        "criteria": _within(criteria, TOP),
        "method": "weighted_sum",
        "weights": "of_parent",
        "places": 2,
    }
    if criteria.tie_break:
        found["tie_break"] = [*criteria.tie_break]
    screen = criteria.price_screen
    shares = {"below_mean_percent": screen.below_mean, "below_next_percent": screen.below_next}
    given: dict[str, Written] = {key: text for key, text in shares.items() if text}
    return found | ({"abnormally_low": given} if given else {})


def _within(criteria: Criteria, group: str) -> "list[Written]":
    return [_criterion(criteria, item) for item in children_of(criteria, group)]


def _criterion(criteria: Criteria, item: BuiltCriterion) -> dict[str, Written]:
    found: dict[str, Written] = {"id": item.id, "title": item.title, "kind": item.kind.value}
    texts = {
        "weight": item.weight,
        "outcome": item.outcome,
        "formula": item.formula,
        "floor": item.floor,
        "ceiling": item.ceiling,
        "factor": item.factor,
        "target": item.target,
        "asked": item.asked,
    }
    found |= {key: text for key, text in texts.items() if text}
    if item.most_words:
        found["most_words"] = int(item.most_words)
    if item.minimum is not None:
        key = "percent" if item.minimum.is_percent else "score"
        minimum: dict[str, Written] = {key: item.minimum.amount}
        if item.minimum.disqualifies is not None:
            minimum["disqualifies"] = item.minimum.disqualifies
        found["minimum"] = minimum
    if item.descriptors:
        found["descriptors"] = {one.level: one.text for one in item.descriptors}
    if item.scale is not None:
        found["scale"] = _scale(item.scale)
    if item.zero_price is ZeroPriceRule.REPLACED:
        found["zero_price"] = {"as": item.replaced_by}
    elif item.zero_price:
        found["zero_price"] = item.zero_price.value
    if item.kind is CriterionKind.COMMITMENTS:
        found["measures"] = [_measure(one) for one in item.measures]
    if item.kind is CriterionKind.GROUP:
        found["criteria"] = _within(criteria, item.id)
    return found


def _scale(scale: MarksFrom) -> Written:
    if scale.step == "1" and scale.lowest.isdigit() and scale.highest.isdigit():
        return f"{scale.lowest}-{scale.highest}"
    return {"minimum": scale.lowest, "maximum": scale.highest, "step": scale.step}


def _measure(measure: MeasureAsked) -> dict[str, Written]:
    found: dict[str, Written] = {"id": measure.id, "title": measure.title, "unit": measure.unit}
    rest = {"value": measure.value, "cap": measure.cap, "outcome": measure.outcome}
    return found | {key: text for key, text in rest.items() if text}
