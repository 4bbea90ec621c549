"""Paragraphs: lines drawn with their links and outlined tags, and parted over two pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from webapp.documents.pdf.lines import Line, Look, Placed, Run, broken
from webapp.documents.pdf.tagging import Element, TaggedCanvas
from webapp.documents.pdf.theme import RULE, TAG_MARGIN, Colour, Style

FEWEST_LINES = 2
"""The lines that a page break leaves together, at its foot and at the next head."""


class TextBox:
    """A paragraph of a width, whose lines can be parted over two pages."""

    def __init__(self, runs: Sequence[Run], style: Style, width: float, element: Element) -> None:
        """Break runs into lines; the text is drawn as content of the element."""
        self.style = style
        self.width = width
        self.element = element
        self.before, self.after = style.before, style.after
        self.lines = broken(runs, width)
        self.indent = 0.0
        self.keep_with_next = False

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """The height of the fewest lines that may stand before a page break."""
        fewest = len(self.lines) if len(self.lines) <= FEWEST_LINES + 1 else FEWEST_LINES
        return fewest * self.style.leading

    def split(self, room: float) -> "tuple[TextBox, TextBox] | None":
        """Return what fits into room and the rest, or None where that would leave too little."""
        fits = min(int(room / self.style.leading), len(self.lines) - FEWEST_LINES)
        if fits < FEWEST_LINES:
            return None
        return self._part(self.lines[:fits]), self._part(self.lines[fits:])

    def _part(self, lines: list[Line]) -> "TextBox":
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.lines = lines
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the lines from the top down."""
        self.draw_as(canvas, x + self.indent, top, self.element)

    def draw_as(self, canvas: TaggedCanvas, x: float, top: float, element: Element | None) -> None:
        """Draw the lines as content of an element, or without one as part of an artifact."""
        baseline = top - self.style.leading * 0.5 - self.style.size * 0.32
        boxes: list[tuple[Placed, float]] = []
        pieces = list(self._pieces(x, baseline))
        for look, group in groupby(pieces, key=lambda piece: _linked(piece[0].look)):
            drawn = list(group)
            boxes += [(piece, y) for piece, _, y in drawn if piece.look.boxed]
            if element is None:
                _show(canvas, drawn)
            elif look is None:
                with canvas.marked(element):
                    _show(canvas, drawn)
            else:
                self._draw_link(canvas, drawn, element.add("Link", alt=look.said))
        self._draw_boxes(canvas, boxes, x)

    def _pieces(self, x: float, baseline: float) -> "Iterator[tuple[Placed, float, float]]":
        for number, line in enumerate(self.lines):
            shift = x
            if self.style.right and line:
                shift += self.width - line[-1].x - line[-1].width
            for piece in line:
                yield piece, shift + piece.x, baseline - number * self.style.leading

    def _draw_link(
        self, canvas: TaggedCanvas, drawn: "list[tuple[Placed, float, float]]", link: Element
    ) -> None:
        with canvas.marked(link):
            _show(canvas, drawn)
        for piece, x, y in drawn:
            rise, fall = piece.look.size * 0.8, piece.look.size * 0.25
            box = (x, y - fall, x + piece.width, y + rise)
            canvas.link_to(piece.look.link, box, link, piece.look.said)

    def _draw_boxes(
        self, canvas: TaggedCanvas, boxes: list[tuple[Placed, float]], x: float
    ) -> None:
        if not boxes:
            return
        with canvas.artifact():
            for piece, y in boxes:
                size = piece.look.size
                left, bottom = x + piece.x + TAG_MARGIN, y - size * 0.34
                width = piece.width - 2 * TAG_MARGIN
                box = f"{left:.2f} {bottom:.2f} {width:.2f} {size * 1.36:.2f} re S"
                canvas.write(f"q {_stroke(piece.look.colour)} 0.6 w {box} Q")


def _linked(look: Look) -> Look | None:
    return look if look.link else None


def _show(canvas: TaggedCanvas, drawn: "list[tuple[Placed, float, float]]") -> None:
    parts = ["BT"]
    colour: Colour | None = None
    for piece, x, y in drawn:
        look = piece.look
        if look.colour != colour:
            colour = look.colour
            parts.append(_fill(colour))
        parts.append(f"1 0 0 1 {x + look.padding:.2f} {y:.2f} Tm")
        parts.append(look.face.operators(piece.text, look.size, canvas.document))
    parts.append("ET")
    canvas.write(" ".join(parts))


def _fill(colour: Colour) -> str:
    return f"{colour[0]:g} {colour[1]:g} {colour[2]:g} rg"


def _stroke(colour: Colour) -> str:
    return f"{colour[0]:g} {colour[1]:g} {colour[2]:g} RG"


def rule(
    canvas: TaggedCanvas,
    x: float,
    y: float,
    width: float,
    *,
    weight: float = 0.5,
    colour: Colour = RULE,
) -> None:
    """Draw a horizontal rule, inside an artifact that the caller opens."""
    canvas.write(
        f"q {_stroke(colour)} {weight:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S Q"
    )


def fill(
    canvas: TaggedCanvas, x: float, y: float, width: float, height: float, colour: Colour
) -> None:
    """Fill a rectangle, inside an artifact that the caller opens."""
    canvas.write(f"q {_fill(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q")
