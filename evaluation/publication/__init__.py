"""Publication: the terms of a tender that is out, their checks, and what a change of it asks."""

from evaluation.publication.checking import TermsProblem, first_day, problems_of
from evaluation.publication.modifying import Basis, Check, bases_of, checks_of, unmet
from evaluation.publication.price_basis import PriceBasis
from evaluation.publication.terms import Terms, TermsAreWrong
from evaluation.publication.terms_changes import TermsChange, changes_of_terms

__all__ = [
    "Basis",
    "Check",
    "PriceBasis",
    "Terms",
    "TermsAreWrong",
    "TermsChange",
    "TermsProblem",
    "bases_of",
    "changes_of_terms",
    "checks_of",
    "first_day",
    "problems_of",
    "unmet",
]
