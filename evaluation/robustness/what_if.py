"""What bids would come to if others stood, or if their own points were different.

A bid's points have two parts. What its scores and its commitments against a target earn is its
own. What its price and its commitments against the highest earn hangs on which bids stand, and
on nothing else of the other bids. So the figures of any change of scores are a sum of two
parts, the second of which is computed once for each set of bids that stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, assert_never

from evaluation.derivation import Figure
from evaluation.marks import mark_of
from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GroupCriterion,
    Method,
    Model,
    PriceCriterion,
)
from evaluation.numbers import ZERO
from evaluation.offers import findings_of, percent_of_commitments, value_figure
from evaluation.prices import percent_of_price, price_figure, reference_prices
from evaluation.result import BidResult, CommitmentFindings, Evaluation, ReasonRule
from evaluation.standing import stands
from evaluation.tender import Tender

PointsByLeaf: TypeAlias = Mapping[str, Fraction]
RankKey: TypeAlias = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a bid is ranked by: its points, its price where the method uses it, tie-breaks."""

    points: Fraction
    price: Fraction
    ties: tuple[Fraction, ...]


def rank_key(model: Model, worth: Worth) -> RankKey | None:
    """Return what orders bids, the greater the better; None for a bid without quality points."""
    match model.method:
        case Method.WEIGHTED_SUM:
            return (worth.points, *worth.ties)
        case Method.QUALITY_CREDIT:
            credit = (model.credit_per_point or ZERO) * worth.points
            return (credit - worth.price, *worth.ties)
        case Method.PRICE_PER_QUALITY_POINT if worth.points <= 0:
            return None
        case Method.PRICE_PER_QUALITY_POINT:
            return (-worth.price / worth.points, *worth.ties)
        case _ as never:
            assert_never(never)


def all_first(keys: Mapping[str, RankKey | None]) -> tuple[str, ...]:
    """Return the bids that share the first place."""
    ranked = {bid: key for bid, key in keys.items() if key is not None}
    best = max(ranked.values(), default=None)
    return tuple(bid for bid, key in ranked.items() if key == best)


def first_of(keys: Mapping[str, RankKey | None]) -> str | None:
    """Return the bid that alone is first; None where the first place is shared or empty."""
    first = all_first(keys)
    return first[0] if len(first) == 1 else None


