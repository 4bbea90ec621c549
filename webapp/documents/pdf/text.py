"""Paragraphs: words broken into lines, and drawn with their links and outlined tags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from webapp.documents.pdf.tagging import Element, TaggedCanvas
from webapp.documents.pdf.theme import RULE, TAG_MARGIN, TAG_PADDING, Colour, Style
from webapp.documents.pdf.typeface import Face, regular, strong


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks, and where it leads.

    `link` is an anchor of the document and `said` what the link is called; `boxed` draws an
    outline around the run.
    """

    face: Face
    size: float
    colour: Colour
    link: str = ""
    said: str = ""
    boxed: bool = False

    @property
    def padding(self) -> float:
        """The room on either side of an outlined run, within and without the outline."""
        return TAG_PADDING + TAG_MARGIN if self.boxed else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. Words are parted by spaces; no-break spaces part none."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    look: Look
    width: float


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    text: str
    look: Look
    width: float


_Word = list[_Fragment]
_Line = tuple[_Placed, ...]
_BREAK_AFTER = "-/_,;@"
FEWEST_LINES = 2
"""The lines that a page break leaves together, at its foot and at the next head."""


def look_of(style: Style) -> Look:
    """Return the look of a style's running text."""
    return Look(strong() if style.strong else regular(), style.size, style.colour)


class TextBox:
    """A paragraph of a width, whose lines can be parted over two pages."""

    keep_with_next = False

    def __init__(self, runs: Sequence[Run], style: Style, width: float, element: Element) -> None:
        """Break runs into lines; the text is drawn as content of the element."""
        self.style = style
        self.width = width
        self.element = element
        self.before, self.after = style.before, style.after
        self.lines = [_placed(line) for line in _broken(_words(runs), width)]
        self.indent = 0.0

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

    def _part(self, lines: list[_Line]) -> "TextBox":
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
        boxes: list[tuple[_Placed, float]] = []
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

    def _pieces(self, x: float, baseline: float) -> "Iterator[tuple[_Placed, float, float]]":
        for number, line in enumerate(self.lines):
            shift = x
            if self.style.right and line:
                shift += self.width - line[-1].x - line[-1].width
            for piece in line:
                yield piece, shift + piece.x, baseline - number * self.style.leading

    def _draw_link(
        self, canvas: TaggedCanvas, drawn: "list[tuple[_Placed, float, float]]", link: Element
    ) -> None:
        with canvas.marked(link):
            _show(canvas, drawn)
        for piece, x, y in drawn:
            rise, fall = piece.look.size * 0.8, piece.look.size * 0.25
            box = (x, y - fall, x + piece.width, y + rise)
            canvas.link_to(piece.look.link, box, link, piece.look.said)

    def _draw_boxes(
        self, canvas: TaggedCanvas, boxes: list[tuple[_Placed, float]], x: float
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


def _show(canvas: TaggedCanvas, drawn: "list[tuple[_Placed, float, float]]") -> None:
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


def rule(canvas: TaggedCanvas, x: float, y: float, width: float, *, weight: float = 0.5,
         colour: Colour = RULE) -> None:  # fmt: skip
    """Draw a horizontal rule, inside an artifact that the caller opens."""
    canvas.write(
        f"q {_stroke(colour)} {weight:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S Q"
    )


def fill(canvas: TaggedCanvas, x: float, y: float, width: float, height: float,
         colour: Colour) -> None:  # fmt: skip
    """Fill a rectangle, inside an artifact that the caller opens."""
    canvas.write(f"q {_fill(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q")


def _words(runs: Sequence[Run]) -> Iterator[_Word]:
    word: _Word = []
    for run in runs:
        text = run.look.face.showable(run.text)
        for index, part in enumerate(text.split(" ")):
            if index and word:
                yield word
                word = []
            if part:
                width = run.look.face.width(part, run.look.size) + 2 * run.look.padding
                word.append(_Fragment(part, run.look, width))
    if word:
        yield word


def narrowest(runs: Sequence[Run]) -> float:
    """Return the width of the longest word."""
    return max((sum(part.width for part in word) for word in _words(runs)), default=0.0)


def widest(runs: Sequence[Run]) -> float:
    """Return the width of runs on one line."""
    return sum(sum(part.width for part in word) + _space(word) for word in _words(runs))


def _space(word: _Word) -> float:
    return word[-1].look.face.width(" ", word[-1].look.size)


def _broken(words: Iterator[_Word], width: float) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    used = 0.0
    for word in words:
        for part in _fitting(word, width):
            length = sum(fragment.width for fragment in part)
            space = _space(line[-1]) if line else 0.0
            if line and used + space + length > width + 0.01:
                yield line
                line, used, space = [], 0.0, 0.0
            line.append(part)
            used += space + length
    yield line


def _fitting(word: _Word, width: float) -> Iterator[_Word]:
    """Yield a word in parts that each fit the width, cut after a mark where there is one."""
    if sum(fragment.width for fragment in word) <= width:
        yield word
        return
    part: _Word = []
    used = 0.0
    for fragment in word:
        rest = fragment
        while used + rest.width > width:
            cut = _cut(rest, width - used)
            if cut == 0 and part:
                yield part
                part, used = [], 0.0
                continue
            head, rest = _cut_at(rest, max(cut, 1))
            yield [*part, head]
            part, used = [], 0.0
            if not rest.text:
                break
        if rest.text:
            part.append(rest)
            used += rest.width
    if part:
        yield part


def _cut(fragment: _Fragment, room: float) -> int:
    face, size = fragment.look.face, fragment.look.size
    used, fits, after_mark = 2 * fragment.look.padding, 0, 0
    for index, character in enumerate(fragment.text, start=1):
        used += face.width(character, size)
        if used > room:
            break
        fits = index
        after_mark = index if character in _BREAK_AFTER else after_mark
    return after_mark or fits


def _cut_at(fragment: _Fragment, index: int) -> tuple[_Fragment, _Fragment]:
    look = fragment.look

    def made(text: str) -> _Fragment:
        return replace(
            fragment, text=text, width=look.face.width(text, look.size) + 2 * look.padding
        )

    return made(fragment.text[:index]), made(fragment.text[index:])


def _placed(words: list[_Word]) -> _Line:
    """Join the words of a line to pieces of one look, each with the space after it."""
    pieces: list[_Placed] = []
    x = 0.0
    for word in words:
        for fragment in word:
            last = pieces[-1] if pieces else None
            if last is not None and last.look == fragment.look and not fragment.look.boxed:
                width = x - last.x + fragment.width
                pieces[-1] = _Placed(last.x, last.text + fragment.text, last.look, width)
            else:
                pieces.append(_Placed(x, fragment.text, fragment.look, fragment.width))
            x += fragment.width
        last = pieces[-1]
        pieces[-1] = _Placed(last.x, last.text + " ", last.look, last.width)
        x += _space(word)
    return tuple(pieces)
