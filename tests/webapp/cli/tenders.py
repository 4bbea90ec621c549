"""Tenders for the commands: the one of the interfaces' example, finished, and ways to change it."""

import json
from pathlib import Path
from typing import Any

from tests.webapp.cli.calling import SAMPLE

TENDER: dict[str, Any] = {
    "format": "podium/tender/1",
    "reference": "COV-2026-014",
    "model": {
        "method": "weighted_sum", "weights": "of_parent", "places": 2,
        "criteria": [
            {"id": "price", "title": "Price", "kind": "price", "weight": "40",
             "formula": "relative_to_lowest", "zero_price": "reject_bid"},
            {"id": "quality", "title": "Quality", "kind": "group", "weight": "50",
             "minimum": {"percent": "50", "disqualifies": True},
             "criteria": [
                 {"id": "q1", "title": "Method", "kind": "scored", "weight": "60",
                  "scale": "0-5", "minimum": {"score": "3", "disqualifies": True}},
                 {"id": "q2", "title": "Staff", "kind": "scored", "weight": "40",
                  "scale": "0-5"}]},
            {"id": "sv", "title": "Social value", "kind": "group", "weight": "10",
             "criteria": [
                 {"id": "sv-offer", "title": "Commitments", "kind": "commitments",
                  "weight": "50", "formula": "relative_to_highest",
                  "measures": [{"id": "carbon", "title": "Carbon saved", "unit": "tCO2e",
                                "value": "277.22", "cap": "1000"}]},
                 {"id": "sv-method", "title": "Method statement", "kind": "scored",
                  "weight": "50", "scale": "0-5"}]},
        ],
    },
    "bids": [
        {"id": "A", "bidder": "Alpha Ltd", "price": "100000",
         "scores": {"q1": "4", "q2": "4", "sv-method": "3"},
         "commitments": {"carbon": {"quantity": "120"}}},
        {"id": "B", "bidder": "Beta Ltd", "price": "80000",
         "scores": {"q1": "3", "q2": "4", "sv-method": "4"},
         "commitments": {"carbon": {"quantity": "60"}}},
        {"id": "C", "bidder": "Gamma Ltd", "price": "70000",
         "scores": {"q1": "2", "q2": "4", "sv-method": "4"}},
    ],
}  # fmt: skip
"""A tender without procurement or policy: B is first, C is below a minimum."""

WITH_POLICY = {"procurement": SAMPLE, "policy": "coventry"}


def copied(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value, wrong ones too
    """Return the tender with some of its keys changed, to be changed further."""
    value: dict[str, Any] = json.loads(json.dumps(TENDER | changes))
    return value


def written(folder: Path, value: object = None) -> Path:
    """Return a file that holds the tender, or another value."""
    path = folder / "tender.json"
    path.write_text(json.dumps(TENDER if value is None else value))
    return path
