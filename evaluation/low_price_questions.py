"""The open questions about abnormally low prices, and the order if their tenders fell away.

The screen changes no rank. But a tender may be disregarded in the end (Procurement Act 2023
s.19(3)(c)), and then the points of others can change: whoever awards must know the order both
ways, and no bidder is told its points before the question is decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evaluation.evaluate import evaluate
from evaluation.result import AbnormallyLowPrice, CommitmentFindings, Evaluation
from evaluation.tender import Tender

MOST_ALONE = 3
"""Up to so many tenders are each left out alone; more only together."""


@dataclass(frozen=True, slots=True)
class Without:
    """A tender's evaluation without some of its bids."""

    bids: tuple[str, ...]
    evaluation: Evaluation


def open_questions(tender: Tender, evaluation: Evaluation) -> tuple[AbnormallyLowPrice, ...]:
    """Return the prices that the screen asks about and that nobody has settled."""
    return tuple(
        price
        for price in evaluation.abnormally_low
        if tender.by_id[price.bid].abnormally_low is None
    )


def without_low_prices(
    tender: Tender, findings: CommitmentFindings, evaluation: Evaluation
) -> tuple[Without, ...]:
    """Return the evaluation without each tender whose price is in question, then without all."""
    asked = tuple(price.bid for price in open_questions(tender, evaluation))
    return tuple(
        Without(left_out, evaluate(_rest(tender, left_out), findings))
        for left_out in _left_out(asked)
        if len(left_out) < len(tender.bids)
    )


def _left_out(asked: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(asked) <= MOST_ALONE:
        yield from ((bid,) for bid in asked)
    if len(asked) > 1:
        yield asked


def _rest(tender: Tender, left_out: tuple[str, ...]) -> Tender:
    return replace(tender, bids=tuple(bid for bid in tender.bids if bid.id not in left_out))
