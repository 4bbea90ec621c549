"""The golden outline: what the hand-made case reads as, and what its PDF's bytes were.

`python -m tests.webapp.documents.golden` writes it anew. Read the difference before it is kept:
it is what every outline will say from now on.
"""

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path

from tests.webapp.documents.builders import hand_made
from webapp.documents import render_html, render_pdf

FOLDER = Path(__file__).parent / "golden"
ARTICLE = FOLDER / "outline.html"
RECORD = FOLDER / "outline.json"
LIBRARIES = ("pikepdf", "reportlab")


def article() -> str:
    """Return the hand-made outline as HTML, without the page around it."""
    return str(render_html(hand_made(), standalone=False))


def versions() -> dict[str, str]:
    """Return the versions under which a PDF's bytes hold."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {**{name: version(name) for name in LIBRARIES}, "python": python}


def record() -> dict[str, object]:
    """Return the digests of content and PDF, and the versions they were made under."""
    pdf = hashlib.sha256(render_pdf(hand_made())).hexdigest()
    return {"content": hand_made().sha256(), "pdf": pdf, "versions": versions()}


def write() -> None:
    """Write the golden files."""
    FOLDER.mkdir(exist_ok=True)
    ARTICLE.write_text(article(), encoding="utf-8")
    RECORD.write_text(json.dumps(record(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
