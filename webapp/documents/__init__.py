"""The documents that Podium writes: content as frozen values first, then its layouts."""

from webapp.documents.content import Document
from webapp.documents.html import render_html


def render_pdf(document: Document, *, tagged: bool = True) -> bytes:
    """Return a document as a tagged PDF; see `webapp.documents.pdf.render_pdf`."""
    # What needs no PDF, such as the decision page, starts without reportlab and its fonts.
    from webapp.documents.pdf import render_pdf as render  # noqa: PLC0415 - see the line above

    return render(document, tagged=tagged)


def render_word(document: Document) -> bytes:
    """Return a document as a Word file; see `webapp.documents.word.render_word`."""
    from webapp.documents.word import render_word as render  # noqa: PLC0415 - as above

    return render(document)


__all__ = ["Document", "render_html", "render_pdf", "render_word"]
