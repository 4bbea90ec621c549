"""Beginning a procurement with answers that stand elsewhere: in an earlier one, in a notice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.procurement import Answers
from webapp.services.accounts import Person
from webapp.services.preparing.answering import Contradictory, judged, summarise
from webapp.services.preparing.answers import stored
from webapp.services.preparing.blank import new_record
from webapp.services.settings import stack_in
from webapp.services.standing import Stage
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
    record = new_record(organisation.id, person, reference=reference, title=title, now=now)
    record.copied_from = copied_from
    record.version = FIRST_VERSION if answers else record.version
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
