"""How far a tender has come: which of its phases it is in at a moment.

The phase is derived from what is on record, never stored, so that no two accounts of it can differ.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """The phases of a tender, in their order."""

    PREPARING = "preparing"
    OUT = "out"
    SEALED = "sealed"
    SCORING = "scoring"
    MODERATING = "moderating"
    MODERATED = "moderated"
    EVALUATED = "evaluated"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    TOLD = "told"
    AWARDED = "awarded"

    @property
    def words(self) -> str:
        """The phase as a page names it."""
        return _WORDS[self]

    def is_at_least(self, other: "Phase") -> bool:
        """Return whether this phase is that one or comes after it."""
        return _ORDER[self] >= _ORDER[other]


_WORDS = {
    Phase.PREPARING: "Not published",
    Phase.OUT: "Open for bids",
    Phase.SEALED: "Closed, bids sealed",
    Phase.SCORING: "Scoring",
    Phase.MODERATING: "Moderation",
    Phase.MODERATED: "All scores agreed",
    Phase.EVALUATED: "Evaluated",
    Phase.RECOMMENDED: "Award recommended",
    Phase.APPROVED: "Award approved",
    Phase.TOLD: "Bidders told, standstill",
    Phase.AWARDED: "Awarded",
}
_ORDER = {phase: number for number, phase in enumerate(Phase)}


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of a tender, as far as its phase turns on it.

    `deadline_at` is that of the last publication, None before there is one. `hands` are the people
    by whom the bids were opened; two open them. `is_moderation_begun` says that a question of a bid
    was opened to the panel, `is_all_agreed` that every score the model asks for is agreed. The
    steps of the award are true from when they were taken until something takes them back.

    A procurement that `ended_at` a moment without award stays in the phase in which it ended: what
    was sealed then is sealed for ever.

    An evaluation stands only while every score is agreed: once a ground against a tender is lifted,
    the panel has to agree the scores that it lacks. Later steps stand: while they do, nothing is
    lifted.
    """

    deadline_at: datetime | None = None
    hands: int = 0
    is_moderation_begun: bool = False
    is_all_agreed: bool = False
    is_evaluated: bool = False
    is_recommended: bool = False
    is_approved: bool = False
    is_told: bool = False
    is_awarded: bool = False
    ended_at: datetime | None = None


HANDS = 2
"""By how many people, each with a role of their own, bids are opened."""


def phase_at(record: OnRecord, now: datetime) -> Phase:
    """Return the phase of a tender at a moment, which has to know its offset.

    A bid sent at the very deadline is in time, so that bids are sealed only after it.
    """
    if record.deadline_at is None:
        return Phase.PREPARING
    if min(now, record.ended_at or now) <= record.deadline_at:
        return Phase.OUT
    if record.hands < HANDS:
        return Phase.SEALED
    return _of_award(record) or _of_panel(record)


def _of_award(record: OnRecord) -> Phase | None:
    steps = (
        (record.is_awarded, Phase.AWARDED),
        (record.is_told, Phase.TOLD),
        (record.is_approved, Phase.APPROVED),
        (record.is_recommended, Phase.RECOMMENDED),
        (record.is_evaluated and record.is_all_agreed, Phase.EVALUATED),
    )
    return next((phase for is_taken, phase in steps if is_taken), None)


def _of_panel(record: OnRecord) -> Phase:
    if record.is_all_agreed:
        return Phase.MODERATED
    return Phase.MODERATING if record.is_moderation_begun else Phase.SCORING
