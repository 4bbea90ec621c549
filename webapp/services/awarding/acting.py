"""What every act of the award shares: who acts, how far the award has come, and the route of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import Scene, note, scene_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.services.settling.acting import CONFLICT, kept_out
from webapp.store import Session, award_steps
from webapp.store.award_steps import StepRow
from webapp.store.award_tables import AwardStep

NOT_EVALUATED = Refused(
    "The bids are not evaluated", "Have them evaluated on the page of the result first"
)


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """Somebody who takes a step of the award, in one transaction.

    `roles` are those that they hold here. `steps` are all there were, in order.
    """

    session: Session
    person: Person
    now: datetime
    scene: Scene
    access: PanelAccess
    roles: frozenset[Role]
    steps: tuple[StepRow, ...]

    @property
    def procurement_id(self) -> UUID:
        """The procurement whose award it is."""
        return self.scene.procurement_id

    @property
    def phase(self) -> Phase:
        """How far the tender has come."""
        return self.access.phase

    @property
    def last(self) -> StepRow | None:
        """The last step, None before there is any."""
        return self.steps[-1] if self.steps else None

    @property
    def asked(self) -> StepRow | None:
        """The step that asks that the award be taken back, None where none waits."""
        states = ("reversal_asked", "upheld", "reversed")
        last = next((one for one in reversed(self.steps) if one.step.state in states), None)
        return last if last and last.step.state == "reversal_asked" else None

    @property
    def is_kept_out(self) -> Refused | None:
        """What keeps them from every act of it: that it is over, or a conflict of interest."""
        if self.access.standing.ended is not None:
            return self.access.standing.ended.refused
        if self.access.viewer.declared in {Declared.RECUSED, Declared.UNDECIDED}:
            return kept_out(self.access) or CONFLICT
        return None

    def is_again(self, state: str, because: str, minute: str = "") -> bool:
        """Return whether the last step is theirs, and the very one that they take now."""
        last = self.last.step if self.last else None
        return last is not None and (last.state, last.because, last.minute, last.made_by) == (
            state,
            because,
            minute,
            self.person.id,
        )

    def add(
        self,
        state: str,
        because: str,
        role: Role,
        run_id: UUID,
        *,
        body: str = "",
        minute: str = "",
    ) -> dict[str, object]:
        """Put a step on record, and return its number and digest for the act that pins it."""
        row = AwardStep(
            procurement_id=self.procurement_id,
            number=len(self.steps) + 1,
            evaluation_run_id=run_id,
            state=state,
            because=because,
            role=role.value,
            body=body,
            minute=minute,
            on_day=None,
            made_by=self.person.id,
            made_at=self.now,
        )
        return {**put_on_record(self.session, row), "number": row.number}


def actor_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Actor | Refused:
    """Return who acts; that they may is for each act to say."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    return Actor(
        session=session,
        person=person,
        now=now,
        scene=scene,
        access=panel_access(session, person, procurement_id, now=now),
        roles=person.roles_in(scene.organisation_id, procurement_id),
        steps=tuple(award_steps.steps(session, procurement_id)),
    )


def note_award(actor: Actor, act: str, detail: Mapping[str, object]) -> None:
    """Note an act in the audit log: reasons by their digest, since they can name bidders."""
    note(actor.session, actor.scene, act, actor.person, now=actor.now, detail=detail)


def done_by(actor: Actor, done: str) -> Refused:
    """Return that somebody did something meanwhile, and who."""
    by = actor.last.by if actor.last else "Somebody"
    return Refused(f"{by} {done} since you opened the page", "Read how the award stands now")
