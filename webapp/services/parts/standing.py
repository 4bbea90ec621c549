"""Whether a procurement's outline may be changed now: not while a panel has it, nor once sealed."""

from uuid import UUID

from webapp.services.refusals import Refused
from webapp.store import Session
from webapp.store import outlines as rows

OPEN = frozenset({None, "returned", "withdrawn", "reopened"})
"""The states of the last version in which the buyer may change what the next is made of."""

BEFORE_A_PANEL = Refused(
    "The outline was submitted, and what it is made of can't be changed while it is decided on",
    "Withdraw it on its page, with your reason, to change it",
)
CONDITIONS_OPEN = Refused(
    "The outline was approved on conditions, and what was approved can't be changed",
    "Meet the conditions, or withdraw the outline with your reason",
)
SEALED = Refused(
    "The approved outline is sealed and can't be changed",
    "Begin a new version on its page: the sealed one stands until that is approved in its place",
)
REJECTED = Refused(
    "The outline was rejected, and that closes it",
    "Copy the procurement and begin anew from its answers",
)
_REFUSALS = {
    "submitted": BEFORE_A_PANEL,
    "approved": BEFORE_A_PANEL,
    "approved_with_conditions": CONDITIONS_OPEN,
    "sealed": SEALED,
    "rejected": REJECTED,
}


def may_change(session: Session, procurement_id: UUID) -> Refused | None:
    """Return why a procurement may not be changed now, None if it may."""
    return closed_in(rows.latest_state(session, procurement_id))


def closed_in(state: str | None) -> Refused | None:
    """Return why nothing may be changed while the last version is in a state, None if it may."""
    return None if state in OPEN else _REFUSALS[state or ""]
