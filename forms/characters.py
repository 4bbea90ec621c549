"""Characters that no text of a procurement may hold, because they hide or break what is read."""

import unicodedata

_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS_DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_NEVER_A_CHARACTER = frozenset("\ufffe\uffff")

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
"""Controls, marks of format such as the zero width ones, spaces, and marks on nothing."""

_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers that Unicode counts as letters or signs, and that show nothing."""


def is_refused(character: str) -> bool:
    r"""Say whether a character is a control, half of a pair, or turns the reading direction.

    >>> is_refused("é"), is_refused("\x00"), is_refused("\u202e")
    (False, True, True)
    """
    return (
        unicodedata.category(character) in _REFUSED_CATEGORIES
        or character in _TURNS_DIRECTION
        or character in _NEVER_A_CHARACTER
    )


def refused_character(text: str) -> str | None:
    """Return the code point of the first refused character, such as U+0000, or None."""
    found = next(filter(is_refused, text), None)
    return None if found is None else f"U+{ord(found):04X}"


def is_invisible(text: str) -> bool:
    r"""Say whether nothing of a text would be seen: it is empty, or holds only what hides.

    >>> is_invisible("\u200b \u2066"), is_invisible("a\u200b")
    (True, False)
    """
    return all(
        unicodedata.category(mark) in _INVISIBLE_CATEGORIES or mark in _INVISIBLE_LETTERS
        for mark in text
    )


def cleaned(text: str) -> str:
    r"""Return the text with each refused character and each run of spaces as one space.

    >>> cleaned("Grounds\r\n  maintenance\x00 ")
    'Grounds maintenance'
    """
    return " ".join("".join(" " if is_refused(mark) else mark for mark in text).split())
