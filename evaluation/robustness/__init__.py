"""How sure an award is: weights, fewest changes, left-out bids, rounding, pending reviews."""

from evaluation.pending import pending
from evaluation.result import CommitmentFindings, Evaluation
from evaluation.robustness.flips import flips
from evaluation.robustness.result import (
    Flip,
    Flips,
    RankReversal,
    Robustness,
    ScoreChange,
    SmallestLead,
    WeightInterval,
)
from evaluation.robustness.reversals import rank_reversals, smallest_lead
from evaluation.robustness.rounding import rounding
from evaluation.robustness.weights import weight_intervals
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender

__all__ = [
    "Flip",
    "Flips",
    "RankReversal",
    "Robustness",
    "ScoreChange",
    "SmallestLead",
    "WeightInterval",
    "robustness",
]


def robustness(tender: Tender, findings: CommitmentFindings, evaluation: Evaluation) -> Robustness:
    """Return how sure an evaluation is; `findings` are those that it was made with."""
    what_if = WhatIf(tender, findings, evaluation)
    return Robustness(
        weights=weight_intervals(what_if),
        flips=flips(what_if),
        rank_reversals=rank_reversals(what_if),
        rounding=rounding(what_if),
        smallest_lead=smallest_lead(what_if),
        pending=pending(tender, findings, evaluation),
    )
