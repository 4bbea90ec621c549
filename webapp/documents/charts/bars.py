"""Stacked bars: from zero, each part with its figure where it fits, the total at the end.

A bar of one part has its total alone, which says the same.
"""

from collections.abc import Iterator
from fractions import Fraction

from webapp.documents.charts.axes import FOOT, Scale, foot, scale_of
from webapp.documents.charts.plots import Bar, StackedBars
from webapp.documents.charts.shapes import (
    FILLS,
    SIZE,
    WIDTH,
    Anchor,
    Picture,
    Shape,
    Words,
    cut,
    filled,
    length,
    plated,
    two_lines,
)

_LABELS = 118.0
_TOTALS = 46.0
_THICK = 19.0
_APART = 11.0
_KEY = 15.0
_SWATCH = 15.0
_LEAST_DRAWN = 0.3


def stacked(plot: StackedBars) -> Picture:
    """Return stacked bars as shapes: a key to the series, the bars, and the axis."""
    key, below = _key(plot.series)
    top = below + 8
    bottom = top + len(plot.bars) * (_THICK + _APART)
    scale = scale_of(plot.axis, _LABELS, WIDTH - _TOTALS)
    shapes = list(foot(plot.axis, scale, top, bottom))
    for number, bar in enumerate(plot.bars):
        shapes += _bar(bar, scale, top + _APART / 2 + number * (_THICK + _APART))
    return Picture(bottom + FOOT, (*key, *shapes))


def _key(series: tuple[str, ...]) -> tuple[list[Shape], float]:
    """Return the key as shapes, and where it ends."""
    shapes: list[Shape] = []
    x, y = 0.0, 2.0
    for name, fill in zip(series, FILLS, strict=False):
        text = cut(name, WIDTH / 2 - _SWATCH)
        width = _SWATCH + 5 + length(text) + 14
        if x and x + width > WIDTH:
            x, y = 0.0, y + _KEY
        shapes += filled(x, y, _SWATCH, 9, fill)
        shapes.append(Words(x + _SWATCH + 5, y + 8, text))
        x += width
    return shapes, y + _KEY


def _bar(bar: Bar, scale: Scale, top: float) -> Iterator[Shape]:
    baseline = top + _THICK / 2 + SIZE * 0.35
    lines = two_lines(bar.label, _LABELS - 8)
    for number, text in enumerate(lines):
        shift = (number - (len(lines) - 1) / 2) * (SIZE + 1)
        yield Words(_LABELS - 8, baseline + shift, text, Anchor.END)
    reached = Fraction(0)
    for part, fill in zip(bar.parts, FILLS, strict=False):
        left, right = scale.at(reached), scale.at(reached + Fraction(part))
        reached += Fraction(part)
        if right - left < _LEAST_DRAWN:
            continue
        yield from filled(left, top, right - left, _THICK, fill)
        if len(bar.parts) > 1 and length(part) + 6 <= right - left:
            words = Words((left + right) / 2, baseline, part, Anchor.MIDDLE, fill.ink)
            yield from plated(words, fill)
    yield Words(scale.at(reached) + 5, baseline, bar.total, is_strong=True)
