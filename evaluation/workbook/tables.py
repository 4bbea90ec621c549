"""A sheet built row by row from the top: its title, its notes, its column titles, its rows."""

from collections.abc import Sequence

from evaluation.workbook.layout import Cell, Locked, Look, Placed, Sheet


class SheetBuilder:
    """Places cells; `row` is the next free one."""

    def __init__(self, name: str, title: str, widths: Sequence[int]) -> None:
        """Begin a sheet with its title in the first cell."""
        self._name, self._title, self._widths = name, title, tuple(widths)
        self._placed: list[Placed] = []
        self._headed_at = 0
        self.row = 1
        self.add(Locked(title, Look.TITLE))

    def add(self, *cells: Cell | None) -> int:
        """Place a row's cells from the first column on, and return the row's number."""
        at = self.row
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                self._placed.append(Placed(at, column, cell))
        self.row += 1
        return at

    def notes(self, *lines: str) -> None:
        """Place lines of explanation, each in a row of its own."""
        for line in lines:
            self.add(Locked(line, Look.NOTE))

    def heading(self, text: str) -> None:
        """Place a heading after an empty row."""
        self.row += 1
        self.add(Locked(text, Look.HEADING))

    def columns(self, *titles: str) -> None:
        """Place the titles of the table's columns after an empty row."""
        self.row += 1
        self._headed_at = self.add(*(Locked(title, Look.COLUMN) for title in titles))

    def built(self) -> Sheet:
        """Return the sheet."""
        return Sheet(
            name=self._name,
            title=self._title,
            widths=self._widths,
            placed=tuple(self._placed),
            headed_at=self._headed_at,
        )
