"""The bidder's workbook as an Excel file: locked, checked as one types, and the same bytes."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from evaluation.workbook import Locked, bidders_workbook
from evaluation.workbook.places import cell_at
from forms.workbooks.excel import ExcelWorkbook
from tests.evaluation.builders import model, price, scored
from tests.evaluation.workbook.sample import ISSUE, sample_workbook
from webapp.documents.workbook import render_workbook


def _parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _sheet(number: int) -> str:
    return _parts(render_workbook(sample_workbook()))[f"xl/worksheets/sheet{number}.xml"]


def test_the_same_workbook_is_the_same_bytes() -> None:
    assert render_workbook(sample_workbook()) == render_workbook(sample_workbook())


def test_no_part_bears_the_time_at_which_it_was_written() -> None:
    with ZipFile(BytesIO(render_workbook(sample_workbook()))) as archive:
        times = {entry.date_time for entry in archive.infolist()}

    properties = _parts(render_workbook(sample_workbook()))["docProps/core.xml"]

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties)) == {"2026-11-20T00:00:00Z"}


def test_every_locked_word_stands_in_its_cell() -> None:
    workbook = sample_workbook()
    file = ExcelWorkbook(render_workbook(workbook), "issued.xlsx")

    for sheet in workbook.sheets:
        rows = file.table(sheet.name).rows
        held = {
            cell_at(row.number, cell.column): cell.text.split()
            for row in rows
            for cell in row.cells
        }
        for one in sheet.placed:
            if isinstance(one.cell, Locked):
                assert held[cell_at(one.row, one.column)] == one.cell.text.split()


@pytest.mark.parametrize("number", range(1, 6))
def test_every_sheet_is_protected(number: int) -> None:
    assert "<sheetProtection " in _sheet(number)


def test_every_cell_to_fill_in_has_a_check_and_no_other_has_one() -> None:
    workbook = sample_workbook()

    for number, sheet in enumerate(workbook.sheets, start=1):
        checked = " ".join(re.findall(r' sqref="([^"]+)"', _validations(_sheet(number)))).split()
        asked = [cell_at(one.row, one.column) for one, _ in sheet.inputs()]
        assert sorted(checked) == sorted(asked)


def _validations(xml: str) -> str:
    return "".join(re.findall(r"<dataValidation .*?</dataValidation>", xml))


def test_a_choice_offers_yes_and_no_alone() -> None:
    assert "<formula1>&quot;Yes,No&quot;</formula1>" in _validations(_sheet(2)) or (
        '<formula1>"Yes,No"</formula1>' in _validations(_sheet(2))
    )


def test_no_cells_are_merged() -> None:
    parts = _parts(render_workbook(sample_workbook()))

    assert not any("<mergeCell" in text for text in parts.values())


def test_words_that_look_like_formulas_or_links_stay_words() -> None:
    made = bidders_workbook(
        model(price("40"), replace(scored("method", "60"), title='=HYPERLINK("http://x.example")')),
        replace(ISSUE, title="=1+1", reference="http://x.example/?a&b"),
    )

    parts = _parts(render_workbook(made))

    assert not any("HYPERLINK" in text for name, text in parts.items() if "sheets/" in name)
    assert not any("hyperlink" in text for name, text in parts.items() if "_rels" in name)


def test_it_says_of_itself_what_it_is() -> None:
    properties = _parts(render_workbook(sample_workbook()))["docProps/core.xml"]

    assert "<dc:title>Bid workbook: Grounds maintenance &amp; parks</dc:title>" in properties
    assert "<dc:creator>Coventry City Council</dc:creator>" in properties
