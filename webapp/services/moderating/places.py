"""The answer that an act of moderation is about, and why the act can't be done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.panel.visibility import Seat
from webapp.services.accounts import Person
from webapp.services.moderating.sitting import Sitting, sitting_of
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import Scene, scene_of
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import NO_ANSWER, CellId, bidder_ids
from webapp.services.tendering.published import published_model
from webapp.store import Session

NOT_THE_CHAIR = Refused("The chair of the panel moderates", "Ask the chair to do it")
EXCLUDED = Refused(
    "This bid is excluded, so its answers need no score", "Go on with the other bids"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A tender that its chair moderates."""

    scene: Scene
    access: PanelAccess
    sitting: Sitting
    model: Model

    @property
    def procurement_id(self) -> UUID:
        """The procurement."""
        return self.scene.procurement_id


@dataclass(frozen=True, slots=True)
class Place:
    """An answer on the table: the question, and the bidder by id and by number."""

    table: Table
    question: Question
    bidder_id: UUID
    cell: CellId

    @property
    def called(self) -> str:
        """What the bidder is called on the chair's pages."""
        return self.table.access.called[self.bidder_id]


def table_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Table | Refused:
    """Return the tender before its chair, or why somebody may not moderate it."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    access = panel_access(session, person, procurement_id, now=now)
    if access.refused is not None:
        return access.refused
    if not may_moderate(access):
        return NOT_THE_CHAIR
    model = published_model(session, procurement_id)
    if model is None:
        return NO_ANSWER
    return Table(scene, access, sitting_of(session, scene), model)


def place_of(
    session: Session, person: Person, procurement_id: UUID, cell: CellId, *, now: datetime
) -> Place | Refused:
    """Return an answer before the chair, or why somebody may not moderate it."""
    table = table_of(session, person, procurement_id, now=now)
    if isinstance(table, Refused):
        return table
    question = table.model.by_id.get(cell.criterion)
    bidder_id = bidder_ids(table.access).get(cell.bidder)
    if bidder_id is None or not isinstance(question, Question):
        return NO_ANSWER
    return Place(table, question, bidder_id, cell)


def may_moderate(access: PanelAccess) -> bool:
    """Return whether somebody chairs this panel, holds the role, and has declared interests."""
    return access.is_chair and Seat.EVALUATION_CHAIR in access.viewer.seats
