"""What facts are of: a procurement, a commitment in a bid to it, or a development.

What differs between them is told here, and nowhere else.
"""

from collections.abc import Container

from rules.vocabulary.bids import BID_FACTS
from rules.vocabulary.developments import DATED_BY, OF_DEVELOPMENTS_ALONE
from rules.vocabulary.kinds import OF_BIDS, OF_DEVELOPMENTS, OF_PROCUREMENTS, Stage

DATING_FACTS = ("commenced_on", DATED_BY)
"""The facts by which decisions are dated: of a procurement, and of a development."""

LAWS = ("regime", "planning_law")
"""The conclusions that say which law governs: a procurement, and a development."""

_OF_A_BID = tuple(fact.name for fact in BID_FACTS)


def is_of_development(facts: Container[str]) -> bool:
    """Return whether facts are those of a development, which no procurement has."""
    return DATED_BY in facts


def dated_by(facts: Container[str]) -> str:
    """Return the name of the fact by which everything that is decided on facts is dated."""
    return DATING_FACTS[is_of_development(facts)]


def law_of(facts: Container[str]) -> str:
    """Return the name of the conclusion that says which law governs what facts are of."""
    return LAWS[is_of_development(facts)]


def law_over(conclusion: str) -> str:
    """Return the conclusion that says which law governs what another is concluded of.

    >>> law_over("duties"), law_over("planning_duties")
    ('regime', 'planning_law')
    """
    return LAWS[conclusion in OF_DEVELOPMENTS_ALONE]


def duties_of(facts: Container[str]) -> str:
    """Return the name of the conclusion that lists the duties of what facts are of."""
    return "planning_duties" if is_of_development(facts) else "duties"


def stages_of(facts: Container[str]) -> tuple[Stage, ...]:
    """Return the stages that facts are put through: those of what they are facts of."""
    if is_of_development(facts):
        return OF_DEVELOPMENTS
    return OF_BIDS if any(name in facts for name in _OF_A_BID) else OF_PROCUREMENTS
