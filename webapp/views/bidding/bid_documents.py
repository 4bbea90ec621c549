"""The documents of a tender as its bidders have them: to read, and to take along."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.documents import Document, render_html, render_pdf, render_word
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.tendering.documents import tender_document
from webapp.views.access import access, visitor
from webapp.views.files import PDF, WORD, sent
from webapp.views.pages import page
from webapp.views.reaches import BIDDING

blueprint = Blueprint("bid_documents", __name__, url_prefix="/bid/documents")


@blueprint.get("/<name>")
@access(BIDDING)
def document(name: str) -> Response:
    """Show a document of the tender as a page."""
    found = _document(name)
    return page(
        "bid_documents/document.html",
        visit=visitor(),
        document=found,
        content=render_html(found, standalone=False),
        name=name,
    )


@blueprint.get("/<name>.pdf")
@access(BIDDING)
def document_pdf(name: str) -> Response:
    """Send a document of the tender as a PDF."""
    found = _document(name)
    return sent(render_pdf(found), PDF, f"{name}-{found.reference}.pdf")


@blueprint.get("/<name>.docx")
@access(BIDDING)
def document_word(name: str) -> Response:
    """Send a document of the tender as a Word file."""
    found = _document(name)
    return sent(render_word(found), WORD, f"{name}-{found.reference}.docx")


def _document(name: str) -> Document:
    found = tender_document(installation().store, visitor().procurement_id, name)
    if found is None or isinstance(found, Refused):
        raise NotFound
    return found
