"""An Excel workbook (.xlsx): its sheets, and the rows of one, out of the parts of its container."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from forms.characters import cleaned, refused_character
from forms.workbooks.container import LARGEST_CONTENT, Container
from forms.workbooks.parts import Ignoring, read, refuse_doctypes, stream
from forms.workbooks.remedies import SAVE_AGAIN
from forms.workbooks.sheet import Shared, SheetHandler
from forms.workbooks.styles import StylesHandler
from forms.workbooks.table import (
    LONGEST_CELL,
    CellKind,
    Row,
    SheetName,
    Table,
    in_sheet,
    within_bounds,
)

MOST_SHEETS = 100
LONGEST_NAME = 100
"""Characters of a sheet's name; Excel itself allows 31."""

_TYPES = "[Content_Types].xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_REFUSED_PARTS = (
    ("vbaproject.bin", "it holds macros", "Save it as .xlsx, which holds none"),
    (
        "/externallinks/",
        "it draws on other workbooks",
        "Break the links: copy the cells and paste them as values",
    ),
    (
        "/connections.xml",
        "it draws on data elsewhere",
        "Remove its connections: copy the cells and paste them as values into a new workbook",
    ),
)


class ExcelWorkbook:
    """An .xlsx file whose parts were found harmless."""

    def __init__(self, data: bytes, name: str, *, largest: int = LARGEST_CONTENT) -> None:
        """Look through the workbook, and read the names of its sheets.

        `largest` is the most bytes that all its parts together may unpack to.

        Raises:
            InvalidInput: it is no workbook, damaged, or holds what none should.
        """
        self._container = Container(data, name, largest=largest)
        self.name = name
        self._refuse_kinds()
        refuse_doctypes(self._container)
        book = self._target(_Relations(self._container, "").of_type("officeDocument"))
        self._relations = _Relations(self._container, book)
        handler = _BookHandler()
        read(self._container, book, handler)
        self._parts = self._sheet_parts(handler)
        self.sheets = tuple(sheet for sheet, _ in self._parts)
        if not self.sheets:
            self._container.refuse("", "it has no sheet", "Save the measures on a sheet of it")

    def table(self, sheet: str, *, head: int | None = None) -> Table:
        """Return the rows of a sheet, or the first few."""
        part = next((part for one, part in self._parts if one.name == sheet), None)
        if part is None:
            names = ", ".join(one.name for one in self.sheets)
            shown = cleaned(sheet)[:LONGEST_NAME]
            self._container.refuse(shown, "there is no such sheet", f"Choose one of: {names}")
        handler = SheetHandler(sheet, self._styles(), self._container.refuse)
        shared: dict[int, dict[int, Shared]] = {}
        rows = _streamed(self._container, part, handler, shared)
        found = [
            (row, shared[row.number])
            for row in within_bounds(rows, file=self.name, sheet=sheet, head=head)
        ]
        texts = self._texts({one.index for _, held in found for one in held.values()})
        return Table(
            file=self.name,
            sheet=sheet,
            rows=tuple(self._with_texts(row, held, texts) for row, held in found),
            merged=tuple((in_sheet(sheet, ref), last) for ref, last in handler.merged),
            hidden_columns=tuple(sorted(handler.hidden_columns)),
            is_whole=head is None,
        )

    def _refuse_kinds(self) -> None:
        if _TYPES not in self._container.parts:
            remedy = "Save the measures as an Excel workbook (.xlsx) or as CSV UTF-8"
            self._container.refuse("", "the file is a zip, but no Excel workbook", remedy)
        for part in self._container.parts:
            for mark, problem, remedy in _REFUSED_PARTS:
                if mark in f"/{part.lower()}":
                    self._container.refuse(part, problem, remedy)
        types = _TypesHandler()
        read(self._container, _TYPES, types)
        if types.has_macros:
            remedy = "Save it as .xlsx, which holds none"
            self._container.refuse(_TYPES, "it is a workbook for macros", remedy)

    def _sheet_parts(self, handler: "_BookHandler") -> tuple[tuple[SheetName, str], ...]:
        if len(handler.sheets) > MOST_SHEETS:
            problem = f"it has more than {MOST_SHEETS} sheets"
            self._container.refuse("", problem, "Keep the sheet with the measures")
        for name, *_ in handler.sheets:
            if not 0 < len(name) <= LONGEST_NAME or refused_character(name) is not None:
                problem = "the name of a sheet is empty, too long or can't be shown"
                self._container.refuse(cleaned(name)[:LONGEST_NAME], problem, "Rename the sheet")
        worksheets = self._relations.worksheets
        return tuple(
            (SheetName(name, is_hidden), worksheets[relation])
            for name, is_hidden, relation in handler.sheets
            if relation in worksheets
        )

    def _target(self, target: str | None) -> str:
        if target is None or target not in self._container.parts:
            remedy = "Save the measures as an Excel workbook (.xlsx) or as CSV UTF-8"
            self._container.refuse("", "the file is a zip, but no Excel workbook", remedy)
        return target

    def _styles(self) -> dict[int, CellKind]:
        styles = self._relations.of_type("styles")
        if styles is None:
            return {}
        handler = StylesHandler()
        read(self._container, styles, handler)
        return handler.kinds

    def _texts(self, needed: set[int]) -> dict[int, str]:
        """Return the shared texts of these numbers, and keep no other."""
        part = self._relations.of_type("sharedStrings")
        if not needed:
            return {}
        if part is None:
            self._container.refuse("", "the workbook's shared texts are missing", SAVE_AGAIN)
        handler = _TextsHandler(needed)
        last = max(needed)
        for _ in stream(self._container, part, handler):
            if handler.count > last:
                break
        if handler.is_too_long:
            problem = f"a cell holds more than {LONGEST_CELL:,} characters"
            self._container.refuse(part, problem, "Shorten it, or remove the column")
        return {index: _unescaped(text) for index, text in handler.found.items()}

    def _with_texts(self, row: Row, held: dict[int, Shared], texts: dict[int, str]) -> Row:
        cells = []
        for cell in row.cells:
            text = cell.text if cell.column in held else _unescaped(cell.text)
            if cell.column in held:
                index = held[cell.column].index
                if index not in texts:
                    problem = f"the shared text {index} of row {row.number} is missing"
                    self._container.refuse("", problem, SAVE_AGAIN)
                text = texts[index]
            if text:
                cells.append(replace(cell, text=text))
            elif cell.column not in held:
                cells.append(cell)
        return Row(row.number, tuple(cells), row.is_hidden)


