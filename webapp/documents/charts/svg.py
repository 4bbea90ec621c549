"""Charts as SVG of our own: no script, no style, and words for those who cannot see them."""

from collections.abc import Iterator
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from webapp.documents.charts.bars import stacked
from webapp.documents.charts.curves import lines
from webapp.documents.charts.intervals import ranges
from webapp.documents.charts.plots import Curves, Intervals, Plot, StackedBars, Steps
from webapp.documents.charts.shapes import (
    INK,
    PAPER,
    Anchor,
    Block,
    Picture,
    Shape,
    Solid,
    Stroke,
    Words,
)
from webapp.documents.charts.stairs import stairs
from webapp.documents.content import Chart

_FONTS = (
    "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
)
_MARGIN = 16


def picture(plot: Plot) -> Picture:
    """Return the shapes of a plot."""
    match plot:
        case StackedBars():
            return stacked(plot)
        case Intervals():
            return ranges(plot)
        case Curves():
            return lines(plot)
        case Steps():
            return stairs(plot)
        case _:
            assert_never(plot)


def chart_svg(chart: Chart) -> str:
    """Return a chart as a whole SVG file, on white paper, that opens anywhere."""
    drawn = picture(chart.plot)
    wide, high = drawn.width + 2 * _MARGIN, drawn.height + 2 * _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(wide)}" height="{_short(high)}" '
        f'viewBox="{-_MARGIN} {-_MARGIN} {_short(wide)} {_short(high)}" lang="en-GB" '
    )
    paper = _shape(Block(-_MARGIN, -_MARGIN, wide, high, PAPER))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(head, chart, drawn, paper)}\n'


def embedded_svg(chart: Chart) -> str:
    """Return a chart as an element of a page, as wide as the place where it stands."""
    drawn = picture(chart.plot)
    size = f"{_short(drawn.width)} {_short(drawn.height)}"
    return _element(f'<svg class="pod-chart" viewBox="0 0 {size}" ', chart, drawn, "")


def _element(head: str, chart: Chart, drawn: Picture, paper: str) -> str:
    title, said = f"{chart.anchor}-title", f"{chart.anchor}-said"
    labelled = quoteattr(f"{title} {said}")
    parts = [
        f'{head}role="img" aria-labelledby={labelled} font-family="{_FONTS}">',
        f"<title id={quoteattr(title)}>{escape(chart.caption)}</title>",
        f"<desc id={quoteattr(said)}>{escape(chart.description)}</desc>",
        *([paper] if paper else []),
        *_shapes(drawn),
        "</svg>",
    ]
    return "\n".join(parts)


def _shapes(drawn: Picture) -> Iterator[str]:
    return (_shape(shape) for shape in drawn.shapes)


def _shape(shape: Shape) -> str:
    match shape:
        case Block():
            return _block(shape)
        case Stroke():
            return _stroke(shape)
        case Solid():
            return f'<polygon points="{_points(shape.points)}" fill="{shape.fill}"/>'
        case Words():
            return _words(shape)
        case _:
            assert_never(shape)


def _block(shape: Block) -> str:
    outline = f' stroke="{INK}" stroke-width="0.8"' if shape.is_outlined else ""
    place = f'x="{_short(shape.x)}" y="{_short(shape.y)}"'
    size = f'width="{_short(shape.width)}" height="{_short(shape.height)}"'
    return f'<rect {place} {size} fill="{shape.fill}"{outline}/>'


def _stroke(shape: Stroke) -> str:
    dash = " ".join(_short(value) for value in shape.dash)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{_points(shape.points)}" fill="none" stroke="{shape.colour}" '
        f'stroke-width="{_short(shape.weight)}"{dashed}/>'
    )


def _words(shape: Words) -> str:
    anchor = "" if shape.anchor is Anchor.START else f' text-anchor="{shape.anchor.value}"'
    weight = ' font-weight="600"' if shape.is_strong else ""
    return (
        f'<text x="{_short(shape.x)}" y="{_short(shape.y)}" font-size="{_short(shape.size)}" '
        f'fill="{shape.colour}"{anchor}{weight}>{escape(shape.text)}</text>'
    )


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(value: float) -> str:
    """Return a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
