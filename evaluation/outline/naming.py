"""Ids made of what a person called something."""

import re
import unicodedata

_NO_LETTER = re.compile(r"[^a-z0-9]+")


def slug_of(title: str, *, most: int, otherwise: str) -> str:
    """Return a title as an id of at most so many characters, letters without their accents.

    >>> slug_of("Prix réduit", most=40, otherwise="criterion")
    'prix-reduit'
    >>> slug_of("社会", most=40, otherwise="criterion"), slug_of("Straße 1", most=7, otherwise="x")
    ('criterion', 'strasse')
    """
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    letters = decomposed.encode("ascii", "ignore").decode()
    return _NO_LETTER.sub("-", letters).strip("-")[:most].strip("-") or otherwise
