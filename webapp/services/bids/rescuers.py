"""Who does something about a bid that can't be read, and how it is put on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from webapp.addresses import unread_bids_page
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.unread import LOST, Unread, every_unread
from webapp.services.panel.access import REFUSALS, PanelAccess, panel_access
from webapp.services.panel.acting import Scene, scene_of, tell_of
from webapp.services.panel.composition import chair_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.services.settling.acting import CONFLICT, DECIDED, RECOMMENDED
from webapp.services.tendering.standing import Invited, TenderStanding, standing_of
from webapp.store import Session, audit, evaluators, procurements
from webapp.store.bid_tables import UnreadBidStep

ORDER = (Role.PROCUREMENT_OFFICER, Role.BUYER, Role.EVALUATION_CHAIR)
NO_SUCH_BID = Refused(
    "There is no bid of this bidder that counts and can’t be read", "Look at the bids as they stand"
)
NOT_YOURS = Refused(
    "A buyer, a procurement officer or the evaluation’s chair does this", "Ask one of them"
)


@dataclass(frozen=True, slots=True, eq=False)
class Rescuer:
    """Somebody who does something about a bid that can't be read, in one transaction.

    `person` is None for the bidder. `role` is one in which nobody has declared the bid lost, None
    where they hold no such role.
    """

    session: Session
    person: Person | None
    now: datetime
    scene: Scene
    unread: Unread
    role: Role | None
    bidders: tuple[Invited, ...]

    @classmethod
    def of(
        cls, session: Session, person: Person | None, unread: Unread, now: datetime
    ) -> "Rescuer | Refused":
        """Return who acts on a bid that is known to be one of these."""
        procurement_id = unread.row.receipt.procurement_id
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        standing = standing_of(session, procurement_id, now=now)
        role = role_for(unread, person, scene)
        return cls(session, person, now, scene, unread, role, standing.bidders)


def rescuer_of(
    session: Session, person: Person, procurement_id: UUID, bidder: int, *, now: datetime
) -> Rescuer | Refused:
    """Return who does something about the bid of a bidder, or why they can't."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    access = panel_access(session, person, procurement_id, now=now)
    if refused := kept_from(access):
        return refused
    if not access.phase.is_at_least(Phase.SCORING):
        return NO_SUCH_BID
    unread = next(
        (one for one in every_unread(session, procurement_id) if one.row.bidder.number == bidder),
        None,
    )
    if unread is None:
        return NO_SUCH_BID
    if not roles_of(person, scene):
        return NOT_YOURS
    return too_late(access.standing) or Rescuer.of(session, person, unread, now)


def kept_from(access: PanelAccess) -> Refused | None:
    """Return the conflict of interest that keeps somebody from acting, None without one."""
    viewer = access.viewer
    if viewer.declared is Declared.RECUSED:
        return REFUSALS[access.visible.kept] if access.visible.kept else CONFLICT
    if viewer.declared is Declared.UNDECIDED:
        return CONFLICT
    return access.refused if viewer.is_on_panel else None


def too_late(standing: TenderStanding) -> Refused | None:
    """Return why nothing changes any more which bids are evaluated, None while it can."""
    if standing.ended is not None:
        return standing.ended.refused
    phase = standing.phase
    if phase.is_at_least(Phase.APPROVED):
        return DECIDED
    return RECOMMENDED if phase is Phase.RECOMMENDED else None


def roles_of(person: Person, scene: Scene) -> frozenset[Role]:
    """Return the roles by which somebody opens bids, that they hold for a procurement."""
    held = person.roles_in(scene.organisation_id, scene.procurement_id)
    return held & frozenset(ORDER)


def role_for(unread: Unread, person: Person | None, scene: Scene) -> Role | None:
    """Return the role in which somebody declares a bid lost: one in which nobody has."""
    if person is None:
        return None
    taken, held = {one.role for one in unread.losses}, roles_of(person, scene)
    return next((one for one in ORDER if one in held and one not in taken), None)


def append(
    rescuer: Rescuer,
    kind: str,
    *,
    because: str = "",
    sealed_name: str | None = None,
    sealed_key: str | None = None,
) -> dict[str, object]:
    """Put a step about the bid on record, and return its number and digest for its act."""
    receipt, person = rescuer.unread.row.receipt, rescuer.person
    row = UnreadBidStep(
        procurement_id=receipt.procurement_id,
        bid_receipt_id=receipt.id,
        number=rescuer.unread.steps + 1,
        kind=kind,
        role=rescuer.role.value if rescuer.role and kind == LOST else "",
        because=because,
        sealed_name=sealed_name,
        sealed_key=sealed_key,
        made_by=person.id if person else None,
        made_at=rescuer.now,
    )
    return {**put_on_record(rescuer.session, row), "row": row.number}


def note_step(rescuer: Rescuer, act: str, detail: Mapping[str, object]) -> None:
    """Note an act in the log: the bidder by its number, reasons by digest."""
    row, person = rescuer.unread.row, rescuer.person
    known: dict[str, object] = {"bidder": row.bidder.number, "number": row.receipt.number, **detail}
    if person is None:
        known["by_bidder"] = True
    audit.append(
        rescuer.session,
        act,
        at=rescuer.now,
        actor_id=person.id if person else None,
        organisation_id=rescuer.scene.organisation_id,
        subject=f"procurement/{rescuer.scene.procurement_id}",
        detail=known,
    )


def tell_keepers(rescuer: Rescuer, title: str) -> None:
    """Tell those who can act on it, but for who did it: officers, the chair, and who began it."""
    scene, person, session = rescuer.scene, rescuer.person, rescuer.session
    chair = chair_of(evaluators.chairings(session, scene.procurement_id))
    found = procurements.procurement(session, scene.procurement_id)
    buyer = found[0].created_by if found else None
    people = scene.officers | {one for one in (chair, buyer) if one is not None}
    tell_of(
        session,
        scene,
        people - ({person.id} if person else set()),
        kind="bid-unread",
        title=title,
        text="The page of bids that can’t be read says what is known, and what comes next.",
        address=unread_bids_page(scene.procurement_id),
        now=rescuer.now,
    )
