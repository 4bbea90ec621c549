"""The states that a version, a vote, a condition and a conflict can be in."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far a version of an outline has come."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    WITHDRAWN = "withdrawn"
    SEALED = "sealed"
    REOPENED = "reopened"
    SUPERSEDED = "superseded"


IN_PROGRESS: Final = frozenset({State.SUBMITTED, State.APPROVED, State.APPROVED_WITH_CONDITIONS})
"""The states in which a body still has it, or conditions are still to be met."""

STANDING: Final = frozenset({State.SEALED, State.REOPENED})
"""The states of a version that is approved for good, until another takes its place."""


class Outcome(StrEnum):
    """What a body decides of a version."""

    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    RETURN = "return"
    REJECT = "reject"


APPROVALS: Final = frozenset({Outcome.APPROVE, Outcome.APPROVE_WITH_CONDITIONS})
"""The outcomes after which a version goes on."""


class Choice(StrEnum):
    """How a member votes."""

    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    RETURN = "return"
    REJECT = "reject"
    ABSTAIN = "abstain"


class Handling(StrEnum):
    """What a member declares of conflicts of interest."""

    NONE = "none"
    MANAGED = "managed"
    RECUSED = "recused"


class ConditionState(StrEnum):
    """How far a condition has come."""

    OPEN = "open"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
