"""Robustness as `podium/evaluation/1` holds it."""

from fractions import Fraction

from evaluation.numbers import LONGEST_NUMBER, plain, rounded
from evaluation.pending import Pending
from evaluation.robustness.result import Chances, Flip, Robustness

MEAN_PLACES = 6
CHANCE_PLACES = 1

Json = dict[str, object]


def robustness_json(robustness: Robustness) -> Json:
    """Return the `robustness` of an evaluation's JSON."""
    return {
        "weights": {
            name: {"from": interval.low, "to": interval.high}
            for name, interval in robustness.weights.items()
        },
        "flips": [_flip_json(flip) for flip in robustness.flips.listed],
        "flips_total": robustness.flips.total,
        "flips_complete": robustness.flips.is_complete,
        "rank_reversals": [
            {"without": each.without, "winner": each.winner} for each in robustness.rank_reversals
        ],
        "rounding": {str(places): winner for places, winner in robustness.rounding.items()},
    }


def pending_json(pending: Pending) -> Json:
    """Return what needs review: how many commitments, and who can be first or share the place."""
    return {
        "commitments": len(pending.commitments),
        "winners": list(pending.winners),
        "complete": pending.complete,
    }


def chances_json(chances: Chances) -> Json:
    """Return how often each bid came first in draws: in per cent of them, to one place."""
    return {
        "assumption": chances.assumption,
        "draws": chances.draws,
        "seed": chances.seed,
        "first": {bid: _share(count, chances.draws) for bid, count in chances.alone.items()},
        "shared": _share(chances.shared, chances.draws),
    }


def mark_text(mark: Fraction) -> str:
    """Return a mark in full; a mean without an end to six places.

    >>> mark_text(Fraction(7, 2)), mark_text(Fraction(10, 3))
    ('3.5', '3.333333')
    """
    text = plain(mark)
    return rounded(mark, MEAN_PLACES) if "/" in text or len(text) > LONGEST_NUMBER else text


def _share(count: int, draws: int) -> str:
    return rounded(Fraction(100 * count, draws), CHANCE_PLACES)


def _flip_json(flip: Flip) -> Json:
    return {
        "changes": [
            {
                "bid": change.bid,
                "criterion": change.criterion,
                "from": mark_text(change.old),
                "to": mark_text(change.new),
            }
            for change in flip.changes
        ],
        "winner": flip.winner,
    }
