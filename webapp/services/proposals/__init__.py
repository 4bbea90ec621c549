"""The social value proposal of a procurement: choosing measures and weight, allowing departures."""

from webapp.services.proposals.allowing import (
    answer,
    ask,
    departure_of,
    why_not_allowed_by,
)
from webapp.services.proposals.choosing import (
    MOST_MEASURES,
    Outcome,
    add_own,
    choose,
    own_id,
    remove_own,
)
from webapp.services.proposals.opening import OpenProposal, open_proposal
from webapp.services.proposals.sheets import SheetStale, proposal_at, save_sheet
from webapp.services.proposals.telling import roles_allowing

__all__ = [
    "MOST_MEASURES",
    "OpenProposal",
    "Outcome",
    "SheetStale",
    "add_own",
    "answer",
    "ask",
    "choose",
    "departure_of",
    "open_proposal",
    "own_id",
    "proposal_at",
    "remove_own",
    "roles_allowing",
    "save_sheet",
    "why_not_allowed_by",
]
