"""Documents sent as files, under a name that says what they are."""

from typing import Final

from werkzeug.wrappers import Response

ZIP: Final = "application/zip"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sent(content: bytes, media_type: str, name: str) -> Response:
    """Return a document to be saved under a name."""
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
