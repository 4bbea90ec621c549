"""The weights of a whole tree, sent with one form."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.outline.criteria import Criteria
from evaluation.outline.criteria.tree import has_weight, walk
from forms.criteria.numbers import read_decimal

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class WeightsTyped:
    """What was typed for each criterion, what could be read of it, and what could not, why.

    All three are by the criterion's id. An empty field is a weight that is not known yet.
    """

    typed: Mapping[str, str]
    weights: Mapping[str, str]
    errors: Mapping[str, str]


def weight_field(criterion_id: str) -> str:
    """Return the name of the field in which a criterion's weight is typed."""
    return f"weight-{criterion_id}"


def read_weights(sent: Mapping[str, str], criteria: Criteria) -> WeightsTyped:
    """Return the weights that were sent for criteria; those that were not sent stay."""
    typed: dict[str, str] = {}
    weights: dict[str, str] = {}
    errors: dict[str, str] = {}
    for placed in walk(criteria):
        item = placed.criterion
        text = sent.get(weight_field(item.id))
        if text is None or not has_weight(item):
            continue
        typed[item.id] = text.strip()[:_LONGEST_SHOWN]
        if not text.strip():
            weights[item.id] = ""
            continue
        try:
            weights[item.id] = read_decimal(
                text,
                what=f"The weight of ‘{item.title}’",
                example="25",
                above=Fraction(0),
                most=Fraction(100),
            )
        except ValueError as wrong:
            errors[item.id] = str(wrong)
    return WeightsTyped(typed, weights, errors)
