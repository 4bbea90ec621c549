"""Each bid's price as it is looked at: what the screen says, what was asked, answered, decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.wording import pounds
from webapp.services.panel.access import PanelAccess
from webapp.services.settling.judging import Judged
from webapp.services.settling.prices import Asked, Verdict, why_not_decide
from webapp.services.tendering.standing import Invited
from webapp.store import Session, evaluators
from webapp.store import settlements as rows
from webapp.store.award_tables import PriceAnswer, PriceDecision, PriceQuestion


class PriceState(StrEnum):
    """How far the question about a price has come; `none` is nobody's question."""

    NONE = "none"
    TO_ASK = "to_ask"
    ASKED = "asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer; `by` is who entered it, empty where the bidder did itself."""

    answer: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question as it was asked."""

    reasons: str
    answer_by: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PriceDecided:
    """A decision on a price."""

    verdict: Verdict
    because: str
    by: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PriceCase:
    """The price of a bid: `because` is what the screen says of it, empty if it asks nothing.

    `is_open` says that somebody has still to ask or to decide. `verdicts` are those that may be
    given now. `questions` and `answers` are all there were, `decisions` those on the last question.
    """

    bidder: int
    called: str
    price: str
    because: str
    state: PriceState
    is_open: bool
    is_ranked: bool
    questions: tuple[QuestionShown, ...]
    answers: tuple[AnswerShown, ...]
    decisions: tuple[PriceDecided, ...]
    verdicts: frozenset[Verdict]

    @property
    def last(self) -> PriceDecided | None:
        """The decision that stands, None before there is one."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class _Rows:
    """Everything on record about prices, and the names of who put it there."""

    questions: Sequence[PriceQuestion]
    answers: Sequence[PriceAnswer]
    decisions: Sequence[PriceDecision]
    names: Mapping[UUID, str]

    def asked(self, bidder_id: UUID) -> Asked | None:
        """Return what a bidder was asked last, and all of its answers."""
        own = self.questions_of(bidder_id)
        ids = {one.id for one in own}
        answers = tuple(one for one in self.answers if one.price_question_id in ids)
        return Asked(own[-1], answers) if own else None

    def questions_of(self, bidder_id: UUID) -> list[PriceQuestion]:
        """Return what a bidder was asked, in order."""
        return [one for one in self.questions if one.bidder_id == bidder_id]


def price_cases(
    session: Session,
    found: Judged,
    bids: Mapping[int, Invited],
    waiting: Iterable[UUID],
    access: PanelAccess,
    now: datetime,
) -> tuple[PriceCase, ...]:
    """Return the price of each bid that was opened: those that are open, then those asked about."""
    if found.tender.model.price is None:
        return ()
    on_record, is_waiting = _rows(session, access.standing.procurement_id), frozenset(waiting)
    cases = [
        _case(found, number, one, access, on_record, now, is_open=one.bidder_id in is_waiting)
        for number, one in bids.items()
        if bid_id(number) in found.tender.by_id
    ]
    return tuple(sorted(cases, key=lambda one: (not one.is_open, one.state is PriceState.NONE)))


def _rows(session: Session, procurement_id: UUID) -> _Rows:
    questions = rows.price_questions(session, procurement_id)
    answers = rows.price_answers(session, procurement_id)
    decisions = rows.price_decision_history(session, procurement_id)
    people = {one.made_by for one in questions} | {one.made_by for one in decisions}
    people |= {one.entered_by for one in answers if one.entered_by}
    return _Rows(questions, answers, decisions, evaluators.names(session, people))


def _case(
    found: Judged,
    number: int,
    bid: Invited,
    access: PanelAccess,
    on_record: _Rows,
    now: datetime,
    *,
    is_open: bool,
) -> PriceCase:
    id_, asked = bid_id(number), on_record.asked(bid.bidder_id)
    evaluation, price = found.evaluation, found.tender.by_id[id_].price
    screened = {one.bid: one.because for one in evaluation.abnormally_low} if evaluation else {}
    decisions = [
        one for one in on_record.decisions if asked and one.price_question_id == asked.question.id
    ]
    return PriceCase(
        bidder=number,
        called=access.called[bid.bidder_id],
        price="No price" if price is None else pounds(price),
        because=screened.get(id_, ""),
        state=_state(asked, decided=bool(decisions), is_open=is_open, now=now),
        is_open=is_open,
        is_ranked=evaluation is not None and evaluation.by_id[id_].rank is not None,
        questions=tuple(
            QuestionShown(one.question, one.answer_by, on_record.names[one.made_by], one.made_at)
            for one in on_record.questions_of(bid.bidder_id)
        ),
        answers=tuple(_answer(one, on_record.names) for one in asked.answers) if asked else (),
        decisions=tuple(_decision(one, on_record.names) for one in decisions),
        verdicts=frozenset(
            one for one in Verdict if asked and why_not_decide(asked, one, now) is None
        ),
    )


def _state(asked: Asked | None, *, decided: bool, is_open: bool, now: datetime) -> PriceState:
    if decided:
        return PriceState.DECIDED
    if asked is None:
        return PriceState.TO_ASK if is_open else PriceState.NONE
    if asked.is_answered:
        return PriceState.ANSWERED
    return PriceState.OVERDUE if asked.is_over(now) else PriceState.ASKED


def _answer(row: PriceAnswer, names: Mapping[UUID, str]) -> AnswerShown:
    return AnswerShown(row.answer, row.made_at, names[row.entered_by] if row.entered_by else "")


def _decision(row: PriceDecision, names: Mapping[UUID, str]) -> PriceDecided:
    return PriceDecided(
        Verdict(row.verdict), row.because, names[row.made_by], row.role, row.made_at
    )
