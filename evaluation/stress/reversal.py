"""The search for bids of which a losing one decides who wins: a counter-example, not a proof.

Where a percentage is relative to other bids, a bid that cannot win still moves the others'
points, and not by the same number: the ranking paradox of Stilger, Siderius and van Raaij,
Journal of Public Procurement 17 (2017). The search tries round numbers in a fixed order and
hands out only what `evaluate` confirms with the losing bid and without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, islice
from typing import TypeAlias

from evaluation.evaluate import evaluate
from evaluation.model import CommitmentFormula, CommitmentsCriterion, PriceFormula
from evaluation.stress.contest import Contest
from evaluation.stress.expected import ExpectedPrices
from evaluation.stress.profiles import (
    Profile,
    Sketch,
    levels,
    middle_price,
    offered,
    round_prices,
    variants,
    written_out,
)
from evaluation.stress.result import Reversal
from evaluation.stress.weights import WeightedLeaf
from evaluation.tender import Tender

Triple: TypeAlias = tuple[Fraction, Fraction, Fraction]
Three: TypeAlias = tuple[Sketch, Sketch, Sketch]
"""Two bids that compete, and the one that is left out."""

_LOSERS = (2, 1, 0)
_CONFIRMED = 20
_MOST_PAIRS = 40
_SHARES = tuple(Fraction(percent, 100) for percent in (20, 40, 60, 80, 100))
_EVEN = Fraction(60, 100)


def can_reverse(contest: Contest) -> bool:
    """Return whether a bid's rank against another can hang on a third bid at all.

    It cannot where nothing is relative to other bids, nor where a single criterion earns all
    points: the lowest price, or the highest offer, is then first whoever else bids. Relative to
    the mean it can: prices far below it share 100 per cent.
    """
    price = contest.price
    by_price = bool(
        contest.price_weight and price and price.formula not in {None, PriceFormula.SET_RANGE}
    )
    by_offers = any(
        leaf.formula is CommitmentFormula.RELATIVE_TO_HIGHEST for leaf, _ in contest.offers
    )
    is_by_mean = price is not None and price.formula is PriceFormula.RELATIVE_TO_MEAN
    has_others = len(contest.leaves) > 1 or (price is not None and not contest.price_weight)
    return (by_price or by_offers) and (has_others or is_by_mean)


def find_reversal(contest: Contest, expected: ExpectedPrices) -> Reversal | None:
    """Return the first bids found of which a losing one, left out, changes the winner."""
    if not can_reverse(contest):
        return None
    candidates = chain(_by_price(contest, expected), _by_offers(contest, expected))
    for three in islice(candidates, _CONFIRMED):
        found = _confirmed(contest, three)
        if found is not None:
            return found
    return None


def _confirmed(contest: Contest, three: Three) -> Reversal | None:
    """Return the example if `evaluate` says the same of it: the third bid stands and loses."""
    bids = written_out(contest, three)
    everyone = Tender(reference="counter-example", model=contest.model, bids=bids)
    with_all = evaluate(everyone)
    without = evaluate(replace(everyone, bids=bids[:2]))
    removed = bids[2].id
    is_standing = any(removed in place for place in with_all.ranking)
    winners = with_all.first, without.first
    if not is_standing or removed == winners[0] or None in winners or winners[0] == winners[1]:
        return None
    return Reversal(bids, *winners, removed)


def _by_price(contest: Contest, expected: ExpectedPrices) -> Iterator[Three]:
    """Yield bids whose order a third price turns: the dearer of two is the better."""
    price = contest.price
    if not contest.price_weight or price is None or price.formula is PriceFormula.SET_RANGE:
        return
    shares = (_EVEN,) * len(contest.offers)
    unit = middle_price(expected.middle) / 10
    prices = sorted(
        _turning_prices(contest, expected),
        key=lambda found: sum((price / unit).denominator > 1 for price in found[0]),
    )
    plain = levels(contest)
    for poorer, better in _pairs(contest, plain):
        gap = better.points - poorer.points
        turning = [
            triple
            for triple, lead_with, lead_without in prices
            if min(lead_with, lead_without) < gap < max(lead_with, lead_without)
        ]
        for loser in _losers(plain):
            for cheap, dear, third in turning:
                three = (
                    Sketch(cheap, poorer, shares),
                    Sketch(dear, better, shares),
                    Sketch(third, loser, shares),
                )
                if _turns(contest, three):
                    yield three


def _turning_prices(
    contest: Contest, expected: ExpectedPrices
) -> Iterator[tuple[Triple, Fraction, Fraction]]:
    """Yield three prices, and the lead in points of the first over the second with and without."""
    every = round_prices(expected.middle)
    for cheap, dear in combinations(every, 2):
        without = contest.price_percents((cheap, dear))
        lead_without = contest.price_weight * (without[0] - without[1]) / 100
        for third in every:
            shares = contest.price_percents((cheap, dear, third))
            lead_with = contest.price_weight * (shares[0] - shares[1]) / 100
            if third not in {cheap, dear} and lead_with != lead_without:
                yield (cheap, dear, third), lead_with, lead_without


def _pairs(contest: Contest, plain: Sequence[Profile]) -> list[tuple[Profile, Profile]]:
    """Return a poorer and a better bid for each difference in points, the plainest first.

    Of those with one difference the best are taken, which a cheap, poor bid does not beat.
    """
    good = plain[-2:][0]
    groups = (plain[::-1], (good, *variants(contest, good)))
    found: dict[Fraction, tuple[Profile, Profile]] = {}
    for group in groups:
        for one, other in combinations(group, 2):
            poorer, better = sorted((one, other), key=lambda profile: profile.points)
            found.setdefault(better.points - poorer.points, (poorer, better))
    found.pop(Fraction(0), None)
    return list(found.values())[:_MOST_PAIRS]


def _losers(plain: Sequence[Profile]) -> list[Profile]:
    return list(dict.fromkeys(plain[min(level, len(plain) - 1)] for level in _LOSERS))


def _by_offers(contest: Contest, expected: ExpectedPrices) -> Iterator[Three]:
    """Yield bids whose order a third, higher offer of commitments turns."""
    plain = levels(contest)
    fields = list(_fields(contest, expected, plain))
    for index, (leaf, _) in enumerate(contest.offers):
        if leaf.formula is not CommitmentFormula.RELATIVE_TO_HIGHEST:
            continue
        for low, high, top in combinations(_SHARES, 3):
            shares = [_shares(contest, index, share) for share in (high, low)]
            shares.append(_shares(contest, index, top, is_poor=True))
            for prices, profiles in fields:
                sketched = zip(prices, profiles, shares, strict=True)
                first, second, third = (Sketch(*each) for each in sketched)
                if _turns(contest, (first, second, third)):
                    yield first, second, third


def _shares(
    contest: Contest, index: int, share: Fraction, *, is_poor: bool = False
) -> tuple[Fraction, ...]:
    """Return what a bid promises: a poor one nothing else, unless a minimum may ask for it."""
    found = [
        Fraction(0) if is_poor and not _is_asked(item) else _EVEN
        for item in contest.leaves
        if isinstance(item.leaf, CommitmentsCriterion)
    ]
    found[index] = share
    return tuple(found)


def _is_asked(item: WeightedLeaf) -> bool:
    return any(each.minimum is not None for each in (item.leaf, *item.groups))


def _fields(
    contest: Contest, expected: ExpectedPrices, plain: Sequence[Profile]
) -> Iterator[tuple[Triple, tuple[Profile, Profile, Profile]]]:
    """Yield prices and marks of three bids, of which the second is cheaper or better.

    The third is poor and as dear as any, so that a high promise does not make it win.
    """
    *_, top = prices = round_prices(expected.middle)
    middle = middle_price(expected.middle)
    losers = _losers(plain)[1:] or plain[:1]
    for poorer, better in _pairs(contest, plain):
        for loser in losers:
            yield (middle, middle, middle), (poorer, better, loser)
    if contest.price is not None:
        for cheap, dear in combinations(prices, 2):
            for loser in losers:
                yield (dear, cheap, top), (plain[-1], plain[-1], loser)


def _turns(contest: Contest, three: Three) -> bool:
    """Return whether leaving out the third, losing bid changes which of the two is first."""
    everyone = _measured(contest, three)
    if everyone[2] >= max(everyone[:2]) or everyone[0] == everyone[1]:
        return False
    two = _measured(contest, three[:2])
    return two[0] != two[1] and (everyone[0] > everyone[1]) != (two[0] > two[1])


def _measured(contest: Contest, sketches: Sequence[Sketch]) -> list[Fraction]:
    return contest.measured(
        [sketch.price for sketch in sketches],
        [sketch.profile.points for sketch in sketches],
        [
            [offered(leaf, sketch.shares[index]) for sketch in sketches]
            for index, (leaf, _) in enumerate(contest.offers)
        ],
    )
