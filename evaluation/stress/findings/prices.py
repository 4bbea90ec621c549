"""Prices that the formula has no answer to."""

from collections.abc import Iterator

from evaluation.model import Method, PriceFormula
from evaluation.stress.findings.subject import Subject, named, warning
from evaluation.stress.result import StressFinding

_DIVIDES = frozenset(
    {PriceFormula.RELATIVE_TO_LOWEST, PriceFormula.RELATIVE_DIFFERENCE, PriceFormula.LOGARITHMIC}
)


def zero_price_undefined(subject: Subject) -> Iterator[StressFinding]:
    """Find `zero-price-undefined`: nothing is said of a price of zero.

    A warning: the model evaluates every tender in which nobody asks nothing; one such bid
    stops it, and the rule for it would then be made after the bids were seen.
    """
    price = subject.model.price
    if price is None or price.zero_price is not None:
        return
    if price.formula in _DIVIDES:
        why = "As the lowest price it would be divided by, which has no result."
    elif subject.model.method is Method.WEIGHTED_SUM:
        why = "The formula has a result for it, but nobody has said that it is meant."
    else:
        why = "No other bid could then be ahead of it, however good."
    yield warning(
        "zero-price-undefined",
        f"{named(price)} does not say what a price of zero comes to, and the evaluation would "
        f"stop at the first. {why} Add a zero_price: that it is rejected, earns full marks, or "
        "is taken for another amount.",
        price.id,
    )
