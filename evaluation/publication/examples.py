"""Worked examples for bidders: what a promise, a price or a mark of this very tender comes to.

The figures are invented and round; the arithmetic is that of the evaluation, by its own formulas.
"""

from fractions import Fraction

from evaluation.derivation import given
from evaluation.formulas import value_of_commitment
from evaluation.model import Measure, PriceCriterion, PriceFormula, ScoredCriterion
from evaluation.numbers import HUNDRED, ZERO, plain, rounded
from evaluation.prices import ReferencePrices, percent_of_price, reference_prices
from evaluation.wording import exactly, grouped, in_units, listed, pounds, unit_words

_USUAL = Fraction(10)
_HALF = Fraction(50)
_ABOVE = Fraction(3, 2)


def quantity_for(measure: Measure) -> Fraction:
    """Return a quantity that an example may promise: within the cap, and easy to reckon with.

    >>> from evaluation.numbers import Amount
    >>> hours = Measure("h", "Hours", "hours", Amount(Fraction(20)), cap=Fraction(8))
    >>> int(quantity_for(hours))
    4
    """
    if measure.cap is None or measure.cap >= _USUAL:
        return _USUAL
    return measure.cap / 2


_EACH = {"count": "Each", "percent": "Each per cent"}
"""How one unit is named that has no plural of its own."""


def of_measure(measure: Measure) -> tuple[str, ...]:
    """Return the example of a measure, a sentence a step.

    >>> from evaluation.numbers import Amount
    >>> weeks = Measure("w", "Weeks", "weeks", Amount(Fraction(266)), cap=Fraction(100))
    >>> for step in of_measure(weeks):
    ...     print(step)
    Say you promise 10 weeks, and none of it would happen without this contract.
    Each of the weeks counts £266: 10 × £266 = £2,660.
    If half of it would happen anyway, half counts: £2,660 × 50 ÷ 100 = £1,330.
    No more than 100 weeks count: a promise of 150 is worth no more than 100, which is £26,600.
    """
    quantity, unit = quantity_for(measure), measure.unit
    each = _EACH.get(unit, f"Each of the {unit_words(unit)}")
    promised = in_units(exactly(quantity), unit)
    worth = value_of_commitment(quantity, cap=None, value=measure.value, attribution=HUNDRED)
    half = value_of_commitment(quantity, cap=None, value=measure.value, attribution=_HALF)
    steps = [
        (f"Say you promise {promised}, and none of it would happen without this contract."),
        (
            f"{each} counts {pounds(measure.value)}: {exactly(quantity)} × "
            f"{pounds(measure.value)} = {pounds(worth)}."
        ),
        (
            f"If half of it would happen anyway, half counts: {pounds(worth)} × 50 ÷ 100 = "
            f"{pounds(half)}."
        ),
    ]
    if measure.cap is not None:
        most = value_of_commitment(
            measure.cap * _ABOVE, cap=measure.cap, value=measure.value, attribution=HUNDRED
        )
        do = "counts" if unit == "percent" else "count"
        steps.append(
            f"No more than {in_units(exactly(measure.cap), unit)} {do}: a promise of "
            f"{exactly(measure.cap * _ABOVE)} is worth no more than {exactly(measure.cap)}, which "
            f"is {pounds(most)}."
        )
    return tuple(steps)


def of_question(question: ScoredCriterion, weight: Fraction) -> str:
    """Return what the mark below the highest of a question earns, exactly, as a sentence.

    Args:
        question: The question.
        weight: Its effective weight, in points of 100.
    """
    scale = question.scale
    mark = max(scale.minimum, scale.maximum - scale.step)
    points = HUNDRED * mark / scale.maximum * weight / HUNDRED
    return (
        f"A mark of {plain(mark)} of {plain(scale.maximum)} earns {plain(mark)} ÷ "
        f"{plain(scale.maximum)} × {exactly(weight)} = {exactly(points)} points."
    )


_LOWEST, _MIDDLE, _HIGHEST = Fraction(80_000), Fraction(100_000), Fraction(120_000)
_QUARTER_MORE = Fraction(125_000)
"""A highest price of which the lowest is a whole percentage."""


