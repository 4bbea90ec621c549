"""Usual answers: which of them a page chooses beforehand, and how it says so."""

from rules.vocabulary import Fact, Kind
from rules.vocabulary.labels import label

CHOSEN_BY_HAND = frozenset({"special_regime", "framework", "award_route"})
"""The facts that have a usual value which no page chooses beforehand.

They decide which law, which threshold and which procedure govern, so that a buyer answers them
knowingly.
"""


def is_chosen_beforehand(fact: Fact) -> bool:
    """Return whether a page shows the usual answer as chosen until another is given."""
    return fact.default is not None and fact.name not in CHOSEN_BY_HAND


def beforehand(fact: Fact) -> str:
    """Return that an answer is chosen beforehand, and which; empty where none is.

    Checkboxes of which none is ticked need no such words.
    """
    if not is_chosen_beforehand(fact):
        return ""
    match fact.kind, fact.default:
        case Kind.BOOLEAN, bool(value):
            usual = "Yes" if value else "No"
        case Kind.ENUMERATION, str(member):
            usual = label(fact.name, member)
        case _:
            return ""
    return f"“{usual}” is chosen beforehand, as the usual answer: check that it is yours."
