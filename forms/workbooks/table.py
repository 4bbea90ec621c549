"""Rows and cells, the same for Excel and CSV, and where a cell stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from evaluation.workbook.places import column_letters
from forms.errors import InvalidInput

MOST_ROWS = 2_000
"""How many rows of measures a sheet may have; published frameworks have fewer than 500."""

MOST_COLUMNS = 200
LAST_ROW = 1_048_576
"""The last row that a sheet can have."""

LONGEST_CELL = 32_767
"""How many characters Excel itself lets a cell hold."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_ALPHABET = 26
_DELIMITERS = {"": "", ",": "commas", ";": "semicolons", "\t": "tabs"}


class CellKind(StrEnum):
    """What a cell holds; CSV has texts alone."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERCENTAGE = "percentage"
    BOOLEAN = "true or false"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something; `column` counts from 1, `text` is as the file has it.

    `formula` is the formula's own text where the kind is one, and `text` what it last came to.
    """

    column: int
    kind: CellKind
    text: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the number that a spreadsheet shows, with its cells that hold something."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def cell(self, column: int) -> Cell | None:
        """Return the cell of a column, None where it is empty."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook, and whether the workbook hides it."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that hold something, from the top.

    `sheet` is empty for CSV, whose `delimiter` tells how its columns were parted. `merged` holds
    the ranges of merged cells with their last rows. `is_whole` is false where only the first rows
    were asked for.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[str, int], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    delimiter: str = ""
    is_whole: bool = True

    @property
    def is_typed(self) -> bool:
        """Whether the file tells numbers from texts."""
        return not self.delimiter

    @property
    def parted_by(self) -> str:
        """What parts the columns, in a word; empty for Excel."""
        return _DELIMITERS[self.delimiter]

    def place(self, row: int, column: int) -> str:
        """Return where a cell stands, as spreadsheets write it."""
        return place_of(self.sheet, row, column)


class Workbook(Protocol):
    """A file that was opened and found harmless; a sheet of it is read when it is asked for."""

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """The sheets in the order of the file."""

    def table(self, sheet: str, *, head: int | None = None) -> Table:
        """Return the rows of a sheet, or the first few.

        Raises:
            InvalidInput: the sheet is damaged or too large.
        """


def column_and_row(reference: str) -> tuple[int, int] | None:
    """Return the column and the row of a reference such as `D17`, or None.

    >>> column_and_row("D17"), column_and_row("17")
    ((4, 17), None)
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return column, int(found[2])


def place_of(sheet: str, row: int, column: int) -> str:
    """Return where a cell stands, as spreadsheets write it.

    >>> place_of("Measures", 17, 4), place_of("Our measures", 17, 4), place_of("", 17, 4)
    ('Measures!D17', "'Our measures'!D17", 'D17')
    """
    return in_sheet(sheet, f"{column_letters(column)}{row}")


def in_sheet(sheet: str, reference: str) -> str:
    """Return a reference with the name of its sheet before it."""
    if not sheet:
        return reference
    quoted = sheet if _PLAIN_SHEET.fullmatch(sheet) else f"'{sheet.replace(chr(39), chr(39) * 2)}'"
    return f"{quoted}!{reference}"


def within_bounds(rows: Iterator[Row], *, file: str, sheet: str, head: int | None) -> Iterator[Row]:
    """Yield rows as they are read, and stop reading where there are too many or enough.

    Raises:
        InvalidInput: There are more rows than any catalogue has.
    """
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise InvalidInput.of(
                file,
                place_of(sheet, row.number, 1),
                f"the sheet has more than {MOST_ROWS:,} rows, and was read no further",
                "Remove what is no measure, or split it into several imports",
            )
        yield row
        if count == head:
            return
