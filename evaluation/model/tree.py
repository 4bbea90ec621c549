"""The model as a whole: its tree, the weights that follow from it, and its digest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from evaluation.model.criteria import (
    CommitmentsCriterion,
    Criterion,
    GroupCriterion,
    Leaf,
    Measure,
    PriceCriterion,
    Question,
)
from evaluation.numbers import HUNDRED, Amount, Percentage, Points
from rules.canonical import sha256_of


class Method(StrEnum):
    """How bids are ranked."""

    WEIGHTED_SUM = "weighted_sum"
    PRICE_PER_QUALITY_POINT = "price_per_quality_point"
    QUALITY_CREDIT = "quality_credit"


class WeightsAre(StrEnum):
    """What the weights of a group's children total: 100, or the weight of the group."""

    OF_PARENT = "of_parent"
    OF_TOTAL = "of_total"


@dataclass(frozen=True, slots=True)
class AbnormallyLow:
    """When a price is asked about: so far below the mean, or below the next higher price."""

    below_mean_percent: Percentage | None
    below_next_percent: Percentage | None


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model as it is published.

    `canonical` is the model as given: JSON, keys sorted, no white space; its UTF-8 bytes are
    what the digest is of. `agreed_by_mean` takes the mean of individual scores where no agreed
    score is given. `tie_break` names the criteria that are compared in turn.
    """

    criteria: tuple[Criterion, ...]
    canonical: str = field(repr=False)
    method: Method = Method.WEIGHTED_SUM
    weights: WeightsAre = WeightsAre.OF_PARENT
    places: int = 2
    agreed_by_mean: bool = False
    credit_per_point: Amount | None = None
    tie_break: tuple[str, ...] = ()
    abnormally_low: AbnormallyLow | None = None

    @cached_property
    def sha256(self) -> str:
        """The digest of the model as given."""
        return sha256_of(self.canonical)

    @cached_property
    def walk(self) -> tuple[Criterion, ...]:
        """Every criterion in the order of the tree, each group before its children."""
        return tuple(_walk(self.criteria))

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        """Every criterion by its id; of two with one id the later."""
        return MappingProxyType({item.id: item for item in self.walk})

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """The ids from the top of the tree down to each criterion, its own the last."""
        found: dict[str, tuple[str, ...]] = {item.id: (item.id,) for item in self.criteria}
        for item in self.walk:
            if isinstance(item, GroupCriterion):
                above = found[item.id]
                found |= {child.id: (*above, child.id) for child in item.criteria}
        return MappingProxyType(found)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The criteria that have no children, in the order of the tree."""
        return tuple(item for item in self.walk if not isinstance(item, GroupCriterion))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions with a scale and the gates, in the order of the tree."""
        return tuple(leaf for leaf in self.leaves if isinstance(leaf, Question))

    @cached_property
    def price(self) -> PriceCriterion | None:
        """The price criterion, None where the model has none."""
        return next((item for item in self.leaves if isinstance(item, PriceCriterion)), None)

    @cached_property
    def measures(self) -> Mapping[str, tuple[CommitmentsCriterion, Measure]]:
        """Every measure by its id, with the criterion that it belongs to."""
        return MappingProxyType(
            {
                measure.id: (leaf, measure)
                for leaf in self.leaves
                if isinstance(leaf, CommitmentsCriterion)
                for measure in leaf.measures
            }
        )

    @cached_property
    def outcomes(self) -> Mapping[str, str]:
        """The outcome that each criterion serves, by its id: its own, or its nearest group's."""
        found: dict[str, str] = {}
        for item in self.walk:
            found[item.id] = item.outcome or found.get(item.id, "")
            if isinstance(item, GroupCriterion):
                found.update((child.id, found[item.id]) for child in item.criteria)
        return MappingProxyType(found)

    @cached_property
    def effective_weights(self) -> Mapping[str, Points]:
        """The points that each criterion with a weight can earn of the whole, by its id.

        Weights of the parent multiply down the tree; weights of the total already are it.
        """
        found: dict[str, Points] = {}
        stack: list[tuple[Criterion, Fraction]] = [(item, HUNDRED) for item in self.criteria]
        while stack:
            item, of_parent = stack.pop()
            if item.weight is None:
                continue
            share = item.weight
            if self.weights is WeightsAre.OF_PARENT:
                share = share * of_parent / 100
            found[item.id] = Points(share)
            if isinstance(item, GroupCriterion):
                stack.extend((child, share) for child in item.criteria)
        return MappingProxyType({item.id: found[item.id] for item in self.walk if item.id in found})


def _walk(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    pending = list(reversed(criteria))
    while pending:
        item = pending.pop()
        yield item
        if isinstance(item, GroupCriterion):
            pending.extend(reversed(item.criteria))
