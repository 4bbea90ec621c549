"""Rows of cells: tables with repeated headers, and the ruled blocks of clauses and rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from webapp.documents.pdf.tagging import TaggedCanvas
from webapp.documents.pdf.text import TextBox, fill, rule
from webapp.documents.pdf.theme import ACCENT, TINT

GAP = 2.5
_LARGEST_WHOLE_ROW = 150.0
_LARGEST_WHOLE_BLOCK = 160.0
_LEAST_PART = 52.0
_BAR = 2.4


class Frame(Enum):
    """What is drawn around the rows."""

    NONE = "none"
    RULED = "ruled"
    TINTED = "tinted"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs: its longest word, its longest line, and all its lines together."""

    narrow: float
    wide: float
    bulk: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs one under the other, at a distance from the left edge of the grid."""

    x: float
    boxes: tuple[TextBox, ...]

    @property
    def height(self) -> float:
        """The height of all paragraphs."""
        return _stacked(self.boxes)

    def split(self, room: float) -> "tuple[Cell, Cell]":
        """Return what fits into room, and the rest; either may be empty."""
        head: list[TextBox] = []
        used = 0.0
        for index, box in enumerate(self.boxes):
            if used + box.height <= room:
                head.append(box)
                used += box.height + GAP
                continue
            parts = box.split(room - used)
            rest = self.boxes[index + 1 :]
            if parts is None:
                return self._of([*head]), self._of([box, *rest])
            return self._of([*head, parts[0]]), self._of([parts[1], *rest])
        return self._of(head), self._of([])

    def _of(self, boxes: Sequence[TextBox]) -> "Cell":
        return Cell(self.x, tuple(boxes))


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells."""

    cells: tuple[Cell, ...]

    def height(self, padding: float) -> float:
        """Return the height with padding above and below."""
        return max((cell.height for cell in self.cells), default=0.0) + 2 * padding


@dataclass(frozen=True, slots=True)
class Grid:
    """A caption or title, a header that stands on every page, and rows.

    Parts of it on several pages draw into the same elements, so that the logical tree knows
    one table, whose cells may begin on one page and end on the next.
    """

    width: float
    top: tuple[TextBox, ...]
    header: GridRow | None
    rows: tuple[GridRow, ...]
    frame: Frame
    padding: float
    before: float
    after: float
    is_continued: bool = False
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """The height of everything."""
        return self._above() + sum(row.height(self.padding) for row in self.rows)

    @property
    def least(self) -> float:
        """The height up to the end of the first row, or of the part of it that may stand."""
        if not self.rows:
            return self._above()
        if self._is_whole():
            return self.height
        first = self.rows[0].height(self.padding)
        return self._above() + (first if first <= _LARGEST_WHOLE_ROW else _LEAST_PART)

    def _is_whole(self) -> bool:
        return self.frame is not Frame.RULED and self.height <= _LARGEST_WHOLE_BLOCK

    def _above(self) -> float:
        top = 0.0 if self.is_continued else sum(box.height + box.after for box in self.top)
        return top + (self.header.height(self.padding) if self.header else 0.0)

    def split(self, room: float) -> "tuple[Grid, Grid] | None":
        """Return the rows that fit into room and the rest, a long row parted between them."""
        if self._is_whole():
            return None
        left = room - self._above()
        for index, row in enumerate(self.rows):
            height = row.height(self.padding)
            if height <= left:
                left -= height
                continue
            if height > _LARGEST_WHOLE_ROW and left >= _LEAST_PART:
                parts = [cell.split(left - 2 * self.padding) for cell in row.cells]
                head = GridRow(tuple(part[0] for part in parts))
                tail = GridRow(tuple(part[1] for part in parts))
                if any(cell.boxes for cell in head.cells):
                    return self._parts((*self.rows[:index], head), (tail, *self.rows[index + 1 :]))
            return self._parts(self.rows[:index], self.rows[index:]) if index else None
        return None

    def _parts(self, head: tuple[GridRow, ...], tail: tuple[GridRow, ...]) -> "tuple[Grid, Grid]":
        return replace(self, rows=head), replace(self, rows=tail, is_continued=True)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw title, header and rows from the top down."""
        bottom = top - self.height
        with canvas.artifact():
            if self.frame is Frame.TINTED:
                fill(canvas, x, bottom, self.width, top - bottom, TINT)
            if self.frame in {Frame.BARRED, Frame.TINTED}:
                fill(canvas, x, bottom, _BAR, top - bottom, ACCENT)
        y = top
        if not self.is_continued:
            for box in self.top:
                box.draw(canvas, x, y)
                y -= box.height + box.after
        if self.header is not None:
            y = self._draw_header(canvas, x, y, self.header)
        for row in self.rows:
            _draw_row(canvas, row, x, y - self.padding)
            y -= row.height(self.padding)
            if self.frame is Frame.RULED:
                with canvas.artifact():
                    rule(canvas, x, y, self.width)

    def _draw_header(self, canvas: TaggedCanvas, x: float, y: float, header: GridRow) -> float:
        if self.is_continued:
            with canvas.artifact("Pagination"):
                for cell in header.cells:
                    for box in cell.boxes:
                        box.draw_as(canvas, x + cell.x, y - self.padding, None)
        else:
            _draw_row(canvas, header, x, y - self.padding)
        y -= header.height(self.padding)
        with canvas.artifact():
            rule(canvas, x, y, self.width, weight=1.0, colour=ACCENT)
        return y


def _draw_row(canvas: TaggedCanvas, row: GridRow, x: float, top: float) -> None:
    for cell in row.cells:
        y = top
        for box in cell.boxes:
            box.draw(canvas, x + cell.x, y)
            y -= box.height + GAP


def _stacked(boxes: Sequence[TextBox]) -> float:
    return sum(box.height for box in boxes) + GAP * max(len(boxes) - 1, 0)


def column_widths(needs: Sequence[Need], width: float, gap: float) -> list[float]:
    """Return the widths of columns that together fill a width, with a gap between two.

    A column gets at least its longest word where that is possible and at most its longest
    line; between the two it gets the more the more text stands in it, so that rows are low.
    """
    room = width - gap * (len(needs) - 1)
    least = [min(need.narrow, room / len(needs) * 1.35) for need in needs]
    shrink = min(1.0, room / max(sum(least), 1.0))
    widths = [value * shrink for value in least]
    growing = [index for index, need in enumerate(needs) if need.wide > widths[index]]
    while growing:
        weights = {index: max(needs[index].bulk, 1.0) ** _BULK_WEIGHT for index in growing}
        share = max(room - sum(widths), 0.0) / sum(weights.values())
        full = [i for i in growing if widths[i] + share * weights[i] >= needs[i].wide]
        for index in full or growing:
            widths[index] = min(widths[index] + share * weights[index], needs[index].wide)
        growing = [index for index in growing if index not in full] if full else []
    spare = max(room - sum(widths), 0.0)
    return [value + spare * value / sum(widths) for value in widths]


_BULK_WEIGHT = 0.6
