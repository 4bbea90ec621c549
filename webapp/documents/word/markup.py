"""WordprocessingML in small pieces: text is escaped here, and nowhere else."""

import re
import unicodedata
from xml.sax.saxutils import escape

from webapp.documents.content import REPLACEMENT

_REFUSED = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"[\t\n\r]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


def written(text: str) -> str:
    """Return text as XML holds it: escaped, and what XML refuses made visible.

    >>> written('<b> & "so"' + chr(7))
    '&lt;b&gt; &amp; &quot;so&quot;\ufffd'
    """
    return escape(kept(text), {'"': "&quot;"})


def kept(text: str) -> str:
    """Return text on one line, with what XML refuses made visible."""
    return _REFUSED.sub(REPLACEMENT, _SPACES.sub(" ", text))


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction is written from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return direction in _RIGHT_TO_LEFT
    return False


def run(text: str, properties: str = "") -> str:
    """Return a run of text; `properties` are elements in the order of their schema."""
    if is_right_to_left(text):
        properties += "<w:rtl/>"
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{written(text)}</w:t></w:r>'


def tab() -> str:
    """Return a run that moves to the next stop."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; `properties` follow its style in the order of their schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str) -> str:
    """Return a field with what it showed last; Word counts it anew."""
    return (
        f"{field_start(instruction)}"
        f'<w:r><w:t xml:space="preserve">{written(shown)}</w:t></w:r>{FIELD_END}'
    )


def field_start(instruction: str) -> str:
    """Return the beginning of a field, up to what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {written(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
