"""Releases for the tests of the readings: small ones, and the real ones of Contracts Finder."""

import json
from pathlib import Path
from typing import Any

from forms.json_text import Json, parse_text

DATA = Path(__file__).parents[1] / "data"
CONTRACTS_FINDER = DATA / "contracts-finder-packages-2017-2020.json"
DEMO = Path(__file__).parents[2] / "webapp" / "demo" / "grounds-maintenance-2019.json"

SMALL: dict[str, Any] = {
    "ocid": "ocds-b5fd17-1",
    "id": "1-tender",
    "tag": ["tender"],
    "date": "2026-03-02T09:00:00Z",
    "buyer": {"name": "Coventry City Council"},
    "tender": {
        "title": "Grounds maintenance",
        "mainProcurementCategory": "services",
        "value": {"amount": 360000, "currency": "GBP"},
    },
}


def as_read(value: object) -> Json:
    """Return a value as the strict reader yields it."""
    return parse_text(json.dumps(value), name="release")


def small(*, tender: dict[str, Any] | None = None, **changed: object) -> Json:
    """Return the small release with parts of it changed, as the strict reader yields it."""
    return as_read({**SMALL, **changed, "tender": {**SMALL["tender"], **(tender or {})}})
