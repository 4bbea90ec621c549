"""Charts as pictures: the shapes that every layout draws, as dots of three to the point."""

from io import BytesIO
from itertools import cycle, pairwise
from math import hypot
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

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
from webapp.documents.pdf.typeface import FONTS, regular, strong

_DOTS = 3
"""Dots to a point of the picture, which a printer needs."""
_FINER = 2
"""How much finer it is drawn first, so that slanted lines become smooth."""
_SCALE = _DOTS * _FINER
_ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}

Point = tuple[float, float]


def png_of(picture: Picture) -> bytes:
    """Return a chart's shapes as a PNG on white paper, the same each time."""
    size = (round(picture.width * _SCALE), round(picture.height * _SCALE))
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        _draw(pen, shape)
    small = image.resize((size[0] // _FINER, size[1] // _FINER), Image.Resampling.BOX)
    held = BytesIO()
    small.quantize(64, dither=Image.Dither.NONE).save(held, "PNG")
    return held.getvalue()


def _draw(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    match shape:
        case Block():
            corners = ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
            outline = INK if shape.is_outlined else None
            pen.rectangle([_scaled(corner) for corner in corners], shape.fill, outline, _dots(0.8))
        case Stroke():
            for points in _dashes(shape):
                scaled = [_scaled(point) for point in points]
                pen.line(scaled, shape.colour, _dots(shape.weight), "curve")
        case Solid():
            pen.polygon([_scaled(point) for point in shape.points], shape.fill)
        case Words():
            face = strong() if shape.is_strong else regular()
            font = ImageFont.truetype(
                FONTS / f"{face.name}.ttf", shape.size * _SCALE, layout_engine=_LAYOUT
            )
            words = face.showable(shape.text)
            pen.text(_scaled((shape.x, shape.y)), words, shape.colour, font, _ANCHORS[shape.anchor])
        case _:
            assert_never(shape)


_LAYOUT = ImageFont.Layout.BASIC


def _dashes(stroke: Stroke) -> list[list[Point]]:
    """Return the parts of a line that are drawn: all of it, or its dashes."""
    if not stroke.dash:
        return [list(stroke.points)]
    parts: list[list[Point]] = []
    lengths = cycle(stroke.dash)
    left, is_drawn = next(lengths), True
    for start, end in pairwise(stroke.points):
        length, done = hypot(end[0] - start[0], end[1] - start[1]), 0.0
        while length - done > 1e-9:  # noqa: PLR2004 - nothing is left of it
            step = min(left, length - done)
            if is_drawn:
                parts.append([_between(start, end, at / length) for at in (done, done + step)])
            done, left = done + step, left - step
            if left <= 0:
                left, is_drawn = next(lengths), not is_drawn
    return parts


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _scaled(point: Point) -> Point:
    return point[0] * _SCALE, point[1] * _SCALE


def _dots(weight: float) -> int:
    return max(1, round(weight * _SCALE))
