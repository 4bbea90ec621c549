"""Questions of bidders, and answers that go to all of them alike."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.wording import moment_in_words
from webapp.services.accounts import Person
from webapp.services.ending.ended import why_over
from webapp.services.refusals import Refused
from webapp.services.tendering.bidder_mail import mail_bidders
from webapp.services.tendering.published import published_of
from webapp.store import Session, Store, audit
from webapp.store import procurements as procurement_rows
from webapp.store import publications as rows
from webapp.store.models import ProcurementRecord
from webapp.store.tender_tables import Bidder, Clarification, ClarificationAnswer

LONGEST_QUESTION = 4_000
LONGEST_ANSWER = 10_000
MOST_QUESTIONS = 200
"""How many questions one bidder may ask of a tender."""

NO_QUESTION = Refused(
    "There is no such question", "Go back to the questions, and choose one of the list"
)
EMPTY = Refused("There is nothing to answer", "Write your question")
NO_ANSWER = Refused("An answer needs its words", "Write what every bidder is to read")
TOO_MANY = Refused(
    f"You have asked {MOST_QUESTIONS} questions, the most that one bidder may",
    "Write to the contact in your invitation",
)
NOT_OUT = Refused("The tender is not published", "Write to the contact in your invitation")
ANSWERED_MEANWHILE = Refused(
    "Somebody answered the question since you opened this page",
    "Read that answer first; send yours if it still has to be corrected",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A bidder's question as it asked it, on record under its number."""

    number: int
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the question as every bidder reads it, the answer, who gave it and when."""

    question: str
    answer: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question as officers see it: who asked, when, in which words, and the answers to it."""

    id: UUID
    number: int
    bidder_number: int
    bidder: str
    question: str
    asked_at: datetime
    answers: tuple[Answer, ...]

    @property
    def last(self) -> Answer | None:
        """The answer that stands, None before there is one."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer as every bidder reads them; nothing says who asked."""

    number: int
    question: str
    answer: str
    at: datetime
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class BiddersQuestions:
    """What a bidder reads: what was answered to all, and its own questions that wait."""

    answered: tuple[Answered, ...]
    waiting: tuple[Asked, ...]


def ask(store: Store, *, bidder_id: UUID, question: str, now: datetime) -> Asked | Refused:
    """Ask a question as a bidder; the same words twice are asked once."""
    if not question:
        return EMPTY
    with store.writing() as session:
        bidder = session.get(Bidder, bidder_id)
        record = procurement_rows.procurement(session, bidder.procurement_id) if bidder else None
        if bidder is None or record is None:
            return NOT_OUT
        every = rows.asked(session, bidder.procurement_id)
        own = [row.clarification for row in every if row.bidder.id == bidder.id]
        same = next((one for one in own if one.question == question), None)
        if same is not None:
            return Asked(same.number, question)
        refused = _too_late(session, bidder.procurement_id, now)
        over = why_over(session, bidder.procurement_id) or refused
        if over is not None:
            return over
        if len(own) >= MOST_QUESTIONS:
            return TOO_MANY
        number = len(every) + 1
        session.add(
            Clarification(
                procurement_id=bidder.procurement_id,
                number=number,
                bidder_id=bidder.id,
                question=question,
                asked_at=now,
            )
        )
        detail: dict[str, object] = {"number": number, "bidder": bidder.number, "by_bidder": True}
        _note(session, "ask-clarification", record[0], detail, now=now)
        return Asked(number, question)


