"""One sheet of a workbook: its cells, what may be typed into them, and how it is printed."""

from typing import assert_never

from xlsxwriter.worksheet import Worksheet

from evaluation.workbook import (
    Computed,
    Input,
    InputKind,
    Locked,
    Look,
    Need,
    Part,
    Placed,
    Sheet,
    Workbook,
)
from evaluation.workbook.layout import QUANTITY
from evaluation.workbook.places import cell_at, column_letters
from webapp.documents.workbook.checks import validation
from webapp.documents.workbook.formats import Formats

_A4 = 9
_LINE_HEIGHT = 15
_PADDING = 3
_TALLEST = 400
_LARGE = (Look.TITLE, Look.HEADING)
_LARGE_HEIGHT = 28
_LONG_ANSWER = 160
_ALLOWED = {"format_columns": True, "format_rows": True}
_LONGEST_RUNNING = 80
_NOT_WRAPPED = (Look.TITLE, Look.HEADING, Look.NOTE)
_MANY_COLUMNS = 4
_OF_NARROW_LETTERS = 1.1
"""How many letters of running text stand in the width of one digit, by which columns are wide."""


def write_sheet(page: Worksheet, sheet: Sheet, workbook: Workbook, formats: Formats) -> None:
    """Write a sheet of a workbook."""
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row in range(1, sheet.last_row + 1):
        page.set_row(row - 1, _height([one for one in sheet.placed if one.row == row], sheet))
    for one in sheet.placed:
        _write(page, one, formats)
    _mark_missing(page, sheet, formats)
    if sheet.headed_at and sheet.name != workbook.sheets[0].name:
        page.freeze_panes(sheet.headed_at, 0)
        page.repeat_rows(sheet.headed_at - 1)
    page.protect("", _ALLOWED)
    first = next((one for one, _ in sheet.inputs()), None)
    if first is not None:
        page.set_selection(first.row - 1, first.column - 1, first.row - 1, first.column - 1)
    _set_print(page, sheet, workbook)


def _write(page: Worksheet, placed: Placed, formats: Formats) -> None:
    row, column, cell = placed.row - 1, placed.column - 1, placed.cell
    look = formats.of(cell)
    match cell:
        case Locked(text, Look.LABEL) if "\n" in text:
            title, rest = text.split("\n", 1)
            plain = formats.of(Locked(rest))
            page.write_rich_string(row, column, look, f"{title}\n", plain, rest, look)
        case Locked(text):
            page.write_string(row, column, text, look)
        case Computed(formula, at_first):
            page.write_formula(row, column, f"={formula}", look, at_first)
        case Input():
            page.write_blank(row, column, None, look)
            page.data_validation(row, column, row, column, validation(cell))
        case _:
            assert_never(cell)


def _height(row: list[Placed], sheet: Sheet) -> int:
    """Return how high a row has to be for its words."""
    lines = 1
    if any(isinstance(one.cell, Locked) and one.cell.look in _LARGE for one in row):
        return _LARGE_HEIGHT
    for one in row:
        width = sheet.widths[one.column - 1] * _OF_NARROW_LETTERS
        match one.cell:
            case Locked(text, look) if look not in _NOT_WRAPPED:
                if look is not Look.TEXT:
                    width /= _OF_NARROW_LETTERS**2
                lines = max(lines, sum(1 + int(len(part) / width) for part in text.split("\n")))
            case Input(kind=InputKind.TEXT, asked=asked) if asked.part is Part.ANSWER:
                lines = max(lines, _LONG_ANSWER // _LINE_HEIGHT)
            case _:
                continue
    return min(lines * _LINE_HEIGHT + _PADDING, _TALLEST)


def _mark_missing(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    """Give another ground to what is needed and empty, as the first sheet counts it."""
    quantities = {
        cell.asked.id: column_letters(one.column)
        for one, cell in sheet.inputs()
        if cell.asked.field == QUANTITY
    }
    for one, cell in sheet.inputs():
        empty = f'{cell_at(one.row, one.column)}=""'
        if cell.need is Need.NEVER:
            continue
        if cell.need is Need.IF_PROMISED:
            quantity = f"{quantities[cell.asked.id]}{one.row}"
            empty = f'AND({quantity}<>"",{quantity}<>0,{empty})'
        rule = {"type": "formula", "criteria": f"={empty}", "format": formats.missing}
        page.conditional_format(one.row - 1, one.column - 1, one.row - 1, one.column - 1, rule)


def _set_print(page: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    if len(sheet.widths) >= _MANY_COLUMNS:
        page.set_landscape()
    page.hide_gridlines(2)
    running = f"{workbook.reference}  {workbook.title}"[:_LONGEST_RUNNING].replace("&", "&&")
    page.set_header(f"&L{running}&R{sheet.title.replace('&', '&&')[:_LONGEST_RUNNING]}")
    page.set_footer(f"&L{workbook.edition}&RPage &P of &N")
