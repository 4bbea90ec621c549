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
from webapp.store import Session, award_steps, results
from webapp.store import letters as rows
from webapp.store.award_steps import StepRow
from webapp.store.award_tables import AwardStep, EvaluationRun
from webapp.store.letters import TellingRow

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
    """An award as it stands: the evaluation that it rests on, its steps, and the telling of it.

    `steps` are those since an award was last taken back, `stops` those that stopped an award or
    let it go on, ever: a claim that stops the entry into the contract (Procurement Act 2023
    s.101(1)) is not disposed of by an award's being taken back.
    """

    scene: Scene
    access: PanelAccess
    run: EvaluationRun
    steps: Sequence[StepRow]
    telling: TellingRow | None
    stops: Sequence[StepRow]

    @property
    def phase(self) -> Phase:
        """How far the tender has come."""
        return self.access.phase

    @property
    def is_stopped(self) -> bool:
        """Whether the contract may not be entered into because the award was stopped."""
        return self.last_stop is not None and self.last_stop.state == "stopped"

    @property
    def is_reversal_asked(self) -> bool:
        """Whether somebody asks that the award be taken back, and nobody has decided on that."""
        asked = self._last_of("reversal_asked", "upheld")
        return asked is not None and asked.state == "reversal_asked"

    @property
    def last_stop(self) -> AwardStep | None:
        """The last step that stopped the award or let it go on, None without one."""
        return self.stops[-1].step if self.stops else None

    def approved(self) -> AwardStep | None:
        """Return the approval that stands, None without one."""
        return self._last_of("approved")

    def _last_of(self, *states: str) -> AwardStep | None:
        found = (row.step for row in reversed(self.steps) if row.step.state in states)
        return next(found, None)


def since_reversal(steps: Sequence[StepRow]) -> Sequence[StepRow]:
    """Return the steps of an award since it was last taken back, all where it never was."""
    back = [at for at, row in enumerate(steps) if row.step.state == "reversed"]
    return steps[back[-1] + 1 :] if back else steps


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
    last = results.last_run(session, procurement_id)
    if last is None:
        return TOO_EARLY
    run = last.run
    every = award_steps.steps(session, procurement_id)
    steps = since_reversal([row for row in every if row.step.evaluation_run_id == run.id])
    stops = [row for row in every if row.step.state in {"stopped", "resumed"}]
    telling = rows.told(session, run.id)
    return Award(scene, access, run, steps, telling, stops)


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
