"""A bundle is a zip with a manifest; whether they agree is for a replay to find out."""

import json

import pytest

from forms.bundles import read_bundle
from forms.errors import InvalidInput
from tests.forms.bundles.test_manifest import MANIFEST
from tests.forms.bundles.zips import told_by, zipped


def test_a_bundle_holds_its_files_and_its_manifest_apart() -> None:
    manifest = json.dumps(MANIFEST).encode()
    data = zipped({"manifest.json": manifest, "inputs/tender.json": b"{}"})

    read = read_bundle(data, name="b.zip")

    assert (read.data, read.manifest_data) == (data, manifest)
    assert read.files == {"inputs/tender.json": b"{}"}
    assert read.manifest.reference == MANIFEST["reference"]


def test_a_zip_without_a_manifest_is_no_bundle() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_bundle(zipped({"inputs/tender.json": b"{}"}), name="b.zip")

    assert told_by(refused.value) == ("manifest.json", "the bundle does not hold it")


def test_a_manifest_that_is_not_one_is_named_with_its_bundle() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_bundle(zipped({"manifest.json": b"{}"}), name="b.zip")

    assert refused.value.name == "b.zip: manifest.json"
