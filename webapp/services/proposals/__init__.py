"""The social value proposal of a procurement: choosing measures and weight, allowing departures."""

from webapp.services.proposals.allowing import (
    answer,
    ask,
    departure_of,
    roles_allowing,
    why_not_allowed_by,
)
from webapp.services.proposals.choosing import (
    MOST_MEASURES,
    Outcome,
    add_own,
    choose,
    own_id,
    remove_own,
    take_as_proposed,
    weigh,
)
from webapp.services.proposals.opening import OpenProposal, open_proposal

__all__ = [
    "MOST_MEASURES",
    "OpenProposal",
    "Outcome",
    "add_own",
    "answer",
    "ask",
    "choose",
    "departure_of",
    "open_proposal",
    "own_id",
    "remove_own",
    "roles_allowing",
    "take_as_proposed",
    "weigh",
    "why_not_allowed_by",
]
