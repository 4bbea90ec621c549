"""One answer on the table: what evaluators gave side by side, and every step of its moderation."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.numbers import Points
from evaluation.own_scores import OwnScore
from evaluation.panel.spread import spread_words
from evaluation.panel.visibility import Sight
from evaluation.quotations import Quotation
from webapp.services.accounts import Person
from webapp.services.moderating.agreeing import Agreement, agreement_of, ids_in
from webapp.services.moderating.board import Board, board_in
from webapp.services.moderating.cells import Cell
from webapp.services.moderating.sitting import Sitting, Standing, sitting_of
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import scene_of
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import (
    NO_ANSWER,
    NOT_YOURS,
    CellId,
    answers_in,
    bidder_ids,
    saved_of,
)
from webapp.services.tendering.published import published_model
from webapp.store import Session, Store, evaluators, moderations
from webapp.store import scoring as rows
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep


@dataclass(frozen=True, slots=True)
class Individual:
    """What one evaluator gave, by their own hand, and what they are to the question now."""

    name: str
    standing: Standing
    own: OwnScore
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the moderation; `agreement` is there where a score was agreed.

    `why` is the reason of an opening before all scores were in, or of a reopening.
    """

    number: int
    state: str
    by: str
    at: datetime
    why: str
    agreement: Agreement | None
    present: tuple[str, ...]
    dissenting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnTable:
    """An answer as somebody sees it while the panel moderates.

    `individual` are the evaluators' own scores, once the answer is open; `spread` says in words
    how far they are apart. `waiting` are those whose own score is not in. `people` may be present,
    by id with their names; `present` are those who were when a score was agreed last.
    """

    board: Board
    cell: Cell
    question: Question
    within: tuple[str, ...]
    points: Points | None
    answer: str
    says: bool | None
    individual: tuple[Individual, ...]
    spread: str
    waiting: tuple[str, ...]
    steps: tuple[Step, ...]
    people: tuple[tuple[UUID, str], ...]
    present: frozenset[UUID]

    @property
    def number(self) -> int:
        """The number of the last step, 0 before the answer is open."""
        return self.steps[-1].number if self.steps else 0

    @property
    def is_open(self) -> bool:
        """Whether a score of it can be agreed."""
        return bool(self.steps) and self.steps[-1].agreement is None

    @property
    def agreed(self) -> Step | None:
        """The step that agreed its score, None where none stands."""
        return self.steps[-1] if self.steps and self.steps[-1].agreement else None

    @property
    def agreed_before(self) -> Agreement | None:
        """What the panel agreed last of an answer that it has opened again, None otherwise."""
        found = [one.agreement for one in self.steps if one.agreement]
        return found[-1] if found and self.is_open else None

    @property
    def quoted(self) -> tuple[Quotation, ...]:
        """Every passage of the answer that some evaluator quotes."""
        own = (quotation for one in self.individual for quotation in one.own.quotations)
        agreed = self.agreed.agreement if self.agreed else None
        return (*own, *(agreed.own.quotations if agreed else ()))

    @property
    def next(self) -> CellId | None:
        """The open answer that the panel talks about after this one."""
        return self.board.after(self.cell.id)


def answer_on_table(
    store: Store, person: Person, procurement_id: UUID, cell: CellId, *, now: datetime
) -> OnTable | Refused:
    """Return one answer with what evaluators gave, or why somebody may not see it."""
    with store.reading() as session:
        access = panel_access(session, person, procurement_id, now=now)
        board = board_in(session, access, now=now)
        if isinstance(board, Refused):
            return board
        model = published_model(session, procurement_id)
        found = {one.id: one for one in model.questions} if model else {}
        bidder_id = bidder_ids(access).get(cell.bidder)
        if model is None or cell.criterion not in found or bidder_id is None:
            return NO_ANSWER
        shown = board.cell(cell)
        if shown is None or not access.visible.reads(cell.criterion):
            return NOT_YOURS
        question = found[cell.criterion]
        return _on_table(session, access, board, shown, question, model, bidder_id)


def _on_table(
    session: Session,
    access: PanelAccess,
    board: Board,
    cell: Cell,
    question: Question,
    model: Model,
    bidder_id: UUID,
) -> OnTable:
    id_ = access.standing.procurement_id
    scene = scene_of(session, id_)
    assert not isinstance(scene, Refused)  # noqa: S101 - the board was made of it
    sitting = sitting_of(session, scene)
    sees = access.sees(Sight.MARKS)
    marks = moderations.marks_of(session, id_, bidder_id, question.id) if sees else ()
    steps = moderations.steps_of(session, id_, bidder_id, question.id) if sees else ()
    waiting = _waiting(session, access, sitting, (bidder_id, question.id))
    present = moderations.last_present(session, id_) if board.may_moderate else "[]"
    names = evaluators.names(session, _named(marks, steps) | waiting | sitting.people)
    individual = _individual(marks, names, sitting, question.id)
    counting = [one.own.score for one in individual if one.standing is not Standing.RECUSED]
    bid = rows.answers_of(session, id_, bidder_id)
    people = sorted(sitting.people, key=lambda one: (names[one], one))
    return OnTable(
        board=board,
        cell=cell,
        question=question,
        within=tuple(model.by_id[one].title for one in model.paths[question.id][:-1]),
        points=model.effective_weights.get(question.id),
        answer=answers_in(bid.answers if bid else None).get(question.id, ""),
        says=json.loads(bid.gates).get(question.id) if bid else None,
        individual=individual,
        spread=spread_words(counting) if marks else "",
        waiting=tuple(sorted(names[one] for one in waiting)),
        steps=tuple(_step(one, names) for one in steps),
        people=tuple((one, names[one]) for one in people),
        present=ids_in(present) & sitting.people,
    )


def _waiting(
    session: Session, access: PanelAccess, sitting: Sitting, place: tuple[UUID, str]
) -> frozenset[UUID]:
    """Return whose own score is not in, as far as somebody may know it."""
    if not access.sees(Sight.PROGRESS):
        return frozenset()
    given = moderations.handed_in(session, access.standing.procurement_id, place=place)
    return sitting.asked(place[1]) - {one.user_id for one in given}


def _named(marks: Sequence[EvaluatorMark], steps: Sequence[ModerationStep]) -> frozenset[UUID]:
    ids = {one.user_id for one in marks} | {one.made_by for one in steps}
    for one in steps:
        ids |= ids_in(one.present) | ids_in(one.dissenting)
    return frozenset(ids)


def _individual(
    marks: Sequence[EvaluatorMark], names: Mapping[UUID, str], sitting: Sitting, criterion: str
) -> tuple[Individual, ...]:
    found = (
        Individual(
            names[one.user_id],
            sitting.standing(one.user_id, criterion),
            saved_of(one).own,
            one.made_at,
        )
        for one in marks
    )
    return tuple(sorted(found, key=lambda one: (one.standing is Standing.RECUSED, one.name)))


def _step(row: ModerationStep, names: Mapping[UUID, str]) -> Step:
    agreement = agreement_of(row) if row.state == "agreed" else None
    return Step(
        number=row.number,
        state=row.state,
        by=names[row.made_by],
        at=row.made_at,
        why="" if agreement else row.rationale,
        agreement=agreement,
        present=_sorted(row.present, names),
        dissenting=_sorted(row.dissenting, names),
    )


def _sorted(text: str, names: Mapping[UUID, str]) -> tuple[str, ...]:
    return tuple(sorted(names[one] for one in ids_in(text)))
