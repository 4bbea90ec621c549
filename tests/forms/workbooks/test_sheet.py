"""Sheets whose XML says more, or something else, than a spreadsheet program would show."""

import tracemalloc

import pytest

from forms.errors import InvalidInput
from forms.workbooks import header_of, read_measures, read_workbook
from forms.workbooks.layout import Columns
from tests.forms.workbooks.books import HEADER, Content, book, raw, sheet

COLUMNS = Columns(id=1, title=2, unit=3, value=4)
ROW = ("m1", "Hours given", "hours", 14)


def refusal(*rows: tuple[Content, ...], before: str = "", after: str = "") -> str:
    """Return why the measures of a sheet are refused."""
    data = book(sheets={"Measures": sheet(rows, before=before, after=after)})
    with pytest.raises(InvalidInput) as refused:
        _read(data)
    return str(refused.value)


def _read(data: bytes) -> None:
    table = read_workbook(data, "m.xlsx").table("Measures")
    header = header_of(table)
    assert header is not None
    read_measures(table, COLUMNS, header_row=header.number)


@pytest.mark.parametrize(
    "cell", ["><v>1</v><v>2</v>", "><v>1</v><extLst><ext><v>99</v></ext></extLst>", "><v/><v>2</v>"]
)
def test_a_cell_of_two_values_is_refused_and_not_read_as_one_of_both(cell: str) -> None:
    assert "Measures!D2: the cell has two values" in refusal(
        HEADER, ("m1", "Hours", "hours", raw(cell))
    )


def test_a_text_beside_a_number_is_not_read_as_its_further_digits() -> None:
    row = ("m1", "Hours", "hours", raw("><v>1</v><is><t>2</t></is>"))

    read = read_workbook(book([row]), "m.xlsx").table("Measures").rows[0]

    assert read.cells[3].text == "1"


@pytest.mark.parametrize("index", ["abc", "-1", "٣", "1" * 30])
def test_a_cell_that_names_no_shared_text_is_not_given_the_first(index: str) -> None:
    cell = raw(f't="s"><v>{index}</v>')

    assert "Measures!B2: the cell names no shared text" in refusal(
        HEADER, ("m1", cell, "hours", 14)
    )


def test_a_title_that_is_a_formula_is_refused_and_no_measure_is_taken_for_the_header() -> None:
    header = ("Ref", "Measure", raw('t="str"><f>A1</f><v>Unit</v>'), "Value")

    assert "Measures!C1: the cell holds a formula" in refusal(
        header, ("m1", "Hours", "hours", None), ROW
    )


@pytest.mark.parametrize("range_", ["A1:B2", "B2:A1", "$A$1:$B$2"])
def test_merged_cells_are_found_however_their_corners_are_written(range_: str) -> None:
    merged = f'<mergeCells><mergeCell ref="{range_}"/></mergeCells>'

    assert f"Measures!{range_}: the cells are merged" in refusal(HEADER, ROW, after=merged)


def test_more_merged_ranges_than_any_sheet_has_are_refused() -> None:
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 1_100))

    assert "more than 1,000 ranges of merged cells" in refusal(HEADER, ROW, after=merged)


def test_columns_that_are_hidden_again_and_again_take_no_more_memory() -> None:
    hidden = '<col min="1" max="200" hidden="1"/>' * 5_000
    data = book(sheets={"Measures": sheet([HEADER, ROW], before=f"<cols>{hidden}</cols>")})
    tracemalloc.start()

    table = read_workbook(data, "m.xlsx").table("Measures")

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table.hidden_columns == tuple(range(1, 201))
    assert peak < 2_000_000
