"""Until when scores are due: set by an officer or the chair; passing it locks nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.wording import moment_in_words
from webapp.addresses import scoring_page
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import (
    CHANGED_MEANWHILE,
    NO_REASON,
    NOT_PUBLISHED,
    Done,
    Scene,
    note,
    scene_of,
    tell_of,
)
from webapp.services.panel.composition import questions_by_evaluator
from webapp.services.refusals import Refused
from webapp.store import Session, Store, evaluation_workloads, evaluators
from webapp.store import scoring_deadlines as rows
from webapp.store.scoring_tables import ScoringDeadline

NOT_YOURS = Refused(
    "A procurement officer or the chair of the panel says until when scores are due",
    "Ask one of them",
)
PASSED = Refused("That moment has passed", "Choose one that lies ahead")
BEFORE_BIDS = Refused(
    "Bids can still come in then, so that there is nothing to score",
    "Choose a moment after the deadline for bids",
)
TOO_LATE = Refused(
    "The panel has agreed every score, so that none is due any more", "Go on with the result"
)


@dataclass(frozen=True, slots=True)
class Due:
    """Until when scores are due, who said so, and why it was changed; `number` counts changes.

    `missing` are those whose scores are not all in once it has passed: their names alone.
    """

    number: int
    at: datetime
    by: str
    because: str
    is_past: bool
    missing: tuple[str, ...] = ()


def due_in(session: Session, procurement_id: UUID, *, now: datetime) -> Due | None:
    """Return until when the scores of a tender are due, None before anybody said."""
    found = rows.deadlines(session, procurement_id)
    if not found:
        return None
    last = found[-1]
    is_past = now > last.deadline.due_at
    owing = evaluation_workloads.owing(session, [procurement_id]) if is_past else ()
    return Due(
        last.deadline.number,
        last.deadline.due_at,
        last.name,
        last.deadline.because,
        is_past,
        tuple(name for _, name in owing),
    )


def set_due(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    due_at: datetime,
    because: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Say until when scores are due; a change has its reason. Every evaluator is told."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        if refused := why_not_set(scene, access, person) or _why_not_at(access, due_at, now):
            return refused
        before = rows.deadlines(session, procurement_id)
        if before and before[-1].deadline.due_at == due_at:
            return Done()
        if len(before) != read:
            return CHANGED_MEANWHILE
        if before and not because:
            return NO_REASON
        row = ScoringDeadline(procurement_id=procurement_id, number=len(before) + 1, due_at=due_at)
        row.because, row.made_by, row.made_at = because, person.id, now
        session.add(row)
        detail = {"number": row.number, "due_at": due_at.isoformat(), "why": because}
        note(session, scene, "set-scoring-deadline", person, now=now, detail=detail)
        _tell(session, scene, due_at, is_change=bool(before), now=now)
        return Done()


def why_not_set(scene: Scene, access: PanelAccess, person: Person) -> Refused | None:
    """Return why somebody can't say until when scores are due, None if they can."""
    if person.id not in scene.officers and not access.is_chair:
        return NOT_YOURS
    if access.standing.ended is not None:
        return access.standing.ended.refused
    if access.phase is Phase.PREPARING:
        return NOT_PUBLISHED
    return TOO_LATE if access.phase.is_at_least(Phase.MODERATED) else None


def _why_not_at(access: PanelAccess, due_at: datetime, now: datetime) -> Refused | None:
    deadline_at = access.standing.deadline_at
    if due_at <= now:
        return PASSED
    return BEFORE_BIDS if deadline_at is not None and due_at <= deadline_at else None


def _tell(
    session: Session, scene: Scene, due_at: datetime, *, is_change: bool, now: datetime
) -> None:
    scorers = questions_by_evaluator(evaluators.assignments(session, scene.procurement_id))
    tell_of(
        session,
        scene,
        scorers.keys(),
        kind="scores-due",
        title="Your scores are due at another time" if is_change else "Your scores are due",
        text=f"Hand your scores in until {moment_in_words(due_at)}. What comes later still counts, "
        "and the chair is told whose are missing.",
        address=scoring_page(scene.procurement_id),
        now=now,
    )
