"""The award criteria of a model as a lot of a release has them."""

from collections.abc import Iterator

from evaluation.model import Criterion, GateCriterion, GroupCriterion, Method, Model, PriceCriterion
from evaluation.numbers import plain
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.fields import number

GATE = "Passed or failed: a bid that fails is disqualified."


def award_criteria(model: Model) -> dict[str, Field]:
    """Return the criteria at the top of a model with their weights, and what is below each.

    OCDS knows price, cost and quality; social value is a quality by its name.
    """
    found: dict[str, Field] = {"criteria": tuple(_criterion(one, model) for one in model.criteria)}
    words = _weighting(model)
    return {"weightingDescription": words, **found} if words else found


def criteria_in_words(model: Model) -> str:
    """Return the criteria at the top with their weights, as a page shows them."""
    return "; ".join(
        f"{one.title} {plain(one.weight)}%"
        if one.weight is not None
        else f"{one.title} (passed or failed)"
        if isinstance(one, GateCriterion)
        else one.title
        for one in model.criteria
    )


def _criterion(criterion: Criterion, model: Model) -> dict[str, Field]:
    found: dict[str, Field] = {
        "type": "price" if isinstance(criterion, PriceCriterion) else "quality",
        "name": criterion.title,
    }
    described = " ".join(_description(criterion, model))
    if described:
        found["description"] = described
    if criterion.weight is not None:
        found["numbers"] = ({"number": number(criterion.weight), "weight": "percentageExact"},)
    return found


def _description(criterion: Criterion, model: Model) -> Iterator[str]:
    if isinstance(criterion, GateCriterion):
        yield GATE
    if isinstance(criterion, GroupCriterion):
        weights = model.effective_weights
        below = (one for one in model.leaves if criterion.id in model.paths[one.id][:-1])
        parts = (
            f"{one.title} (passed or failed; a bid that fails is disqualified)"
            if one.id not in weights
            else f"{one.title} ({plain(weights[one.id])}% of the whole)"
            for one in below
        )
        yield f"Made up of: {'; '.join(parts)}."
    minimum = criterion.minimum
    if minimum is not None and minimum.disqualifies:
        least = (
            f"{plain(minimum.percent)}% of its marks"
            if minimum.percent is not None
            else f"a mark of {plain(minimum.score)}"
            if minimum.score is not None
            else "its minimum"
        )
        yield f"A bid that does not reach {least} is disqualified."


def _weighting(model: Model) -> str:
    if model.method is Method.PRICE_PER_QUALITY_POINT:
        return (
            "Bids rank by their price divided by the points of the other criteria, lowest first; "
            "the weights are those of the points."
        )
    if model.method is Method.QUALITY_CREDIT and model.credit_per_point is not None:
        return (
            f"Bids rank by their price less £{plain(model.credit_per_point)} for each point of the "
            "other criteria, lowest first; the weights are those of the points."
        )
    return ""
