"""Text of several lines as a person typed or pasted it: its paragraphs kept, what hides refused."""

import re

from wtforms import Field
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Line ends of every machine, and the one that a word processor sets within a paragraph."""

_SPACES = re.compile(r"[\t\xa0 ]+")
_HYPHENS = {0x1E: "-", 0x1F: None, 0xAD: None}
"""A word processor's marks of hyphens: the one that is always there, those that may be."""

_EMPTY_LINES = re.compile(r"\n{3,}")


class TextIsWrong(ValueError):
    """A text can't be taken as it was typed; the message says what to do."""


def paragraphs(text: str) -> str:
    r"""Return a text with plain line ends, single spaces, and at most one empty line in a row.

    >>> paragraphs("One\x0btwo \r\n\r\n\r\n\r\nthree\t\u2028four ")
    'One\ntwo\n\nthree\nfour'
    """
    lines = _BREAKS.sub("\n", text.translate(_HYPHENS)).split("\n")
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
    if (mark := refused_character(found.replace("\n", " "))) is not None:
        message = f"Take the character {mark} out of {what}: it cannot be shown"
        raise TextIsWrong(message)
    return found


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
