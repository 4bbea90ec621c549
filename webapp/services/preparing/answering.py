"""Answering the questions of a page, without losing or overwriting anybody's answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rules.canonical import canonical_text
from rules.consistency import Inconsistency, inconsistencies
from rules.errors import OutsidePeriod
from rules.money import Money
from rules.procurement import Answers
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, Value
from webapp.services.accounts import Person
from webapp.services.parts import may_change
from webapp.services.parts.looking import ask_for_look
from webapp.services.preparing.answers import read, stored
from webapp.services.preparing.foreseeing import Replacing, WouldChange, foreseen
from webapp.services.preparing.journey import Journey, differing
from webapp.services.preparing.procurements import answers_of, journey_of
from webapp.services.refusals import Refused
from webapp.services.settings import stack_in
from webapp.services.standing import Stage, Turn, stand
from webapp.store import Session, Store, audit
from webapp.store import procurements as rows
from webapp.store.models import Answer, Organisation, ProcurementRecord


@dataclass(frozen=True, slots=True)
class Saved:
    """The answers are kept. `version` is the procurement's now, `before` what it was."""

    version: int
    before: int
    journey: Journey


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """An answer that somebody gave after the form was read."""

    fact: str
    value: Value | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stale:
    """The form was read before others changed what it asks; nothing was saved.

    `version` is the present one: a form that carries it can be saved.
    """

    version: int
    others: tuple[OtherAnswer, ...]


@dataclass(frozen=True, slots=True)
class Contradictory:
    """The answers can't stand beside each other or beside earlier ones; nothing was saved."""

    found: tuple[Inconsistency, ...]


class AnswerRefused(StrEnum):
    """Why answers were not saved for a reason that is not in them."""

    NO_SUCH_PROCUREMENT = "no such procurement"


Outcome = Saved | Stale | Contradictory | WouldChange | Refused | AnswerRefused


def answer_page(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    answers: Answers,
    version: int,
    now: datetime,
    is_confirmed: bool = True,
) -> Outcome:
    """Save the answers of one page, if they were given to what stands now.

    A form that was read at an older version is refused if others have changed one of its
    answers since, with what they said; what they changed elsewhere does not matter. What is sent
    twice is saved once. Once a decision is on record, replacing answers that would change it, or
    what is asked, return how, and are saved when that is confirmed; the parts that rest on what
    changed need another look then. While a panel has the outline, nothing is saved.
    """
    with store.writing() as session:
        found = rows.procurement(session, procurement_id)
        if found is None:
            return AnswerRefused.NO_SUCH_PROCUREMENT
        record, organisation = found
        before = answers_of(session, procurement_id)
        new = differing(before, answers)
        if new and (closed := may_change(session, procurement_id)) is not None:
            return closed
        if others := _others(session, record, version, facts=new):
            return Stale(record.version, others)
        stack = stack_in(session, organisation)
        journey = judged(record, organisation, {**before, **new}, stack)
        if isinstance(journey, Contradictory):
            return journey
        if not new:
            return Saved(record.version, record.version, journey)
        effect = foreseen(session, Replacing(*found, before, new, stack), journey)
        if effect is not None and effect.is_of_record and not is_confirmed:
            return effect
        ask_for_look(record, effect.touched if effect else {})
        return _save(session, record, journey, person=person, new=new, now=now)


def judged(
    record: ProcurementRecord, organisation: Organisation, answers: Answers, stack: Stack
) -> Journey | Contradictory:
    """Return the journey of answers, or why they can't stand together or under any known law."""
    try:
        journey = journey_of(record, organisation, answers, stack)
    except OutsidePeriod as refusal:
        wrong = Inconsistency("commenced_on", (), refusal.problem, refusal.remedy)
        return Contradictory((wrong,))
    impossible = inconsistencies(_known(journey.answers))
    return Contradictory(impossible) if impossible else journey


def answers_given(
    store: Store, procurement_id: UUID, facts: Collection[str]
) -> tuple[OtherAnswer, ...]:
    """Return the answers that stand to some questions, with who gave them and when."""
    with store.reading() as session:
        return _given_after(session, procurement_id, 0, facts)


def summarise(record: ProcurementRecord, journey: Journey, *, stage: Stage) -> None:
    """Write into the record what a list shows of its answers, which the buyer goes on with."""
    value = journey.answers.get("estimated_value")
    category = journey.answers.get("category")
    tier = journey.decision.findings["social_value_tier"].value if journey.decision else None
    record.category = category if isinstance(category, str) else None
    record.tier = tier if isinstance(tier, str) else None
    stand(record, stage, Turn.BUYER, since=record.changed_at)
    record.questions_open = journey.questions_open
    record.value_pence = value.pence if isinstance(value, Money) else None
    record.value_vat = value.vat.value if isinstance(value, Money) and value.vat else None
    record.dates = canonical_text(_dates(journey))


def _save(
    session: Session,
    record: ProcurementRecord,
    journey: Journey,
    *,
    person: Person,
    new: Mapping[str, Value | None],
    now: datetime,
) -> Saved:
    before = record.version
    record.version += 1
    record.changed_at = now
    _keep(session, record, new, person=person, now=now)
    is_complete = journey.decision is not None
    summarise(record, journey, stage=Stage.UNDECIDED if is_complete else Stage.QUESTIONS)
    audit.append(
        session,
        "answer",
        at=now,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={
            "version": record.version,
            "answers": {fact: stored(value) for fact, value in new.items()},
        },
    )
    return Saved(record.version, before, journey)


def _keep(
    session: Session,
    record: ProcurementRecord,
    new: Mapping[str, Value | None],
    *,
    person: Person,
    now: datetime,
) -> None:
    replaced = rows.answers(session, record.id)
    for fact, value in new.items():
        old = replaced.get(fact)
        session.add(
            Answer(
                procurement_id=record.id,
                version=record.version,
                fact=fact,
                value=stored(value),
                answered_by=person.id,
                answered_at=now,
                replaces=old.id if old else None,
            )
        )


def _others(
    session: Session, record: ProcurementRecord, version: int, *, facts: Collection[str]
) -> tuple[OtherAnswer, ...]:
    if version >= record.version:
        return ()
    return _given_after(session, record.id, version, facts)


def _given_after(
    session: Session, procurement_id: UUID, version: int, facts: Collection[str]
) -> tuple[OtherAnswer, ...]:
    latest = {
        answer.fact: OtherAnswer(
            answer.fact, read(answer.fact, answer.value), name, answer.answered_at
        )
        for answer, name in rows.answers_after(session, procurement_id, version)
        if answer.fact in facts
    }
    return tuple(latest.values())


def _known(answers: Answers) -> dict[str, Value]:
    return {name: value for name, value in answers.items() if value is not None}


def _dates(journey: Journey) -> list[list[str]]:
    dates: list[list[str]] = []
    if journey.procurement is not None:
        day = journey.procurement.commenced_on.isoformat()
        dates.append([day, FACT_BY_NAME["commenced_on"].title])
    if journey.decision is not None:
        dates += [[duty.on.isoformat(), duty.title] for duty in journey.decision.duties if duty.on]
    return dates
