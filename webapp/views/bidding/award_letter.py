"""A bidder's own letter on the award: to read, and to take along."""

from flask import Blueprint
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.telling_bidders.reading import LetterShown, own_letter
from webapp.views.access import access, visitor
from webapp.views.files import HTML, sent
from webapp.views.letters.letter_files import letter_file
from webapp.views.pages import page
from webapp.views.reaches import BIDDING

blueprint = Blueprint("award_letter", __name__, url_prefix="/bid")


@blueprint.get("/letter")
@access(BIDDING)
def letter() -> Response:
    """Show the bidder what became of its tender, and why."""
    shown = _letter()
    return page(
        "award_letter/letter.html",
        visit=visitor(),
        shown=shown,
        content=Markup(shown.article),  # noqa: S704 - rendered by our own templates
    )


@blueprint.get("/letter.pdf")
@access(BIDDING)
def letter_pdf() -> Response:
    """Send the letter as a PDF."""
    return letter_file(_letter(), "letter")


@blueprint.get("/letter.html")
@access(BIDDING)
def letter_html() -> Response:
    """Send the letter as the very file that was sent."""
    return sent(_letter().html.encode(), HTML, "letter.html")


def _letter() -> LetterShown:
    found = own_letter(installation().store, visitor().bidder_id)
    if found is None:
        raise NotFound
    return found