def of_price(criterion: PriceCriterion, weight: Fraction) -> tuple[str, ...]:
    """Return the example of a price formula, a sentence a step; the prices are invented.

    >>> price = PriceCriterion(
    ...     id="price", title="Price", formula=PriceFormula.RELATIVE_TO_LOWEST)
    >>> for step in of_price(price, Fraction(40)):
    ...     print(step)
    Say that the prices of the bids that stand are £80,000, £100,000 and £125,000, all invented.
    £80,000 earns 100% × £80,000 ÷ £80,000 = 100%, which is 40 of 40 points.
    £100,000 earns 100% × £80,000 ÷ £100,000 = 80%, which is 32 of 40 points.
    £125,000 earns 100% × £80,000 ÷ £125,000 = 64%, which is 25.6 of 40 points.

    Args:
        criterion: The price, with the formula that turns it into a percentage.
        weight: Its effective weight, in points of 100.
    """
    prices = _example_prices(criterion)
    figures = tuple(given(f"example {number}", price) for number, price in enumerate(prices))
    references = reference_prices(figures, criterion)
    named = listed(tuple(pounds(price) for price in prices))
    steps = [f"Say that the prices of the bids that stand are {named}, all invented."]
    for figure in figures:
        percent = percent_of_price(figure, criterion, references).value
        worked = _worked(figure.value, criterion, references)
        steps.append(
            f"{pounds(figure.value)} earns {worked} = {_short(percent)}%, which is "
            f"{_short(percent * weight / HUNDRED)} of {exactly(weight)} points."
        )
    return tuple(steps)


def _example_prices(criterion: PriceCriterion) -> tuple[Fraction, ...]:
    """Return three prices of which none earns less than nothing by the formula."""
    if criterion.formula is PriceFormula.SET_RANGE:
        floor, ceiling = criterion.floor or ZERO, criterion.ceiling or ZERO
        return (floor, floor + (ceiling - floor) / 4, ceiling)
    if criterion.formula is PriceFormula.LOGARITHMIC and criterion.factor is not None:
        return (_LOWEST, _LOWEST * (1 + criterion.factor) / 2, _LOWEST * criterion.factor)
    is_of_lowest = criterion.formula is PriceFormula.RELATIVE_TO_LOWEST
    return (_LOWEST, _MIDDLE, _QUARTER_MORE if is_of_lowest else _HIGHEST)


def _worked(price: Fraction, criterion: PriceCriterion, references: ReferencePrices | None) -> str:
    """Return a formula with the figures of an example in their places."""
    own = pounds(price)
    if criterion.formula is PriceFormula.SET_RANGE:
        floor, ceiling = pounds(criterion.floor or ZERO), pounds(criterion.ceiling or ZERO)
        return f"100% × ({ceiling} – {own}) ÷ ({ceiling} – {floor})"
    if references is None:
        return ""
    lowest, highest, mean = (
        pounds(one.value) for one in (references.lowest, references.highest, references.mean)
    )
    match criterion.formula:
        case PriceFormula.RELATIVE_TO_LOWEST:
            return f"100% × {lowest} ÷ {own}"
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            return f"100% × ({highest} – {own}) ÷ ({highest} – {lowest})"
        case PriceFormula.RELATIVE_DIFFERENCE:
            return f"100% × (1 – ({own} – {lowest}) ÷ {lowest})"
        case PriceFormula.RELATIVE_TO_MEAN:
            return f"50% – 100% × ({own} – {mean}) ÷ {mean}"
        case PriceFormula.LOGARITHMIC:
            factor = exactly(criterion.factor or ZERO)
            return f"100% × (1 – log({own} ÷ {lowest}) ÷ log({factor}))"
        case _:
            return ""


def _short(value: Fraction) -> str:
    """Return a figure exactly, or to two places where it has no end."""
    text = exactly(value)
    return f"about {grouped(rounded(value, 2))}" if text.startswith("about") else text
