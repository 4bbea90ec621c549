"""`podium bundle` and `podium replay`: sealed, replayed, and every tampering answered in words."""

import json
from pathlib import Path

import pytest

from tests.forms.bundles.zips import zipped
from tests.webapp.cli.conftest import Podium
from tests.webapp.cli.tenders import copied, written
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

DAY = ("--issued-on", "2026-07-01")


@pytest.fixture
def bundle(podium: Podium, tmp_path: Path) -> Path:
    """Seal the small tender."""
    path = tmp_path / "b.zip"
    assert podium("bundle", written(tmp_path), "-o", path, *DAY).code == 0
    return path


def test_a_tender_is_sealed_and_replayed(podium: Podium, tmp_path: Path) -> None:
    path = tmp_path / "award.zip"

    sealed = podium("bundle", DEMONSTRATION, "-o", path, *DAY)
    replayed = podium("replay", path)

    assert (sealed.code, sealed.err, replayed.code, replayed.err) == (0, "", 0, "")
    words = " ".join(replayed.out.split())
    assert words.startswith("Everything came out again as it was sealed.")
    assert "the rule packs coventry and uk" in words
    assert "7 documents, each as HTML and PDF" in words
    seal = sealed.out.split()[-1]
    assert len(seal) == 64
    assert seal in words


def test_the_same_tender_and_day_give_the_same_bytes(
    podium: Podium, tmp_path: Path, bundle: Path
) -> None:
    podium("bundle", written(tmp_path), "-o", tmp_path / "again.zip", *DAY)

    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_a_replay_in_json_stands_alone(podium: Podium, bundle: Path) -> None:
    answer = podium("replay", bundle, "--format", "json")

    assert (answer.code, answer.err) == (0, "")
    assert (answer.json["format"], answer.json["equal"]) == ("podium/replay/1", True)
    assert "results/evaluation.json" in answer.json["recomputed"]
    assert answer.json["differences"] == []


def test_a_bundle_is_read_from_a_pipe(podium: Podium, bundle: Path) -> None:
    assert podium("replay", "-", given=bundle.read_bytes()) == podium("replay", bundle)


def test_a_changed_byte_of_an_input_is_named_and_nothing_is_recomputed(
    podium: Podium, bundle: Path
) -> None:
    data = bundle.read_bytes()
    assert b'"price": "80000"' in data
    bundle.write_bytes(data.replace(b'"price": "80000"', b'"price": "90000"', 1))

    answer = podium("replay", bundle)

    assert (answer.code, answer.err) == (1, "")
    assert "Nothing was recomputed: what went in is not what was sealed." in answer.out
    assert "inputs/tender.json" in answer.out


def test_a_changed_result_is_named_with_both_values(podium: Podium, bundle: Path) -> None:
    data = bundle.read_bytes()
    assert b'"winner": "B"' in data
    bundle.write_bytes(data.replace(b'"winner": "B"', b'"winner": "A"', 1))

    answer = podium("replay", bundle)

    assert answer.code == 1
    assert "results/evaluation.json, winner" in answer.out
    assert "The bundle has “A”; it should be “B”." in answer.out


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is not a zip"),
        (b"PK\x03\x04 and no more", "the file was cut off or added to"),
        (zipped({"manifest.json": b"{}", "../evil": b""}), "its path leads outside the bundle"),
        (zipped({"a.json": b"{}"}), "manifest.json: the bundle does not hold it"),
        (zipped({"manifest.json": b"{}"}), "manifest.json: format: it is missing"),
        (zipped({"manifest.json": b'{"format": "podium/bundle/9"}'}), "does not know"),
    ],
)
def test_what_is_no_bundle_is_refused(
    podium: Podium, tmp_path: Path, data: bytes, told: str
) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data)

    answer = podium("replay", path)

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_a_bundle_of_another_podium_is_refused(podium: Podium, bundle: Path) -> None:
    data = bundle.read_bytes()
    assert b'"podium": "0.1"\n' in data
    bundle.write_bytes(data.replace(b'"podium": "0.1"\n', b'"podium": "9.1"\n', 1))

    answer = podium("replay", bundle)

    assert (answer.code, answer.out) == (2, "")
    assert "the bundle needs Podium 9.1" in answer.err


def test_letters_in_whose_way_something_is_are_left_out_and_that_is_said(
    podium: Podium, tmp_path: Path
) -> None:
    answer = podium("bundle", written(tmp_path), "-o", tmp_path / "b.zip", *DAY)

    assert "It holds no assessment summaries" in " ".join(answer.out.split())


@pytest.mark.parametrize(
    ("output", "told"), [("b.tar", "Let the name end in .zip"), ("no/b.zip", "there is no folder")]
)
def test_a_wrong_name_is_refused_before_any_work(
    podium: Podium, tmp_path: Path, output: str, told: str
) -> None:
    answer = podium("bundle", written(tmp_path), "-o", tmp_path / output)

    assert (answer.code, answer.out) == (2, "")
    assert told in " ".join(answer.err.split())


def test_a_tender_that_cannot_be_evaluated_is_not_sealed(podium: Podium, tmp_path: Path) -> None:
    value = copied()
    value["model"]["criteria"][0]["weight"] = "41"

    answer = podium("bundle", written(tmp_path, value), "-o", tmp_path / "b.zip")

    assert (answer.code, answer.out) == (2, "")
    assert not (tmp_path / "b.zip").exists()


def test_what_is_no_tender_is_refused_by_its_name(podium: Podium, tmp_path: Path) -> None:
    path = tmp_path / "tender.json"
    path.write_text(json.dumps({"format": "podium/tender/1"}))

    answer = podium("bundle", path, "-o", tmp_path / "b.zip")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{path}: ")


def test_a_lot_that_passes_over_its_first_bid_is_sealed_and_replayed(
    podium: Podium, tmp_path: Path
) -> None:
    over = [{"bid": "B", "because": "You are at the limit of 1 lot."}]
    terms = {"rule": "in_order", "limit": 1, "rule_at": "the tender notice"}
    path = tmp_path / "lot.zip"

    made = written(tmp_path, copied(passed_over=over, lots=terms))
    sealed = podium("bundle", made, "-o", path, *DAY)
    replayed = podium("replay", path)

    assert (sealed.code, sealed.err, replayed.code, replayed.err) == (0, "", 0, "")
    assert b'"winner": "A"' in path.read_bytes()
    assert b'"passed_over"' in path.read_bytes()
