"""The price formula as a curve: what a price earns beside the prices of the ranked bids."""

from fractions import Fraction

from evaluation.derivation import given
from evaluation.model import PriceCriterion, PriceFormula
from evaluation.numbers import plain, rounded
from evaluation.prices import ReferencePrices, percent_of_price, price_figure, reference_prices
from evaluation.wording import exactly
from rules.money import VatBasis
from webapp.documents.charts.plots import Axis, Curve, Curves, Mark
from webapp.documents.content import Chart
from webapp.documents.report.award import Award

FORMULAS = {
    PriceFormula.RELATIVE_TO_LOWEST: "relative to the lowest price",
    PriceFormula.LINEAR_BETWEEN_BIDS: "linear between the lowest and the highest price",
    PriceFormula.RELATIVE_DIFFERENCE: "by the difference from the lowest price",
    PriceFormula.RELATIVE_TO_MEAN: "relative to the mean price",
    PriceFormula.SET_RANGE: "linear within a set range",
    PriceFormula.LOGARITHMIC: "logarithmic from the lowest price",
}
STEPS = 12
"""The curve is worked out at no more than so many round prices, its ends, and each marked price."""

MOST_MARKS = 6


def price_curve(award: Award) -> Chart | None:
    """Return the curve, None where no price earns points or none is there to compare with."""
    criterion = award.tender.model.price
    if criterion is None or criterion.formula is None or criterion.weight is None:
        return None
    references = _references(award, criterion)
    if references is None or not references.lowest.value:
        return None
    marks = (*_bids(award), *_estimate(award, references))
    places = _places(criterion, references, marks)
    weight = award.tender.model.effective_weights[criterion.id]
    points = tuple(
        (plain(at), rounded(_percent(at, criterion, references) * weight / 100, 2)) for at in places
    )
    plot = Curves(
        Axis("Price", plain(places[0]), plain(places[-1]), "£"),
        Axis(f"Points, of {exactly(weight)}", "0", rounded(weight, 2)),
        (Curve("Points", points),),
        marks,
    )
    caption = f"What a price earns {FORMULAS[criterion.formula]}, among the ranked bids"
    said = (
        f"Line chart. {caption}: from {points[0][1]} points at {plot.across.words(points[0][0])} "
        f"to {points[-1][1]} points at {plot.across.words(points[-1][0])}."
    )
    return Chart("chart-price", caption, said, plot)


def _references(award: Award, criterion: PriceCriterion) -> ReferencePrices | None:
    tender = award.tender
    found = (price_figure(tender.by_id[bid.id], tender.model) for bid in award.ranked)
    return reference_prices((price for price in found if price is not None), criterion)


def _percent(at: Fraction, criterion: PriceCriterion, references: ReferencePrices) -> Fraction:
    return percent_of_price(given("a price", at), criterion, references).value


def _bids(award: Award) -> tuple[Mark, ...]:
    marks = []
    for bid in award.ranked[:MOST_MARKS]:
        price = price_figure(award.tender.by_id[bid.id], award.tender.model)
        if price is not None and price.value:
            marks.append(Mark(award.names[bid.id], plain(price.value)))
    return tuple(marks)


def _estimate(award: Award, references: ReferencePrices) -> tuple[Mark, ...]:
    """Return the estimated value of the procurement, where it is of the prices' order."""
    procurement = award.tender.procurement
    value = None if procurement is None else procurement.estimated_value
    if value is None or value.vat is None:
        return ()
    net = Fraction(value.on(VatBasis.EXCLUDED, value.rate).pence, 100)
    if not references.lowest.value / 2 <= net <= 2 * references.highest.value:
        return ()
    return (Mark("Estimated value, excluding VAT", plain(net)),)


def _places(
    criterion: PriceCriterion, references: ReferencePrices, marks: tuple[Mark, ...]
) -> tuple[Fraction, ...]:
    """Return the prices at which the curve is worked out, from the least to the most."""
    named = [Fraction(mark.at) for mark in marks]
    ends = [references.lowest.value, references.highest.value, *named]
    ends += [end for end in (criterion.floor, criterion.ceiling) if end]
    low, high = min(ends) * 9 / 10, max(ends) * 11 / 10
    step = _step((high - low) / STEPS)
    first, last = low // step, -(-high // step)
    even = (Fraction(step * number) for number in range(int(first), int(last) + 1))
    return tuple(sorted({*(at for at in even if at), *named}))


def _step(least: Fraction) -> Fraction:
    """Return the round step at or above the least: 1, 2 or 5 times a power of ten.

    >>> str(_step(Fraction(31000))), str(_step(Fraction(1, 30)))
    ('50000', '1/20')
    """
    power = Fraction(1)
    while power * 10 <= least:
        power *= 10
    while power > least:
        power /= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
