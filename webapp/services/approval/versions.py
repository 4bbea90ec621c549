"""Versions of outlines as services and pages see them: what became of each, and where it is now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from evaluation.outline.conflicts import Assessment
from rules.wording import lower_first, upper_first
from webapp.services.approval.states import (
    IN_PROGRESS,
    STANDING,
    Choice,
    ConditionState,
    Handling,
    Outcome,
    State,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a version: to which state, by whose decision, by whom, when and why."""

    state: State
    body: str | None
    why: str
    by_id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """A body that a version goes to; a delegated one is an officer who decides alone."""

    body: str
    title: str
    quorum: int
    is_delegated: bool
    because: str


@dataclass(frozen=True, slots=True)
class Voted:
    """How a member had voted when the body decided; `because` says why it did not count."""

    name: str
    choice: Choice
    reason: str
    handling: Handling | None
    because: str = ""

    @property
    def counts(self) -> bool:
        """Whether the vote was counted."""
        return not self.because


_CARRYING: Final = {
    Outcome.APPROVE: {Choice.APPROVE},
    Outcome.APPROVE_WITH_CONDITIONS: {Choice.APPROVE, Choice.APPROVE_WITH_CONDITIONS},
    Outcome.RETURN: {Choice.RETURN, Choice.REJECT},
    Outcome.REJECT: {Choice.REJECT},
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a body decided of a version, on whose votes, and who recorded it."""

    id: UUID
    body: str
    meeting_id: UUID | None
    outcome: Outcome
    reasons: str
    quorum: int
    voters: tuple[Voted, ...]
    by_id: UUID
    by: str
    at: datetime

    @property
    def dissent(self) -> tuple[Voted, ...]:
        """The counted votes that did not help to carry the outcome."""
        against = (one for one in self.voters if one.counts and one.choice is not Choice.ABSTAIN)
        return tuple(one for one in against if one.choice not in _CARRYING[self.outcome])


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a condition: reported met, confirmed or refused; `why` is evidence or reason."""

    state: ConditionState
    why: str
    by_id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Obligation:
    """A condition of an approval, which has to be met before anything is published."""

    id: UUID
    body: str
    number: int
    text: str
    owner: str
    due_on: date | None
    steps: tuple[Told, ...]

    @property
    def state(self) -> ConditionState:
        """How far it has come."""
        return self.steps[-1].state if self.steps else ConditionState.OPEN

    @property
    def is_reported(self) -> bool:
        """Whether it is said to be met, and that was not judged yet."""
        return self.state is ConditionState.REPORTED

    @property
    def is_met(self) -> bool:
        """Whether it was confirmed."""
        return self.state is ConditionState.CONFIRMED


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list shows of a version: what is asked, how much it is worth, how it is ranked."""

    ask: str
    value: str
    tier: str
    risks: tuple[str, ...]

    @property
    def in_one_line(self) -> str:
        """The value, and how social value is ranked, as far as they are known."""
        tier = f"social value tier: {lower_first(self.tier)}" if self.tier else ""
        return upper_first("; ".join(part for part in (self.value, tier) if part))


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an outline, with everything that became of it but its content.

    `authors` had a hand in the procurement's outline: none of them votes, chairs or decides.
    """

    id: UUID
    procurement_id: UUID
    organisation_id: UUID
    reference: str
    title: str
    number: int
    sha256: str
    brief: Brief
    assessment: Assessment
    why: str
    submitted_by: str
    submitted_at: datetime
    steps: tuple[Step, ...]
    routes: tuple[Route, ...]
    decisions: tuple[Decided, ...]
    conditions: tuple[Obligation, ...]
    authors: frozenset[UUID]

    @property
    def subject(self) -> str:
        """What the audit log calls the procurement."""
        return f"procurement/{self.procurement_id}"

    @property
    def state(self) -> State:
        """How far it has come."""
        return self.steps[-1].state

    @property
    def is_in_progress(self) -> bool:
        """Whether a body has it, or its conditions are still to be met."""
        return self.state in IN_PROGRESS

    @property
    def is_sealed(self) -> bool:
        """Whether it is sealed, and no new version was begun."""
        return self.state is State.SEALED

    @property
    def is_reopened(self) -> bool:
        """Whether it is sealed, and a new version was begun."""
        return self.state is State.REOPENED

    @property
    def is_returned(self) -> bool:
        """Whether a body returned it."""
        return self.state is State.RETURNED

    @property
    def is_withdrawn(self) -> bool:
        """Whether its buyer took it back."""
        return self.state is State.WITHDRAWN

    @property
    def stands(self) -> bool:
        """Whether it is approved for good, and no other has taken its place."""
        return self.state in STANDING

    @property
    def pending(self) -> Route | None:
        """The body that has it now, None where none has."""
        if not self.is_in_progress:
            return None
        done = {one.body for one in self.decisions}
        return next((route for route in self.routes if route.body not in done), None)

    @property
    def open_conditions(self) -> tuple[Obligation, ...]:
        """The conditions that are not confirmed as met."""
        return tuple(one for one in self.conditions if not one.is_met)

    @property
    def sealed_at(self) -> datetime | None:
        """When it was sealed, None unless it was."""
        return next((step.at for step in self.steps if step.state is State.SEALED), None)

    def title_of(self, body: str) -> str:
        """Return the title of a body that it goes to."""
        return next((route.title for route in self.routes if route.body == body), body)
