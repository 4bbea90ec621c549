"""A bundle of the demonstration's tender, sealed once; a small one; and ways to tamper."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from evaluation.stress import Draws
from forms.bundles import MANIFEST, read_bundle
from webapp.services.bundles import Replay, Sealed, replay, seal
from webapp.services.bundles.archive import archive_bytes
from webapp.services.bundles.canonical import canonical_of
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

DAY = date(2026, 7, 1)
DRAWS = Draws(bids=3, runs=200, seed=1)
TENDER = "inputs/tender.json"

SMALL: dict[str, Any] = {
    "format": "podium/tender/1",
    "reference": "T-1",
    "model": {
        "criteria": [
            {"id": "price", "title": "Price", "kind": "price", "weight": "40",
             "formula": "relative_to_lowest", "zero_price": "reject_bid"},
            {"id": "q1", "title": "Method", "kind": "scored", "weight": "60", "scale": "0-5"},
        ]
    },
    "bids": [
        {"id": "A", "bidder": "Alpha Ltd", "price": "100", "scores": {"q1": "4"}},
        {"id": "B", "bidder": "Beta Ltd", "price": "80", "scores": {"q1": "3"}},
    ],
}  # fmt: skip
"""A tender without policy whose letters are withheld, so that it is recomputed in a moment."""

Tamper = Callable[[Mapping[str, bytes]], bytes]


@pytest.fixture(scope="session")
def sealed() -> Sealed:
    """Seal the demonstration's tender with its packs."""
    return seal(DEMONSTRATION.read_bytes(), DRAWS, issued_on=DAY, name="tender.json")


@pytest.fixture(scope="session")
def small() -> Sealed:
    """Seal the small tender."""
    return seal(json.dumps(SMALL).encode(), DRAWS, issued_on=DAY, name="tender.json")


def files_of(sealed: Sealed) -> dict[str, bytes]:
    """Return what a bundle holds, its manifest included."""
    read = read_bundle(sealed.data, name="b.zip")
    return {MANIFEST: read.manifest_data, **read.files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a bundle, whatever they are."""
    rest = {name: data for name, data in files.items() if name != MANIFEST}
    return archive_bytes(files[MANIFEST], rest)


def with_fixed_seals(files: Mapping[str, bytes], *names: str) -> dict[str, bytes]:
    """Return files whose manifest was made to fit what some of them are now."""
    manifest = json.loads(files[MANIFEST])
    for name in names:
        data, one = files[name], manifest["files"][name]
        one["bytes"], one["sha256"] = len(data), hashlib.sha256(data).hexdigest()
        if name.endswith(".json"):
            one["content_sha256"] = hashlib.sha256(canonical_of(data, name)).hexdigest()
    return {**files, MANIFEST: json.dumps(manifest).encode()}


def replayed(files: Mapping[str, bytes]) -> Replay:
    """Replay files as a bundle."""
    return replay(read_bundle(zipped(files), name="b.zip"))
