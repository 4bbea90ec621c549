"""The shapes that a chart is drawn with, in points from the top left, for every layout alike.

Fills differ in lightness and in hatching, so that a print in one colour still tells them apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, assert_never

WIDTH = 471.0
"""The width of every chart, that of the PDF's text."""

INK = "#171c21"
MUTED = "#4a545e"
ACCENT = "#004d5c"
GRID = "#c2ccd1"
PAPER = "#ffffff"
SIZE = 8.5

_NARROW = frozenset("fijlrtI.,:;'|!()[] -/")
_WIDE = frozenset("mwMW%@—")


class Anchor(Enum):
    """Which part of a text stands at its place, by SVG's words for it."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle, with an outline or without."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    is_outlined: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `dash` is the lengths of its strokes and gaps, empty if whole."""

    points: tuple[tuple[float, float], ...]
    colour: str = INK
    weight: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Solid:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    colour: str = INK
    is_strong: bool = False
    size: float = SIZE


Shape: TypeAlias = Block | Stroke | Solid | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are drawn, and the height that they take."""

    height: float
    shapes: tuple[Shape, ...]
    width: float = WIDTH


class Hatch(Enum):
    """How a fill is hatched."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill that reads without colour; `ink` is the colour of words upon it."""

    colour: str
    ink: str
    hatch: Hatch = Hatch.NONE


FILLS = (
    Fill(ACCENT, PAPER),
    Fill("#e4eeef", INK, Hatch.RISING),
    Fill("#8fb9c0", INK),
    Fill(PAPER, INK, Hatch.LEVEL),
    Fill(PAPER, INK, Hatch.CROSSED),
    Fill("#e4eeef", INK, Hatch.FALLING),
    Fill(PAPER, INK),
)
"""One for each of the most series that a chart shows apart."""

_APART = 4.5


def filled(x: float, y: float, width: float, height: float, fill: Fill) -> Iterator[Shape]:
    """Yield an outlined rectangle with its hatching."""
    yield Block(x, y, width, height, fill.colour, is_outlined=True)
    match fill.hatch:
        case Hatch.NONE:
            return
        case Hatch.LEVEL:
            for number in range(1, int(height / _APART) + 1):
                level = y + number * _APART
                if level < y + height:
                    yield Stroke(((x, level), (x + width, level)), MUTED, 0.6)
        case Hatch.RISING | Hatch.FALLING | Hatch.CROSSED:
            if fill.hatch is not Hatch.FALLING:
                yield from _slanted(x, y, width, height, is_rising=True)
            if fill.hatch is not Hatch.RISING:
                yield from _slanted(x, y, width, height, is_rising=False)
        case _ as never:
            assert_never(never)


def _slanted(
    x: float, y: float, width: float, height: float, *, is_rising: bool
) -> Iterator[Shape]:
    """Yield lines of one in one inside a rectangle, each cut where it leaves it."""
    for number in range(1, int((width + height) / _APART) + 1):
        offset = number * _APART
        left, right = max(0.0, offset - height), min(offset, width)
        if right - left < 0.2:  # noqa: PLR2004 - shorter than a dot of any printer
            continue
        foot, head = offset - left, offset - right
        if not is_rising:
            foot, head = height - foot, height - head
        yield Stroke(((x + left, y + foot), (x + right, y + head)), MUTED, 0.6)


def plated(words: Words, fill: Fill) -> Iterator[Shape]:
    """Yield words in the middle of a fill, on a plate of its own where it is hatched."""
    if fill.hatch is not Hatch.NONE:
        width = length(words.text, words.size) + 3
        yield Block(
            words.x - width / 2, words.y - words.size * 0.82, width, words.size * 1.1, PAPER
        )
    yield words


def length(text: str, size: float = SIZE) -> float:
    """Return the length of a text in points, a little more than most typefaces need."""
    ems = sum(
        0.32 if mark in _NARROW else 0.86 if mark in _WIDE else 0.66 if mark.isupper() else 0.54
        for mark in text
    )
    return ems * size


def cut(text: str, room: float, size: float = SIZE) -> str:
    """Return a text shortened with an ellipsis so that it fits into room."""
    if length(text, size) <= room:
        return text
    kept = text
    while kept and length(kept + "…", size) > room:
        kept = kept[: min(len(kept) - 1, 200)]
    return kept.rstrip() + "…"


def two_lines(text: str, room: float, size: float = SIZE) -> tuple[str, ...]:
    """Return a text on one line, or on two of which the second may be cut."""
    if length(text, size) <= room:
        return (text,)
    words = text[:400].split(" ")
    count = next(
        (n for n in range(len(words), 0, -1) if length(" ".join(words[:n]), size) <= room), 0
    )
    if not count:
        return (cut(text, room, size),)
    return (" ".join(words[:count]), cut(" ".join(words[count:]), room, size))
