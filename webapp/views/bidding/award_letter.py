"""A bidder's own letters on the award: to read, and to take along."""

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.letters.reading import LetterShown, own_letter, own_letters
from webapp.views.access import access, visitor
from webapp.views.files import HTML, sent
from webapp.views.letters.letter_files import letter_file
from webapp.views.pages import page
from webapp.views.reaches import BIDDING

blueprint = Blueprint("award_letter", __name__, url_prefix="/bid")


@blueprint.get("/letter")
@access(BIDDING)
def letter() -> Response:
    """Show the bidder its last letter: what became of its tender, and why."""
    return _page(_letter())


@blueprint.get("/letter.pdf")
@access(BIDDING)
def letter_pdf() -> Response:
    """Send the last letter as a PDF."""
    return letter_file(_letter(), "letter")


@blueprint.get("/letter.html")
@access(BIDDING)
def letter_html() -> Response:
    """Send the last letter as the very file that was sent."""
    return sent(_letter().html.encode(), HTML, "letter.html")


@blueprint.get("/letters/<int:number>")
@access(BIDDING)
def numbered(number: int) -> Response:
    """Show a letter that was sent before the last one."""
    return _page(_letter(number), number)


@blueprint.get("/letters/<int:number>.html")
@access(BIDDING)
def numbered_html(number: int) -> Response:
    """Send such a letter as the very file that was sent."""
    return sent(_letter(number).html.encode(), HTML, f"letter-{number}.html")


def _page(shown: LetterShown, number: int | None = None) -> Response:
    every = own_letters(installation().store, visitor().bidder_id)
    return page(
        "award_letter/letter.html",
        visit=visitor(),
        shown=shown,
        number=number,
        others=[one for one in every if one.number != (number or len(every))],
        is_last=number in {None, len(every)},
        content=shown.article,
    )


def _letter(number: int | None = None) -> LetterShown:
    found = own_letter(installation().store, visitor().bidder_id, number=number)
    if found is None:
        raise NotFound
    return found
