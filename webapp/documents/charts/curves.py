"""Lines in a frame, named at their ends and told apart by their strokes."""

from collections.abc import Iterator
from fractions import Fraction

from webapp.documents.charts.axes import FOOT, Scale, foot, scale_of, ticks
from webapp.documents.charts.plots import Axis, Curve, Curves, Mark
from webapp.documents.charts.shapes import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    PAPER,
    SIZE,
    WIDTH,
    Anchor,
    Block,
    Picture,
    Shape,
    Stroke,
    Words,
    cut,
    length,
)

_LEFT = 42.0
_NAMES = 108.0
_HEIGHT = 190.0
_MARKS = 11.0
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (1.5, 2.5), (8, 2.5, 1.5, 2.5), (3, 2))
_COLOURS = (ACCENT, INK, MUTED)


def lines(plot: Curves) -> Picture:
    """Return lines as shapes: the frame, the marks, the lines and their names."""
    top = 16 + _MARKS * len(plot.marks)
    bottom = top + _HEIGHT
    across = scale_of(plot.across, _LEFT, WIDTH - _NAMES)
    upward = scale_of(plot.upward, bottom, top)
    shapes = [
        Words(0, 9, plot.upward.title, colour=MUTED, size=8),
        *foot(plot.across, across, top, bottom),
        *_side(plot.upward, across, upward),
    ]
    # From the left down, no name runs through the line of a place to its right.
    marks = sorted(plot.marks, key=lambda mark: Fraction(mark.at))
    for number, mark in enumerate(marks):
        x = across.at(mark.at)
        shapes.append(Stroke(((x, 16 + _MARKS * number), (x, bottom)), INK, 0.9, (3, 2)))
    for number, mark in enumerate(marks):
        shapes += _named(mark, plot.across, across.at(mark.at), 16 + _MARKS * number)
    for number, curve in enumerate(plot.curves):
        shapes.append(_curve(curve, number, across, upward))
    shapes += _names(plot.curves, across, upward, top, bottom)
    return Picture(bottom + FOOT, tuple(shapes))


def _side(axis: Axis, across: Scale, upward: Scale) -> Iterator[Shape]:
    for tick in ticks(upward):
        y = upward.at(tick)
        yield Stroke(((across.start, y), (across.end, y)), GRID, 0.6)
        yield Words(across.start - 5, y + 3, axis.words(tick), Anchor.END, MUTED, size=8)
    yield Stroke(((across.start, upward.start), (across.start, upward.end)), INK, 0.8)


def _named(mark: Mark, axis: Axis, x: float, top: float) -> Iterator[Shape]:
    """Yield the name of a place, to the left where there is no room on the right."""
    text = f"{mark.label}: {axis.words(mark.at)}"
    width = length(text)
    is_left = x + width + 4 > WIDTH
    yield Block(x - 3 - width if is_left else x + 3, top, width, _MARKS - 1, PAPER)
    anchor = Anchor.END if is_left else Anchor.START
    yield Words(x + (-4 if is_left else 4), top + 8, text, anchor)


def _curve(curve: Curve, number: int, across: Scale, upward: Scale) -> Stroke:
    points = tuple((across.at(x), upward.at(y)) for x, y in curve.points)
    return Stroke(points, _COLOURS[number % len(_COLOURS)], 1.8, _DASHES[number % len(_DASHES)])


def _names(
    curves: tuple[Curve, ...], across: Scale, upward: Scale, top: float, bottom: float
) -> Iterator[Shape]:
    """Yield the name of each line beside its end, apart from each other, with its stroke."""
    ends = [
        (upward.at(curve.points[-1][1] if curve.points else Fraction(0)), number)
        for number, curve in enumerate(curves)
    ]
    apart = min(SIZE + 3, (bottom - top) / max(len(curves), 1))
    lowest = bottom - apart * (len(curves) - 1)
    y = top
    for end, number in sorted(ends):
        y = max(y, min(end, lowest))
        left = across.end + 6
        colour = _COLOURS[number % len(_COLOURS)]
        yield Stroke(((left, y), (left + 16, y)), colour, 1.8, _DASHES[number % len(_DASHES)])
        yield Words(left + 20, y + SIZE * 0.35, cut(curves[number].label, _NAMES - 28))
        y += apart
        lowest += apart
