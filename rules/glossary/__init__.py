"""The terms of law, policy and this service that pages and documents use, in plain English."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.glossary.coverage import COVERAGE
from rules.glossary.procedure import PROCEDURE
from rules.glossary.service import APPROVAL, EVALUATION, SERVICE
from rules.glossary.social_value import SOCIAL_VALUE
from rules.glossary.term import Term

__all__ = ["GROUPS", "TERMS", "TERM_BY_ID", "Piece", "Term", "pieces", "terms_in"]

GROUPS: dict[str, tuple[Term, ...]] = {
    "What is bought, and which law applies": COVERAGE,
    "How it is bought": PROCEDURE,
    "Social value": SOCIAL_VALUE,
    "Approval": APPROVAL,
    "Evaluation": EVALUATION,
    "This service": SERVICE,
}
"""The terms under their headings."""

TERMS: tuple[Term, ...] = tuple(
    sorted((term for group in GROUPS.values() for term in group), key=lambda one: one.name.lower())
)
"""Every term, in the order of the alphabet."""

TERM_BY_ID: dict[str, Term] = {term.id: term for term in TERMS}

_TERM_BY_FORM = {form: term for term in TERMS for form in term.forms}
_LONGEST_FIRST = "|".join(re.escape(form) for form in sorted(_TERM_BY_FORM, key=len, reverse=True))
_FORMS = re.compile(rf"(?<![\w-])(?:{_LONGEST_FIRST})(?![\w-])", re.IGNORECASE)
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and the term that it means, None where it is plain words."""

    text: str
    term: Term | None = None


@lru_cache(maxsize=_KEPT)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return a text in pieces that together are the text, those that mean a term apart.

    >>> [(piece.text, piece.term and piece.term.id) for piece in pieces("Is there a standstill?")]
    [('Is there a ', None), ('standstill', 'standstill'), ('?', None)]
    """
    found: list[Piece] = []
    end = 0
    for match in _FORMS.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match.group(), _TERM_BY_FORM[match.group().lower()]))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def terms_in(*texts: str) -> tuple[Term, ...]:
    """Return the terms that texts mean, each once, in the order in which they are met."""
    met = (piece.term for text in texts for piece in pieces(text))
    return tuple(dict.fromkeys(term for term in met if term is not None))
