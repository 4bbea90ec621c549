"""The outline document, to read here and to take along."""

from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from webapp.documents.html import render_html
from webapp.documents.outline import Outline
from webapp.documents.pdf import render_pdf
from webapp.installation import installation
from webapp.services.outlines import OutlineRefused, outline_of
from webapp.views.access import READING, access
from webapp.views.pages import page

blueprint = Blueprint("outline", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.get("/outline")
@access(READING)
def outline(procurement_id: UUID) -> Response:
    """Show the outline as a page."""
    found = outline_of(installation().store, procurement_id)
    if isinstance(found, OutlineRefused):
        return _instead(found, procurement_id)
    return page(
        "outline/outline.html",
        outline=found,
        content=render_html(found, standalone=False),
        procurement_id=procurement_id,
    )


@blueprint.get("/outline.pdf")
@access(READING)
def outline_pdf(procurement_id: UUID) -> Response:
    """Send the outline as a PDF."""
    found = outline_of(installation().store, procurement_id)
    if isinstance(found, OutlineRefused):
        return _instead(found, procurement_id)
    response = Response(render_pdf(found), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=_file_name(found))
    return response


def _instead(refusal: OutlineRefused, procurement_id: UUID) -> Response:
    """Lead to what has to be done before there is an outline."""
    if refusal is OutlineRefused.NO_SUCH_PROCUREMENT:
        abort(404)
    return redirect(url_for("decision.decision", procurement_id=procurement_id))


def _file_name(outline: Outline) -> str:
    return f"outline-{outline.reference}.pdf"
