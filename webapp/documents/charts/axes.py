"""Axes: round figures along a range, and where a figure stands in points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evaluation.numbers import plain
from webapp.documents.charts.plots import Axis
from webapp.documents.charts.shapes import GRID, INK, MUTED, Anchor, Shape, Stroke, Words

_MOST_TICKS = 6
_ROUND = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A range of figures laid over a length that begins at `start` and may run backwards."""

    least: Fraction
    most: Fraction
    start: float
    end: float

    def at(self, value: str | Fraction) -> float:
        """Return where a figure stands, at an end where it lies beyond it."""
        share = (Fraction(value) - self.least) / (self.most - self.least)
        share = min(max(share, Fraction(0)), Fraction(1))
        return self.start + float(share) * (self.end - self.start)


def scale_of(axis: Axis, start: float, end: float) -> Scale:
    """Return the scale of an axis; one without extent is given the extent of one."""
    least, most = Fraction(axis.least), Fraction(axis.most)
    return Scale(least, most if most > least else least + 1, start, end)


def ticks(scale: Scale) -> tuple[str, ...]:
    """Return round figures within a scale, as plain decimals.

    >>> ticks(Scale(Fraction(0), Fraction(100), 0, 1))
    ('0', '20', '40', '60', '80', '100')
    """
    extent = scale.most - scale.least
    unit = Fraction(1)
    while unit * 10 <= extent:
        unit *= 10
    while unit > extent:
        unit /= 10
    steps = (unit * factor * shift for shift in (Fraction(1, 10), 1) for factor in _ROUND)
    step = next(step for step in steps if extent / step < _MOST_TICKS)
    first = -(-scale.least // step)
    count = scale.most // step - first + 1
    return tuple(plain((first + number) * step) for number in range(int(count)))


def foot(axis: Axis, scale: Scale, top: float, bottom: float) -> Iterator[Shape]:
    """Yield a horizontal axis at the bottom, its grid up to the top, its figures and title."""
    for tick in ticks(scale):
        x = scale.at(tick)
        yield Stroke(((x, top), (x, bottom)), GRID, 0.6)
        yield Words(x, bottom + 11, axis.words(tick), Anchor.MIDDLE, MUTED, size=8)
    yield Stroke(((scale.start, bottom), (scale.end, bottom)), INK, 0.8)
    middle = (scale.start + scale.end) / 2
    yield Words(middle, bottom + 23, axis.title, Anchor.MIDDLE, MUTED, size=8)


FOOT = 28.0
"""The height that a horizontal axis takes below the frame."""
