"""Reporting: letters go out only if nothing is in their way; the report is there all the same."""

import json
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.tender import read_tender
from webapp.services.awards.evaluating import Evaluated, evaluate_tender
from webapp.services.awards.reporting import Reported, report_award, write_report
from webapp.services.demonstration.award import TENDER

DAY = date(2026, 7, 1)


def demonstration() -> dict[str, Any]:
    """Return the demonstration's tender as JSON, to be changed."""
    value: dict[str, Any] = json.loads(TENDER.read_bytes())
    return value


def reported(value: dict[str, Any]) -> tuple[Evaluated, Reported]:
    """Return the evaluation of a tender, and the report on it."""
    evaluated = evaluate_tender(read_tender(json.dumps(value).encode(), name="t"))
    return evaluated, report_award(evaluated, issued_on=DAY)


def stems(found: Reported) -> list[str]:
    """Return the stems of the files, in order."""
    return [named.stem for named in found.documents()]


def test_each_bid_gets_its_letter_and_the_low_price_its_question() -> None:
    _, found = reported(demonstration())

    assert not found.is_withheld
    assert stems(found) == [
        "award-report",
        "abnormally-low-price-D",
        *(f"assessment-summary-{bid}" for bid in "ABCDE"),
    ]
    assert all(named.document.issued_on == DAY for named in found.documents())


def test_a_finding_of_the_lint_withholds_every_summary_and_nothing_else() -> None:
    value = demonstration()
    value["bids"][1]["scores"]["upkeep"]["rationale"] = "Good."

    _, found = reported(value)

    assert found.is_withheld
    assert {(one.bid, one.criterion) for one in found.findings} == {("B", "upkeep")}
    assert stems(found) == ["award-report", "abnormally-low-price-D"]


def test_a_provisional_result_withholds_them_and_says_why() -> None:
    value = demonstration()
    del value["bids"][0]["commitments"]["carbon"]["answers"]["in_area"]

    _, found = reported(value)

    assert "provisional" in found.because
    assert "assessment-summary-A" not in stems(found)


def test_a_shared_first_place_withholds_them() -> None:
    value = demonstration()
    twin = json.loads(json.dumps(value["bids"][0])) | {"id": "F", "bidder": "Farrow Ltd"}
    value["bids"] = [value["bids"][0], twin]

    _, found = reported(value)

    assert "first place is shared" in found.because


def test_ids_that_differ_in_capitals_alone_get_files_of_their_own() -> None:
    value = demonstration()
    value["bids"][3]["id"] = "a"

    _, found = reported(value)

    names = stems(found)
    assert len({name.casefold() for name in names}) == len(names)
    assert "assessment-summary-a~2" in names


@pytest.mark.parametrize("id_", ["CON", "nul.txt", "A.", "x" * 100, "a..b", "aux-1"])
def test_no_id_of_a_bid_makes_a_bad_file_name(tmp_path: Path, id_: str) -> None:
    value = demonstration()
    value["bids"] = [value["bids"][0] | {"id": id_}]

    evaluated, found = reported(value)
    written = write_report(evaluated, found, tmp_path / "out")

    assert f"assessment-summary-{id_}.pdf" in {path.name for path in written}
    assert all(path.parent == tmp_path / "out" for path in written)


@pytest.mark.slow
def test_the_folder_holds_both_layouts_and_the_figures(tmp_path: Path) -> None:
    evaluated, found = reported(demonstration())

    written = write_report(evaluated, found, tmp_path)

    assert {path.name for path in written} == {
        "evaluation.json",
        *(f"{stem}{kind}" for stem in stems(found) for kind in (".html", ".pdf")),
    }
    assert json.loads((tmp_path / "evaluation.json").read_text())["winner"] == "A"
    assert all(path.stat().st_size > 1000 for path in written)


def test_each_document_is_told_while_it_is_written(tmp_path: Path) -> None:
    evaluated, found = reported(demonstration())
    told: list[str] = []

    def at_work(what: str) -> AbstractContextManager[None]:
        told.append(what)
        return nullcontext()

    write_report(evaluated, found, tmp_path, at_work=at_work)

    assert told[0] == "Writing award-report.html and .pdf, document 1 of 7"
    assert len(told) == len(found.documents())


@pytest.mark.slow
def test_a_summary_of_an_earlier_run_does_not_lie_beside_a_later_report(tmp_path: Path) -> None:
    write_report(*reported(demonstration()), tmp_path)
    value = demonstration()
    value["bids"][1]["scores"]["upkeep"]["rationale"] = "Good."

    write_report(*reported(value), tmp_path)

    assert not list(tmp_path.glob("assessment-summary-*"))
    assert (tmp_path / "award-report.pdf").exists()


def test_a_promise_without_what_shows_it_warns_and_withholds_nothing() -> None:
    value = demonstration()
    del value["bids"][1]["commitments"]["qualifications"]["because"]

    _, found = reported(value)

    assert [(each.bid, each.check) for each in found.warnings] == [("B", "unshown-promise")]
    assert "assessment-summary-B" in stems(found)


def test_a_settled_low_price_leaves_no_notice_and_no_draft() -> None:
    value = demonstration()
    value["bids"][3]["abnormally_low"] = {
        "verdict": "demonstrated", "because": "It owns its mowers.", "by_role": "evaluation_chair",
    }  # fmt: skip

    (_, before), (_, after) = reported(demonstration()), reported(value)

    assert [price.bid for price in before.open_prices] == ["D"]
    assert after.open_prices == ()
    assert "abnormally-low-price-D" not in stems(after)
