"""The rows of one sheet of an Excel file, as its XML has them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from forms.workbooks.remedies import FEWER_COLUMNS, SAVE_AGAIN, UNMERGE
from forms.workbooks.table import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_COLUMNS,
    Cell,
    CellKind,
    Row,
    column_and_row,
    in_sheet,
    place_of,
)

_YES = ("1", "true")
_TYPED = {
    "b": CellKind.BOOLEAN,
    "e": CellKind.ERROR,
    "d": CellKind.DATE,
    "str": CellKind.TEXT,
    "inlineStr": CellKind.TEXT,
}
_MOST_MERGED = 1_000

_SHOWN = 60
_MOST_DIGITS = 9
"""Of a whole number of the file's own book-keeping: a billion is more than any sheet counts."""

Refuse = Callable[[str, str, str], NoReturn]


@dataclass(frozen=True, slots=True)
class Shared:
    """A text that is kept once for the whole workbook: the cell has its number only."""

    index: int


class SheetHandler:
    """Collects rows, merged ranges and what is hidden, while a sheet's part is streamed.

    `rows` is emptied by the caller between pieces. A text that is shared comes as `Shared` beside
    its cell, to be put in when the workbook's texts are known.
    """

    def __init__(self, sheet: str, styles: Mapping[int, CellKind], refuse: Refuse) -> None:
        """Take the sheet's name, what styles show that is no number, and how to refuse."""
        self.rows: list[tuple[Row, dict[int, Shared]]] = []
        self.merged: list[tuple[str, int]] = []
        self.hidden_columns: set[int] = set()
        self._sheet, self._styles, self._refuse = sheet, styles, refuse
        self._number = 0
        self._is_hidden = False
        self._cells: list[Cell] = []
        self._shared: dict[int, Shared] = {}
        self._column = 0
        self._type, self._style = "", 0
        self._has_formula = self._has_value = self._is_taking = self._is_formula = False
        self._skipping = 0
        self._text: list[str] = []
        self._formula: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        match name:
            case "row":
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "f":
                self._has_formula = self._is_formula = True
            case "v" | "t" if (name == "t") is (self._type == "inlineStr"):
                self._start_value(name)
            case "rPh":
                self._skipping += 1
            case "mergeCell":
                self._note_merge(attributes.get("ref", ""))
            case "col" if attributes.get("hidden") in _YES:
                first, last = (_whole(attributes.get(key, "")) for key in ("min", "max"))
                self.hidden_columns |= {*range(first, min(last, MOST_COLUMNS) + 1)}

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match name:
            case "v" | "t":
                self._is_taking = False
            case "f":
                self._is_formula = False
            case "rPh":
                self._skipping -= 1
            case "c":
                self._end_cell()
            case "row":
                if self._cells:
                    row = Row(self._number, tuple(self._cells), self._is_hidden)
                    self.rows.append((row, self._shared))

    def characters(self, text: str) -> None:
        """Take text within an element."""
        if not (self._is_taking or self._is_formula):
            return
        self._length += len(text)
        if self._length > LONGEST_CELL:
            self._refuse(
                self._place,
                f"the cell holds more than {LONGEST_CELL:,} characters",
                "Shorten it, or remove the column",
            )
        (self._formula if self._is_formula else self._text).append(text)

    @property
    def _place(self) -> str:
        return place_of(self._sheet, self._number, max(self._column, 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = _whole(attributes["r"]) if "r" in attributes else self._number + 1
        if not self._number < number <= LAST_ROW:
            self._refuse(self._place, "the rows are out of order", SAVE_AGAIN)
        self._number, self._is_hidden = number, attributes.get("hidden") in _YES
        self._cells, self._shared, self._column = [], {}, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            found = column_and_row(attributes["r"])
            if found is None or found[1] != self._number or found[0] <= self._column:
                self._refuse(self._place, "the cells are out of order", SAVE_AGAIN)
            column = found[0]
        self._column = column
        self._type = attributes.get("t", "n")
        self._style = _whole(attributes.get("s", "0"))
        self._has_formula = self._has_value = False
        self._text, self._formula, self._length = [], [], 0

    def _start_value(self, name: str) -> None:
        if name == "v" and self._has_value:
            self._refuse(self._place, "the cell has two values", SAVE_AGAIN)
        self._has_value = True
        self._is_taking = not self._skipping

    def _end_cell(self) -> None:
        text = "".join(self._text)
        if self._has_formula:
            self._keep(CellKind.FORMULA, text)
        elif not text:
            return
        elif self._type == "s":
            if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
                self._refuse(self._place, "the cell names no shared text", SAVE_AGAIN)
            self._shared[self._column] = Shared(int(text))
            self._keep(CellKind.TEXT, text)
        elif self._type == "n":
            self._keep(self._styles.get(self._style, CellKind.NUMBER), text)
        elif self._type in _TYPED:
            self._keep(_TYPED[self._type], text)
        else:
            self._refuse(self._place, "the cell is of a kind that no workbook has", SAVE_AGAIN)

    def _keep(self, kind: CellKind, text: str) -> None:
        if self._column > MOST_COLUMNS:
            problem = f"the sheet has more than {MOST_COLUMNS} columns"
            self._refuse(self._place, problem, FEWER_COLUMNS)
        self._cells.append(Cell(self._column, kind, text, "".join(self._formula)))

    def _note_merge(self, reference: str) -> None:
        if len(self.merged) == _MOST_MERGED:
            problem = f"the sheet has more than {_MOST_MERGED:,} ranges of merged cells"
            self._refuse(in_sheet(self._sheet, reference[:_SHOWN]), problem, UNMERGE)
        corners = [column_and_row(corner) for corner in reference.split(":")[:2]]
        last = max(corner[1] if corner else LAST_ROW for corner in corners)
        self.merged.append((reference[:_SHOWN], last))


def _whole(text: str) -> int:
    """Return a whole number of the file's own book-keeping, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