def answer(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    number: int,
    after: int,
    as_read: str,
    words: str,
    now: datetime,
) -> Answered | Refused:
    """Answer a question to every bidder, or correct the answer.

    `after` is how many answers to it the page showed, `as_read` the question as every bidder may
    read it, without what says who asked, and `words` the answer.
    """
    if not (words and as_read):
        return NO_ANSWER
    with store.writing() as session:
        found = next((q for q in questions_in(session, procurement_id) if q.number == number), None)
        record = procurement_rows.procurement(session, procurement_id)
        if found is None or record is None:
            return NO_QUESTION
        last = found.last
        told = Answered(number, as_read, words, now, is_corrected=last is not None)
        if last is not None and (last.question, last.answer) == (as_read, words):
            return told
        over = why_over(session, procurement_id)
        if over is not None:
            return over
        if len(found.answers) != after:
            return ANSWERED_MEANWHILE
        _add(session, person, record[0], found, told)
        return told


def _add(
    session: Session, person: Person, record: ProcurementRecord, asked: Question, told: Answered
) -> None:
    """Add the answer to a question, note it in the log, and tell every bidder."""
    session.add(
        ClarificationAnswer(
            clarification_id=asked.id,
            number=len(asked.answers) + 1,
            question=told.question,
            answer=told.answer,
            answered_by=person.id,
            answered_at=told.at,
        )
    )
    detail = {
        "number": told.number,
        "question": told.question,
        "answer": told.answer,
        "is_corrected": told.is_corrected,
    }
    _note(session, "answer-clarification", record, detail, now=told.at, by=person.id)
    _tell(session, record, told, now=told.at)


def open_questions(store: Store, procurement_id: UUID) -> tuple[Question, ...]:
    """Return the questions that bidders asked with their answers, the first first."""
    with store.reading() as session:
        return questions_in(session, procurement_id)


def questions_in(session: Session, procurement_id: UUID) -> tuple[Question, ...]:
    """Return the same in a session, in two queries."""
    answers: dict[UUID, tuple[Answer, ...]] = {}
    for row, name in rows.answered(session, procurement_id):
        one = Answer(row.question, row.answer, name, row.answered_at)
        answers[row.clarification_id] = (*answers.get(row.clarification_id, ()), one)
    return tuple(
        Question(
            id=row.id,
            number=row.number,
            bidder_number=bidder.number,
            bidder=bidder.name,
            question=row.question,
            asked_at=row.asked_at,
            answers=answers.get(row.id, ()),
        )
        for row, bidder in rows.asked(session, procurement_id)
    )


def bidders_questions(store: Store, procurement_id: UUID, bidder_number: int) -> BiddersQuestions:
    """Return the questions of a tender as far as one of its bidders reads them."""
    with store.reading() as session:
        every = questions_in(session, procurement_id)
    return BiddersQuestions(
        answered=tuple(
            Answered(
                one.number, last.question, last.answer, last.at, is_corrected=len(one.answers) > 1
            )
            for one in every
            if (last := one.last) is not None
        ),
        waiting=tuple(
            Asked(one.number, one.question)
            for one in every
            if one.last is None and one.bidder_number == bidder_number
        ),
    )


def _too_late(session: Session, procurement_id: UUID, now: datetime) -> Refused | None:
    published = published_of(session, procurement_id)
    if published is None:
        return NOT_OUT
    terms = published.terms
    if now <= terms.questions_until:
        return None
    return Refused(
        f"Questions could be asked until {moment_in_words(terms.questions_until)}",
        f"Write to the contact in your invitation: {terms.contact}",
    )


def _tell(session: Session, record: ProcurementRecord, told: Answered, *, now: datetime) -> None:
    again = (
        "The answer to a question is corrected" if told.is_corrected else "A question is answered"
    )
    text = (
        f"{again}, for every bidder for “{record.title}” ({record.reference}).\n\n"
        f"Question {told.number}: {told.question}\n\nAnswer: {told.answer}\n"
    )
    subject = f"Question {told.number} on {record.title}"
    bidders = rows.bidders(session, record.id)
    mail_bidders(session, bidders, subject=subject, text=text, now=now)


def _note(
    session: Session,
    act: str,
    record: ProcurementRecord,
    detail: dict[str, object],
    *,
    now: datetime,
    by: UUID | None = None,
) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=by,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail=detail,
    )
