"""Which lots a bidder has in what the rule leaves, and whether they are its limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.lot_terms import Rule
from evaluation.lots.choosing import Choice
from evaluation.lots.claims import Claim
from evaluation.lots.tender import LotBidder, LotsTender


@dataclass(frozen=True, slots=True)
class AtLimit:
    """That a bidder is at its limit in every combination.

    `lots` are those that it has, empty where that differs from one combination to another.
    `is_certain` says that no combination is left out of account.
    """

    limit: int
    lots: tuple[str, ...]
    is_certain: bool = True


def at_limit(lots: LotsTender, choice: Choice, bidder: LotBidder) -> AtLimit | None:
    """Return by which lots a bidder is at its limit in all listed, None where it is not."""
    limit = lots.limit_of(bidder.id)
    if limit is None:
        return None
    held = [
        tuple(lot for lot, claims in each.items() if _is_own(bidder, claims))
        for each in choice.combinations
    ]
    if not all(len(each) >= limit for each in held):
        return None
    is_same = len(set(held)) == 1 and choice.is_complete
    return AtLimit(limit, held[0] if is_same else (), choice.is_complete)


def _is_own(bidder: LotBidder, claims: Sequence[Claim]) -> bool:
    """Return whether a lot is a bidder's: one that it shares may go to another."""
    return bool(claims) and all(claim.bidder == bidder.id for claim in claims)


def all_come_before(lots: LotsTender, bidder: LotBidder, held: tuple[str, ...], lot: str) -> bool:
    """Return whether each lot that a bidder has comes before another one by the rule's order."""
    order = tuple(one.id for one in lots.lots)
    if lots.rule is Rule.BIDDER_PREFERENCE:
        order = bidder.preference
    if lot not in order or not set(held) <= set(order):
        return False
    return all(order.index(one) < order.index(lot) for one in held)


def shares_with_holder(choice: Choice, lot: str, rank: int | None) -> bool:
    """Return whether somebody of this rank has a lot, or may have it."""
    return any(claim.bid and claim.rank == rank for claim in choice.possible[lot])
