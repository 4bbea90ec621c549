"""The model's screen for prices that seem abnormally low: it asks, and changes nothing.

The Procurement Act 2023 has no figure for it, and lets nobody disregard such a tender before its
supplier was told and had a reasonable opportunity to show that it can perform the contract
(s.19(3)(c), (4) and (5)).
"""

from collections.abc import Mapping
from fractions import Fraction

from evaluation.model import AbnormallyLow, Model
from evaluation.result import AbnormallyLowPrice
from evaluation.sums import mean
from evaluation.wording import per_cent, pounds


def abnormally_low(prices: Mapping[str, Fraction], model: Model) -> tuple[AbnormallyLowPrice, ...]:
    """Return which prices of the ranked bids are asked about, in the order given.

    The mean is that of the prices of all ranked bids, the price in question included. The next
    higher price is the lowest of those above the price in question; a bid with the highest price
    has none. A price that lies exactly as far below as the model says is asked about. A price of
    zero is asked about where it stands, and is no reference for others.
    """
    screen = model.abnormally_low
    compared = sorted(price for price in prices.values() if price)
    if screen is None or not compared:
        return ()
    average = mean(compared)
    higher = dict(zip([Fraction(0), *_distinct(compared)], _distinct(compared), strict=False))
    found = (
        (bid, _because(screen, price, average, higher.get(price))) for bid, price in prices.items()
    )
    return tuple(AbnormallyLowPrice(bid, because) for bid, because in found if because)


def _distinct(ordered: list[Fraction]) -> list[Fraction]:
    return list(dict.fromkeys(ordered))


def _because(
    screen: AbnormallyLow, price: Fraction, average: Fraction, next_higher: Fraction | None
) -> str:
    comparisons = (
        (screen.below_mean_percent, average, "the mean of the prices of all ranked bids"),
        (screen.below_next_percent, next_higher, "the next higher price"),
    )
    found = [
        f"{per_cent(100 * (other - price) / other)} below {name}, {pounds(other)} "
        f"(the model asks from {per_cent(share)})"
        for share, other, name in comparisons
        if share is not None
        and other is not None
        and price < other
        and 100 * (other - price) >= share * other
    ]
    return f"The price, {pounds(price)}, is {', and '.join(found)}." if found else ""
