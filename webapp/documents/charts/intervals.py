"""Ranges on one axis: a line from end to end, and a diamond where things stand now."""

from collections.abc import Iterator

from webapp.documents.charts.axes import FOOT, Scale, foot, scale_of
from webapp.documents.charts.plots import Axis, Interval, Intervals
from webapp.documents.charts.shapes import (
    ACCENT,
    INK,
    PAPER,
    SIZE,
    WIDTH,
    Anchor,
    Picture,
    Shape,
    Solid,
    Stroke,
    Words,
    length,
    two_lines,
)

_LABELS = 128.0
_ENDS = 32.0
_ROW = 34.0
_HALF = 5.0


def ranges(plot: Intervals) -> Picture:
    """Return ranges as shapes: a key, a row for each, and the axis."""
    top = 18.0
    bottom = top + len(plot.intervals) * _ROW
    scale = scale_of(plot.axis, _LABELS + _ENDS, WIDTH - _ENDS)
    shapes = [*_key(plot.present, plot.meaning), *foot(plot.axis, scale, top, bottom)]
    for number, interval in enumerate(plot.intervals):
        shapes += _range(interval, plot.axis, scale, top + (number + 0.6) * _ROW)
    return Picture(bottom + FOOT, tuple(shapes))


def _key(present: str, meaning: str) -> Iterator[Shape]:
    yield from _diamond(6, 7)
    yield Words(16, 10, present)
    after = 16 + length(present) + 16
    yield from _line(after, after + 26, 7)
    yield Words(after + 33, 10, meaning)


def _range(interval: Interval, axis: Axis, scale: Scale, y: float) -> Iterator[Shape]:
    baseline = y + SIZE * 0.35
    lines = two_lines(interval.label, _LABELS - 10)
    for number, text in enumerate(lines):
        shift = (number - (len(lines) - 1) / 2) * (SIZE + 1)
        yield Words(_LABELS - 10, baseline + shift, text, Anchor.END)
    low, high, present = (
        scale.at(value) for value in (interval.low, interval.high, interval.present)
    )
    yield from _line(low, high, y)
    left, right = min(low, present - _HALF), max(high, present + _HALF)
    yield Words(left - 5, baseline, axis.words(interval.low), Anchor.END)
    yield Words(right + 5, baseline, axis.words(interval.high))
    yield from _diamond(present, y)
    text = axis.words(interval.present)
    yield Words(present, y - 8, text, Anchor.MIDDLE, is_strong=True)


def _line(low: float, high: float, y: float) -> Iterator[Shape]:
    yield Stroke(((low, y), (high, y)), ACCENT, 3.0)
    for x in (low, high):
        yield Stroke(((x, y - 4), (x, y + 4)), ACCENT, 1.2)


def _diamond(x: float, y: float) -> Iterator[Shape]:
    points = ((x, y - _HALF), (x + _HALF, y), (x, y + _HALF), (x - _HALF, y))
    yield Solid(points, PAPER)
    yield Stroke((*points, points[0]), INK, 1.4)
