"""Whether a bid that does not win decides who does: each is left out in turn.

A bid has a say in others' points only through the lowest, highest and mean price and the highest
commitments of the bids that stand. One that does not stand has none, and leaving out one that
sets none of these changes nothing; the others' figures are computed again.
"""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.model import CommitmentsCriterion, PriceCriterion, PriceFormula
from evaluation.robustness.result import RankReversal, SmallestLead
from evaluation.robustness.what_if import WhatIf, Worth, rank_key


def rank_reversals(what_if: WhatIf) -> tuple[RankReversal, ...]:
    """Return, for each bid but the winner that changes the first place if left out, who wins.

    Where several bids share the first place, leaving out one of them changes it too.
    """
    first = what_if.first(what_if.worths(what_if.standing))
    found = []
    for bid, worths in _absences(what_if):
        now_first = what_if.first(worths)
        if now_first != first:
            found.append(RankReversal(bid, now_first[0] if len(now_first) == 1 else None))
    return tuple(found)


def smallest_lead(what_if: WhatIf) -> SmallestLead | None:
    """Return the least lead of the winner over the next bid while one bid is left out.

    None where there is no winner, where a left-out bid changes the first place, and where no
    other bid is left to lead. The first of equal leads is taken, in the order of the bids.
    """
    winner = what_if.evaluation.first
    found: SmallestLead | None = None
    for bid, worths in _absences(what_if):
        if what_if.winner(worths) != winner or winner is None:
            return None
        keys = {name: rank_key(what_if.model, worth) for name, worth in worths.items()}
        best = keys.pop(winner)
        rivals = [key[0] for key in keys.values() if key is not None]
        if best is None or not rivals:
            continue
        lead = best[0] - max(rivals)
        if found is None or lead < found.lead:
            found = SmallestLead(bid, lead)
    return found


def _absences(what_if: WhatIf) -> Iterator[tuple[str, dict[str, Worth]]]:
    """Yield each standing bid but the winner, with what the others are worth without it."""
    worths = what_if.worths(what_if.standing)
    for bid in what_if.tender.bids:
        if bid.id != what_if.evaluation.first and bid.id in what_if.standing:
            yield bid.id, _without(what_if, bid.id, worths)


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
