"""The documents of a tender that is out, to read and to take along."""

from uuid import UUID

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.documents import Document, render_html, render_pdf, render_word
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.tendering.documents import tender_document
from webapp.views.access import access
from webapp.views.files import PDF, WORD, sent
from webapp.views.pages import page
from webapp.views.reaches import TENDER_READING
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "tender_documents",
    __name__,
    url_prefix="/procurements/<uuid:procurement_id>/tender/documents",
)


@blueprint.get("/<name>")
@access(TENDER_READING)
def document(procurement_id: UUID, name: str) -> Response:
    """Show a document of the tender as a page."""
    found = _document(procurement_id, name)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    return page(
        "tender_documents/document.html",
        document=found,
        content=render_html(found, standalone=False),
        procurement_id=procurement_id,
        name=name,
    )


@blueprint.get("/<name>.pdf")
@access(TENDER_READING)
def document_pdf(procurement_id: UUID, name: str) -> Response:
    """Send a document of the tender as a PDF."""
    found = _document(procurement_id, name)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    return sent(render_pdf(found), PDF, f"{name}-{found.reference}.pdf")


@blueprint.get("/<name>.docx")
@access(TENDER_READING)
def document_word(procurement_id: UUID, name: str) -> Response:
    """Send a document of the tender as a Word file."""
    found = _document(procurement_id, name)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found)
    return sent(render_word(found), WORD, f"{name}-{found.reference}.docx")


def _document(procurement_id: UUID, name: str) -> Document | Refused:
    found = tender_document(installation().store, procurement_id, name)
    if found is None:
        raise NotFound
    return found
