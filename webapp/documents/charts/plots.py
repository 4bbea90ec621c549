"""What a chart shows, as figures in decimal text: each plot can also be read as a table."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from evaluation.wording import grouped
from rules.wording import date_in_words

TextRow: TypeAlias = tuple[str, ...]

_MARKED = "Marked"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `least` to `most`, both plain decimals; `unit` is £, % or empty."""

    title: str
    least: str
    most: str
    unit: str = ""

    def words(self, value: str) -> str:
        """Return a figure of the axis as a person reads it.

        >>> Axis("Price", "0", "100000", "£").words("98500.50")
        '£98,500.50'
        """
        return in_units(value, self.unit)


def in_units(value: str, unit: str) -> str:
    """Return a plain decimal with separators and its unit; nothing for nothing.

    >>> in_units("-1234.5", "£"), in_units("40", "%"), in_units("", "£")
    ('-£1,234.5', '40%', '')
    """
    if not value:
        return ""
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    return f"{sign}£{grouped(digits)}" if unit == "£" else f"{sign}{grouped(digits)}{unit}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: a part for each series of its plot, and the total as it was reported."""

    label: str
    parts: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars from zero, each made of the same series of parts."""

    subject: str
    axis: Axis
    series: tuple[str, ...]
    bars: tuple[Bar, ...]

    def columns(self) -> TextRow:
        """Return the titles of the figures' columns, the subject first."""
        return (self.subject, *self.series, "Total")

    def worded(self) -> frozenset[str]:
        """Return the titles of columns that hold words: none but the first."""
        return frozenset()

    def rows(self) -> tuple[TextRow, ...]:
        """Return the figures, a row for each bar."""
        return tuple((bar.label, *bar.parts, bar.total) for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Interval:
    """A range from `low` to `high` with the place inside it where things stand now."""

    label: str
    low: str
    present: str
    high: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """Ranges one under another on one axis; `present` and `meaning` name diamond and line."""

    subject: str
    axis: Axis
    present: str
    meaning: str
    intervals: tuple[Interval, ...]

    def columns(self) -> TextRow:
        """Return the titles of the figures' columns, the subject first."""
        return (self.subject, "From", self.present, "To")

    def worded(self) -> frozenset[str]:
        """Return the titles of columns that hold words: none but the first."""
        return frozenset()

    def rows(self) -> tuple[TextRow, ...]:
        """Return the figures, a row for each range."""
        words = self.axis.words
        return tuple(
            (item.label, words(item.low), words(item.present), words(item.high))
            for item in self.intervals
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, each of two plain decimals, from left to right."""

    label: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the horizontal axis that has a name, such as the budget."""

    label: str
    at: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines in one frame, with named places along the horizontal axis."""

    across: Axis
    upward: Axis
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...] = ()

    def columns(self) -> TextRow:
        """Return the titles of the figures' columns, that of the horizontal axis first."""
        titles = (self.across.title, *(curve.label for curve in self.curves))
        return (*titles, _MARKED) if self.marks else titles

    def worded(self) -> frozenset[str]:
        """Return the titles of columns that hold words."""
        return frozenset({_MARKED})

    def rows(self) -> tuple[TextRow, ...]:
        """Return the figures, a row for each place that a line or a mark has."""
        heights = [{Fraction(x): y for x, y in curve.points} for curve in self.curves]
        names: dict[Fraction, list[str]] = {}
        for mark in self.marks:
            names.setdefault(Fraction(mark.at), []).append(mark.label)
        texts = {Fraction(x): x for curve in self.curves for x, _ in curve.points}
        texts |= {Fraction(mark.at): mark.at for mark in self.marks}
        return tuple(
            (
                self.across.words(texts[at]),
                *(self.upward.words(height.get(at, "")) for height in heights),
                *((", ".join(names.get(at, ())),) if self.marks else ()),
            )
            for at in sorted(texts)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What something is from a day on; `height` is empty where it is nothing from then on."""

    from_on: date
    height: str
    words: str


@dataclass(frozen=True, slots=True)
class Steps:
    """A value over time: it holds from its day to the next one's. The days are in order."""

    upward: Axis
    steps: tuple[Step, ...]

    def columns(self) -> TextRow:
        """Return the titles of the figures' columns, that of the days first."""
        return ("From", self.upward.title)

    def worded(self) -> frozenset[str]:
        """Return the titles of columns that hold words."""
        return frozenset({self.upward.title})

    def rows(self) -> tuple[TextRow, ...]:
        """Return the figures, a row for each day on which it changes."""
        return tuple((date_in_words(step.from_on), step.words) for step in self.steps)


Plot: TypeAlias = StackedBars | Intervals | Curves | Steps
