"""What differs between two terms of the same tender, in words."""

from dataclasses import dataclass
from datetime import datetime

from evaluation.publication.price_basis import PriceBasis
from evaluation.publication.terms import Terms
from rules.wording import moment_in_words

NOTHING = "Nothing"
_TITLES = {
    "deadline_at": "Deadline for bids",
    "questions_until": "Questions until",
    "contact": "Whom to ask",
    "are_names_masked": "Names of bidders are masked from evaluators",
    "is_price_hidden": "Prices are hidden from those who score quality",
    "documents_at": "Where the documents are",
    "instructions": "Instructions",
    "lots_awarded": "How lots are awarded",
    "price_basis": "Prices",
}


@dataclass(frozen=True, slots=True)
class TermsChange:
    """A term that differs: what it is called, what it was, and what it is now."""

    field: str
    title: str
    was: str
    now: str


def changes_of_terms(before: Terms, after: Terms) -> tuple[TermsChange, ...]:
    """Return every term that differs, in the order in which they stand."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _TITLES)
    return tuple(
        TermsChange(name, _TITLES[name], _words(was), _words(now))
        for name, was, now in pairs
        if was != now
    )


def _words(value: object) -> str:
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, PriceBasis):
        return value.words or NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value) or NOTHING
