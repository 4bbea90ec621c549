"""What every act of telling bidders shares: the tender, the award that it rests on, and the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import NOT_AN_OFFICER, Scene, scene_of
from webapp.services.refusals import Refused
from webapp.store import Session
from webapp.store import letters as rows
from webapp.store.award_tables import AwardStep, EvaluationRun
from webapp.store.letters import StepRow, TellingRow

TOO_EARLY = Refused(
    "The tender is not evaluated yet, so there is nothing to tell the bidders",
    "Look again when it is; the page of the tender shows how far it has come",
)
NOT_TOLD = Refused(
    "The bidders are not told yet", "Send the letters first: the notice comes after them"
)
OVER = Refused(
    "The contract is entered into, so that nothing of this can change",
    "Read on the record how it came to that",
)


@dataclass(frozen=True, slots=True, eq=False)
class Award:
    """An award as it stands: the evaluation that it rests on, its steps, and the telling of it."""

    scene: Scene
    access: PanelAccess
    run: EvaluationRun
    steps: Sequence[StepRow]
    telling: TellingRow | None

    @property
    def phase(self) -> Phase:
        """How far the tender has come."""
        return self.access.phase

    @property
    def is_stopped(self) -> bool:
        """Whether the contract may not be entered into because the award was stopped."""
        return bool(self.steps) and self.steps[-1].step.state == "stopped"

    def approved(self) -> AwardStep | None:
        """Return the approval that stands, None without one."""
        return next(
            (row.step for row in reversed(self.steps) if row.step.state == "approved"), None
        )


def award_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Award | Refused:
    """Return the award of a tender, if who asks may see its result."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    access = panel_access(session, person, procurement_id, now=now)
    if not access.sees(Sight.RESULT):
        return access.refused or TOO_EARLY
    run = rows.last_run(session, procurement_id)
    if run is None:
        return TOO_EARLY
    steps, telling = rows.steps(session, run.id), rows.told(session, run.id)
    return Award(scene, access, run, steps, telling)


def officers_award(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Award | Refused:
    """Return the award for an act, which a procurement officer without a conflict does."""
    found = award_of(session, person, procurement_id, now=now)
    if isinstance(found, Refused):
        return found
    return found if person.id in found.scene.officers else NOT_AN_OFFICER


def told_award(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Award | Refused:
    """Return the award for an act that comes after the letters and before the contract."""
    found = officers_award(session, person, procurement_id, now=now)
    if isinstance(found, Refused):
        return found
    if found.phase is Phase.AWARDED:
        return OVER
    return found if found.phase is Phase.TOLD and found.telling else NOT_TOLD
