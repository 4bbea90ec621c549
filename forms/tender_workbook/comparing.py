"""A sheet that came back against the sheet that was issued."""

import re
from collections.abc import Iterator

from evaluation.workbook import Asked, Computed, Input, Locked, Need, Placed, Sheet
from evaluation.workbook.layout import QUANTITY
from evaluation.workbook.places import cell_at, column_letters
from forms.characters import cleaned
from forms.tender_workbook.findings import Finding, FindingKind, quoted
from forms.tender_workbook.inputs import EMPTY, Taken, expected, taken
from forms.workbooks.table import Cell, CellKind, Table

_SPACES_OR_CALLS = re.compile(r"\s+|_xlfn\.|\$")
_MOST_ADDED = 20
AS_ISSUED = "Take the workbook from the tender's page again, and fill that one in"


class SheetReader:
    """Reads one sheet: `taken` holds what its cells to fill in held, `findings` what is wrong."""

    def __init__(self, issued: Sheet, table: Table) -> None:
        """Compare a sheet with the one that was issued."""
        self._issued = issued
        self._cells = {(row.number, cell.column): cell for row in table.rows for cell in row.cells}
        self.taken: dict[Asked, Taken] = {
            cell.asked: taken(self._cells.get((one.row, one.column)), cell)
            for one, cell in issued.inputs()
        }
        self._begun = {asked.id for asked, one in self.taken.items() if not one.is_empty}
        self.findings = (
            *self._of_layout(table),
            *(finding for one in issued.placed if (finding := self._of_cell(one)) is not None),
            *self._of_added(),
        )

    def _of_layout(self, table: Table) -> Iterator[Finding]:
        name, last = self._issued.name, self._issued.last_row
        for row in table.rows:
            if row.is_hidden and row.number <= last:
                yield self._changed(str(row.number), "a hidden row", "a row that is shown", _SHOW)
        for column in table.hidden_columns:
            if column <= len(self._issued.widths):
                found = column_letters(column)
                yield self._changed(found, "a hidden column", "a column that is shown", _SHOW)
        for reference, _ in table.merged:
            cell = reference.rpartition("!")[2]
            yield Finding(
                FindingKind.CHANGED, name, cell, "merged cells", "cells apart", "Unmerge them"
            )

    def _of_cell(self, placed: Placed) -> Finding | None:
        at, cell = cell_at(placed.row, placed.column), placed.cell
        found = self._cells.get((placed.row, placed.column))
        if isinstance(cell, Input):
            return self._of_input(at, cell)
        if isinstance(cell, Locked):
            held = found.text if found is not None and found.kind is not CellKind.FORMULA else ""
            if cell.varies or cleaned(held) == cleaned(cell.text):
                return None
            return self._changed(at, _shown(found), quoted(cell.text), AS_ISSUED)
        if found is not None and _normal(found.formula) == _normal(cell.formula):
            return None
        return self._changed(at, _shown(found), _formula(cell), AS_ISSUED)

    def _of_input(self, at: str, cell: Input) -> Finding | None:
        held = self.taken[cell.asked]
        name = self._issued.name
        if held.wrong:
            kind = FindingKind.TOO_LONG if held.is_long else FindingKind.UNREADABLE
            return Finding(kind, name, at, held.wrong, expected(cell), held.remedy)
        if held.is_empty and self._is_needed(cell):
            remedy = "Fill it in"
            if cell.asked.field == QUANTITY:
                remedy = "Fill it in, or empty the rest of its row: nothing is promised without it"
            elif cell.need is Need.IF_PROMISED:
                remedy = "Fill it in, or take the quantity of its row away"
            return Finding(FindingKind.MISSING, name, at, "nothing", expected(cell), remedy)
        return None

    def _is_needed(self, cell: Input) -> bool:
        if cell.asked.field == QUANTITY:
            return cell.asked.id in self._begun
        if cell.need is not Need.IF_PROMISED:
            return cell.need is Need.ALWAYS
        promised = self.taken.get(Asked(cell.asked.part, cell.asked.id, QUANTITY), EMPTY)
        return promised.text not in {"", "0"}

    def _of_added(self) -> Iterator[Finding]:
        issued = {(one.row, one.column) for one in self._issued.placed}
        added = sorted(at for at, cell in self._cells.items() if at not in issued and _holds(cell))
        for row, column in added[:_MOST_ADDED]:
            yield Finding(
                FindingKind.ADDED,
                self._issued.name,
                cell_at(row, column),
                _shown(self._cells[row, column]),
                "nothing, and nothing here is read",
                "Move it into a cell to fill in, and empty this one",
            )
        if len(added) > _MOST_ADDED:
            found = f"{len(added) - _MOST_ADDED:,} more cells outside those that were issued"
            remedy = "Empty them"
            yield Finding(FindingKind.ADDED, self._issued.name, "", found, "nothing", remedy)

    def _changed(self, cell: str, found: str, expected_: str, remedy: str) -> Finding:
        return Finding(FindingKind.CHANGED, self._issued.name, cell, found, expected_, remedy)


_SHOW = "Show it again"


def _holds(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.formula)


def _normal(formula: str) -> str:
    """Return a formula as it is compared: programs differ in capitals, spaces and dollars."""
    return _SPACES_OR_CALLS.sub("", formula).casefold()


def _formula(cell: Computed) -> str:
    return f"the formula {quoted('=' + cell.formula)}"


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "nothing"
    if cell.kind is CellKind.FORMULA:
        return f"the formula {quoted('=' + cell.formula)}"
    return f"the {cell.kind.value} {quoted(cell.text)}"
