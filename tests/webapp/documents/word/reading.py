"""Reads a Word file back: its parts, and what stands in its body under which style."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> WordFile:
    """Return a Word file, opened as any other."""
    return docx.Document(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files within a Word file, by name."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def words(element: BaseOxmlElement) -> str:
    """Return the words of a paragraph, those within links and content controls too."""
    shown = []
    for one in element.iter(qn("w:t"), qn("w:tab")):
        is_stop = one.tag == qn("w:tab") and one.getparent().tag == qn("w:r")
        shown.append("\t" if is_stop else one.text or "")
    return "".join(shown)


def structure(content: bytes) -> str:
    """Return the body as text: a line for each paragraph, with its style, and for each row."""
    return "\n".join(_lines(opened(content))) + "\n"


def _lines(file: WordFile) -> Iterator[str]:
    styles = {style.style_id: style.name for style in file.styles}
    for element in file.element.body.iter(qn("w:p"), qn("w:tbl"), qn("w:sdt")):
        if element.tag == qn("w:tbl"):
            table = Table(element, file)
            yield f"# {table.style.name if table.style else ''}: {_caption(element)}"
        elif element.tag == qn("w:p"):
            style = styles[element.style]
            depth = "  " if any(one.tag == qn("w:tc") for one in element.iterancestors()) else ""
            yield f"{depth}{style}: {words(element)}"


def _caption(table: BaseOxmlElement) -> str:
    (caption,) = table.iter(qn("w:tblCaption"))
    return str(caption.get(qn("w:val")))


def headings(file: WordFile) -> list[tuple[int, str]]:
    """Return the headings with their levels, as a screen reader lists them."""
    found = []
    for paragraph in file.paragraphs:
        level = _level(paragraph)
        if level is not None:
            found.append((level, words(paragraph._p)))
    return found


def _level(paragraph: Paragraph) -> int | None:
    """Return the outline level that a paragraph has from its style, or from those it rests on."""
    style = paragraph.style
    while style is not None:
        found = list(style.element.iter(qn("w:outlineLvl")))
        if found:
            return int(found[0].get(qn("w:val"))) + 1
        style = style.base_style
    return None
