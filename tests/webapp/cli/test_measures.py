"""`podium measures`: the catalogue, a value with its derivation, and checking a file."""

from pathlib import Path

import pytest

from rules.catalogue import shipped_catalogue
from tests.forms.workbooks.books import book, raw
from tests.webapp.cli.conftest import Podium
from tests.webapp.measures import HEADER, workbook

VALUE = ("measures", "value", "carbon-saved", "--quantity", "100", "--from", "2024", "--years", "7")


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "framework.xlsx"
    path.write_bytes(workbook())
    return path


def test_the_list_has_every_measure(podium: Podium) -> None:
    text, json = podium("measures", "list"), podium("measures", "list", "--format", "json")

    ids = [one.id for one in shipped_catalogue().measures]
    assert (text.code, json.code) == (0, 0)
    assert all(id_ in text.out for id_ in ids)
    assert [one["id"] for one in json.json["measures"]] == ids


def test_a_measure_is_shown_with_counting_evidence_and_licence(podium: Podium) -> None:
    text = podium("measures", "show", "carbon-saved")
    json = podium("measures", "show", "carbon-saved", "--format", "json").json

    assert text.code == 0
    assert "Against a stated baseline" in text.out
    assert "Open Government Licence v3.0 [unverified]" in text.out
    assert json["value"]["pounds"]["2026"] == {
        "low": "138.61",
        "central": "277.22",
        "high": "415.83",
    }
    assert json["value"]["price_year"] == 2022
    assert {"pack": "coventry", "indicator": "cov-2022-carbon-savings"} in json["serves"]


def test_a_value_is_derived_line_by_line(podium: Podium) -> None:
    text = podium(*VALUE, "--price-year", "2024")
    json = podium(*VALUE, "--price-year", "2024", "--format", "json").json

    assert "£196,489.45 at present value" in text.out
    assert "100 × £273.06 = £27,306.00, in prices of 2024 £30,172.21; × 0.9662 = £29,151.89" in (
        " ".join(text.out.split())
    )
    assert json["present_value"] == "196489.45"
    assert [one["discount_factor"] for one in json["years"]][:2] == ["1.000000", "0.966184"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("measures", "show", "carbon-save"), "Did you mean «carbon-saved»?"),
        ((*VALUE, "--price-year", "2025"), "no price index is known for 2025"),
        ((*VALUE[:4], "many", *VALUE[5:]), "“many” is no number"),
        ((*VALUE[:2], "local-jobs", *VALUE[3:]), "no source with an open licence"),
        ((*VALUE[:-1], "80"), "80 is not from 1 to 76"),
    ],
)
def test_what_is_not_known_is_refused(
    arguments: tuple[str, ...], told: str, podium: Podium
) -> None:
    answer = podium(*arguments)

    assert answer.code == 2
    assert answer.out == ""
    assert told in answer.err


def test_a_file_in_order_is_told_as_such(podium: Podium, framework: Path) -> None:
    text = podium("measures", "import", str(framework), "--check")
    json = podium("measures", "import", str(framework), "--check", "--format", "json").json

    assert text.code == 0
    assert "2 measures can be imported" in " ".join(text.out.split())
    assert json["accepted"] is True
    assert json["columns"] == {"id": "A", "title": "B", "unit": "C", "value": "D", "theme": "E"}
    assert json["measures"][0]["value"] == "31.27"


def test_a_file_with_faults_exits_1_with_every_cell(podium: Podium, tmp_path: Path) -> None:
    path = tmp_path / "framework.xlsx"
    path.write_bytes(workbook(("L1", "t", "u", raw("><f>1</f>"), ""), ("L2", None, "u", "x", "")))

    text = podium("measures", "import", str(path), "--check")
    json = podium("measures", "import", str(path), "--check", "--format", "json")

    assert (text.code, json.code) == (1, 1)
    assert "Measures!D2" in text.out
    assert [one["place"] for one in json.json["faults"]] == [
        "Measures!D2",
        "Measures!B3",
        "Measures!D3",
    ]


def test_columns_can_be_named(podium: Podium, framework: Path) -> None:
    json = podium(
        *("measures", "import", str(framework), "--check", "--format", "json"),
        *("--column", "notes=E", "--column", "theme=E"),
    ).json

    assert json["columns"]["notes"] == "E"


@pytest.mark.parametrize(
    ("data", "arguments", "told"),
    [
        (workbook(), (), "Add --check to check the file here"),
        (workbook(), ("--check", "--sheet", "Other"), "Choose one of: Measures"),
        (workbook(), ("--check", "--header-row", "9"), "Name it with --header-row"),
        (workbook(), ("--check", "--column", "price=D"), "the fields are id, title, unit"),
        (book([HEADER[:1] * 3]), ("--check",), "--column title=LETTER"),
        (book([HEADER], parts={"xl/vbaProject.bin": b"x"}), ("--check",), "it holds macros"),
        (b"no workbook", ("--check",), "neither an Excel workbook"),
    ],
)
def test_a_file_that_is_no_table_exits_2(
    data: bytes, arguments: tuple[str, ...], told: str, podium: Podium, framework: Path
) -> None:
    framework.write_bytes(data)

    answer = podium("measures", "import", str(framework), *arguments)

    assert answer.code == 2
    assert told in answer.err
