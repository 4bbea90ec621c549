"""Figures: a chart's shapes drawn by reportlab's graphics, in the embedded typeface."""

from typing import assert_never

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

from webapp.documents.charts.shapes import INK, Block, Picture, Shape, Solid, Stroke, Words
from webapp.documents.charts.svg import picture
from webapp.documents.content import Chart
from webapp.documents.pdf import theme
from webapp.documents.pdf.tagging import Element, TaggedCanvas
from webapp.documents.pdf.typeface import regular, strong


class FigureBox:
    """A chart, which is never parted and stands with its caption."""

    keep_with_next = True
    before, after = 6.0, 3.0

    def __init__(self, chart: Chart, element: Element) -> None:
        """Lay a chart out; it is drawn as content of a `Figure` that has its words."""
        self.element = element
        self.picture = picture(chart.plot)
        self.scale = min(1.0, theme.HEIGHT * 0.86 / self.picture.height)

    @property
    def height(self) -> float:
        """The height of the chart, at most that of a page with room for its caption."""
        return self.picture.height * self.scale

    @property
    def least(self) -> float:
        """The same: a chart is not parted."""
        return self.height

    def split(self, room: float) -> None:
        """Return None, since a chart is not parted."""
        del room

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the chart from the top down, and note where it stands."""
        bottom = top - self.height
        self.element.box = (x, bottom, x + self.picture.width * self.scale, top)
        drawing = _drawing(self.picture)
        drawing.scale(self.scale, self.scale)
        with canvas.marked(self.element):
            renderPDF.draw(drawing, canvas, x, bottom, showBoundary=False)


def _drawing(picture: Picture) -> Drawing:
    drawing = Drawing(picture.width, picture.height)
    for shape in picture.shapes:
        drawing.add(_drawn(shape, picture.height))
    return drawing


def _drawn(shape: Shape, height: float) -> Rect | PolyLine | Polygon | String:
    """Return a shape as reportlab's, whose vertical axis runs up."""
    match shape:
        case Block():
            bottom = height - shape.y - shape.height
            made = Rect(shape.x, bottom, shape.width, shape.height)
            made.fillColor = HexColor(shape.fill)
            made.strokeColor = HexColor(INK) if shape.is_outlined else None
            made.strokeWidth = 0.8
            return made
        case Stroke():
            line = PolyLine(_flat(shape.points, height))
            line.strokeColor, line.strokeWidth = HexColor(shape.colour), shape.weight
            if shape.dash:
                line.strokeDashArray = list(shape.dash)
            return line
        case Solid():
            area = Polygon(_flat(shape.points, height))
            area.fillColor, area.strokeColor = HexColor(shape.fill), None
            return area
        case Words():
            return _text(shape, height)
        case _:
            assert_never(shape)


def _text(words: Words, height: float) -> String:
    face = strong() if words.is_strong else regular()
    made = String(words.x, height - words.y, face.showable(words.text))
    made.fontName, made.fontSize = face.name, words.size
    made.fillColor, made.textAnchor = HexColor(words.colour), words.anchor.value
    return made


def _flat(points: tuple[tuple[float, float], ...], height: float) -> list[float]:
    return [value for x, y in points for value in (x, height - y)]
