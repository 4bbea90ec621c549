"""Testing a model before it is published, and writing what was found in three layouts."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from evaluation.stress import Draws
from forms.tender import read_model
from webapp.services.awards.stressing import (
    NoCurve,
    Stressed,
    stress_document,
    stress_tender,
    write_stress_test,
)
from webapp.services.demonstration.award import TENDER
from webapp.services.files import FileNotWritten

DAY = date(2026, 7, 1)
FEW = Draws(bids=3, runs=200, seed=1)


def stressed(**changes: Any) -> Stressed:  # noqa: ANN401 - any JSON value
    """Return the stress test of the demonstration's model with some of the tender changed."""
    value = json.loads(TENDER.read_bytes()) | changes
    given = {key: one for key, one in value.items() if one is not None}
    return stress_tender(read_model(json.dumps(given).encode(), name="t"), FEW)


def test_bids_are_ignored_whatever_stands_there() -> None:
    assert stressed().test == stressed(bids=None).test == stressed(bids="nonsense").test


def test_the_same_draws_give_the_same_test() -> None:
    assert stressed().test == stressed().test
    assert stressed().test.simulation is not None


def test_with_a_policy_its_findings_are_there() -> None:
    model = json.loads(TENDER.read_bytes())["model"]
    model["criteria"][1]["weight"], model["criteria"][3]["weight"] = "55", "5"

    found = {one.id for one in stressed(model=model).test.findings}
    without = {one.id for one in stressed(model=model, policy=None).test.findings}

    assert "social-value-below-minimum" in found
    assert "social-value-below-minimum" not in without


def test_a_faulty_model_is_tested_and_may_not_be_published() -> None:
    model = json.loads(TENDER.read_bytes())["model"]
    model["criteria"][1]["weight"] = "46"

    found = stressed(model=model)

    assert found.test.has_errors
    assert "weights-not-100" in {one.id for one in found.test.findings}


@pytest.mark.parametrize(
    ("kind", "start"), [(".html", b"<!DOCTYPE html>"), (".pdf", b"%PDF-"), (".svg", b"<?xml")]
)
def test_it_is_written_in_the_layout_that_its_name_asks_for(
    tmp_path: Path, kind: str, start: bytes
) -> None:
    path = tmp_path / f"stress{kind}"

    write_stress_test(stressed(), path, issued_on=DAY)

    data = path.read_bytes()
    assert data[:20].lower().startswith(start.lower())
    if kind == ".svg":
        assert ET.fromstring(data).tag.endswith("svg")  # noqa: S314 - written here


def test_the_document_bears_the_day_of_issue() -> None:
    document = stress_document(stressed(), issued_on=DAY)

    assert (document.reference, document.issued_on) == ("DEMO-2026-001", DAY)


def test_a_chart_without_a_price_formula_is_refused(tmp_path: Path) -> None:
    question = {"id": "q", "title": "Question", "kind": "scored", "weight": "100", "scale": "0-5"}
    found = stressed(model={"criteria": [question]}, policy=None, procurement=None)

    with pytest.raises(NoCurve):
        write_stress_test(found, tmp_path / "stress.svg", issued_on=DAY)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        write_stress_test(stressed(), tmp_path / "no" / "stress.html", issued_on=DAY)
