"""Checks of how the prices stand to each other."""

from fractions import Fraction
from itertools import pairwise

from evaluation.numbers import Amount
from evaluation.red_flags.finding import (
    Check,
    Seen,
    disqualified,
    named,
    not_applicable,
    not_raised,
    raised,
    ranked,
)
from evaluation.result import Evaluation
from evaluation.tender import Tender
from evaluation.wording import per_cent, pounds

NEAR_PERCENT = Fraction(1)
"""A losing price within so much of the winner's is asked about."""

ROUND_POUNDS = 1000
"""A difference between two prices that is a multiple of this is taken for a round one."""

RATIO_TOLERANCE = Fraction(1, 2000)
"""Ratios between one price and the next that differ by no more than this count as constant."""

FEWEST_IN_A_SERIES = 3
"""Two prices always have one gap: a series begins with the third."""

_TOO_FEW = f"Fewer than {FEWEST_IN_A_SERIES} different prices above zero were offered."


def _prices(tender: Tender) -> dict[str, Amount]:
    """Return the price of each bid that has one, none of them zero."""
    return {bid.id: bid.price for bid in tender.bids if bid.price}


def _identical(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    prices = _prices(tender)
    if len(prices) < 2:  # noqa: PLR2004 - two prices are the first that can be alike
        return not_applicable("Fewer than two prices above zero were offered.")
    alike: dict[Amount, list[str]] = {}
    for bid, price in prices.items():
        alike.setdefault(price, []).append(bid)
    found = {price: bids for price, bids in alike.items() if len(bids) > 1}
    if not found:
        return not_raised("No two prices are the same.")
    said = "; ".join(
        f"{named(tender, bids)} each ask {pounds(price)}" for price, bids in sorted(found.items())
    )
    return raised(f"{said}.", (bid for bids in found.values() for bid in bids))


def _near_the_winner(tender: Tender, evaluation: Evaluation) -> Seen:
    winner = evaluation.winner
    prices = _prices(tender)
    if winner is None:
        return not_applicable("No bid alone is first.")
    if winner not in prices:
        return not_applicable("The winner’s price is zero, or the model asks for no price.")
    paid = prices[winner]
    apart = {
        bid: 100 * (price - paid) / paid
        for bid, price in prices.items()
        if bid != winner and price != paid
    }
    if not apart:
        return not_applicable("No other price differs from the winner’s.")
    near = [bid for bid, share in apart.items() if abs(share) <= NEAR_PERCENT]
    if not near:
        return not_raised(f"No losing price is within {per_cent(NEAR_PERCENT)} of the winner’s.")
    price = f"price of {named(tender, near)} is"
    if len(near) > 1:
        price = f"prices of {named(tender, near)} are each"
    return raised(
        f"The {price} within {per_cent(NEAR_PERCENT)} of the winner’s {pounds(paid)}.",
        near,
    )


def _lowest_disqualified(tender: Tender, evaluation: Evaluation) -> Seen:
    prices = _prices(tender)
    out = [bid.id for bid in disqualified(tender, evaluation) if bid.id in prices]
    left = [prices[bid.id] for bid in ranked(tender, evaluation) if bid.id in prices]
    if not out or not left:
        return not_applicable("No priced bid is disqualified beside one that is ranked.")
    lowest = min(left)
    below = [bid for bid in out if prices[bid] < lowest]
    if not below:
        return not_raised("No disqualified bid asked less than the lowest price that is ranked.")
    return raised(
        f"{named(tender, below)} asked less than the lowest price that is ranked, "
        f"{pounds(lowest)}, and {'is' if len(below) == 1 else 'are'} disqualified.",
        below,
    )


def _even_series(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    prices = _prices(tender)
    order = sorted(set(prices.values()))
    if len(order) < FEWEST_IN_A_SERIES:
        return not_applicable(_TOO_FEW)
    gaps = {high - low for low, high in pairwise(order)}
    ratios = [Fraction(high) / Fraction(low) for low, high in pairwise(order)]
    if len(gaps) == 1:
        return raised(
            f"From the lowest price up, each is {pounds(gaps.pop())} above the one before.", prices
        )
    if max(ratios) - min(ratios) <= RATIO_TOLERANCE:
        step = per_cent(Fraction(round((ratios[0] - 1) * 1000), 10))
        return raised(
            f"From the lowest price up, each is about {step} above the one before.", prices
        )
    return not_raised("Neither the gaps nor the ratios between one price and the next are equal.")


def _round_gaps(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    prices = _prices(tender)
    order = sorted(set(prices.values()))
    if len(order) < FEWEST_IN_A_SERIES:
        return not_applicable(_TOO_FEW)
    if any(price % ROUND_POUNDS == 0 for price in order):
        return not_applicable(f"A price is itself a multiple of {pounds(Fraction(ROUND_POUNDS))}.")
    if any((high - low) % ROUND_POUNDS for low, high in pairwise(order)):
        return not_raised("The differences between the prices are not round.")
    return raised(
        f"No price is round, and yet all differ by multiples of {pounds(Fraction(ROUND_POUNDS))}.",
        prices,
    )


_INDEPENDENT = "Is there any sign that these prices were not arrived at independently?"

CHECKS = (
    Check("identical-prices", "Identical prices", _INDEPENDENT, _identical),
    Check(
        "price-near-the-winner",
        "A losing price very near the winner’s",
        "Is so small a difference usual in this market, or did someone know another’s price?",
        _near_the_winner,
    ),
    Check(
        "lowest-price-disqualified",
        "The lowest price disqualified",
        "Is the reason for the disqualification recorded, and would it hold for every bidder?",
        _lowest_disqualified,
    ),
    Check("even-price-series", "Prices in an even series", _INDEPENDENT, _even_series),
    Check("round-price-gaps", "Round gaps between prices", _INDEPENDENT, _round_gaps),
)
