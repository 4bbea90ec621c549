"""Text of several lines as a person typed or pasted it: its paragraphs kept, what hides refused."""

import re

from wtforms import Field
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Line ends of every machine, and the one that a word processor sets within a paragraph."""

_SPACES = re.compile(r"[\t\xa0 ]+")
_MARKS = dict.fromkeys((0x01, 0x02, 0x05, 0x13, 0x14, 0x15, 0x1F, 0xAD)) | {0x07: " ", 0x1E: "-"}
"""A word processor's marks that show nothing: of pictures, notes, fields, and hyphens that may be.

The end of a table's cell stands for a space, the hyphen that is always there for a hyphen.
"""

_FIELD_CODE = re.compile("\x13[^\x13-\x15]*[\x14\x15]")
"""What a field of a word processor is made from; its result, which is read, follows."""

_SHOWN_BEFORE = 20
"""How many characters before a refused one say where it stands: nobody sees the one itself."""

_EMPTY_LINES = re.compile(r"\n{3,}")


class TextIsWrong(ValueError):
    """A text can't be taken as it was typed; the message says what to do."""


def paragraphs(text: str) -> str:
    r"""Return a text with plain line ends, single spaces, and at most one empty line in a row.

    What a word processor keeps beside its text, and does not show, is left out.

    >>> paragraphs("One\x0btwo \r\n\r\n\r\n\r\nthree\t\u2028four ")
    'One\ntwo\n\nthree\nfour'
    >>> paragraphs("see \x13 HYPERLINK \"https://a.example\" \x14our site\x15")
    'see our site'
    """
    plain = _FIELD_CODE.sub("", text).translate(_MARKS)
    lines = _BREAKS.sub("\n", plain).split("\n")
    tidied = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    return _EMPTY_LINES.sub("\n\n", tidied).strip()


def read_paragraphs(text: str, *, what: str, most: int, is_needed: bool = True) -> str:
    """Return a text as it is kept.

    Args:
        text: What was typed or pasted.
        what: What the text says, for the message: “your reason”.
        most: The most characters that it may have.
        is_needed: Whether a text must be there.

    Raises:
        TextIsWrong: It is missing, too long, or holds what cannot be shown.
    """
    found = paragraphs(text)
    if is_invisible(found):
        if not is_needed:
            return ""
        message = f"Enter {what}, in characters that can be seen" if found else f"Enter {what}"
        raise TextIsWrong(message)
    if len(found) > most:
        over = len(found) - most
        message = f"Shorten {what} by {over:,} characters: it may have at most {most:,}"
        raise TextIsWrong(message)
    if hidden := why_not_shown(found.replace("\n", " "), what):
        raise TextIsWrong(hidden)
    return found


def why_not_shown(text: str, what: str) -> str | None:
    r"""Return what to do about the first refused character of a text, None if there is none.

    >>> why_not_shown("a tender\u202e", "your reason")
    'Take the character U+202E out of your reason: it cannot be shown. It stands after “a tender”'
    """
    mark = refused_character(text)
    if mark is None:
        return None
    before = text.partition(chr(int(mark.removeprefix("U+"), 16)))[0][-_SHOWN_BEFORE:].strip()
    place = f"It stands after “{before}”" if before else "It stands at the beginning"
    return f"Take the character {mark} out of {what}: it cannot be shown. {place}"


def take_paragraphs(field: Field, what: str, *, most: int, is_needed: bool = True) -> str:
    """Bring a field's text to the form in which it is kept, and return it.

    Raises:
        StopValidation: It can't be taken, with what to do.
    """
    try:
        field.data = read_paragraphs(
            str(field.data or ""), what=what, most=most, is_needed=is_needed
        )
    except TextIsWrong as wrong:
        raise StopValidation(str(wrong)) from wrong
    return str(field.data)
