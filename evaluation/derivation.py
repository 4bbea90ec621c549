"""Figures that know where they come from: each unfolds to the inputs that it was made of."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Step(StrEnum):
    """How a figure is made of its inputs; `evaluation.unfolding` tells each in words."""

    GIVEN = "given"
    MEAN = "mean"
    EFFECTIVE_WEIGHT = "effective_weight"
    PERCENT_OF_SCORE = "percent_of_score"
    PERCENT_OF_PRICE = "percent_of_price"
    VALUE_OF_COMMITMENT = "value_of_commitment"
    VALUE_OF_COMMITMENTS = "value_of_commitments"
    PERCENT_OF_COMMITMENTS = "percent_of_commitments"
    POINTS_OF_LEAF = "points_of_leaf"
    SUM = "sum"
    PERCENT_OF_GROUP = "percent_of_group"
    PRICE_PER_POINT = "price_per_point"
    PRICE_LESS_CREDIT = "price_less_credit"


class Figure(NamedTuple):
    """A number, its name, the step that made it, and the figures it was made of.

    `name` says what it is, for GIVEN figures where it stands: `bids[A].price`,
    `model.criteria[q1].scale.maximum`, and marks in the bid whose figure it is:
    `scores.q1.agreed`, so that equal marks share their figures. `how` adds what the step
    alone does not say, such as the id of a price formula. A tuple, because a large tender has
    a hundred thousand.
    """

    name: str
    value: Fraction
    step: Step
    inputs: Sequence["Figure"] = ()
    how: str = ""


def given(name: str, value: Fraction) -> Figure:
    """Return a figure that was given, not computed."""
    return Figure(name, value, Step.GIVEN)
