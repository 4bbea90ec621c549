"""Whether a bid that does not win decides who does: each is left out in turn.

A bid has a say in others' points only through the lowest, highest and mean price and the highest
commitments of the bids that stand. One that does not stand has none, and leaving out one that
sets none of these changes nothing; the others' figures are computed again.
"""

from fractions import Fraction

from evaluation.model import CommitmentsCriterion, PriceCriterion, PriceFormula
from evaluation.robustness.result import RankReversal
from evaluation.robustness.what_if import WhatIf, Worth


def rank_reversals(what_if: WhatIf) -> tuple[RankReversal, ...]:
    """Return, for each bid but the winner that changes the first place if left out, who wins.

    Where several bids share the first place, leaving out one of them changes it too.
    """
    winner = what_if.evaluation.winner
    worths = what_if.worths(what_if.standing)
    first = what_if.first(worths)
    found = []
    for bid in what_if.tender.bids:
        if bid.id == winner or bid.id not in what_if.standing:
            continue
        now_first = what_if.first(_without(what_if, bid.id, worths))
        if now_first != first:
            found.append(RankReversal(bid.id, now_first[0] if len(now_first) == 1 else None))
    return tuple(found)


def _without(what_if: WhatIf, bid: str, worths: dict[str, Worth]) -> dict[str, Worth]:
    if any(_is_set_by(what_if, leaf, bid) for leaf in what_if.compared):
        return what_if.worths(what_if.standing - {bid})
    return {other: worth for other, worth in worths.items() if other != bid}


def _is_set_by(what_if: WhatIf, leaf: PriceCriterion | CommitmentsCriterion, bid: str) -> bool:
    """Return whether leaving a bid out could change what others are compared with."""
    if isinstance(leaf, CommitmentsCriterion):
        value = what_if.value(leaf.id, bid)
        rivals = what_if.standing - {bid}
        return all(what_if.value(leaf.id, other) < value for other in rivals)
    price = what_if.price(bid)
    if price is None or leaf.formula is PriceFormula.SET_RANGE:
        return False
    if leaf.formula is PriceFormula.RELATIVE_TO_MEAN:
        return True
    others = [
        other.value
        for name in what_if.standing
        if name != bid and (other := what_if.price(name)) is not None
    ]
    return not _is_within(price.value, others)


def _is_within(price: Fraction, others: list[Fraction]) -> bool:
    """Return whether a price is neither below nor above all others, zeros aside."""
    references = [other for other in others if other]
    return any(other <= price for other in references) and any(
        other >= price for other in references
    )
