"""A manifest is read strictly: each fault with its place, and no guess at other formats."""

import json
from datetime import date
from typing import Any

import pytest

from evaluation.stress import Draws
from forms.bundles import PackSeal, Seal
from forms.bundles.manifest import read_manifest
from forms.errors import InvalidInput

DIGEST = "0123456789abcdef" * 4
MANIFEST: dict[str, Any] = {
    "format": "podium/bundle/1",
    "reference": "COV-2026-014",
    "issued_on": "2026-07-01",
    "stress": {"bids": 5, "runs": 20000, "seed": 1},
    "needs": {"podium": "0.1"},
    "made_with": {"podium": "0.1.0", "python": "3.11"},
    "packs": [{"id": "uk", "version": "1", "sha256": DIGEST}],
    "files": {"inputs/tender.json": {"bytes": 2, "sha256": DIGEST, "content_sha256": DIGEST}},
}


def refused(**changes: Any) -> str:  # noqa: ANN401 - any JSON value, wrong ones too
    """Return what is told of a manifest with some of its keys changed; None takes one out."""
    value = {key: one for key, one in (MANIFEST | changes).items() if one is not None}
    with pytest.raises(InvalidInput) as error:
        read_manifest(json.dumps(value).encode(), name="b.zip: manifest.json")
    return str(error.value)


def test_a_manifest_is_read_whole() -> None:
    read = read_manifest(json.dumps(MANIFEST).encode(), name="m")

    assert (read.reference, read.issued_on) == ("COV-2026-014", date(2026, 7, 1))
    assert (read.stress, read.needs) == (Draws(5, 20000, 1), "0.1")
    assert dict(read.made_with) == MANIFEST["made_with"]
    assert read.packs == (PackSeal("uk", "1", DIGEST),)
    assert dict(read.files) == {"inputs/tender.json": Seal(2, DIGEST, DIGEST)}


@pytest.mark.parametrize("given", ["podium/bundle/2", "podium/tender/1"])
def test_another_format_is_refused_and_not_guessed_at(given: str) -> None:
    told = refused(format=given)

    assert f"format: {given} is a format that this version does not know" in told
    assert "Replay it with the version of Podium that sealed it" in told


@pytest.mark.parametrize("key", sorted(MANIFEST))
@pytest.mark.parametrize("value", [None, 7, [], {}, "", [1], {"a": 1}, True])
def test_each_wrong_value_is_told_by_its_key(key: str, value: object) -> None:
    if key == "packs" and value == []:
        assert read_manifest(json.dumps(MANIFEST | {"packs": []}).encode(), name="m").packs == ()
        return

    assert key in refused(**{key: value})


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"issued_on": "2026-02-30"}, "issued_on"),
        ({"stress": {"bids": 5, "runs": 10**9, "seed": 1}}, "stress.runs"),
        ({"stress": {"bids": 1, "runs": 1, "seed": 1}}, "stress.bids"),
        ({"needs": {"podium": "0.1", "other": "1"}}, "needs.other"),
        ({"made_with": {"numpy": 2}}, "made_with.numpy"),
        ({"packs": [{"id": "uk", "version": "1", "sha256": "0"}]}, "packs[0].sha256"),
        ({"packs": ["uk"]}, "packs[0]"),
        ({"files": {"a": 1}}, "files.a"),
        (
            {"files": {"a": {"bytes": -1, "sha256": DIGEST, "content_sha256": DIGEST}}},
            "files.a.bytes",
        ),
        ({"extra": 1}, "extra"),
    ],
)
def test_each_fault_is_told_by_its_place(changes: dict[str, Any], place: str) -> None:
    assert f"manifest.json: {place}: " in refused(**changes)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"format": 1, "format": 2}', b"7"])
def test_what_is_no_object_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_manifest(data, name="m")
