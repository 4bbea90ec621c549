"""Procurements of an organisation: starting one, listing them, opening one."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from evaluation.outline.ground import Ground
from rules.decision import Decision
from rules.procurement import Answers
from rules.stack import Stack
from webapp.services.accounts import Person
from webapp.services.kept import Kept
from webapp.services.parts.looking import Looks, looks_of
from webapp.services.parts.standing import closed_in
from webapp.services.preparing.answers import read, stored
from webapp.services.preparing.blank import new_record
from webapp.services.preparing.journey import Journey, journey
from webapp.services.preparing.marks import KEPT, marked
from webapp.services.refusals import Refused
from webapp.services.settings import stack_in, stack_of_digests
from webapp.store import Session, Store, audit, outlines
from webapp.store import procurements as rows
from webapp.store.models import Answer, Organisation, ProcurementRecord

OWNERS_KEPT = 4096
"""Procurements of which a worker remembers whose they are, which never changes."""
DOUBLE_CLICK = timedelta(minutes=10)
"""As long after a start the same form, sent by the same person, leads to what it has started."""


@dataclass(frozen=True, slots=True)
class Started:
    """A procurement was started; it is not new where the same form had started it just before."""

    procurement_id: UUID
    is_new: bool = True


class StartRefused(StrEnum):
    """Why no procurement was started."""

    REFERENCE_TAKEN = "reference taken"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The decision that was recorded last: when, by whom, on which version and packs."""

    version: int
    decided_at: datetime
    decided_by: str
    content_sha256: str
    packs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """A procurement under preparation, with everything that its pages show.

    `stack` is what it is decided under: while the recorded decision is of the present answers,
    the packs and settings that this was made under, if these packs are still at hand, and
    otherwise `stack_today`. `outline_state` is the state of the last version of its outline,
    None before the first was submitted. `looks` are the parts that need another look.
    """

    id: UUID
    organisation_id: UUID
    organisation: str
    policy: str | None
    suggested: Answers
    reference: str
    title: str
    version: int
    given: Answers
    stack: Stack
    stack_today: Stack
    journey: Journey
    recorded: Recorded | None
    outline_state: str | None = None
    looks: Looks = field(default_factory=dict)

    @property
    def closed(self) -> Refused | None:
        """Why the answers and parts may not be changed now, None while they may."""
        return closed_in(self.outline_state)

    @property
    def decision(self) -> Decision | None:
        """The decision on the present answers, None while the rules can't be asked."""
        return self.journey.decision

    @property
    def ground(self) -> Ground | None:
        """What the rules propose, None while they can't be asked."""
        return None if self.decision is None else Ground(self.decision, self.stack)

    @property
    def is_recorded(self) -> bool:
        """Whether the decision on the present answers was recorded."""
        return self.recorded is not None and self.recorded.version == self.version


def start_procurement(
    store: Store,
    person: Person,
    *,
    organisation_id: UUID,
    reference: str,
    title: str,
    now: datetime,
) -> Started | StartRefused:
    """Start a procurement of an organisation that the person may write for.

    What the organisation's settings say of itself becomes the first answers, which the buyer may
    change. Sent twice, as by a double click, it starts one.
    """
    with store.writing() as session:
        if made := started_just_now(session, person, organisation_id, reference, title, now):
            return Started(made, is_new=False)
        if rows.reference_is_taken(session, organisation_id, reference):
            return StartRefused.REFERENCE_TAKEN
        record = new_record(organisation_id, person, reference=reference, title=title, now=now)
        session.add(record)
        session.flush()
        _answer_and_note(session, record)
        return Started(record.id)


def _answer_and_note(session: Session, record: ProcurementRecord) -> None:
    """Answer what the organisation's settings say of itself, and note the start in the log."""
    known = settled_by(rows.organisation(session, record.organisation_id))
    session.add_all(
        Answer(
            procurement_id=record.id,
            version=record.version,
            fact=fact,
            value=stored(value),
            answered_by=record.created_by,
            answered_at=record.created_at,
        )
        for fact, value in known.items()
    )
    audit.append(
        session,
        "start-procurement",
        at=record.created_at,
        actor_id=record.created_by,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={
            "reference": record.reference,
            "title": record.title,
            "from_settings": {fact: stored(value) for fact, value in known.items()},
        },
    )