def _streamed(
    container: Container, part: str, handler: SheetHandler, shared: dict[int, dict[int, Shared]]
) -> Iterator[Row]:
    for _ in stream(container, part, handler):
        for row, held in handler.rows:
            shared[row.number] = held
            yield row
        handler.rows.clear()


def _unescaped(text: str) -> str:
    r"""Return text with Excel's escapes, such as `_x000D_`, as the characters that they mean."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class _TypesHandler(Ignoring):
    """Looks for the content type of workbooks with macros."""

    def __init__(self) -> None:
        self.has_macros = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del name
        if "macroenabled" in attributes.get("ContentType", "").lower():
            self.has_macros = True


class _BookHandler(Ignoring):
    """Collects the sheets: name, whether hidden, and the relation to the part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), is_hidden, attributes.get("id", "")))


class _Relations(Ignoring):
    """What a part refers to within the file; what leads outside of it is never followed."""

    def __init__(self, container: Container, part: str) -> None:
        folder, _, base = part.rpartition("/")
        self._folder = folder
        self._found: dict[str, tuple[str, str]] = {}
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name in container.parts:
            read(container, name, self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self._found[attributes.get("Id", "")] = kind, posixpath.normpath(target)[1:]

    def of_type(self, kind: str) -> str | None:
        """Return the part that is referred to as of a kind."""
        return next((target for one, target in self._found.values() if one == kind), None)

    @property
    def worksheets(self) -> dict[str, str]:
        """The parts of the sheets with cells, by the relation's id."""
        found = self._found.items()
        return {id_: target for id_, (kind, target) in found if kind == "worksheet"}


class _TextsHandler(Ignoring):
    """Collects the shared texts that are needed."""

    def __init__(self, needed: set[int]) -> None:
        self.found: dict[int, str] = {}
        self.count = 0
        self.is_too_long = False
        self._needed = needed
        self._text: list[str] = []
        self._is_taking = False
        self._skipping = 0
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name == "si":
            self._text, self._length = [], 0
        elif name == "rPh":
            self._skipping += 1
        elif name == "t":
            self._is_taking = self.count in self._needed and not self._skipping

    def end(self, name: str) -> None:
        if name == "t":
            self._is_taking = False
        elif name == "rPh":
            self._skipping -= 1
        elif name == "si":
            if self.count in self._needed:
                self.found[self.count] = "".join(self._text)
            self.count += 1

    def characters(self, text: str) -> None:
        if not self._is_taking:
            return
        self._length += len(text)
        if self._length > LONGEST_CELL:
            self.is_too_long = True
            self._is_taking = False
            return
        self._text.append(text)
