"""What becomes of an outline, as a timeline has it: its steps, its conditions, its meetings."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from rules.uk_time import day_of
from rules.wording import moment_in_words
from webapp.services.approval.meetings import MeetingState
from webapp.services.approval.records import versions_of
from webapp.services.approval.states import State
from webapp.services.approval.versions import Step, Version
from webapp.services.timeline.values import Falling, What
from webapp.store import Session
from webapp.store import records as rows
from webapp.store.panel_tables import Meeting, MeetingStep

_STEPS: Final = {
    State.SUBMITTED: "was submitted",
    State.RETURNED: "was returned",
    State.REJECTED: "was rejected",
    State.APPROVED: "was approved",
    State.APPROVED_WITH_CONDITIONS: "was approved with conditions",
    State.WITHDRAWN: "was withdrawn",
    State.SEALED: "was sealed",
    State.REOPENED: "is to have another in its place",
    State.SUPERSEDED: "was superseded",
}


def of_outlines(session: Session, procurement_id: UUID) -> Iterator[Falling]:
    """Yield what became of the versions of a procurement, what they owe, and their meetings."""
    for version in versions_of(session, procurement_id):
        yield from (_step(version, step) for step in version.steps)
        yield from _conditions(version)
    for meeting, steps in rows.sittings(session, procurement_id):
        if not steps or steps[-1].state != MeetingState.CANCELLED:
            yield _meeting(meeting, steps)


def _step(version: Version, step: Step) -> Falling:
    by = f" by {version.title_of(step.body)}" if step.body else ""
    return Falling(
        What.STEP,
        f"Version {version.number} of the outline {_STEPS[step.state]}{by}",
        day_of(step.at),
        text=step.why,
        at=step.at,
        is_done=True,
        place=("versions.version", "number", version.number),
    )


def _conditions(version: Version) -> Iterator[Falling]:
    for one in version.conditions:
        if version.is_in_progress or one.is_met:
            yield Falling(
                What.CONDITION,
                f"Condition: {one.text}",
                one.due_on,
                rule=f"{one.owner} has it; {version.title_of(one.body)} imposed it.",
                is_done=one.is_met,
                place=("conditions.condition", "condition_id", one.id),
            )


def _meeting(meeting: Meeting, steps: Sequence[MeetingStep]) -> Falling:
    """Return a meeting on the day that it was called for, or was opened on if that is earlier."""
    opened = next((step.made_at for step in steps if step.state == MeetingState.OPENED), None)
    is_early = opened is not None and opened < meeting.starts_at
    at = opened if opened is not None and is_early else meeting.starts_at
    called = f"It was called for {moment_in_words(meeting.starts_at)}."
    return Falling(
        What.MEETING,
        f"Meeting of {meeting.title}",
        day_of(at),
        rule=called if is_early else "",
        text=meeting.place,
        at=at,
        is_done=bool(steps) and steps[-1].state == MeetingState.CLOSED,
        place=("meetings.meeting", "meeting_id", meeting.id),
    )
