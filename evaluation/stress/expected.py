"""Which prices are expected, before any has come in: a stated range, not a forecast."""

from dataclasses import dataclass
from fractions import Fraction

from evaluation.model import Model
from evaluation.numbers import Amount
from evaluation.wording import pounds
from rules.decision import Decision
from rules.money import Money, VatBasis

SPREAD = Fraction(30, 100)
"""How far below and above the middle prices are expected. Our default, not a fact: wide enough
to hold all but the outliers of a competition, whose screen for abnormally low bids commonly asks
from 30 to 40 per cent below the mean."""

ROUND_MIDDLE = Amount(Fraction(100_000))
"""The middle where nothing tells one: most formulas depend on the ratios of prices alone."""


@dataclass(frozen=True, slots=True)
class ExpectedPrices:
    """A range of prices; `because` says where it comes from, `budget` is the estimated value."""

    lowest: Amount
    highest: Amount
    because: str
    budget: Amount | None = None

    @property
    def middle(self) -> Amount:
        """The price in the middle of the range."""
        return Amount((self.lowest + self.highest) / 2)


def expected_prices(model: Model, decision: Decision | None) -> ExpectedPrices:
    """Return the prices that are expected: around the estimated value where it is known.

    The estimated value is taken excluding VAT, as bids are priced. Without one a set range is
    expected to be filled, and other formulas are shown around a round amount.
    """
    budget = _budget(decision)
    percent = f"{SPREAD * 100}"
    if budget is not None and budget > 0:
        because = (
            f"prices are expected from {percent} per cent below to {percent} per cent above the "
            f"estimated value, {pounds(budget)} excluding VAT"
        )
        return _around(budget, because, budget)
    price = model.price
    if price is not None and price.floor is not None and price.ceiling is not None:
        because = "prices are expected between the floor and the ceiling of the formula"
        return ExpectedPrices(price.floor, price.ceiling, because)
    because = (
        f"no estimated value is given, so prices are shown from {percent} per cent below to "
        f"{percent} per cent above a round {pounds(ROUND_MIDDLE)}"
    )
    return _around(ROUND_MIDDLE, because, None)


def _around(middle: Amount, because: str, budget: Amount | None) -> ExpectedPrices:
    lowest, highest = Amount(middle * (1 - SPREAD)), Amount(middle * (1 + SPREAD))
    return ExpectedPrices(lowest, highest, because, budget)


def _budget(decision: Decision | None) -> Amount | None:
    value = None if decision is None else decision.facts.get("estimated_value")
    if decision is None or not isinstance(value, Money):
        return None
    return Amount(Fraction(value.on(VatBasis.EXCLUDED, decision.vat_rate).pence, 100))
