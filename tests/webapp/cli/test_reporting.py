"""`podium report`: what is written, what is withheld and why, and whose files are left alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.webapp.cli.conftest import Podium
from tests.webapp.cli.tenders import written
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

DAY = ("--issued-on", "2026-07-01")


def demonstration() -> dict[str, Any]:
    """Return the demonstration's tender, to be changed."""
    value: dict[str, Any] = json.loads(DEMONSTRATION.read_bytes())
    return value


@pytest.mark.slow
def test_the_report_and_each_letter_are_written_and_listed(podium: Podium, tmp_path: Path) -> None:
    answer = podium("report", DEMONSTRATION, "-o", tmp_path / "out", *DAY)

    assert (answer.code, answer.err) == (0, "")
    words = " ".join(answer.out.split())
    assert "Issued on 1 July 2026" in words
    assert "Assessment summary, to Brindle & Oake Landscapes Ltd" in words
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names >= {
        "award-report.html", "award-report.pdf", "evaluation.json",
        *(f"assessment-summary-{bid}.{kind}" for bid in "ABCDE" for kind in ("html", "pdf")),
    }  # fmt: skip


@pytest.mark.slow
def test_the_same_day_of_issue_gives_the_same_bytes(podium: Podium, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        podium("report", DEMONSTRATION, "-o", folder, *DAY)

    first, second = [
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders
    ]
    assert first == second


def test_what_the_lint_finds_withholds_the_summaries_and_is_listed(
    podium: Podium, tmp_path: Path
) -> None:
    value = demonstration()
    value["bids"][1]["scores"]["upkeep"]["rationale"] = "Good."
    del value["bids"][2]["email"]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert answer.code == 1
    assert "No assessment summary was written; the award report was." in answer.err
    assert "bids[B].scores.upkeep: " in answer.err
    assert "bids[C] lacks `email`" in answer.err
    assert "2 findings." in answer.err
    assert (tmp_path / "out" / "award-report.pdf").exists()
    assert not list((tmp_path / "out").glob("assessment-summary-*"))


def test_an_empty_ranking_is_an_answer_without_letters(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    for bid in value["bids"]:
        bid["exclusions"] = [{"ground": "Schedule 6", "because": "Convicted of fraud in 2025."}]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert answer.code == 0
    assert "No assessment summary was written; the award report was." in answer.err
    assert (tmp_path / "out" / "award-report.pdf").exists()
    assert not list((tmp_path / "out").glob("assessment-summary-*"))


def test_a_provisional_result_withholds_the_summaries(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    del value["bids"][0]["commitments"]["carbon"]["answers"]["in_area"]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert answer.code == 1
    assert "The result is provisional" in answer.err


@pytest.mark.slow
def test_a_letter_filled_in_by_hand_is_not_written_over(podium: Podium, tmp_path: Path) -> None:
    podium("report", DEMONSTRATION, "-o", tmp_path, *DAY)
    letter = tmp_path / "assessment-summary-A.html"
    letter.write_text("filled in")

    answer = podium("report", DEMONSTRATION, "-o", tmp_path, "--issued-on", "2026-07-02")

    assert (answer.code, answer.out) == (2, "")
    assert "it is there already, and not as Podium wrote it" in answer.err
    assert letter.read_text() == "filled in"


def test_what_cannot_be_evaluated_writes_nothing(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    value["model"]["criteria"][1]["weight"] = "46"

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out")

    assert (answer.code, answer.out) == (2, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options", [(), ("-o", ""), ("-o", "tender.json"), ("-o", "out", "--issued-on", "x")]
)
def test_a_wrong_call_is_refused(podium: Podium, tmp_path: Path, options: tuple[str, ...]) -> None:
    answer = podium("report", written(tmp_path), *options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err


@pytest.mark.slow
def test_an_open_low_price_is_told_to_come_before_the_summaries(
    podium: Podium, tmp_path: Path
) -> None:
    answer = podium("report", DEMONSTRATION, "-o", tmp_path / "out", *DAY)

    words = " ".join(answer.out.split())
    assert "Before sending: Send the notice of an abnormally low price to Dunmoor" in words
    assert "summaries wait until its answer is decided, and are drafts" in words


def test_a_blank_that_the_tender_could_fill_in_is_told(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    del value["bids"][1]["commitments"]["qualifications"]["because"]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert (answer.code, answer.err) == (0, "")
    words = " ".join(answer.out.split())
    assert "The letters hold 1 blank that the tender could fill in" in words
    assert "(unshown-promise)" in words


def test_what_is_the_same_of_several_bids_is_told_once(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    for bid in value["bids"][:3]:
        del bid["address"], bid["email"], bid["identifier"]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert answer.code == 1
    assert "bids A, B and C lack `address`, `email`, `identifier`" in answer.err
    assert answer.err.count("(missing-particulars)") == 1
    assert "9 findings." in answer.err


@pytest.mark.slow
def test_a_letter_of_an_earlier_run_that_stays_is_named(podium: Podium, tmp_path: Path) -> None:
    out = tmp_path / "out"
    podium("report", DEMONSTRATION, "-o", out, *DAY)
    (out / "assessment-summary-A.html").write_text("filled in")
    value = demonstration()
    del value["bids"][0]["email"]

    answers = [podium("report", written(tmp_path, value), "-o", out, *DAY) for _ in range(2)]

    assert [path.name for path in out.glob("assessment-summary-*")] == ["assessment-summary-A.html"]
    for answer in answers:
        assert (
            "assessment-summary-A.html is still here from an earlier run and does not match this "
            "tender. Move it." in answer.err
        )


@pytest.mark.slow
def test_the_blanks_of_every_letter_are_told_by_their_keys(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    del value["contact"], value["documents_at"], value["commitment_rules_at"]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert (answer.code, answer.err) == (0, "")
    assert "The letters hold 3 blanks that the tender could fill in" in answer.out
    for key in ("contact", "documents_at", "commitment_rules_at"):
        assert f"`{key}`" in answer.out


def test_a_shared_first_place_is_told_with_its_remedy(podium: Podium, tmp_path: Path) -> None:
    value = demonstration()
    value["bids"] = [value["bids"][0], value["bids"][0] | {"id": "F", "bidder": "Farrow Ltd"}]

    answer = podium("report", written(tmp_path, value), "-o", tmp_path / "out", *DAY)

    assert (
        "Apply the published order for equal figures, if there is one; nothing that was not "
        "published may decide between them." in answer.err
    )
