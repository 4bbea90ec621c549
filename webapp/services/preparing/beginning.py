"""Beginning a procurement with answers that stand elsewhere: in an earlier one, in a notice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.preparing.answering import Contradictory, judged, summarise
from webapp.services.preparing.answers import Answers, stored
from webapp.services.settings import stack_in
from webapp.services.standing import Stage, Turn
from webapp.store import Session
from webapp.store import procurements as rows
from webapp.store.models import Answer, Organisation, ProcurementRecord

FIRST_VERSION = 2
"""The version of a procurement that begins with answers; without any it would be 1."""


@dataclass(frozen=True, slots=True)
class ReferenceTaken:
    """The organisation has a procurement of that reference."""


@dataclass(frozen=True, slots=True)
class AnswersRefused:
    """The answers can't stand beside each other, or under the law of their day: what to do."""

    fact: str
    problem: str
    remedy: str


def begin(
    session: Session,
    person: Person,
    organisation: Organisation,
    *,
    reference: str,
    title: str,
    answers: Answers,
    now: datetime,
    copied_from: UUID | None = None,
) -> ProcurementRecord | ReferenceTaken | AnswersRefused:
    """Begin a procurement with answers, in the transaction of a session; nothing if refused."""
    if rows.reference_is_taken(session, organisation.id, reference):
        return ReferenceTaken()
    record = ProcurementRecord(
        organisation_id=organisation.id,
        reference=reference,
        title=title,
        version=FIRST_VERSION if answers else 1,
        created_by=person.id,
        created_at=now,
        changed_at=now,
        stage=Stage.QUESTIONS.value,
        questions_open=0,
        dates="[]",
        waits_for=Turn.BUYER.value,
        waits_since=now,
        copied_from=copied_from,
    )
    journey = judged(record, organisation, answers, stack_in(session, organisation))
    if isinstance(journey, Contradictory):
        first = journey.found[0]
        return AnswersRefused(first.fact, first.problem, first.remedy)
    is_complete = journey.decision is not None
    summarise(record, journey, stage=Stage.UNDECIDED if is_complete else Stage.QUESTIONS)
    session.add(record)
    session.flush()
    _answer(session, record, answers)
    return record


def _answer(session: Session, record: ProcurementRecord, answers: Answers) -> None:
    session.add_all(
        Answer(
            procurement_id=record.id,
            version=record.version,
            fact=fact,
            value=stored(value),
            answered_by=record.created_by,
            answered_at=record.created_at,
        )
        for fact, value in answers.items()
    )
