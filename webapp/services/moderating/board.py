"""The moderation of a tender as a whole: how far each answer is, and which to talk about first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.moderating.order import Given, Untold, spread_of
from evaluation.own_scores import scored
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.tender import Scored
from webapp.services.accounts import Person
from webapp.services.moderating.cells import (
    Cell,
    Line,
    State,
    talk_of,
    untold,
    without_why,
)
from webapp.services.moderating.offers import changes_seen
from webapp.services.moderating.opening import excluded_in, is_complete
from webapp.services.moderating.pace import Pace, pace_of
from webapp.services.moderating.places import may_moderate
from webapp.services.moderating.sitting import Sitting, sitting_of
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import scene_of
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import NO_ANSWER, CellId, bidder_ids
from webapp.services.tendering.published import published_model
from webapp.store import Session, Store, moderations
from webapp.store.moderations import StepRow

OWN_FIRST = Refused(
    "You see what others gave once your own scores are all in", "Hand in those that are left"
)
TOO_EARLY = Refused(
    "The panel has not begun to agree scores", "Look again when the chair has opened an answer"
)


@dataclass(frozen=True, slots=True)
class Board:
    """Every answer that somebody may know of, those to talk about first at the top.

    `talk` are the open answers in the order in which the panel talks about them. That order is
    all that anybody but the chair learns of what could change who is first: a score is agreed by
    what the answer says. `untold` says why it can't be told to the chair, empty where it can;
    `is_price_seen` says whether prices count in that.
    """

    procurement_id: UUID
    phase: Phase
    called: tuple[str, ...]
    lines: tuple[Line, ...]
    talk: tuple[Cell, ...]
    untold: str
    is_price_seen: bool
    sees_marks: bool
    sees_progress: bool
    may_moderate: bool
    refused: Refused | None
    pace: Pace

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every answer, line by line."""
        return tuple(cell for line in self.lines for cell in line.cells)

    def count(self, state: State) -> int:
        """Return how many answers have come so far."""
        return sum(cell.state is state for cell in self.cells)

    @property
    def asked(self) -> int:
        """How many answers need an agreed score."""
        return len(self.cells) - self.count(State.NOT_NEEDED)

    def after(self, cell: CellId) -> CellId | None:
        """Return the open answer to talk about after one; None where it is the last one."""
        return next((one.id for one in self.talk if one.id != cell), None)

    def cell(self, cell: CellId) -> Cell | None:
        """Return an answer, None where there is none such to be known."""
        return next((one for one in self.cells if one.id == cell), None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of the answers, by bidder and question, as far as somebody may see it."""

    steps: Mapping[tuple[UUID, str], StepRow]
    given: Mapping[tuple[UUID, str], Given]
    handed_in: Mapping[tuple[UUID, str], set[UUID]]
    excluded: frozenset[UUID]
    failed: frozenset[UUID]
    changes: Mapping[tuple[UUID, str], bool]


def moderation(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> Board | Refused:
    """Return the moderation of a tender as somebody may see it, in a fixed number of queries."""
    with store.reading() as session:
        access = panel_access(session, person, procurement_id, now=now)
        return board_in(session, access, now=now)


def board_in(session: Session, access: PanelAccess, *, now: datetime) -> Board | Refused:
    """Return the moderation of a tender as it stands in a transaction."""
    procurement_id = access.standing.procurement_id
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    if access.refused is not None:
        return access.refused
    if not access.sees(Sight.MARKS) and not access.sees(Sight.PROGRESS):
        return OWN_FIRST if access.locked else TOO_EARLY
    model = published_model(session, procurement_id)
    if model is None:
        return NO_ANSWER
    sitting = sitting_of(session, scene)
    known, because = _known(session, access, model, sitting)
    lines = tuple(
        Line(
            question,
            tuple(_cell(access, sitting, known, question, *one) for one in _bidders(access)),
        )
        for question in model.questions
        if access.sees(Sight.PROGRESS) or access.visible.reads(question.id)
    )
    talk = talk_of(lines)
    in_order = sorted(lines, key=lambda line: line.urgency, reverse=True)
    told = may_moderate(access)
    return Board(
        procurement_id=procurement_id,
        phase=access.phase,
        called=tuple(access.called[bidder_id] for _, bidder_id in _bidders(access)),
        lines=tuple(in_order if told else map(without_why, in_order)),
        talk=talk if told else tuple(map(untold, talk)),
        untold=because if told else "",
        is_price_seen=access.sees(Sight.PRICES),
        sees_marks=access.sees(Sight.MARKS),
        sees_progress=access.sees(Sight.PROGRESS),
        may_moderate=told,
        refused=OWN_FIRST if told and _waits_for_own(access) else None,
        pace=pace_of(known.steps.values(), now=now),
    )


def _waits_for_own(access: PanelAccess) -> bool:
    """Return whether somebody sees no marks, though there are some, for want of their own."""
    return bool(access.locked) and not access.sees(Sight.MARKS)


def _bidders(access: PanelAccess) -> list[tuple[int, UUID]]:
    return list(bidder_ids(access).items())


def _known(
    session: Session, access: PanelAccess, model: Model, sitting: Sitting
) -> tuple[Known, str]:
    id_ = access.standing.procurement_id
    steps = {(one.bidder_id, one.criterion): one for one in moderations.last_steps(session, id_)}
    given = _given(session, access, model, sitting, steps) if access.sees(Sight.MARKS) else {}
    handed_in: dict[tuple[UUID, str], set[UUID]] = {}
    if access.sees(Sight.PROGRESS):
        for one in moderations.handed_in(session, id_):
            handed_in.setdefault((one.bidder_id, one.criterion), set()).add(one.user_id)
    excluded = excluded_in(session, id_)
    found = changes_seen(session, access, model, given.values(), excluded)
    because = found.because if isinstance(found, Untold) else ""
    changes = {} if isinstance(found, Untold) else found
    failed = frozenset(
        one.bidder_id for one in steps.values() if (one.state, one.score) == ("agreed", "failed")
    )
    return Known(steps, given, handed_in, excluded, failed, changes), because


def _given(
    session: Session,
    access: PanelAccess,
    model: Model,
    sitting: Sitting,
    steps: Mapping[tuple[UUID, str], StepRow],
) -> dict[tuple[UUID, str], Given]:
    """Return what is known of each answer that is open; each score that occurs is read once."""
    questions = {one.id: one for one in model.questions}
    read: dict[tuple[str, str], Scored | None] = {}

    def scored_once(criterion: str, text: str) -> Scored | None:
        if (criterion, text) not in read:
            read[criterion, text] = scored(questions[criterion], text)
        return read[criterion, text]

    marks = {
        (row.bidder_id, row.criterion): row.scores
        for row in moderations.given(
            session, access.standing.procurement_id, without=sitting.recused
        )
    }
    found = {}
    for (bidder_id, criterion), step in steps.items():
        if criterion in questions:
            own = (scored_once(criterion, one) for one in marks.get((bidder_id, criterion), ()))
            agreed = scored_once(criterion, step.score or "") if step.state == "agreed" else None
            scores = tuple(one for one in own if one is not None)
            found[bidder_id, criterion] = Given(str(bidder_id), criterion, scores, agreed)
    return found


def _cell(
    access: PanelAccess,
    sitting: Sitting,
    known: Known,
    question: Question,
    number: int,
    bidder_id: UUID,
) -> Cell:
    place = (bidder_id, question.id)
    step = known.steps.get(place)
    given = known.handed_in.get(place, set())
    asked = sitting.asked(question.id)
    reads = access.sees(Sight.MARKS) and access.visible.reads(question.id)
    is_shown = reads and step is not None
    return Cell(
        id=CellId(question.id, number),
        called=access.called[bidder_id],
        state=_state(known, place, step, is_in=is_complete(given, asked)),
        spread=spread_of(question, known.given[place]) if is_shown else None,
        could_change=known.changes.get(place) if is_shown else None,
        agreed=step.score or "" if step and is_shown and step.state == "agreed" else "",
        given=len(given & asked),
        asked=len(asked) if access.sees(Sight.PROGRESS) else 0,
    )


def _state(known: Known, place: tuple[UUID, str], step: StepRow | None, *, is_in: bool) -> State:
    if step is not None and step.state == "agreed":
        return State.AGREED
    if place[0] in known.excluded or place[0] in known.failed:
        return State.NOT_NEEDED
    if step is not None:
        return State.OPEN
    return State.COMPLETE if is_in else State.WAITING
