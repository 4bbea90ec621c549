"""Bids in outline, ranked exactly: what the simulation and the search for an example compare.

The same arithmetic as `evaluate`, without gates, minimums and derivations: every bid stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, assert_never

from evaluation import formulas
from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    FullMarks,
    Method,
    Model,
    PriceCriterion,
    PriceFormula,
    ScoredCriterion,
)
from evaluation.numbers import Percentage, Points
from evaluation.stress.weights import WeightedLeaf, weighted_leaves
from evaluation.sums import mean

Values: TypeAlias = Sequence[Fraction]


@dataclass(frozen=True)
class Contest:
    """A model as far as bids in outline are compared under it; its weights total 100."""

    model: Model

    @cached_property
    def leaves(self) -> tuple[WeightedLeaf, ...]:
        """The leaves that earn points."""
        return weighted_leaves(self.model)

    @cached_property
    def questions(self) -> tuple[tuple[ScoredCriterion, Points], ...]:
        """The scored leaves with the points that each can earn."""
        found = ((item.leaf, item.weight) for item in self.leaves)
        return tuple((leaf, weight) for leaf, weight in found if isinstance(leaf, ScoredCriterion))

    @cached_property
    def offers(self) -> tuple[tuple[CommitmentsCriterion, Points], ...]:
        """The commitments with the points that each criterion can earn."""
        found = ((item.leaf, item.weight) for item in self.leaves)
        return tuple(
            (leaf, weight) for leaf, weight in found if isinstance(leaf, CommitmentsCriterion)
        )

    @cached_property
    def price(self) -> PriceCriterion | None:
        """The price criterion, with or without points of its own."""
        return self.model.price

    @cached_property
    def price_weight(self) -> Fraction:
        """The points that the price can earn, 0 where it earns none."""
        weights = (item.weight for item in self.leaves if isinstance(item.leaf, PriceCriterion))
        return next(weights, Points(Fraction(0)))

    def price_percents(self, prices: Values) -> list[Fraction]:
        """Return what prices above zero earn in per cent, 0 without a formula."""
        if self.price is None or self.price.formula is None:
            return [Fraction(0)] * len(prices)
        reference = Reference.of(prices)
        return [percent_of_price(self.price, price, reference) for price in prices]

    def measured(
        self, prices: Values, quality: Values, offered: Sequence[Values]
    ) -> list[Fraction]:
        """Return the figure that each bid is ranked by, turned so that the highest is first.

        Args:
            prices: a price above zero for each bid; of no account where the model has none.
            quality: the points of each bid for its scored questions.
            offered: for each criterion of commitments the value that each bid offers.
        """
        points = list(quality)
        for (leaf, weight), values in zip(self.offers, offered, strict=True):
            earned = commitment_percents(leaf, values)
            points = [own + weight * share / 100 for own, share in zip(points, earned, strict=True)]
        match self.model.method:
            case Method.WEIGHTED_SUM:
                shares = self.price_percents(prices)
                worth = self.price_weight / 100
                return [own + worth * share for own, share in zip(points, shares, strict=True)]
            case Method.PRICE_PER_QUALITY_POINT:
                return [
                    _points_for_money(own, price) for own, price in zip(points, prices, strict=True)
                ]
            case Method.QUALITY_CREDIT:
                credit = self.model.credit_per_point or Fraction(0)
                return [credit * own - price for own, price in zip(points, prices, strict=True)]
            case _:
                assert_never(self.model.method)


def _points_for_money(points: Fraction, price: Fraction) -> Fraction:
    """Return points for each pound: highest where the price for a point is lowest."""
    return points / price


@dataclass(frozen=True, slots=True)
class Reference:
    """The prices that a price is compared with."""

    lowest: Fraction
    highest: Fraction
    mean: Fraction

    @classmethod
    def of(cls, prices: Values) -> "Reference":
        """Return the references among some prices, of which there is at least one."""
        return cls(min(prices), max(prices), mean(prices))


def percent_of_price(leaf: PriceCriterion, price: Fraction, among: Reference) -> Percentage:
    """Return what a price earns in per cent under the formula of the price criterion.

    Raises:
        ValueError: the criterion has no formula.
    """
    if price == 0 and isinstance(leaf.zero_price, FullMarks):
        return Percentage(Fraction(100))
    match leaf.formula:
        case PriceFormula.RELATIVE_TO_LOWEST:
            return formulas.relative_to_lowest(price, lowest=among.lowest)
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            return formulas.linear_between_bids(price, lowest=among.lowest, highest=among.highest)
        case PriceFormula.RELATIVE_DIFFERENCE:
            return formulas.relative_difference(price, lowest=among.lowest)
        case PriceFormula.RELATIVE_TO_MEAN:
            return formulas.relative_to_mean(price, mean=among.mean)
        case PriceFormula.SET_RANGE:
            floor, ceiling = leaf.floor or Fraction(0), leaf.ceiling or Fraction(0)
            return formulas.set_range(price, floor=floor, ceiling=ceiling)
        case PriceFormula.LOGARITHMIC:
            factor = leaf.factor or Fraction(0)
            return formulas.logarithmic(price, lowest=among.lowest, factor=factor)
        case None:
            message = f"the price criterion “{leaf.id}” has no formula"
            raise ValueError(message)
        case _:
            assert_never(leaf.formula)


def commitment_percents(leaf: CommitmentsCriterion, values: Values) -> list[Percentage]:
    """Return what offered values earn in per cent."""
    if leaf.formula is CommitmentFormula.RELATIVE_TO_TARGET:
        target = leaf.target or Fraction(0)
        return [formulas.relative_to_target(value, target=target) for value in values]
    highest = max(values)
    return [formulas.relative_to_highest(value, highest=highest) for value in values]
