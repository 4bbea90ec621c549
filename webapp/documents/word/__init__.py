"""The Word layout of a document: for those who edit it. Real styles, headings and tables."""

from io import BytesIO

from docx.document import Document as WordFile
from docx.shared import Emu, Pt

from webapp.documents.charts.svg import picture
from webapp.documents.content import Chart, Document
from webapp.documents.pdf import theme
from webapp.documents.word.compose import Composer
from webapp.documents.word.markup import written
from webapp.documents.word.package import fill, new_file, stored
from webapp.documents.word.pictures import png_of


def render_word(document: Document) -> bytes:
    """Return a document as a Word file, `.docx`: A4, in Arial, headings and tables real ones.

    The same content gives the same bytes under the same versions of the libraries. Every page
    carries the first digits of the content's digest and of the head of the audit log. The list
    of contents has its entries and no page numbers until Word is told to update it. Blanks are
    content controls that show their name until they are filled in.
    """
    file = new_file(document)
    pictures = _Pictures(file)
    fill(file, Composer(document, pictures.placed).body())
    return stored(file)


class _Pictures:
    """Holds the pictures of a file's charts."""

    def __init__(self, file: WordFile) -> None:
        self.part = file.part
        self.number = 0

    def placed(self, chart: Chart) -> str:
        """Put a chart's picture into the file, with the words for those who cannot see it."""
        drawn = picture(chart.plot)
        scale = min(1.0, theme.HEIGHT * 0.8 / drawn.height)
        relation, _ = self.part.get_or_add_image(BytesIO(png_of(drawn)))
        self.number += 1
        wide, high = (Emu(Pt(length * scale)) for length in (drawn.width, drawn.height))
        named = f'id="{self.number}" name="Chart {self.number}"'
        return (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr {named} descr="{written(chart.description)}"/>'
            "<a:graphic><a:graphicData uri="
            '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
