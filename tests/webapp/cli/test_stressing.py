"""`podium stress`: a model is tested without its bids, and an error is a no."""

from pathlib import Path
from typing import Any

import pytest

from tests.webapp.cli.conftest import Podium
from tests.webapp.cli.tenders import copied, written

FEW = ("--runs", 200)


def test_the_json_stands_alone_and_holds_what_the_interfaces_promise(
    podium: Podium, tmp_path: Path
) -> None:
    answer = podium("stress", written(tmp_path), "--format", "json", *FEW)

    assert (answer.code, answer.err) == (0, "")
    assert answer.json["format"] == "podium/stress/1"
    assert set(answer.json) >= {
        "findings", "effective_weights", "largest_swing", "simulation", "reversal",
    }  # fmt: skip
    assert answer.json["effective_weights"]["q1"] == "30.00"
    simulation = answer.json["simulation"]
    assert (simulation["bids"], simulation["runs"], simulation["seed"]) == (5, 200, 1)


@pytest.mark.parametrize("bids", [None, [], "nonsense", [{"id": 7}], {"a": 1}])
def test_bids_may_be_absent_or_wrong(podium: Podium, tmp_path: Path, bids: object) -> None:
    value = copied(bids=bids)
    if bids is None:
        del value["bids"]

    with_bids = podium("stress", written(tmp_path), "--format", "json", *FEW)

    assert podium("stress", written(tmp_path, value), "--format", "json", *FEW) == with_bids


def _faulty() -> dict[str, Any]:
    value = copied()
    value["model"]["criteria"][0]["weight"] = "41"
    del value["model"]["criteria"][1]["minimum"]["disqualifies"]
    return value


def test_faults_that_evaluate_refuses_are_findings_here_and_the_answer_is_no(
    podium: Podium, tmp_path: Path
) -> None:
    path = written(tmp_path, _faulty())

    answer = podium("stress", path, "--format", "json", *FEW)
    told = podium("stress", path, *FEW)

    assert podium("evaluate", path).code == 2
    errors = {one["id"] for one in answer.json["findings"] if one["severity"] == "error"}
    assert (answer.code, told.code) == (1, 1)
    assert errors >= {"weights-not-100", "minimum-without-consequence"}
    assert "Do not publish this model yet: 2 errors" in " ".join(told.out.split())


def test_the_draws_are_as_asked_for(podium: Podium, tmp_path: Path) -> None:
    path = written(tmp_path)

    answer = podium(
        "stress", path, "--runs", 100, "--seed", 7, "--bids", 3, "--format", "json"
    ).json

    simulation = answer["simulation"]
    assert (simulation["bids"], simulation["runs"], simulation["seed"]) == (3, 100, 7)


@pytest.mark.parametrize(
    "option", [("--runs", 0), ("--runs", 10**9), ("--bids", 1), ("--seed", -1), ("--runs", "x")]
)
def test_draws_out_of_bounds_are_refused(
    podium: Podium, tmp_path: Path, option: tuple[str, object]
) -> None:
    answer = podium("stress", written(tmp_path), *option)

    assert (answer.code, answer.out) == (2, "")
    assert option[0] in answer.err


@pytest.mark.parametrize(
    ("kind", "start"), [("html", b"<!doctype html>"), ("pdf", b"%pdf-"), ("svg", b"<?xml")]
)
def test_it_is_written_where_it_is_asked_for(
    podium: Podium, tmp_path: Path, kind: str, start: bytes
) -> None:
    path = tmp_path / f"stress.{kind}"

    answer = podium("stress", written(tmp_path), "-o", path, "--issued-on", "2026-07-01", *FEW)

    assert answer.code == 0
    assert answer.out.endswith(f"Wrote {path}\n")
    assert path.read_bytes()[:20].lower().startswith(start)


def test_with_json_the_file_is_written_and_not_spoken_of(podium: Podium, tmp_path: Path) -> None:
    path = tmp_path / "stress.html"

    answer = podium("stress", written(tmp_path), "-o", path, "--format", "json", *FEW)

    assert answer.json["format"] == "podium/stress/1"
    assert path.exists()


def test_another_ending_is_refused_before_any_work(podium: Podium, tmp_path: Path) -> None:
    answer = podium("stress", written(tmp_path), "-o", tmp_path / "stress.docx")

    assert answer.code == 2
    assert "Let the name end in .html, .pdf, .svg." in " ".join(answer.err.split())


def test_a_missing_folder_is_refused_before_any_work(podium: Podium, tmp_path: Path) -> None:
    answer = podium("stress", written(tmp_path), "-o", tmp_path / "no" / "stress.pdf")

    assert (answer.code, answer.out) == (2, "")
    assert "there is no folder" in answer.err
