"""What the checks look at, and the words in which they report."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluation.faults import Severity
from evaluation.model import Criterion, Model
from evaluation.numbers import HUNDRED, rounded
from evaluation.stress.result import Curve, Reversal, Simulation, StressFinding
from evaluation.stress.social_value import SocialValue, social_value
from evaluation.stress.weights import WeightedLeaf, weighted_leaves
from rules.decision import Decision
from rules.stack import Stack


@dataclass(frozen=True)
class Subject:
    """A model as it stands, what it was put through, and what the rules decided."""

    model: Model
    decision: Decision | None
    stack: Stack | None
    simulation: Simulation | None
    reversal: Reversal | None
    curve: Curve | None = None

    @cached_property
    def leaves(self) -> tuple[WeightedLeaf, ...]:
        """The leaves with a weight, as it stands."""
        return weighted_leaves(self.model)

    @cached_property
    def whole(self) -> Fraction:
        """What a weight is a share of: 100 points, or all there are where they come to more.

        Weights that come to less than 100 leave a criterion out, so that a share of what is
        there would be too large.
        """
        return max(HUNDRED, sum((item.weight for item in self.leaves), Fraction(0)))

    @cached_property
    def social_value(self) -> SocialValue:
        """How much of the model is social value."""
        return social_value(self.model)

    def figure(self, value: Fraction) -> str:
        """Return a figure rounded to the places of the model."""
        return rounded(value, self.model.places)


def titles_of(model: Model) -> dict[str, str]:
    """Return the titles of a model's measures and criteria by their ids."""
    measures = {id_: measure.title for id_, (_, measure) in model.measures.items()}
    return measures | {item.id: item.title for item in model.walk}


def named(criterion: Criterion) -> str:
    """Return a criterion by its title; a finding holds its id."""
    return f"‘{criterion.title}’"


def warning(id_: str, message: str, criterion: str = "") -> StressFinding:
    """Return a finding with which a model may be published."""
    return StressFinding(id_, Severity.WARNING, criterion, message)


def error(id_: str, message: str, criterion: str = "") -> StressFinding:
    """Return a finding with which a model must not be published."""
    return StressFinding(id_, Severity.ERROR, criterion, message)
