"""One bidder's answer to one question before one evaluator, with what they have said of it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.own_scores import OwnScore
from evaluation.panel.visibility import Kept
from evaluation.quotations import read_quotations
from webapp.services.accounts import Person
from webapp.services.panel.access import REFUSALS, PanelAccess, panel_access
from webapp.services.refusals import Refused
from webapp.services.tendering.published import published_model
from webapp.store import Session
from webapp.store import scoring as rows
from webapp.store.scoring_tables import EvaluatorMark

NO_ANSWER = Refused("There is no such answer to score", "Go back to your scoring")
NOT_YOURS = REFUSALS[Kept.NOT_ASSIGNED]
LOCKED = Refused(
    "The panel has opened this answer, and individual scores stay as they were then",
    "Say in the panel’s meeting what you would change",
)
NOT_NOW = Refused("Bids are not being scored now", "Look at how far the tender has come")


@dataclass(frozen=True, slots=True)
class CellId:
    """Which answer: the question's id, and the bidder's number among those invited."""

    criterion: str
    bidder: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What an evaluator saved of an answer, as it stands on record.

    `number` counts the rows of this mark; `is_in` says that it is handed in, no longer a draft.
    """

    number: int
    is_in: bool
    own: OwnScore
    at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """An answer before an evaluator; `called` is what its bidder is called on their pages.

    `says` is whether the bidder says that it meets a gate, None where it does not say or was not
    asked for. `closed` says why nothing can be changed about the score, None where it can.
    """

    procurement_id: UUID
    access: PanelAccess
    model: Model
    question: Question
    bidder_id: UUID
    called: str
    answer: str
    says: bool | None
    saved: Saved | None
    closed: Refused | None

    @property
    def number(self) -> int:
        """The number of what is saved, 0 before anything is."""
        return self.saved.number if self.saved else 0


def desk_of(
    session: Session, person: Person, procurement_id: UUID, cell: CellId, *, now: datetime
) -> Desk | Refused:
    """Return an answer before somebody who scores it, or why they may not read it."""
    access = panel_access(session, person, procurement_id, now=now)
    if access.refused is not None:
        return access.refused
    model = published_model(session, procurement_id)
    question = model.by_id.get(cell.criterion) if model else None
    bidder_id = bidder_ids(access).get(cell.bidder)
    if model is None or bidder_id is None:
        return NO_ANSWER
    if not isinstance(question, Question):
        return NO_ANSWER
    if cell.criterion not in access.viewer.questions or not access.visible.reads(cell.criterion):
        return NOT_YOURS
    row = rows.own_mark(session, procurement_id, bidder_id, cell.criterion, person.id)
    bid = rows.answers_of(session, procurement_id, bidder_id)
    return Desk(
        procurement_id=procurement_id,
        access=access,
        model=model,
        question=question,
        bidder_id=bidder_id,
        called=access.called[bidder_id],
        answer=answers_in(bid.answers if bid else None).get(cell.criterion, ""),
        says=json.loads(bid.gates).get(cell.criterion) if bid else None,
        saved=saved_of(row) if row else None,
        closed=_closed(access, bidder_id, cell.criterion),
    )


def desks_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[Desk, ...] | Refused:
    """Return every answer that somebody has begun to score, in a fixed number of queries."""
    access = panel_access(session, person, procurement_id, now=now)
    if access.refused is not None:
        return access.refused
    model = published_model(session, procurement_id)
    if model is None:
        return NO_ANSWER
    answers = every_answer(session, procurement_id)
    return tuple(
        Desk(
            procurement_id=procurement_id,
            access=access,
            model=model,
            question=question,
            bidder_id=row.bidder_id,
            called=access.called[row.bidder_id],
            answer=answers.get(row.bidder_id, {}).get(row.criterion, ""),
            says=None,
            saved=saved_of(row),
            closed=_closed(access, row.bidder_id, row.criterion),
        )
        for row in rows.own_marks(session, procurement_id, person.id)
        if isinstance(question := model.by_id.get(row.criterion), Question)
        and row.criterion in access.viewer.questions
        and row.bidder_id in access.called
    )


def bidder_ids(access: PanelAccess) -> dict[int, UUID]:
    """Return the bidders whose bids were opened by their numbers, in order."""
    return {
        one.number: one.bidder_id
        for one in access.standing.bidders
        if one.bidder_id in access.called
    }


def answers_in(text: str | None) -> dict[str, str]:
    """Return a bid's answers by question from their JSON; an unanswered one may be left out."""
    return {name: str(answer or "") for name, answer in json.loads(text or "{}").items()}


def every_answer(session: Session, procurement_id: UUID) -> dict[UUID, dict[str, str]]:
    """Return the answers of every bid that was opened, by bidder and question."""
    found = rows.every_answer(session, procurement_id)
    return {bidder_id: answers_in(text) for bidder_id, text in found.items()}


def saved_of(row: EvaluatorMark) -> Saved:
    """Return what a row of the store holds."""
    own = OwnScore(row.score or "", row.rationale, read_quotations(row.quotations))
    return Saved(row.number, row.is_in, own, row.made_at)


def _closed(access: PanelAccess, bidder_id: UUID, criterion: str) -> Refused | None:
    if access.standing.ended is not None:
        return access.standing.ended.refused
    if (bidder_id, criterion) in access.locked:
        return LOCKED
    return None if access.may_score(bidder_id, criterion) else NOT_NOW
