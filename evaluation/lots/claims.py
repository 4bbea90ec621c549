"""What each lot may come to: the bids that stand in it, with all that they are compared by."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from evaluation.lot_terms import Rule
from evaluation.lots.tender import Lot, LotsTender
from evaluation.result import Evaluation

NOBODY = ""
"""Who has a lot that is not awarded."""


class Claim(NamedTuple):
    """A bid that stands in a lot; `bidder` is who counts as one in all lots.

    `figures` are what it adds to the sums that are compared, the less the better; `behind` is how
    many bids of the lot have the same figures and stand before it by the lot's own order of ties.
    """

    lot: str
    bid: str
    bidder: str
    rank: int
    figures: tuple[Fraction, ...]
    behind: int = 0


Combination = Mapping[str, tuple[Claim, ...]]
"""For each lot who has it: nobody, one, or several who share it because nothing sets them apart."""


def claims_of(lots: LotsTender, evaluations: Mapping[str, Evaluation]) -> dict[str, list[Claim]]:
    """Return for each lot the bids that stand in it, the best first."""
    return {lot.id: list(_of_lot(lots, lot, evaluations[lot.id])) for lot in lots.lots}


def figure_of(lot: Lot, evaluation: Evaluation, bid: str, rule: Rule) -> Fraction:
    """Return the total or the price of a bid that stands in a lot.

    Raises:
        KeyError: the bid does not stand.
        ValueError: the lot's model has no price.
    """
    if rule is Rule.BEST_TOTAL:
        return evaluation.measured(bid)
    amount = lot.tender.by_id[bid].price
    if amount is None:
        message = f"the model of {lot.id} has no price"
        raise ValueError(message)
    return amount


def _of_lot(lots: LotsTender, lot: Lot, evaluation: Evaluation) -> Iterator[Claim]:
    before: dict[tuple[Fraction, ...], list[int]] = {}
    for place in evaluation.ranking:
        for bid in place:
            rank = evaluation.by_id[bid].rank or 0
            figures = tuple(_less_is_better(lot, evaluation, bid, rule) for rule in lots.compared)
            ranks = before.setdefault((*figures, evaluation.measured(bid)), [])
            behind = sum(other < rank for other in ranks)
            ranks.append(rank)
            yield Claim(lot.id, bid, lots.bidder_of[bid].id, rank, figures, behind)


def _less_is_better(lot: Lot, evaluation: Evaluation, bid: str, rule: Rule) -> Fraction:
    figure = figure_of(lot, evaluation, bid, rule)
    return -figure if rule is Rule.BEST_TOTAL else figure
