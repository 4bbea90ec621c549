"""The criteria of a model: groups, and the four kinds of leaf."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from evaluation.numbers import Amount, Mark, Percentage

_NONE: Mapping[str, str] = MappingProxyType({})


class PriceFormula(StrEnum):
    """How a price becomes a percentage; `evaluation.formulas` holds the arithmetic."""

    RELATIVE_TO_LOWEST = "relative_to_lowest"
    LINEAR_BETWEEN_BIDS = "linear_between_bids"
    RELATIVE_DIFFERENCE = "relative_difference"
    RELATIVE_TO_MEAN = "relative_to_mean"
    SET_RANGE = "set_range"
    LOGARITHMIC = "logarithmic"


class CommitmentFormula(StrEnum):
    """How the value of a bid's commitments becomes a percentage."""

    RELATIVE_TO_HIGHEST = "relative_to_highest"
    RELATIVE_TO_TARGET = "relative_to_target"


@dataclass(frozen=True, slots=True)
class RejectBid:
    """A price of zero disqualifies the bid."""


@dataclass(frozen=True, slots=True)
class FullMarks:
    """A price of zero earns 100 per cent, and is no reference price for others."""


@dataclass(frozen=True, slots=True)
class ReplacedBy:
    """A price of zero is taken for another amount, above zero, everywhere."""

    amount: Amount


ZeroPrice: TypeAlias = RejectBid | FullMarks | ReplacedBy


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that a question can earn: from the minimum in steps up to the maximum."""

    minimum: Mark
    maximum: Mark
    step: Mark

    def holds(self, mark: Fraction) -> bool:
        """Return whether a mark stands on the scale.

        >>> scale = Scale(Mark(Fraction(0)), Mark(Fraction(5)), Mark(Fraction(1, 2)))
        >>> scale.holds(Fraction(7, 2)), scale.holds(Fraction(1, 3)), scale.holds(Fraction(6))
        (True, False, False)
        """
        is_within = self.minimum <= mark <= self.maximum
        return is_within and ((mark - self.minimum) / self.step).denominator == 1

    @property
    def steps(self) -> int:
        """How many steps lie between the lowest and the highest mark."""
        return int((self.maximum - self.minimum) / self.step)


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a bid must reach: a mark or a percentage, one of the two; equal passes.

    `disqualifies` is what failing it does, None where the model does not say: Procurement Act
    2023 s.23(3)(a) wants it said, and `evaluate` refuses a model that does not.
    """

    score: Mark | None
    percent: Percentage | None
    disqualifies: bool | None


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that bidders promise in numbers; `value` is pounds a unit."""

    id: str
    title: str
    unit: str
    value: Amount
    cap: Fraction | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """What every criterion has. `weight` is as published, None where it has none.

    `outcome` is the id of a policy's outcome, or empty. `descriptors` tells what each level
    of a scale means, by the level's text.
    """

    id: str
    title: str
    weight: Fraction | None = None
    outcome: str = ""
    minimum: Minimum | None = None
    descriptors: Mapping[str, str] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCriterion(_Base):
    """Criteria that share a weight."""

    criteria: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceCriterion(_Base):
    """The price. `formula` and weight are absent where the method itself uses the price."""

    formula: PriceFormula | None = None
    floor: Amount | None = None
    ceiling: Amount | None = None
    factor: Fraction | None = None
    zero_price: ZeroPrice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCriterion(_Base):
    """A question that evaluators mark on a scale.

    `asked` is the question as bidders answer it, empty in models that name it by its title alone;
    `most_words` is how many words an answer may have, None for no limit.
    """

    scale: Scale
    asked: str = ""
    most_words: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsCriterion(_Base):
    """Quantified social value: measures that bidders promise quantities of."""

    formula: CommitmentFormula
    measures: tuple[Measure, ...]
    target: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCriterion(_Base):
    """A requirement that is passed or failed; it has no weight. `asked` says what shows it."""

    asked: str = ""


Question: TypeAlias = ScoredCriterion | GateCriterion
"""What a panel gives a score for: a question with a scale, or a gate."""

Leaf: TypeAlias = PriceCriterion | ScoredCriterion | CommitmentsCriterion | GateCriterion
Criterion: TypeAlias = GroupCriterion | Leaf
