"""What facts are of: a procurement, a commitment in a bid to it, or a development."""

from collections.abc import Container

from rules.vocabulary.bids import BID_FACTS
from rules.vocabulary.developments import DATED_BY
from rules.vocabulary.kinds import OF_BIDS, OF_DEVELOPMENTS, OF_PROCUREMENTS, Stage

_OF_A_BID = tuple(fact.name for fact in BID_FACTS)


def is_of_development(facts: Container[str]) -> bool:
    """Return whether facts are those of a development, which no procurement has."""
    return DATED_BY in facts


def dated_by(facts: Container[str]) -> str:
    """Return the name of the fact by which everything that is decided on facts is dated."""
    return DATED_BY if is_of_development(facts) else "commenced_on"


def stages_of(facts: Container[str]) -> tuple[Stage, ...]:
    """Return the stages that facts are put through: those of what they are facts of."""
    if is_of_development(facts):
        return OF_DEVELOPMENTS
    return OF_BIDS if any(name in facts for name in _OF_A_BID) else OF_PROCUREMENTS
