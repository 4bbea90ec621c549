"""A letter as a file to be saved."""

from werkzeug.wrappers import Response

from webapp.documents import render_pdf
from webapp.services.letters.reading import LetterShown
from webapp.views.files import HTML, PDF, sent


def letter_file(shown: LetterShown, name: str) -> Response:
    """Return a letter as a PDF; where it can't be laid out as it was sent, as its page."""
    if shown.document is None:
        return sent(shown.html.encode(), HTML, f"{name}.html")
    return sent(render_pdf(shown.document), PDF, f"{name}.pdf")