def started_just_now(
    session: Session,
    person: Person,
    organisation_id: UUID,
    reference: str,
    title: str,
    now: datetime,
) -> UUID | None:
    """Return the procurement that the same form has just started, None if it has not."""
    found = rows.procurement_of_reference(session, organisation_id, reference)
    record = session.get(ProcurementRecord, found) if found else None
    if record is None or (record.created_by, record.title) != (person.id, title):
        return None
    return record.id if now - record.created_at <= DOUBLE_CLICK else None


_OWNERS: Kept[UUID | None] = Kept(OWNERS_KEPT)


def organisation_of(store: Store, procurement_id: UUID) -> UUID | None:
    """Return the organisation to which a procurement belongs for ever; None if there is none."""

    def found() -> UUID | None:
        with store.reading() as session:
            return rows.organisation_of(session, procurement_id)

    return _OWNERS.of(procurement_id, found)


def open_procurement(store: Store, procurement_id: UUID) -> Preparation | None:
    """Return a procurement with its journey and the decision on its answers."""
    with store.reading() as session:
        return opened(session, procurement_id)


_KEPT: Kept[Preparation | None] = Kept(KEPT)


def opened(session: Session, procurement_id: UUID, *, is_anew: bool = False) -> Preparation | None:
    """Return a procurement as a session sees it, made once for all that it is made from.

    `is_anew` has it decided under today's packs and settings, whatever was recorded.
    """
    mark = marked(session, procurement_id)
    if mark is None:
        return None
    return _KEPT.of((mark, is_anew), lambda: _made(session, procurement_id, is_anew=is_anew))


def _made(session: Session, procurement_id: UUID, *, is_anew: bool) -> Preparation | None:
    found = rows.procurement(session, procurement_id)
    if found is None:
        return None
    record, organisation = found
    given = answers_of(session, procurement_id)
    recorded = _recorded(session, procurement_id)
    today = stack_in(session, organisation)
    then = None if is_anew else _stack_of_record(session, record, organisation, recorded)
    stack = then or today
    return Preparation(
        id=record.id,
        organisation_id=organisation.id,
        organisation=organisation.name,
        policy=organisation.policy,
        suggested=settled_by(organisation),
        reference=record.reference,
        title=record.title,
        version=record.version,
        given=given,
        stack=stack,
        stack_today=today,
        journey=journey_of(record, organisation, given, stack),
        recorded=recorded,
        outline_state=outlines.latest_state(session, procurement_id),
        looks=looks_of(record),
    )


def answers_of(session: Session, procurement_id: UUID, *, version: int | None = None) -> Answers:
    """Return the answers that stand, as of a version if one is named."""
    found = rows.answers(session, procurement_id, version=version)
    return {fact: read(fact, answer.value) for fact, answer in found.items()}


def journey_of(
    record: ProcurementRecord, organisation: Organisation, answers: Answers, stack: Stack
) -> Journey:
    """Return the journey of a procurement with these answers, under these packs."""
    return journey(
        answers,
        reference=record.reference,
        title=record.title,
        authority=organisation.name,
        policy=organisation.policy,
        stack=stack,
    )


def _stack_of_record(
    session: Session,
    record: ProcurementRecord,
    organisation: Organisation,
    recorded: Recorded | None,
) -> Stack | None:
    """Return the packs of the recorded decision, None where they are no longer at hand."""
    if recorded is None or recorded.version != record.version:
        return None
    digests = tuple(sha256 for _, sha256 in recorded.packs)
    return stack_of_digests(session, organisation, digests, at=recorded.decided_at)


def settled_by(organisation: Organisation) -> Answers:
    """Return what an organisation's settings say of itself, as answers."""
    offered = {"authority_type": organisation.authority_type, "nation": organisation.nation}
    return {name: value for name, value in offered.items() if value is not None}


def _recorded(session: Session, procurement_id: UUID) -> Recorded | None:
    latest = rows.latest_decision(session, procurement_id)
    if latest is None:
        return None
    record, name = latest
    packs = tuple((pack["id"], pack["sha256"]) for pack in json.loads(record.packs))
    return Recorded(record.version, record.decided_at, name, record.content_sha256, packs)
