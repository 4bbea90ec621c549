"""The versions of an outline that were submitted, what became of them, and what changed."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from rules.uk_time import day_of
from webapp.documents import Document, render_html, render_pdf, render_word
from webapp.documents.differences import Changes, differences
from webapp.installation import installation
from webapp.services.approval.papers import numbered
from webapp.services.approval.states import State
from webapp.services.approval.versions import Version
from webapp.views.access import access, may_write
from webapp.views.approval import approval_words as words
from webapp.views.files import PDF, WORD, sent
from webapp.views.pages import page
from webapp.views.reaches import READING

blueprint = Blueprint(
    "versions", __name__, url_prefix="/procurements/<uuid:procurement_id>/versions"
)


@blueprint.get("")
@access(READING)
def versions(procurement_id: UUID) -> Response:
    """List the versions of the outline with their states, the last first."""
    found, _ = numbered(installation().store, procurement_id)
    return page(
        "versions/versions.html",
        procurement_id=procurement_id,
        versions=[(one, words.state_shown(one)) for one in reversed(found)],
    )


@blueprint.get("/<int:number>")
@access(READING)
def version(procurement_id: UUID, number: int) -> Response:
    """Show a version as it was submitted, and what became of it."""
    every, found, document = _version(procurement_id, number)
    is_last = every[-1].number == number
    is_writer = may_write(found.organisation_id, procurement_id)
    return page(
        "versions/version.html",
        version=found,
        words=words,
        state=words.state_shown(found),
        content=render_html(document, standalone=False),
        others=[one.number for one in every if one.number != number],
        is_last=is_last,
        day=day_of(installation().now),
        may_withdraw=is_writer and is_last and found.is_in_progress,
        may_reopen=is_writer and is_last and found.state is State.SEALED,
        may_report=is_writer and found.is_in_progress,
    )


@blueprint.get("/<int:number>/outline.pdf")
@access(READING)
def version_pdf(procurement_id: UUID, number: int) -> Response:
    """Send a version as a PDF."""
    _, _, document = _version(procurement_id, number)
    return sent(render_pdf(document), PDF, f"outline-{document.reference}-v{number}.pdf")


@blueprint.get("/<int:number>/outline.docx")
@access(READING)
def version_word(procurement_id: UUID, number: int) -> Response:
    """Send a version as a Word file."""
    _, _, document = _version(procurement_id, number)
    return sent(render_word(document), WORD, f"outline-{document.reference}-v{number}.docx")


@blueprint.get("/<int:number>/changes")
@access(READING)
def changes(procurement_id: UUID, number: int) -> Response:
    """Show what changed from another version to this one; from the one before by default."""
    since = request.args.get("since", number - 1, type=int)
    every, documents = numbered(installation().store, procurement_id, since, number)
    before, after = documents
    by_number = {one.number: one for one in every}
    if after is None or (before is None and since != number - 1):
        raise NotFound
    return page(
        "versions/changes.html",
        version=by_number[number],
        earlier=by_number.get(since),
        versions=every,
        state=words.state_shown,
        changes=_told(before, after) if before is not None else None,
    )


def _told(before: Document, after: Document) -> Changes:
    """Return what changed but for the head of the audit log, of which each version has its own."""
    return differences(replace(before, audit_head=after.audit_head), after)


def _version(procurement_id: UUID, number: int) -> tuple[tuple[Version, ...], Version, Document]:
    every, (document,) = numbered(installation().store, procurement_id, number)
    found = next((one for one in every if one.number == number), None)
    if found is None or document is None:
        raise NotFound
    return every, found, document
