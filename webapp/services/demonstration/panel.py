"""The panel of a demonstration's tender at work: made up, declared, scoring, and agreeing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evaluation.own_scores import OwnScore
from evaluation.panel.declarations import Handling
from evaluation.quotations import Quotation
from webapp.roles import Role
from webapp.services.demonstration.people import EVALUATORS, Seat
from webapp.services.demonstration.stories import done
from webapp.services.demonstration.tendering import OFFICER, Tender
from webapp.services.moderating.agreeing import Agreement, Stepped, agree
from webapp.services.moderating.opening import Opened, open_answer, open_complete
from webapp.services.panel.access import panel_access
from webapp.services.panel.acting import Done
from webapp.services.panel.assigning import assign, name_chair
from webapp.services.panel.declaring import declare
from webapp.services.panel.due import set_due
from webapp.services.scoring.desks import CellId, Saved
from webapp.services.scoring.handing import hand_in
from webapp.services.scoring.saving import save_draft

CHAIR = Seat(Role.EVALUATION_CHAIR)
SCORERS = tuple(Seat(Role.EVALUATOR, number + 1) for number in range(EVALUATORS))
PANEL = (CHAIR, *SCORERS)


@dataclass(frozen=True, slots=True)
class Marked:
    """A score with what it rests on; `quoted` is empty where there is nothing to quote.

    `dissent` is what somebody at the table holds against it, who is `dissenting`.
    """

    score: str
    rationale: str
    quoted: str = ""
    dissent: str = ""
    dissenting: Seat | None = None

    @property
    def own(self) -> OwnScore:
        """The score as the services take it."""
        quotations = (Quotation(self.quoted),) if self.quoted else ()
        return OwnScore(self.score, self.rationale, quotations)


def make_up(tender: Tender, assigned: Mapping[Seat, Iterable[str]], now: datetime) -> None:
    """Say who scores which questions, and who chairs."""
    stage, id_ = tender.stage, tender.procurement_id
    officer = stage.person(OFFICER)
    for seat, questions in assigned.items():
        given = assign(
            stage.store,
            officer,
            procurement_id=id_,
            user_id=stage.person(seat).id,
            questions=frozenset(questions),
            why="",
            read=0,
            now=now,
        )
        done(tender.reference, f"the questions of {seat.name}", given, Done)
    chair = stage.person(CHAIR)
    named = name_chair(
        stage.store, officer, procurement_id=id_, user_id=chair.id, why="", read=0, now=now
    )
    done(tender.reference, "the chair", named, Done)


def declare_none(tender: Tender, seats: Iterable[Seat], now: datetime) -> None:
    """Have people declare that they have no conflict of interest in any of the bidders."""
    store, id_ = tender.stage.store, tender.procurement_id
    for seat in seats:
        person = tender.stage.person(seat)
        with store.reading() as session:
            bidders = panel_access(session, person, id_, now=now).bidders_sha256
        declared = declare(
            store,
            person,
            procurement_id=id_,
            handling=Handling.NONE,
            detail="",
            bidders_sha256=bidders,
            now=now,
        )
        done(tender.reference, f"the declaration of {seat.name}", declared, Done)


def say_until_when(tender: Tender, due_at: datetime, now: datetime) -> None:
    """Have the chair say until when scores are due."""
    store, id_ = tender.stage.store, tender.procurement_id
    said = set_due(
        store,
        tender.stage.person(CHAIR),
        procurement_id=id_,
        due_at=due_at,
        because="",
        read=0,
        now=now,
    )
    done(tender.reference, "the day of the scores", said, Done)


def score(
    tender: Tender, seat: Seat, cell: CellId, marked: Marked, now: datetime, *, is_in: bool = True
) -> None:
    """Have an evaluator score an answer: handed in, or as a draft."""
    store, id_ = tender.stage.store, tender.procurement_id
    person = tender.stage.person(seat)
    given = (
        hand_in(
            store,
            person,
            procurement_id=id_,
            cell=cell,
            number=0,
            own=marked.own,
            is_meant=True,
            now=now,
        )
        if is_in
        else save_draft(
            store, person, procurement_id=id_, cell=cell, number=0, own=marked.own, now=now
        )
    )
    done(tender.reference, f"the score of {seat.name} of {cell}", given, Saved)


def open_to_panel(tender: Tender, now: datetime, cells: Iterable[CellId] = ()) -> None:
    """Open answers to the panel: these, or every one of which all scores are in."""
    store, id_, chair = tender.stage.store, tender.procurement_id, tender.stage.person(CHAIR)
    each = [
        open_answer(store, chair, procurement_id=id_, cell=cell, why="", now=now) for cell in cells
    ]
    for opened in each or [open_complete(store, chair, procurement_id=id_, now=now)]:
        done(tender.reference, "the opening of answers", opened, Opened)


def agree_on(tender: Tender, cell: CellId, marked: Marked, now: datetime) -> None:
    """Have the whole panel agree the score of an answer that is open to it."""
    stage = tender.stage
    dissenting = {stage.person(marked.dissenting).id} if marked.dissenting else set()
    agreement = Agreement(
        marked.own,
        frozenset(stage.person(seat).id for seat in PANEL),
        marked.dissent,
        frozenset(dissenting),
    )
    agreed = agree(
        stage.store,
        stage.person(CHAIR),
        procurement_id=tender.procurement_id,
        cell=cell,
        number=1,
        agreement=agreement,
        is_meant=True,
        now=now,
    )
    done(tender.reference, f"what is agreed of {cell}", agreed, Stepped)
