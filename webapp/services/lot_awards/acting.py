"""What every act on lots shares: the divided procurement with its lots, and who may act on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from evaluation.outline.lots import Division, Lot, Lots
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from webapp.services.accounts import Person
from webapp.services.approval.records import versions_of
from webapp.services.approval.sealing import NOT_APPROVED
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import Scene, scene_of
from webapp.services.parts.kinds import LOTS
from webapp.services.parts.records import held_by_version
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.settling.acting import CONFLICT, kept_out
from webapp.store import Session, procurements
from webapp.store import lots as rows
from webapp.store.lots import JoinedRow
from webapp.store.models import Organisation, ProcurementRecord

NOT_DIVIDED = Refused(
    "The approved outline does not divide what is bought into lots",
    "Award the contract as a whole, or prepare an outline that is divided",
)
NO_SUCH_LOT = Refused(
    "The approved outline has no such lot", "Go back to the lots, and choose one of them"
)
NOT_AN_OFFICER = Refused(
    "A procurement officer of the divided procurement, and of the tender of each lot, does this",
    "Ask somebody who is",
)
AWARDED_AS_A_WHOLE = Refused(
    "An award of the contract as a whole is recommended or made",
    "Take that back first: the contract is awarded either as a whole or lot by lot",
)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A divided procurement: the lots of its approved outline, and the tender of each that has one.

    `joined` is by the number of the lot; `left_out` says, by that number, why a lot is not tendered
    now. `said` is how often was said which tender a lot has, or that it has none. `revision` is
    that of the lots in the outline, 0 where that has none.
    """

    procurement_id: UUID
    organisation_id: UUID
    reference: str
    title: str
    lots: Lots
    joined: Mapping[int, JoinedRow]
    left_out: Mapping[int, str]
    said: int
    revision: int

    @property
    def dropped(self) -> tuple[int, ...]:
        """The lots that have a tender, and that the approved outline has no more."""
        return tuple(one for one in sorted(self.joined) if self.lots.lot(one) is None)

    def lot(self, number: int) -> Lot | None:
        """Return a lot by its number, None if there is none such."""
        return self.lots.lot(number)


def group_in(session: Session, procurement_id: UUID) -> Group | Refused:
    """Return a divided procurement with its lots, or why it has none that could be awarded."""
    found = procurements.procurement(session, procurement_id)
    if found is None:
        return NO_PROCUREMENT
    held = _lots_of(session, procurement_id)
    if held is None:
        return NOT_APPROVED
    lots, revision = held
    if lots.division is not Division.DIVIDED or not lots.lots:
        return NOT_DIVIDED
    return _group(session, found, lots, revision)


def _lots_of(session: Session, procurement_id: UUID) -> tuple[Lots, int] | None:
    """Return the lots of the approved outline and their revision, None where none is approved."""
    versions = versions_of(session, procurement_id)
    version = next((one for one in versions if one.steps and one.stands), None)
    if version is None:
        return None
    held = held_by_version(session, procurement_id, version.id, LOTS)
    return (held.value, held.revision) if held else (Lots(), 0)


def _group(
    session: Session, found: tuple[ProcurementRecord, Organisation], lots: Lots, revision: int
) -> Group:
    record, organisation = found
    procurement_id = record.id
    return Group(
        procurement_id=procurement_id,
        organisation_id=organisation.id,
        reference=record.reference,
        title=record.title,
        lots=lots,
        joined=MappingProxyType({one.lot: one for one in rows.joined(session, procurement_id)}),
        left_out=MappingProxyType(rows.left_out(session, procurement_id)),
        said=rows.last_number(session, procurement_id),
        revision=revision,
    )


def officer_of(
    session: Session,
    person: Person,
    procurement_id: UUID,
    *,
    now: datetime,
    is_also_ended: bool = False,
) -> tuple[Scene, PanelAccess] | Refused:
    """Return a procurement as one of its officers acts on it, or why they may not."""
    scene = scene_of(session, procurement_id, is_also_ended=is_also_ended)
    if isinstance(scene, Refused):
        return scene
    if person.id not in scene.officers:
        return NOT_AN_OFFICER
    access = panel_access(session, person, procurement_id, now=now)
    if access.viewer.declared in {Declared.RECUSED, Declared.UNDECIDED}:
        return kept_out(access) or CONFLICT
    return scene, access


def acting_on(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[Scene, Group] | Refused:
    """Return the divided procurement as one of its officers acts on its lots."""
    found = officer_of(session, person, procurement_id, now=now)
    if isinstance(found, Refused):
        return found
    scene, access = found
    if access.phase.is_at_least(Phase.RECOMMENDED):
        return AWARDED_AS_A_WHOLE
    group = group_in(session, procurement_id)
    return group if isinstance(group, Refused) else (scene, group)


def leaving_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[Scene, Group] | Refused:
    """Return a procurement as an officer takes tenders out of its lots.

    That can be done too once it is ended, and whatever its outline says of lots by now.
    """
    found = officer_of(session, person, procurement_id, now=now, is_also_ended=True)
    if isinstance(found, Refused):
        return found
    scene, access = found
    if access.phase.is_at_least(Phase.RECOMMENDED):
        return AWARDED_AS_A_WHOLE
    record = procurements.procurement(session, procurement_id)
    if record is None:
        return NO_PROCUREMENT
    return scene, _whatever(session, record)


def group_or_rest(session: Session, procurement_id: UUID) -> Group | Refused:
    """Return a divided procurement with its lots, also where only their tenders are left of it."""
    group = group_in(session, procurement_id)
    found = procurements.procurement(session, procurement_id)
    if found is None or group not in {NOT_DIVIDED, NOT_APPROVED}:
        return group
    rest = _whatever(session, found)
    return rest if rest.joined else group


def _whatever(session: Session, found: tuple[ProcurementRecord, Organisation]) -> Group:
    """Return a procurement with the tenders of its lots, whatever its outline says of them."""
    lots, revision = _lots_of(session, found[0].id) or (Lots(), 0)
    is_divided = lots.division is Division.DIVIDED
    return _group(session, found, lots if is_divided else Lots(), revision)
