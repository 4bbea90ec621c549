"""The outline document as it would be submitted, to read here and to take along."""

from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from webapp.documents import render_html, render_pdf, render_word
from webapp.installation import installation
from webapp.services.outlines.outlines import OutlineRefused, outline_of
from webapp.views.access import access, may_write
from webapp.views.approval.approval_words import problems_shown, state_shown
from webapp.views.approval.submission import submission
from webapp.views.files import PDF, WORD, sent
from webapp.views.pages import page
from webapp.views.reaches import READING

blueprint = Blueprint("outline", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.get("/outline")
@access(READING)
def outline(procurement_id: UUID) -> Response:
    """Show the outline as a page, what is in the way of submitting it, and who would see it."""
    found = outline_of(installation().store, procurement_id)
    if isinstance(found, OutlineRefused):
        return _instead(found, procurement_id)
    standing = submission(procurement_id)
    return page(
        "outline/outline.html",
        outline=found,
        content=render_html(found, standalone=False),
        procurement_id=procurement_id,
        standing=standing,
        state=state_shown(standing.last) if standing.last else None,
        problems=problems_shown(standing.problems, procurement_id),
        may_submit=may_write(standing.preparation.organisation_id, procurement_id),
    )


@blueprint.get("/outline.pdf")
@access(READING)
def outline_pdf(procurement_id: UUID) -> Response:
    """Send the outline as a PDF."""
    found = outline_of(installation().store, procurement_id)
    if isinstance(found, OutlineRefused):
        return _instead(found, procurement_id)
    return sent(render_pdf(found), PDF, f"outline-{found.reference}.pdf")


@blueprint.get("/outline.docx")
@access(READING)
def outline_word(procurement_id: UUID) -> Response:
    """Send the outline as a Word file."""
    found = outline_of(installation().store, procurement_id)
    if isinstance(found, OutlineRefused):
        return _instead(found, procurement_id)
    return sent(render_word(found), WORD, f"outline-{found.reference}.docx")


def _instead(refusal: OutlineRefused, procurement_id: UUID) -> Response:
    """Lead to what has to be done before there is an outline."""
    if refusal is OutlineRefused.NO_SUCH_PROCUREMENT:
        abort(404)
    return redirect(url_for("decision.decision", procurement_id=procurement_id))
