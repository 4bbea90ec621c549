"""What every act of settling shares: who may, when, and the bid that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.access import REFUSALS, PanelAccess, panel_access
from webapp.services.panel.acting import Scene, note, scene_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import Invited
from webapp.store import Session
from webapp.store.models import Base

NOT_A_SETTLER = Refused(
    "A procurement officer, or whoever chairs the panel, settles this",
    "Ask one of them",
)
NOT_AN_OFFICER = Refused(
    "A procurement officer decides this", "Ask the procurement officer of this tender"
)
CONFLICT = Refused(
    "You have declared a conflict of interest in a bidder that nobody has decided on",
    "Leave it to somebody without one, or wait until it is decided on",
)
NO_SUCH_BID = Refused(
    "No bid of that bidder was opened", "Go back to what is to settle, and choose one of the list"
)
NOT_OPENED = Refused(
    "The bids are sealed", "Settle what is open once two people have opened the bids"
)
NOT_MODERATED = Refused(
    "The panel has not agreed every score yet",
    "Settle this once it has: promises and prices are looked at when all quality is agreed",
)
RECOMMENDED = Refused(
    "The award is recommended on what stands now",
    "Withdraw the recommendation with the reason, settle this, and evaluate again",
)
DECIDED = Refused(
    "The award is decided on what stands now",
    "Until the contract is entered into, the award can be taken back with the reason: see its page",
)


@dataclass(frozen=True, slots=True, eq=False)
class Settler:
    """Somebody who settles something of a tender now, in one transaction and in one role.

    `bids` are the bids that were opened, by the number of their bidders.
    """

    session: Session
    person: Person
    now: datetime
    scene: Scene
    access: PanelAccess
    role: Role
    bids: Mapping[int, Invited]

    @property
    def procurement_id(self) -> UUID:
        """The procurement whose tender it is."""
        return self.scene.procurement_id


def settler_of(
    session: Session,
    person: Person,
    procurement_id: UUID,
    *,
    since: Phase,
    now: datetime,
    is_for_officers: bool = False,
) -> Settler | Refused:
    """Return who may settle something from a phase on until the award is recommended."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    access = panel_access(session, person, procurement_id, now=now)
    role = role_of(scene, access, person)
    if role is None:
        return access.refused or NOT_A_SETTLER
    if refused := kept_out(access):
        return refused
    if is_for_officers and role is not Role.PROCUREMENT_OFFICER:
        return NOT_AN_OFFICER
    if refused := too_early_or_late(access.phase, since):
        return refused
    return Settler(session, person, now, scene, access, role, bids_of(access))


def role_of(scene: Scene, access: PanelAccess, person: Person) -> Role | None:
    """Return the role in which somebody settles what is open, None if they do not."""
    if person.id in scene.officers:
        return Role.PROCUREMENT_OFFICER
    return Role.EVALUATION_CHAIR if access.is_chair else None


def kept_out(access: PanelAccess) -> Refused | None:
    """Return what keeps somebody from every act: a conflict of interest, or nothing to see."""
    if access.viewer.declared is Declared.RECUSED:
        return REFUSALS[access.visible.kept] if access.visible.kept else CONFLICT
    return CONFLICT if access.viewer.declared is Declared.UNDECIDED else access.refused


def too_early_or_late(phase: Phase, since: Phase) -> Refused | None:
    """Return why nothing can be settled in a phase, None if it can."""
    if not phase.is_at_least(Phase.SCORING):
        return NOT_OPENED
    if not phase.is_at_least(since):
        return NOT_MODERATED
    if phase.is_at_least(Phase.APPROVED):
        return DECIDED
    return RECOMMENDED if phase is Phase.RECOMMENDED else None


def bids_of(access: PanelAccess) -> Mapping[int, Invited]:
    """Return the bidders whose bids were opened, by their numbers."""
    return {one.number: one for one in access.standing.bidders if one.bidder_id in access.called}


def note_settling(settler: Settler, act: str, row: Base, detail: Mapping[str, object]) -> None:
    """Put on record what was settled, with the act that pins it.

    The act names bidders by number and reasons by digest, never in words: the log is read by
    people who may not know yet whose bid is whose, or what is said of it.
    """
    known = {**detail, **put_on_record(settler.session, row)}
    note(settler.session, settler.scene, act, settler.person, now=settler.now, detail=known)
