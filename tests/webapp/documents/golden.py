"""The golden outline: what the hand-made case reads as, and what the bytes of its files were.

`python -m tests.webapp.documents.golden` writes it anew. Read the difference before it is kept:
it is what every outline will say from now on.
"""

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path

from tests.webapp.documents.builders import hand_made
from tests.webapp.documents.word.reading import parts, structure
from webapp.documents import render_html, render_pdf, render_word

FOLDER = Path(__file__).parent / "golden"
ARTICLE = FOLDER / "outline.html"
WORD = FOLDER / "outline.word.txt"
RECORD = FOLDER / "outline.json"
LIBRARIES = ("pikepdf", "reportlab", "python-docx", "lxml")


def article() -> str:
    """Return the hand-made outline as HTML, without the page around it."""
    return str(render_html(hand_made(), standalone=False))


def word() -> str:
    """Return what stands in the body of the hand-made outline as a Word file, with its styles."""
    return structure(render_word(hand_made()))


def versions() -> dict[str, str]:
    """Return the versions under which the bytes of PDF and Word file hold."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {**{name: version(name) for name in LIBRARIES}, "python": python}


def record() -> dict[str, object]:
    """Return the digests of content, PDF and Word file, and the versions they were made under.

    That of the Word file is of the parts in its zip: how tightly it packs is not ours to say.
    """
    pdf = hashlib.sha256(render_pdf(hand_made())).hexdigest()
    held = parts(render_word(hand_made()))
    told = hashlib.sha256(b"".join(name.encode() + data for name, data in held.items()))
    return {
        "content": hand_made().sha256(),
        "pdf": pdf,
        "word": told.hexdigest(),
        "versions": versions(),
    }


def write() -> None:
    """Write the golden files."""
    FOLDER.mkdir(exist_ok=True)
    ARTICLE.write_text(article(), encoding="utf-8")
    WORD.write_text(word(), encoding="utf-8")
    RECORD.write_text(json.dumps(record(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
