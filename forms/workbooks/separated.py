"""CSV: text whose columns are parted by commas, semicolons or tabs, which one being found out."""

import csv
import io
from collections.abc import Iterator

from forms.errors import InvalidInput
from forms.workbooks.remedies import FEWER_COLUMNS
from forms.workbooks.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Cell,
    CellKind,
    Row,
    SheetName,
    Table,
    place_of,
    within_bounds,
)

DELIMITERS = (",", ";", "\t")
_SAVE_AS_UTF8 = "Save it as “CSV UTF-8” in the spreadsheet program"
_WIDE = ("\xff\xfe", "\xfe\xff")
_LINES_LOOKED_AT = 30


class SeparatedText:
    """A CSV file that was found to be text with columns; it has one sheet, without a name."""

    def __init__(self, data: bytes, name: str) -> None:
        """Decode it, and find what parts its columns.

        Raises:
            InvalidInput: it is not UTF-8, or nothing parts its columns.
        """
        self.name = name
        self._text = _decoded(data, name)
        self.delimiter = self._delimiter()
        self.sheets = (SheetName(""),)

    def table(self, sheet: str = "", *, head: int | None = None) -> Table:
        """Return the rows, or the first few."""
        if sheet:
            problem = "a CSV file has no sheets"
            raise InvalidInput.of(self.name, sheet, problem, "Leave the sheet out")
        rows = within_bounds(self._rows(), file=self.name, sheet="", head=head)
        return Table(
            file=self.name,
            sheet="",
            rows=tuple(rows),
            delimiter=self.delimiter,
            is_whole=head is None,
        )

    def _delimiter(self) -> str:
        """Return what parts the most columns of the first rows."""
        lines = self._text.splitlines(keepends=True)[:_LINES_LOOKED_AT]
        counts = {mark: _most_columns("".join(lines), mark) for mark in DELIMITERS}
        best = max(DELIMITERS, key=lambda mark: counts[mark])
        if counts[best] < 2:  # noqa: PLR2004 - an id and a title
            problem = "neither commas nor semicolons nor tabs part it into columns"
            raise InvalidInput.of(self.name, "line 1", problem, "Save the sheet as “CSV UTF-8”")
        return best

    def _rows(self) -> Iterator[Row]:
        reader = csv.reader(
            io.StringIO(self._text, newline=""), delimiter=self.delimiter, strict=True
        )
        begun = 1
        try:
            for number, texts in enumerate(reader, start=1):
                begun = reader.line_num + 1
                cells = tuple(self._cells(number, texts))
                if cells:
                    yield Row(number, cells)
        except csv.Error as error:
            remedy = "Close the quotation mark, or double it inside a quoted text"
            problem = f"the line can't be read: {error}"
            raise InvalidInput.of(self.name, f"line {begun}", problem, remedy) from None

    def _cells(self, number: int, texts: list[str]) -> Iterator[Cell]:
        for column, text in enumerate(texts, start=1):
            if not text.strip():
                continue
            if column > MOST_COLUMNS:
                problem = f"the row has more than {MOST_COLUMNS} columns"
                remedy = FEWER_COLUMNS
                raise InvalidInput.of(self.name, place_of("", number, column), problem, remedy)
            if len(text) > LONGEST_CELL:
                problem = f"the cell holds more than {LONGEST_CELL:,} characters"
                remedy = "Shorten it, or close the quotation mark that runs on"
                raise InvalidInput.of(self.name, place_of("", number, column), problem, remedy)
            yield Cell(column, CellKind.TEXT, text)


def _decoded(data: bytes, name: str) -> str:
    if data[:2].decode("latin-1") in _WIDE or b"\x00" in data:
        problem = "the text is not UTF-8: it has two bytes for each character, or zero bytes"
        line = data.count(b"\n", 0, max(data.find(b"\x00"), 0)) + 1
        raise InvalidInput.of(name, f"line {line}", problem, _SAVE_AS_UTF8)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"the byte {data[error.start]:#04x} is not UTF-8"
        raise InvalidInput.of(name, f"line {line}", problem, _SAVE_AS_UTF8) from None


def _most_columns(text: str, delimiter: str) -> int:
    most = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            most = max(most, sum(1 for cell in record if cell.strip()))
    except csv.Error:
        return most
    return most
