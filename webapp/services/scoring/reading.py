"""What an evaluator's own pages show: how far they have come, and one answer with its question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.numbers import Points
from evaluation.panel.phases import Phase
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import (
    NO_ANSWER,
    NOT_NOW,
    NOT_YOURS,
    CellId,
    Desk,
    bidder_ids,
    desk_of,
    every_answer,
)
from webapp.services.tendering.published import published_model
from webapp.store import Session, Store, evaluation_workloads, scoring_deadlines
from webapp.store import scoring as rows

WORDS_A_MINUTE = 200
"""How many words of an answer are read in a minute with the criteria in mind."""


class Status(StrEnum):
    """How far an own score has come, as the grid says it."""

    TO_DO = "To do"
    DRAFT = "Draft"
    DONE = "Done"


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer in the grid; `is_locked` says that its score can't be changed any more.

    `length` counts the words of the answer, 0 where answers were not asked for.
    """

    id: CellId
    called: str
    status: Status
    is_locked: bool
    saved_at: datetime | None
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its cells, one a bidder; `points` are those of the whole that it can earn."""

    question: Question
    within: tuple[str, ...]
    points: Points | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MyScoring:
    """Everything that somebody scores of a tender, and how far they have come.

    `samples` are how many sample answers wait for them to try their judgement first; `due_at` is
    until when scores are due, None where nobody has said.
    """

    phase: Phase
    called: tuple[str, ...]
    lines: tuple[Line, ...]
    samples: int = 0
    due_at: datetime | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every answer in the order in which they are scored: one question of every bidder."""
        return tuple(cell for line in self.lines for cell in line.cells)

    def count(self, status: Status) -> int:
        """Return how many own scores have come so far."""
        return sum(cell.status is status for cell in self.cells)

    @property
    def next(self) -> CellId | None:
        """The first answer whose score is not handed in and still can be."""
        open_cells = (one for one in self.cells if one.status is not Status.DONE)
        return next((one.id for one in open_cells if not one.is_locked), None)

    @property
    def minutes_left(self) -> int:
        """How long reading the answers takes that nothing was saved of yet, in whole minutes."""
        length = sum(one.length for one in self.cells if one.status is Status.TO_DO)
        return -(-length // WORDS_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer before an evaluator, with the answers before and after it in the grid."""

    id: CellId
    desk: Desk
    scoring: MyScoring
    line: Line
    previous: CellId | None
    next: CellId | None


def my_scoring(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> MyScoring | Refused:
    """Return what somebody scores of a tender, or why they may read nothing of it."""
    with store.reading() as session:
        access = panel_access(session, person, procurement_id, now=now)
        if access.refused is not None:
            return access.refused
        model = published_model(session, procurement_id)
        if model is None or not access.viewer.questions:
            return NOT_YOURS
        found = _scoring(session, person, access, model, every_answer(session, procurement_id))
        samples = evaluation_workloads.samples(session, person.id)
        due_at = scoring_deadlines.due(session, [procurement_id]).get(procurement_id)
        return replace(found, samples=samples.get(procurement_id, 0), due_at=due_at)


def question_of(store: Store, procurement_id: UUID, criterion: str) -> Question | Refused:
    """Return a question of the published model, which is no secret."""
    with store.reading() as session:
        model = published_model(session, procurement_id)
    if model is None:
        return NOT_NOW
    found = model.by_id.get(criterion)
    return found if isinstance(found, Question) else NO_ANSWER


def shown_answer(
    store: Store, person: Person, procurement_id: UUID, cell: CellId, *, now: datetime
) -> Shown | Refused:
    """Return an answer before somebody who scores it, or why they may not read it."""
    with store.reading() as session:
        desk = desk_of(session, person, procurement_id, cell, now=now)
        if isinstance(desk, Refused):
            return desk
        scoring = _scoring(session, person, desk.access, desk.model, {})
        order = [one.id for one in scoring.cells]
        at = order.index(cell)
        return Shown(
            id=cell,
            desk=desk,
            scoring=scoring,
            line=next(one for one in scoring.lines if one.question.id == cell.criterion),
            previous=order[at - 1] if at else None,
            next=order[at + 1] if at + 1 < len(order) else None,
        )


def _scoring(
    session: Session,
    person: Person,
    access: PanelAccess,
    model: Model,
    answers: Mapping[UUID, Mapping[str, str]],
) -> MyScoring:
    procurement_id = access.standing.procurement_id
    saved = {
        (one.bidder_id, one.criterion): one
        for one in rows.own_cells(session, procurement_id, person.id)
    }
    bidders = bidder_ids(access)

    def cell(criterion: str, number: int, bidder_id: UUID) -> Cell:
        found = saved.get((bidder_id, criterion))
        return Cell(
            id=CellId(criterion, number),
            called=access.called[bidder_id],
            status=_status(found),
            is_locked=not access.may_score(bidder_id, criterion),
            saved_at=found.made_at if found else None,
            length=len(answers.get(bidder_id, {}).get(criterion, "").split()),
        )

    return MyScoring(
        phase=access.phase,
        called=tuple(access.called[bidder_id] for bidder_id in bidders.values()),
        lines=tuple(
            Line(
                question=question,
                within=tuple(model.by_id[one].title for one in model.paths[question.id][:-1]),
                points=model.effective_weights.get(question.id),
                cells=tuple(cell(question.id, *one) for one in bidders.items()),
            )
            for question in _questions(access, model)
        ),
    )


def _questions(access: PanelAccess, model: Model) -> Iterator[Question]:
    """Return the questions that somebody scores and may read the answers to, in their order."""
    for question in model.questions:
        if question.id in access.viewer.questions and access.visible.reads(question.id):
            yield question


def _status(found: rows.OwnCell | None) -> Status:
    if found is None:
        return Status.TO_DO
    return Status.DONE if found.is_in else Status.DRAFT