class WhatIf:
    """The figures of a tender's bids under any set of them that stands."""

    def __init__(
        self, tender: Tender, findings: CommitmentFindings, evaluation: Evaluation
    ) -> None:
        """Take a tender and its evaluation; the evaluation is not made again."""
        self.tender = tender
        self.model = tender.model
        self.evaluation = evaluation
        self._findings = findings
        self._external: dict[frozenset[str], Mapping[str, PointsByLeaf]] = {}

    @cached_property
    def standing(self) -> frozenset[str]:
        """The bids whose prices and commitments others are compared with."""
        return frozenset(bid.id for bid in self.evaluation.bids if _stands(bid))

    def worths(self, standing: frozenset[str]) -> dict[str, Worth]:
        """Return what each of the bids is worth if exactly these stand, scores as they are."""
        external = self.external(standing)
        return {
            bid.id: self._worth(bid.id, external[bid.id])
            for bid in self.tender.bids
            if bid.id in standing
        }

    def first(self, worths: Mapping[str, Worth]) -> tuple[str, ...]:
        """Return the bids that are first among these."""
        return all_first({bid: rank_key(self.model, worth) for bid, worth in worths.items()})

    def winner(self, worths: Mapping[str, Worth]) -> str | None:
        """Return the bid that alone is first among these; None where shared or empty."""
        first = self.first(worths)
        return first[0] if len(first) == 1 else None

    def external(self, standing: frozenset[str]) -> Mapping[str, PointsByLeaf]:
        """Return the points that hang on which bids stand, by bid and leaf."""
        if standing not in self._external:
            self._external[standing] = self._points_among(standing)
        return self._external[standing]

    @cached_property
    def compared(self) -> tuple[PriceCriterion | CommitmentsCriterion, ...]:
        """The leaves whose points may hang on other bids."""
        weights = self.model.effective_weights
        return tuple(
            leaf
            for leaf in self.model.leaves
            if leaf.id in weights
            and isinstance(leaf, PriceCriterion | CommitmentsCriterion)
            and _is_compared(leaf)
        )

    def price(self, bid: str) -> Figure | None:
        """Return the price that counts for a bid."""
        return self._prices[bid]

    def value(self, criterion: str, bid: str) -> Fraction:
        """Return the value in pounds of what a bid promises for a criterion."""
        return self._values[criterion][bid].value

    @cached_property
    def _prices(self) -> Mapping[str, Figure | None]:
        return {bid.id: price_figure(bid, self.model) for bid in self.tender.bids}

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, Figure]]:
        found = {bid.id: findings_of(bid, self.model, self._findings) for bid in self.tender.bids}
        return {
            leaf.id: {bid.id: value_figure(bid, leaf, found[bid.id]) for bid in self.tender.bids}
            for leaf in self.compared
            if isinstance(leaf, CommitmentsCriterion)
        }

    def _points_among(self, standing: frozenset[str]) -> Mapping[str, PointsByLeaf]:
        points: dict[str, dict[str, Fraction]] = {bid: {} for bid in standing}
        for leaf in self.compared:
            weight = self.model.effective_weights[leaf.id]
            for bid, percent in self._percents(leaf, standing).items():
                points[bid][leaf.id] = percent * weight / 100
        return points

    def _percents(
        self, leaf: PriceCriterion | CommitmentsCriterion, standing: frozenset[str]
    ) -> dict[str, Fraction]:
        if isinstance(leaf, CommitmentsCriterion):
            values = {bid: self._values[leaf.id][bid] for bid in standing}
            highest = max(values.values(), key=lambda figure: figure.value, default=None)
            return {
                bid: percent_of_commitments(value, leaf, highest).value
                for bid, value in values.items()
            }
        prices = {bid: price for bid in standing if (price := self._prices[bid]) is not None}
        references = reference_prices(prices.values(), leaf)
        return {
            bid: percent_of_price(price, leaf, references).value for bid, price in prices.items()
        }

    def _worth(self, bid: str, external: PointsByLeaf) -> Worth:
        own, own_ties = self._own[bid]
        ties = tuple(
            own_tie + sum((external[leaf] for leaf in self._compared_under(name)), ZERO)
            for name, own_tie in zip(self.model.tie_break, own_ties, strict=True)
        )
        price = self._prices[bid]
        uses_price = self.model.method is not Method.WEIGHTED_SUM and price is not None
        return Worth(
            points=own + sum(external.values(), ZERO),
            price=price.value if uses_price and price is not None else ZERO,
            ties=ties,
        )

    @cached_property
    def _own(self) -> Mapping[str, tuple[Fraction, tuple[Fraction, ...]]]:
        return {
            bid.id: (
                sum((self._own_points(item, bid) for item in self.model.criteria), ZERO),
                tuple(self._own_tie(name, bid) for name in self.model.tie_break),
            )
            for bid in self.evaluation.bids
        }

    def _own_points(self, item: Criterion, bid: BidResult) -> Fraction:
        """Return the points under a criterion that hang on no other bid."""
        result = bid.criteria.get(item.id)
        if result is not None:
            below = self._compared_under(item.id)
            compared = (bid.criteria[leaf].points.value for leaf in below)
            return result.points.value - sum(compared, ZERO)
        if isinstance(item, GroupCriterion):
            return sum((self._own_points(child, bid) for child in item.criteria), ZERO)
        return ZERO

    def _own_tie(self, name: str, bid: BidResult) -> Fraction:
        """Return how a bid stands in a criterion of `tie_break`, what hangs on others aside."""
        item = self.model.by_id[name]
        if name in self.model.effective_weights:
            return self._own_points(item, bid)
        if isinstance(item, PriceCriterion):
            price = self._prices[bid.id]
            return ZERO if price is None else -price.value
        score = self.tender.by_id[bid.id].scores.get(name)
        mark = None if score is None else mark_of(score)
        return ZERO if mark is None else mark

    def _compared_under(self, name: str) -> tuple[str, ...]:
        return self._compared_by_criterion.get(name, ())

    @cached_property
    def _compared_by_criterion(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for leaf in self.compared:
            for name in self.model.paths[leaf.id]:
                found.setdefault(name, []).append(leaf.id)
        return {name: tuple(leaves) for name, leaves in found.items()}


def _is_compared(leaf: PriceCriterion | CommitmentsCriterion) -> bool:
    if isinstance(leaf, PriceCriterion):
        return leaf.formula is not None
    return leaf.formula is CommitmentFormula.RELATIVE_TO_HIGHEST


def _stands(bid: BidResult) -> bool:
    """Return whether a bid stands; one without quality points stands, but is not ranked."""
    reasons = (each for each in bid.reasons if each.rule is not ReasonRule.NO_QUALITY_POINTS)
    return stands(tuple(reasons))
