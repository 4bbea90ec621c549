"""Whom a lot passes over, as its own tender holds it: `passed_over` of `podium/tender/1`."""

from evaluation.lot_terms import LotTerms, terms_of_lot
from evaluation.lots.result import ClaimVerdict, LotsResult
from evaluation.lots.tender import LotsTender
from evaluation.tender import PassedOver


def passed_over_in(result: LotsResult, lot_id: str) -> tuple[PassedOver, ...]:
    """Return the bids that a lot passes over, and why, in the order of the bidders.

    The reason is the one that the bidder may read, empty where none can be worked out: its letter
    then has a blank. In a lot that is tied, or that nobody can have, those are passed over that
    stand above whom the rule leaves.

    Raises:
        KeyError: there is no such lot.
    """
    if lot_id not in {one.lot for one in result.lots}:
        raise KeyError(lot_id)
    return tuple(
        PassedOver(claim.bid, claim.told)
        for bidder in result.bidders
        for claim in bidder.claims
        if claim.lot == lot_id and claim.verdict is ClaimVerdict.PASSED_OVER
    )


def terms_in(lots: LotsTender, lot_id: str) -> LotTerms | None:
    """Return the published terms of a lot, None where no lot could go but to whoever is first.

    Every lot has them, or none: that one has them tells its bidders nothing of what came of it.

    Raises:
        KeyError: there is no such lot.
    """
    lot = lots.by_id[lot_id]
    terms = LotTerms(
        rule=lots.rule,
        limit=lots.limit,
        tie_break=lots.tie_break,
        rule_at=lots.rule_at,
        has_orders=any(one.tender.model.tie_break for one in lots.lots),
        has_own_limits=any(one.limit is not None for one in lots.bidders),
    )
    return terms_of_lot(terms, lot.id, lot.title, reference=lots.reference)
