"""Tenders as JSON holds them: the interface's own example, and one with every key there is."""

import copy
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from forms.tender import read_tender
from tests.forms.samples import refusals

Document = dict[str, Any]

EXAMPLE: Document = {
    "format": "podium/tender/1",
    "reference": "COV-2026-014",
    "model": {
        "method": "weighted_sum",
        "weights": "of_parent",
        "places": 2,
        "criteria": [
            {
                "id": "price",
                "title": "Price",
                "kind": "price",
                "weight": "40",
                "formula": "relative_to_lowest",
            },
            {
                "id": "quality",
                "title": "Quality",
                "kind": "group",
                "weight": "50",
                "minimum": {"percent": "50", "disqualifies": True},
                "criteria": [
                    {
                        "id": "q1",
                        "title": "Method",
                        "kind": "scored",
                        "weight": "60",
                        "scale": "0-5",
                        "minimum": {"score": "3", "disqualifies": True},
                    },
                    {
                        "id": "q2",
                        "title": "Staff",
                        "kind": "scored",
                        "weight": "40",
                        "scale": "0-5",
                    },
                ],
            },
            {
                "id": "sv",
                "title": "Social value",
                "kind": "group",
                "weight": "10",
                "criteria": [
                    {
                        "id": "sv-offer",
                        "title": "Commitments",
                        "kind": "commitments",
                        "weight": "50",
                        "formula": "relative_to_highest",
                        "measures": [
                            {
                                "id": "carbon",
                                "title": "Carbon saved",
                                "unit": "tCO2e",
                                "value": "277.22",
                                "cap": "1000",
                            }
                        ],
                    },
                    {
                        "id": "sv-method",
                        "title": "Method statement",
                        "kind": "scored",
                        "weight": "50",
                        "scale": "0-5",
                    },
                ],
            },
        ],
    },
    "bids": [
        {
            "id": "A",
            "bidder": "Alpha Ltd",
            "price": "100000",
            "scores": {
                "q1": "4",
                "q2": {"individual": {"e1": "3", "e2": "5"}, "agreed": "4", "rationale": "…"},
                "sv-method": "3",
            },
            "commitments": {"carbon": {"quantity": "120"}},
        }
    ],
}
"""The tender that the interface prints."""

PROCUREMENT: Document = {
    "format": "podium/procurement/1",
    "reference": "COV-2026-014",
    "title": "Grounds maintenance",
    "authority": {"name": "Coventry City Council", "type": "local_authority", "nation": "england"},
    "category": "services",
    "estimated_value": {"amount": "360000.00", "vat": "included"},
    "commenced_on": "2026-03-02",
}

EVERYTHING: Document = {
    "format": "podium/tender/1",
    "reference": "COV-2026-015",
    "policy": "coventry",
    "procurement": PROCUREMENT,
    "model": {
        "method": "weighted_sum",
        "weights": "of_total",
        "places": 4,
        "agreed_by": "mean",
        "tie_break": ["quality", "price"],
        "abnormally_low": {"below_mean_percent": "40", "below_next_percent": "30"},
        "criteria": [
            {
                "id": "insured",
                "title": "Is the supplier insured?",
                "kind": "gate",
                "descriptors": {"passed": "Insured for £5m.", "failed": "Not insured."},
            },
            {
                "id": "price",
                "title": "Price",
                "kind": "price",
                "weight": "40.5",
                "formula": "set_range",
                "floor": "0",
                "ceiling": "200000.005",
                "zero_price": {"as": "0.01"},
            },
            {
                "id": "quality",
                "title": "Quality",
                "kind": "group",
                "weight": "59.5",
                "minimum": {"percent": "12.5", "disqualifies": False},
                "criteria": [
                    {
                        "id": "q1",
                        "title": "Method",
                        "kind": "scored",
                        "weight": "50",
                        "scale": {"minimum": "1", "maximum": "3", "step": "0.5"},
                        "minimum": {"score": "1.5", "disqualifies": True},
                        "descriptors": {"1.0": "Poor.", "3": "Good.\n\nIn every part."},
                        "outcome": "cov-2022-young-people",
                    },
                    {
                        "id": "sv",
                        "title": "Social value",
                        "kind": "commitments",
                        "weight": "9.5",
                        "formula": "relative_to_target",
                        "target": "50000",
                        "minimum": {"percent": "0", "disqualifies": True},
                        "measures": [
                            {
                                "id": "weeks",
                                "title": "Apprentice weeks",
                                "unit": "weeks",
                                "value": "251.70",
                                "cap": "200",
                                "outcome": "cov-2022-young-people",
                            },
                            {"id": "hours", "title": "Hours", "unit": "hours", "value": "0"},
                        ],
                    },
                ],
            },
        ],
    },
    "bids": [
        {
            "id": "A",
            "bidder": "Alpha Ltd",
            "price": "0",
            "address": "1 High Street\nCoventry",
            "email": "bids@alpha.example",
            "identifier": "GB-COH-01234567",
            "exclusions": [{"ground": "Misconduct", "because": "As declared on 2 March."}],
            "scores": {
                "insured": {"agreed": "passed", "rationale": "Certificate seen."},
                "q1": {
                    "individual": {
                        "e1": "2.5",
                        "e2": {"score": "3", "rationale": "Clear.", "quotation": "We will."},
                    },
                    "rationale": "Sound.",
                    "quotation": "We shall.",
                    "dissent": "e1 would give less.",
                },
            },
            "commitments": {
                "weeks": {
                    "quantity": "120.25",
                    "attribution": "75",
                    "answers": {
                        "in_area": True,
                        "counted_elsewhere": False,
                        "method_statement": True,
                        "beyond_requirement": True,
                    },
                    "settled": {
                        "verdict": "not_counted",
                        "because": "It was promised before.",
                        "by_role": "evaluation chair",
                    },
                },
                "hours": {"quantity": "0"},
            },
        },
        {"id": "B", "bidder": "Beta Ltd", "price": "90000", "scores": {"insured": "failed"}},
    ],
}
"""A tender in which every key of the format stands at least once, but those of other methods."""

GONE: Final = object()
"""In place of a value: the key is left out."""

_STEP = re.compile(r"\.?([A-Za-z_][\w-]*)|\[(\d+)\]")


def edited(document: Document, changes: Mapping[str, object]) -> Document:
    """Return a copy of a document with values changed or left out by their paths."""
    made = copy.deepcopy(document)
    for path, value in changes.items():
        *outer, last = [int(index) if index else key for key, index in _STEP.findall(path)]
        inner: Any = made
        for key in outer:
            inner = inner[key]
        if value is GONE:
            del inner[last]
        else:
            inner[last] = value
    return made


def sent(document: object) -> bytes:
    """Return the bytes of a document."""
    return json.dumps(document).encode()


def refused(changes: Mapping[str, object], *, document: Document = EXAMPLE) -> list[str]:
    """Return, in lines, everything for which a document so changed is refused."""
    data = sent(edited(document, changes))
    return refusals(lambda: read_tender(data, name="tender.json"))
