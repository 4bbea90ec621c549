"""The PDF layout of a document: set by hand on reportlab's canvas, tagged, the same every time."""

from io import BytesIO

from webapp.documents.content import Document
from webapp.documents.marks import marks, running
from webapp.documents.pdf import theme
from webapp.documents.pdf.compose import Composer
from webapp.documents.pdf.headings import CardBox, ContentsEntry, HeadingBox
from webapp.documents.pdf.metadata import describe, stored
from webapp.documents.pdf.pages import Page, paginated
from webapp.documents.pdf.tagging import TaggedCanvas
from webapp.documents.pdf.text import fill, rule
from webapp.documents.pdf.typeface import Face, regular, strong


def render_pdf(document: Document, *, tagged: bool = True) -> bytes:
    """Return a document as a PDF: A4, tagged, every font embedded, with bookmarks.

    The same content gives the same bytes under the same versions of the libraries. The
    structure is tagged; no claim to a PDF/UA conformance level is made. A character that the
    embedded typeface lacks stands as a square, which the last page then says.

    Args:
        document: the content.
        tagged: False leaves the structure tree out, to measure what it costs.
    """
    file = BytesIO()
    canvas = TaggedCanvas(file, font=regular().name, tagged=tagged)
    describe(canvas, document)
    pages = paginated(list(Composer(document, canvas.root).boxes()))
    _number_contents(pages)
    furniture = _Furniture(document, len(pages))
    for number, page in enumerate(pages, start=1):
        furniture.draw(canvas, number)
        for placed in page:
            top = theme.PAGE_HEIGHT - theme.MARGIN_TOP - placed.offset
            placed.box.draw(canvas, theme.MARGIN_LEFT, top)
        canvas.showPage()
    canvas.write_structure()
    canvas.save()
    return stored(file.getvalue())


def _number_contents(pages: list[Page]) -> None:
    """Tell each line of the contents the page of its heading."""
    found: dict[str, int] = {}
    entries = []
    for number, page in enumerate(pages, start=1):
        for placed in page:
            match placed.box:
                case HeadingBox() | CardBox():
                    found.setdefault(placed.box.anchor, number)
                case ContentsEntry():
                    entries.append(placed.box)
                case _:
                    pass
    for entry in entries:
        entry.page = found[entry.anchor]


class _Furniture:
    """What stands on every page beside the content: running header, digests, page number."""

    def __init__(self, document: Document, pages: int) -> None:
        self.pages = pages
        room = theme.WIDTH - strong().width(document.reference, theme.SMALL) - 24
        self.reference = _cut(document.reference, strong(), theme.WIDTH / 2)
        self.running = _cut(running(document), regular(), max(room, 120))
        self.digests = _cut("  ·  ".join(marks(document)), regular(), theme.WIDTH - 90)

    def draw(self, canvas: TaggedCanvas, number: int) -> None:
        """Draw the furniture of a page, as an artifact."""
        left, right = theme.MARGIN_LEFT, theme.PAGE_WIDTH - theme.MARGIN_RIGHT
        foot = theme.MARGIN_BOTTOM - 26
        with canvas.artifact("Pagination"):
            if number == 1:
                fill(canvas, 0, theme.PAGE_HEIGHT - 14, theme.PAGE_WIDTH, 14, theme.ACCENT)
            else:
                head = theme.PAGE_HEIGHT - 42
                _write(canvas, self.running, regular(), left, head)
                width = strong().width(self.reference, theme.SMALL)
                _write(canvas, self.reference, strong(), right - width, head)
                rule(canvas, left, head - 7, theme.WIDTH)
            rule(canvas, left, foot + 12, theme.WIDTH)
            _write(canvas, self.digests, regular(), left, foot)
            page = f"Page {number} of {self.pages}"
            width = strong().width(page, theme.SMALL)
            _write(canvas, page, strong(), right - width, foot)


def _write(canvas: TaggedCanvas, text: str, face: Face, x: float, y: float) -> None:
    colour = " ".join(f"{value:g}" for value in theme.MUTED)
    shown = face.operators(text, theme.SMALL, canvas.document)
    canvas.write(f"BT {colour} rg 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")


def _cut(text: str, face: Face, width: float) -> str:
    text = face.showable(text)
    if face.width(text, theme.SMALL) <= width:
        return text
    while text and face.width(text + "…", theme.SMALL) > width:
        text = text[: min(len(text) - 1, 200)]
    return text.rstrip() + "…"
