"""Prices as figures: what is taken for the price of a bid, and what it is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from evaluation import formulas
from evaluation.derivation import Figure, Step, given
from evaluation.model import FullMarks, Model, PriceCriterion, PriceFormula, RejectBid, ReplacedBy
from evaluation.numbers import HUNDRED, Percentage
from evaluation.sums import mean
from evaluation.tender import Bid

MEAN_PRICE = "mean of the prices of the bids that stand"


@dataclass(frozen=True, slots=True)
class ReferencePrices:
    """The lowest, the highest and the mean price of the bids that stand."""

    lowest: Figure
    highest: Figure
    mean: Figure


def price_figure(bid: Bid, model: Model) -> Figure | None:
    """Return the price that counts for a bid: as given, or what replaces a price of zero."""
    if model.price is None or bid.price is None:
        return None
    rule = model.price.zero_price
    if bid.price == 0 and isinstance(rule, ReplacedBy):
        return given(f"model.criteria[{model.price.id}].zero_price.as", rule.amount)
    return given(f"bids[{bid.id}].price", bid.price)


def is_rejected(price: Figure | None, criterion: PriceCriterion) -> bool:
    """Return whether a price disqualifies its bid, being zero."""
    is_zero = price is not None and price.value == 0
    return is_zero and isinstance(criterion.zero_price, RejectBid)


def has_full_marks(price: Figure, criterion: PriceCriterion) -> bool:
    """Return whether a price of zero earns 100 per cent, and is no reference for others."""
    return price.value == 0 and isinstance(criterion.zero_price, FullMarks)


def reference_prices(prices: Iterable[Figure], criterion: PriceCriterion) -> ReferencePrices | None:
    """Return what the prices of standing bids are compared with; None where none can be."""
    found = tuple(price for price in prices if not has_full_marks(price, criterion))
    if not found:
        return None
    return ReferencePrices(
        lowest=min(found, key=_value),
        highest=max(found, key=_value),
        mean=Figure(MEAN_PRICE, mean([price.value for price in found]), Step.MEAN, found),
    )


def needs_no_other_bid(price: Figure, criterion: PriceCriterion) -> bool:
    """Return whether a price earns the same whatever the other bids are."""
    return criterion.formula is PriceFormula.SET_RANGE or has_full_marks(price, criterion)


def percent_of_price(
    price: Figure, criterion: PriceCriterion, references: ReferencePrices | None
) -> Figure:
    """Return the percentage that a price earns, made of it and of what it is compared with.

    The inputs are the price, then: the lowest; the lowest and the highest; the mean; the floor
    and the ceiling; or the lowest and the factor, as the formula named in `how` has them.
    """
    name = f"percent of {criterion.id}"
    if has_full_marks(price, criterion):
        return Figure(name, HUNDRED, Step.PERCENT_OF_PRICE, (price,), "full_marks")
    compared = (price, *_compared_with(criterion, references))
    percent = _percent(criterion, tuple(figure.value for figure in compared))
    how = criterion.formula.value if criterion.formula else ""
    return Figure(name, percent, Step.PERCENT_OF_PRICE, compared, how)


def _compared_with(
    criterion: PriceCriterion, references: ReferencePrices | None
) -> tuple[Figure, ...]:
    place = f"model.criteria[{criterion.id}]"
    if criterion.formula is PriceFormula.SET_RANGE:
        ends = (("floor", criterion.floor), ("ceiling", criterion.ceiling))
        return tuple(given(f"{place}.{end}", value) for end, value in ends if value is not None)
    if references is None or criterion.formula is None:
        message = f"the price criterion {criterion.id} has no formula or no price to compare with"
        raise ValueError(message)
    match criterion.formula:
        case PriceFormula.RELATIVE_TO_LOWEST | PriceFormula.RELATIVE_DIFFERENCE:
            return (references.lowest,)
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            return (references.lowest, references.highest)
        case PriceFormula.RELATIVE_TO_MEAN:
            return (references.mean,)
        case PriceFormula.LOGARITHMIC:
            factor = given(f"{place}.factor", criterion.factor or Fraction(0))
            return (references.lowest, factor)
        case _ as never:
            assert_never(never)


def _percent(criterion: PriceCriterion, values: tuple[Fraction, ...]) -> Percentage:
    match criterion.formula, values:
        case PriceFormula.RELATIVE_TO_LOWEST, (price, lowest):
            return formulas.relative_to_lowest(price, lowest=lowest)
        case PriceFormula.RELATIVE_DIFFERENCE, (price, lowest):
            return formulas.relative_difference(price, lowest=lowest)
        case PriceFormula.LINEAR_BETWEEN_BIDS, (price, lowest, highest):
            return formulas.linear_between_bids(price, lowest=lowest, highest=highest)
        case PriceFormula.RELATIVE_TO_MEAN, (price, mean):
            return formulas.relative_to_mean(price, mean=mean)
        case PriceFormula.SET_RANGE, (price, floor, ceiling):
            return formulas.set_range(price, floor=floor, ceiling=ceiling)
        case PriceFormula.LOGARITHMIC, (price, lowest, factor):
            return formulas.logarithmic(price, lowest=lowest, factor=factor)
        case _:
            message = f"the price criterion {criterion.id} lacks what its formula needs"
            raise ValueError(message)


def _value(figure: Figure) -> Fraction:
    return figure.value
