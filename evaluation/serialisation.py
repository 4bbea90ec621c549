"""An evaluation as JSON: `podium/evaluation/1`, where each figure is rounded for once."""

from typing import Any

from evaluation.model import Method
from evaluation.numbers import rounded
from evaluation.result import (
    BidResult,
    CommitmentFinding,
    CriterionResult,
    Evaluation,
    Reason,
    TieBroken,
)
from evaluation.robustness.result import Robustness
from evaluation.robustness.serialisation import pending_json, robustness_json

FORMAT = "podium/evaluation/1"


def evaluation_json(evaluation: Evaluation, robustness: Robustness | None) -> dict[str, Any]:
    """Return an evaluation as JSON holds it.

    `robustness` is None where it was not asked for, and null in JSON. What stands after it is
    added to what the format promises; `passed_over` is there only where somebody is.
    """
    written: dict[str, Any] = {
        "format": FORMAT,
        "model_sha256": evaluation.model_sha256,
        "provisional": evaluation.provisional,
        "bids": [_bid(bid, evaluation) for bid in evaluation.bids],
        "ranking": [list(place) for place in evaluation.ranking],
        "winner": evaluation.winner,
        "abnormally_low": [
            {"bid": each.bid, "because": each.because} for each in evaluation.abnormally_low
        ],
        "robustness": None if robustness is None else robustness_json(robustness),
        "reference": evaluation.reference,
        "method": evaluation.method.value,
        "places": evaluation.places,
        "ties_broken": [_tie(each) for each in evaluation.ties_broken],
        "notes": list(evaluation.notes),
        "pending": None if robustness is None else pending_json(robustness.pending),
    }
    if evaluation.passed_over:
        written["passed_over"] = [
            {"bid": bid, "because": because} for bid, because in evaluation.passed_over.items()
        ]
    return written


def _bid(bid: BidResult, evaluation: Evaluation) -> dict[str, Any]:
    measured = "total" if evaluation.method is Method.WEIGHTED_SUM else "measure"
    value = None if bid.measured is None else rounded(bid.measured.value, evaluation.places)
    return {
        "id": bid.id,
        "bidder": bid.bidder,
        "verdict": bid.verdict.value,
        "rank": bid.rank,
        measured: value,
        "reasons": [_reason(reason) for reason in bid.reasons],
        "points": {
            id_: _criterion(result, evaluation.places) for id_, result in bid.criteria.items()
        },
        "commitments": {id_: _commitment(each) for id_, each in bid.commitments.items()},
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "criterion": reason.criterion or None,
        "rule": reason.rule.value,
        "disqualifies": reason.disqualifies,
        "because": reason.because,
    }


def _criterion(result: CriterionResult, places: int) -> dict[str, str]:
    return {
        "percent": rounded(result.percent.value, places),
        "points": rounded(result.points.value, places),
    }


def _commitment(finding: CommitmentFinding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.value,
        "because": finding.because,
        "cites": list(finding.cites),
        "rule": finding.rule or None,
        "hangs_on": list(finding.hangs_on),
        "settled_by": finding.settled_by or None,
    }


def _tie(tie: TieBroken) -> dict[str, Any]:
    return {
        "bids": list(tie.bids),
        "criterion": tie.criterion,
        "order": [list(part) for part in tie.order],
    }
