"""Sealing: everything that decides goes in, and the same inputs give the same bytes."""

import hashlib
import json

import pytest

from forms.bundles import read_bundle
from forms.errors import InvalidInput
from tests.webapp.services.bundles.conftest import DAY, DRAWS, SMALL, TENDER, files_of
from webapp.services.bundles import Sealed, seal
from webapp.services.bundles.versions import versions_here
from webapp.services.demonstration.award import TENDER as DEMONSTRATION


def test_a_bundle_holds_inputs_rules_results_and_documents(sealed: Sealed) -> None:
    names = set(files_of(sealed))

    letters = {f"documents/assessment-summary-{bid}" for bid in "ABCDE"}
    stems = {"documents/award-report", "documents/abnormally-low-price-D", *letters}
    assert {f"{stem}.{kind}" for stem in stems for kind in ("json", "html", "pdf")} <= names
    assert {f"results/{name}.json" for name in ("decision", "evaluation", "stress")} <= names
    assert {TENDER, "packs/uk/pack.yaml", "packs/coventry/rules/bids-2022.yaml"} <= names
    assert not any("/tests" in name for name in names)


def test_the_tender_goes_in_as_it_was_given(sealed: Sealed) -> None:
    assert files_of(sealed)[TENDER] == DEMONSTRATION.read_bytes()


def test_the_manifest_says_what_is_sealed_and_what_replaying_needs(sealed: Sealed) -> None:
    manifest = read_bundle(sealed.data, name="b").manifest

    assert (manifest.reference, manifest.issued_on) == ("DEMO-2026-001", DAY)
    assert (manifest.stress, manifest.needs) == (DRAWS, "0.1")
    assert dict(manifest.made_with) == versions_here()
    assert [pack.id for pack in manifest.packs] == ["uk", "coventry"]
    files = {name: data for name, data in files_of(sealed).items() if name != "manifest.json"}
    assert list(manifest.files) == sorted(files)
    for name, data in files.items():
        assert manifest.files[name].sha256 == hashlib.sha256(data).hexdigest()
        assert manifest.files[name].size == len(data)


def test_the_same_inputs_give_the_same_bytes(small: Sealed) -> None:
    again = seal(json.dumps(SMALL).encode(), DRAWS, issued_on=DAY, name="other.json")

    assert again.data == small.data
    assert again.sha256 == small.sha256


def test_without_a_procurement_there_are_no_packs_and_no_decision(small: Sealed) -> None:
    names = set(files_of(small))

    assert not any(name.startswith("packs/") for name in names)
    assert "results/decision.json" not in names
    assert "results/evaluation.json" in names


def test_a_bundle_is_sealed_though_letters_are_withheld(small: Sealed) -> None:
    assert small.made.reported.is_withheld
    assert {name for name in files_of(small) if name.endswith(".pdf")} == {
        "documents/award-report.pdf"
    }


def test_what_is_no_tender_is_refused_by_its_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        seal(b"{}", DRAWS, issued_on=DAY, name="mine.json")

    assert refused.value.name == "mine.json"
