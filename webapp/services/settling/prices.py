"""A price that seems abnormally low: asking its bidder, and deciding once it could answer.

Before a tender is disregarded for its price the supplier is told, and has a reasonable opportunity
to demonstrate that it can perform the contract for it; if it does, the tender may not be
disregarded for that (Procurement Act 2023 s.19(3)(c), (4) and (5)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.settling.grounds import ABNORMALLY_LOW
from rules.canonical import sha256_of
from rules.uk_time import day_of
from rules.wording import date_in_words
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.settling.acting import NO_SUCH_BID, Settler, note_settling, settler_of
from webapp.services.settling.excluding import (
    Declared,
    declare,
    declared_of,
    end,
    last_of,
    names_others,
)
from webapp.services.tendering.standing import Invited
from webapp.store import Session, Store
from webapp.store import settlements as rows
from webapp.store.award_tables import PriceAnswer, PriceDecision, PriceQuestion

NOT_ASKED = Refused(
    "The bidder was not asked about its price",
    "Ask it first: the law gives it the opportunity to demonstrate the price",
)
NO_ANSWER_YET = Refused(
    "The bidder has not answered, so it has demonstrated nothing",
    "Wait for its answer, or enter the one that it gave you",
)
TIME_NOT_OVER = Refused(
    "The bidder has not answered, and still has time to",
    "Wait until it answers, or until the day by which it may has passed",
)
EMPTY = Refused("There is no answer", "Write what the bidder answered")


class Verdict(StrEnum):
    """What is decided about a price; `not_demonstrated` disregards the tender in one act."""

    DEMONSTRATED = "demonstrated"
    NOT_DEMONSTRATED = "not_demonstrated"
    NOT_DISREGARDED = "not_disregarded"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a bidder was asked about its price, and what it answered to any question so far."""

    question: PriceQuestion
    answers: tuple[PriceAnswer, ...]

    def is_over(self, now: datetime) -> bool:
        """Return whether the day by which it may answer has passed."""
        return day_of(now) > self.question.answer_by

    @property
    def is_answered(self) -> bool:
        """Whether the last question was answered."""
        return any(one.price_question_id == self.question.id for one in self.answers)


def asked_of(session: Session, procurement_id: UUID, bidder_id: UUID) -> Asked | None:
    """Return what a bidder was asked last, and all of its answers; None if it never was."""
    question = rows.last_price_question(session, procurement_id, bidder_id)
    if question is None:
        return None
    ids = {
        one.id
        for one in rows.price_questions(session, procurement_id)
        if one.bidder_id == bidder_id
    }
    answers = rows.price_answers(session, procurement_id)
    return Asked(question, tuple(one for one in answers if one.price_question_id in ids))


def enter_answer(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    bidder: int,
    answer: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Enter what a bidder answered otherwise than on its own page.

    `read` is how many answers there were when the form was read.
    """
    if not answer:
        return EMPTY
    with store.writing() as session:
        found = _case(session, person, procurement_id, bidder, now=now)
        if isinstance(found, Refused):
            return found
        settler, bid, asked = found
        last = asked.answers[-1] if asked.answers else None
        if last and last.answer == answer:
            return Done()
        if len(asked.answers) != read:
            return CHANGED_MEANWHILE
        number = len(rows.answers_to(session, asked.question.id)) + 1
        row = PriceAnswer(
            price_question_id=asked.question.id,
            number=number,
            answer=answer,
            entered_by=person.id,
            made_at=now,
        )
        place = {"bidder": bid.number, "question": asked.question.number, "number": number}
        note_settling(settler, "enter-price-answer", row, {**place, "sha256": sha256_of(answer)})
        return Done()


def decide_price(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    bidder: int,
    verdict: Verdict,
    because: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Decide whether a bidder demonstrated its price; if not, its tender may be disregarded.

    `read` is how many decisions there were on the last question when the form was read.
    """
    if not because:
        return NO_REASON
    with store.writing() as session:
        found = _case(session, person, procurement_id, bidder, now=now)
        if isinstance(found, Refused):
            return found
        settler, bid, asked = found
        if refused := why_not_decide(asked, verdict, now):
            return refused
        before = [
            row
            for row in rows.price_decision_history(session, procurement_id)
            if row.price_question_id == asked.question.id
        ]
        last = before[-1] if before else None
        if last and (last.verdict, last.because) == (verdict.value, because):
            return Done()
        if len(before) != read:
            return CHANGED_MEANWHILE
        if refused := names_others(settler, bid, because):
            return refused
        _decide(settler, bid, asked, verdict, because, number=len(before) + 1)
        return Done()


def why_not_decide(asked: Asked, verdict: Verdict, now: datetime) -> Refused | None:
    """Return why a verdict can't be given yet, None if it can."""
    if verdict is Verdict.DEMONSTRATED:
        return None if asked.answers else NO_ANSWER_YET
    return None if asked.is_answered or asked.is_over(now) else TIME_NOT_OVER


def heard_words(question: PriceQuestion, answers: Sequence[PriceAnswer]) -> str:
    """Return how and when a bidder had its opportunity, as its exclusion and its letter say."""
    told = (
        f"Asked on {date_in_words(day_of(question.made_at))}, to answer by the end of "
        f"{date_in_words(question.answer_by)}"
    )
    if not answers:
        return f"{told}; no answer came"
    return f"{told}; answered on {date_in_words(day_of(answers[-1].made_at))}"


def earliest_day(now: datetime) -> date:
    """Return the first day by which a bidder can be asked to answer: not today."""
    return date.fromordinal(day_of(now).toordinal() + 1)


def _case(
    session: Session, person: Person, procurement_id: UUID, bidder: int, *, now: datetime
) -> tuple[Settler, Invited, Asked] | Refused:
    settler = price_officer(session, person, procurement_id, now=now)
    if isinstance(settler, Refused):
        return settler
    bid = settler.bids.get(bidder)
    if bid is None:
        return NO_SUCH_BID
    asked = asked_of(session, procurement_id, bid.bidder_id)
    return NOT_ASKED if asked is None else (settler, bid, asked)


def price_officer(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Settler | Refused:
    """Return the officer who asks about prices and decides on them, once all quality is agreed."""
    return settler_of(
        session, person, procurement_id, since=Phase.MODERATED, now=now, is_for_officers=True
    )


def _decide(
    settler: Settler, bid: Invited, asked: Asked, verdict: Verdict, because: str, *, number: int
) -> None:
    """Put a decision on record, and what follows of it: an exclusion, or the end of one."""
    row = PriceDecision(
        price_question_id=asked.question.id,
        number=number,
        verdict=verdict.value,
        because=because,
        role=settler.role.value,
        made_by=settler.person.id,
        made_at=settler.now,
    )
    place = {"bidder": bid.number, "question": asked.question.number, "number": number}
    decided = {"verdict": verdict.value, "sha256": sha256_of(because)}
    note_settling(settler, "decide-on-price", row, {**place, **decided})
    before = declared_of(settler.session, settler.procurement_id, bid)
    last, next_number = last_of(before, ABNORMALLY_LOW.words), len(before) + 1
    if verdict is Verdict.NOT_DEMONSTRATED:
        heard = heard_words(asked.question, asked.answers)
        declared = Declared(ABNORMALLY_LOW.id, because, heard)
        declare(settler, bid, ABNORMALLY_LOW, declared, number=next_number)
    elif last is not None and last.is_on:
        end(settler, bid, ABNORMALLY_LOW.words, because, number=next_number)
