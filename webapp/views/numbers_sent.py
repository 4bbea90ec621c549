"""Whole numbers that a request carries: revisions, versions, and the pages of a list."""

from flask import request
from werkzeug.exceptions import NotFound

_LARGEST = 2**31 - 1
_MOST_DIGITS_OF_A_PAGE = 6


def whole_number(text: str) -> int:
    """Return a whole number that a store can hold, 0 for anything else.

    >>> whole_number("12"), whole_number("-1"), whole_number("99999999999"), whole_number("²")
    (12, 0, 0, 0)
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_LARGEST))
    return min(int(text), _LARGEST) if is_number else 0


def read_sent() -> int:
    """Return what a form was read at: how much there was of what it adds to, as its page had it."""
    return whole_number(request.form.get("read", ""))


def page_number() -> int:
    """Return which page of a list is asked for, the first where none is.

    Raises:
        NotFound: For what is no page, such as 0 or a word.
    """
    text = request.args.get("page", "1")
    number = whole_number(text) if len(text) <= _MOST_DIGITS_OF_A_PAGE else 0
    if not number:
        raise NotFound
    return number
