"""A stress test as JSON: `podium/stress/1`, where each figure is rounded for once."""

from typing import Any

from evaluation.numbers import plain, rounded
from evaluation.stress.result import (
    Curve,
    CurveSeries,
    Reversal,
    Simulation,
    StressFinding,
    StressTest,
)
from evaluation.tender import Bid, Scored

FORMAT = "podium/stress/1"
_RATE_PLACES = 1


def stress_json(test: StressTest) -> dict[str, Any]:
    """Return a stress test as JSON holds it.

    What stands after `reversal` is added to what the format promises.
    """
    return {
        "format": FORMAT,
        "findings": [_finding(finding) for finding in test.findings],
        "effective_weights": {
            id_: rounded(value, test.places) for id_, value in test.effective_weights.items()
        },
        "largest_swing": {
            id_: rounded(value, test.places) for id_, value in test.largest_swing.items()
        },
        "simulation": None if test.simulation is None else _simulation(test.simulation),
        "reversal": None if test.reversal is None else _reversal(test.reversal),
        "curve": None if test.curve is None else _curve(test.curve, test.places),
        "notes": list(test.notes),
    }


def _finding(finding: StressFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "criterion": finding.criterion or None,
        "message": finding.message,
    }


def _simulation(simulation: Simulation) -> dict[str, Any]:
    decided = simulation.decided_by_price
    return {
        "bids": simulation.bids,
        "runs": simulation.runs,
        "seed": simulation.seed,
        "tie_rate": rounded(simulation.tie_rate, _RATE_PLACES),
        "decided_by_price": None if decided is None else rounded(decided, _RATE_PLACES),
        "by_chance": rounded(simulation.by_chance, _RATE_PLACES),
        "assumptions": list(simulation.assumptions),
    }


def _reversal(reversal: Reversal) -> dict[str, Any]:
    return {
        "bids": [bid_json(bid) for bid in reversal.bids],
        "winner_with": reversal.winner_with,
        "winner_without": reversal.winner_without,
        "removed": reversal.removed,
    }


def bid_json(bid: Bid) -> dict[str, Any]:
    """Return a bid of a counter-example as `podium/tender/1` would take it."""
    found: dict[str, Any] = {"id": bid.id, "bidder": bid.bidder}
    if bid.price is not None:
        found["price"] = plain(bid.price)
    found["scores"] = {
        id_: score_text(score.agreed)
        for id_, score in bid.scores.items()
        if score.agreed is not None
    }
    if bid.commitments:
        found["commitments"] = {
            id_: {"quantity": plain(promised.quantity)} for id_, promised in bid.commitments.items()
        }
    return found


def score_text(score: Scored) -> str:
    """Return a mark, or what became of a gate, as its text."""
    return score if isinstance(score, str) else plain(score)


def _curve(curve: Curve, places: int) -> dict[str, Any]:
    return {
        "criterion": curve.criterion,
        "formula": curve.formula.value,
        "lowest": rounded(curve.lowest, 2),
        "highest": rounded(curve.highest, 2),
        "budget": None if curve.budget is None else rounded(curve.budget, 2),
        "expected": curve.expected,
        "swing": rounded(curve.swing, places),
        "series": [_series(series, places) for series in curve.series],
    }


def _series(series: CurveSeries, places: int) -> dict[str, Any]:
    return {
        "label": series.label,
        "points": [
            {
                "price": rounded(point.price, 2),
                "percent": rounded(point.percent, places),
                "points": rounded(point.points, places),
            }
            for point in series.points
        ],
    }
