"""A workbook that LibreOffice opened and saved is read as if it had come from the issuer."""

import re

import pytest

from evaluation.workbook.places import cell_at
from evaluation.workbook.start import DONE
from forms.tender_workbook import FindingKind, read_workbook
from forms.workbooks.excel import ExcelWorkbook
from tests.evaluation.workbook.sample import sample_workbook
from tests.webapp.documents.workbook.filling import FULL, changed, filled
from tests.webapp.documents.workbook.libreoffice import KEPT, office, saved_again
from webapp.documents.workbook import render_workbook

ISSUED = sample_workbook()


def test_the_kept_file_that_libreoffice_saved_is_read_without_a_finding() -> None:
    read = read_workbook(KEPT.read_bytes(), ISSUED)

    assert read == read_workbook(filled(ISSUED), ISSUED)
    assert read.findings == ()
    assert read.price == "150000.5"
    assert read.promised["weeks"].attribution == "50"
    assert read.answers["method"] == FULL["Answers!D7"]


def _came_to(data: bytes, place: str) -> str:
    sheet, _, at = place.partition("!")
    table = ExcelWorkbook(data, "bid.xlsx").table(sheet)
    return next(
        cell.text
        for row in table.rows
        for cell in row.cells
        if cell_at(row.number, cell.column) == at
    )


def _forget_results(parts: dict[str, str]) -> None:
    """Take out what formulas came to, so that whoever opens the file works them out."""
    for name, text in parts.items():
        parts[name] = re.sub("</f><v>[^<]*</v>", "</f>", text)


@pytest.mark.slow
def test_libreoffice_here_changes_nothing_that_was_issued() -> None:
    program = office()
    if program is None:
        pytest.skip("LibreOffice Calc is not installed; the kept file stands for it")

    saved = saved_again(render_workbook(ISSUED), program)
    read = read_workbook(saved, ISSUED)

    assert read.is_as_issued
    assert {one.kind for one in read.findings} == {FindingKind.MISSING}


@pytest.mark.slow
def test_libreoffice_here_works_out_the_total_and_that_everything_is_filled_in() -> None:
    program = office()
    if program is None:
        pytest.skip("LibreOffice Calc is not installed; the kept file stands for it")

    saved = saved_again(changed(filled(ISSUED), _forget_results), program)

    assert read_workbook(saved, ISSUED).findings == ()
    assert _came_to(saved, "Price!C8") == "150000.5"
    assert _came_to(saved, "Start!B23") == DONE
