"""Styles: which show something else than the number, and formats that were made to do harm."""

import time

import pytest

from forms.workbooks import CellKind, read_workbook
from forms.workbooks.styles import shows_dates
from tests.forms.workbooks.books import MAIN, book, number


def kind_of(format_id: str, code: str = "") -> CellKind:
    """Return as what a number is read whose style has a format."""
    custom = f'<numFmts><numFmt numFmtId="{format_id}" formatCode="{code}"/></numFmts>'
    styles = (
        f'<styleSheet xmlns="{MAIN}">{custom if code else ""}'
        f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{format_id}"/></cellXfs></styleSheet>'
    )
    data = book([(number("0.25", style=1),)], parts={"xl/styles.xml": styles})
    return read_workbook(data, "m.xlsx").table("Measures").rows[0].cells[0].kind


@pytest.mark.parametrize(
    ("format_id", "code", "kind"),
    [
        ("9", "", CellKind.PERCENTAGE),
        ("10", "", CellKind.PERCENTAGE),
        ("164", "0.0%", CellKind.PERCENTAGE),
        ("164", "0.0&quot; % of it&quot;", CellKind.NUMBER),
        ("164", "[$£-809]#,##0.00", CellKind.NUMBER),
        ("14", "", CellKind.DATE),
        ("14", "0.00", CellKind.NUMBER),
        ("²", "", CellKind.NUMBER),
        ("1" * 5_000, "", CellKind.NUMBER),
    ],
)
def test_a_number_is_read_as_what_its_format_shows(
    format_id: str, code: str, kind: CellKind
) -> None:
    assert kind_of(format_id, code) is kind


def test_a_format_without_end_is_looked_at_no_further_than_excel_lets_it_go() -> None:
    began = time.perf_counter()

    assert not shows_dates("[" * 1_000_000)

    assert time.perf_counter() - began < 1
