"""What a cell must hold to be an id, a text, a value in pounds or a year; faults are collected."""

import re
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction

from forms.characters import is_invisible, refused_character
from forms.workbooks.layout import Field
from forms.workbooks.table import Cell, CellKind, Row, Table
from forms.years import FIRST_YEAR, LAST_YEAR
from rules.errors import PodiumError

LONGEST = {
    Field.ID: 40,
    Field.TITLE: 300,
    Field.UNIT: 100,
    Field.THEME: 200,
    Field.OUTCOME: 300,
    Field.NOTES: 4_000,
}
MOST_PLACES = 6
LARGEST_VALUE = Decimal(10) ** 12
_EXCEL_DIGITS = 15

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/ -]*", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,15}(\.0+)?", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_PLAIN = re.compile(r"£?[0-9]+(\.[0-9]+)?", re.ASCII)
_GROUPED = re.compile(r"£?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
_WHITE_SPACE = re.compile(r"\s+")
_SHOWN = 60

_A_NUMBER = f"Write a number of pounds such as 251.75, with at most {MOST_PLACES} decimals"


class CellReader:
    """Reads the cells of a table; what is wrong is kept in `errors`, and read as nothing."""

    def __init__(self, table: Table) -> None:
        """Take the table whose places the faults name."""
        self.errors: list[PodiumError] = []
        self._table = table

    def id(self, row: Row, column: int) -> str:
        """Return the id of a measure."""
        text = self.text(row, column, Field.ID)
        if text and not _ID.fullmatch(text):
            remedy = "Use letters, digits, spaces and . _ / -, beginning with a letter or digit"
            self._fault(row, column, f"“{_short(text)}” can't be an id", remedy)
        return text

    def text(self, row: Row, column: int | None, field: Field) -> str:
        """Return a text in one line, empty where there is none and none is needed."""
        cell = None if column is None else row.cell(column)
        if column is None or cell is None:
            if column is not None and field.is_needed:
                remedy = "Fill it in, or remove the row"
                self._fault(row, column, f"the {field.value} is missing", remedy)
            return ""
        if not self._is_text(row, cell, field):
            return ""
        text = _WHITE_SPACE.sub(" ", cell.text).strip()
        if cell.kind is CellKind.NUMBER:
            text = text.partition(".")[0]
        if (mark := refused_character(text)) is not None:
            problem = f"the text holds the character {mark}, which can't be shown"
            self._fault(row, column, problem, "Type the text anew")
        elif is_invisible(text) and field.is_needed:
            self._fault(row, column, f"the {field.value} is missing", "Fill it in")
        elif len(text) > LONGEST[field]:
            problem = f"the {field.value} has {len(text):,} characters"
            self._fault(row, column, problem, f"Shorten it to {LONGEST[field]:,}")
        else:
            return text
        return ""

    def _is_text(self, row: Row, cell: Cell, field: Field) -> bool:
        match cell.kind:
            case CellKind.TEXT:
                return True
            case CellKind.NUMBER if _WHOLE.fullmatch(cell.text):
                return True
            case CellKind.NUMBER:
                problem = f"found the number {_short(cell.text)}, and a text is expected"
                remedy = "Format the cell as text and type it again: 1.10 as a number becomes 1.1"
            case CellKind.FORMULA:
                return False
            case kind:
                problem = f"found a cell of the kind {kind.value}, and a text is expected"
                remedy = f"Write the {field.value} as a text"
        self._fault(row, cell.column, problem, remedy)
        return False

    def value(self, row: Row, column: int | None) -> Fraction | None:
        """Return a value in pounds, None where the cell is empty."""
        cell = None if column is None else row.cell(column)
        if cell is None or cell.kind is CellKind.FORMULA:
            return None
        text = self._number(row, cell)
        if text is None:
            return None
        try:
            number = as_typed(text) if cell.kind is CellKind.NUMBER else Decimal(text)
        except InvalidOperation:
            self._fault(row, cell.column, f"“{_short(text)}” is no number", _A_NUMBER)
            return None
        exponent = number.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if number < 0:
            problem = f"the value {_short(text)} is below zero"
            self._fault(row, cell.column, problem, "A measure is worth nothing or more")
        elif number >= LARGEST_VALUE:
            self._fault(row, cell.column, f"the value {_short(text)} is too large", _A_NUMBER)
        elif places > MOST_PLACES:
            problem = f"the value {_short(text)} has {places} decimals"
            remedy = f"Round it to at most {MOST_PLACES}, and paste it as a value"
            self._fault(row, cell.column, problem, remedy)
        else:
            return Fraction(number)
        return None

    def _number(self, row: Row, cell: Cell) -> str | None:
        """Return the characters of a number, None where the cell holds something else."""
        if cell.kind is CellKind.NUMBER and _NUMBER.fullmatch(cell.text):
            return cell.text
        if cell.kind is CellKind.TEXT and not self._table.is_typed:
            text = cell.text.strip()
            has_plain_commas = self._table.delimiter == "," and _GROUPED.fullmatch(text)
            if _PLAIN.fullmatch(text) or has_plain_commas:
                return text.removeprefix("£").replace(",", "")
            if _NUMBER.fullmatch(text):
                return text
        what = f"the {cell.kind.value} “{_short(cell.text)}”"
        self._fault(row, cell.column, f"found {what}, and a number is expected", _A_NUMBER)
        return None

    def year(self, row: Row, column: int | None) -> int | None:
        """Return the year of the prices, None where the cell is empty."""
        cell = None if column is None else row.cell(column)
        if cell is None or cell.kind is CellKind.FORMULA:
            return None
        text = cell.text.strip()
        is_readable = cell.kind in (CellKind.NUMBER, CellKind.TEXT)
        is_whole = is_readable and _WHOLE.fullmatch(text)
        year = int(text.partition(".")[0]) if is_whole else 0
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        problem = f"found the {cell.kind.value} “{_short(text)}”, and a year is expected"
        self._fault(row, cell.column, problem, "Write the year of the prices, such as 2022")
        return None

    def _fault(self, row: Row, column: int, problem: str, remedy: str) -> None:
        self.errors.append(PodiumError(self._table.place(row.number, column), problem, remedy))


def as_typed(text: str) -> Decimal:
    """Return the number that was typed into an Excel cell.

    Excel keeps a number in binary and writes 17 digits of it, though it takes and shows 15: what
    was typed as 4.35 stands in the file as 4.3499999999999996. The first 15 are what was meant.

    >>> as_typed("4.3499999999999996"), as_typed("7.0000000000000007E-2"), as_typed("277.22")
    (Decimal('4.35'), Decimal('0.07'), Decimal('277.22'))
    """
    return Context(prec=_EXCEL_DIGITS, traps=[InvalidOperation]).create_decimal(text).normalize()


def _short(text: str) -> str:
    """Return text that is fit for a message: without control characters, and not endless."""
    shown = "".join(mark if mark.isprintable() else "�" for mark in text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
