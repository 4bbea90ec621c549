"""A value over time as a flight of stairs: level while it holds, upright where it changes."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from webapp.documents.charts.axes import FOOT, Scale, scale_of, ticks
from webapp.documents.charts.plots import Step, Steps
from webapp.documents.charts.shapes import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    SIZE,
    WIDTH,
    Anchor,
    Picture,
    Shape,
    Stroke,
    Words,
    length,
)

_LEFT = 62.0
_TOP = 22.0
_HEIGHT = 96.0
_MOST_YEARS = 9
_YEARS_AFTER = 2


def stairs(plot: Steps) -> Picture:
    """Return stairs as shapes: the years below, the figures at the side, each step named."""
    bottom = _TOP + _HEIGHT
    upward = scale_of(plot.upward, bottom, _TOP)
    first, last = plot.steps[0].from_on.year, plot.steps[-1].from_on.year + _YEARS_AFTER
    years = _Years(first, last)
    shapes = [
        Words(0, 9, plot.upward.title, colour=MUTED, size=8),
        *_side(plot, upward),
        *_foot(years, bottom),
        *_flight(plot, years, upward),
    ]
    return Picture(bottom + FOOT - 12, tuple(shapes))


class _Years:
    """The years of an axis, from the first day of one to the first day of another."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, day: date) -> float:
        """Return where a day stands."""
        start, end = date(self.first, 1, 1), date(self.last, 1, 1)
        share = (day - start).days / (end - start).days
        return _LEFT + share * (WIDTH - _LEFT)

    def marked(self) -> range:
        """Return the years that the axis names."""
        return range(self.first, self.last + 1, -(-(self.last - self.first) // _MOST_YEARS))


def _side(plot: Steps, upward: Scale) -> Iterator[Shape]:
    for tick in ticks(upward)[:: 1 if len(ticks(upward)) < _MOST_YEARS // 2 else 2]:
        y = upward.at(tick)
        yield Stroke(((_LEFT, y), (WIDTH, y)), GRID, 0.6)
        yield Words(_LEFT - 5, y + 3, plot.upward.words(tick), Anchor.END, MUTED, size=8)


def _foot(years: _Years, bottom: float) -> Iterator[Shape]:
    yield Stroke(((_LEFT, bottom), (WIDTH, bottom)), INK, 0.8)
    for year in years.marked():
        x = years.at(date(year, 1, 1))
        yield Stroke(((x, bottom), (x, bottom + 3)), INK, 0.8)
        anchor = Anchor.END if year == years.last else Anchor.MIDDLE
        yield Words(x, bottom + 12, str(year), anchor, MUTED, size=8)


def _flight(plot: Steps, years: _Years, upward: Scale) -> Iterator[Shape]:
    ends = [*(years.at(step.from_on) for step in plot.steps[1:]), WIDTH]
    for step, end in zip(plot.steps, ends, strict=True):
        if not step.height:
            continue
        x, y = years.at(step.from_on), upward.at(step.height)
        yield Stroke(((x, y), (end, y)), ACCENT, 2.2)
        yield from _named(step, x, end, y)
    for before, after in pairwise(plot.steps):
        if before.height and after.height:
            x = years.at(after.from_on)
            ends_of = (x, upward.at(before.height)), (x, upward.at(after.height))
            yield Stroke(ends_of, ACCENT, 1.0, (2, 2))


def _named(step: Step, start: float, end: float, y: float) -> Iterator[Shape]:
    """Yield a step's words above it, where there is room for them."""
    if length(step.words) <= end - start:
        yield Words(start + 2, y - 4, step.words, size=SIZE)
