"""Recording a decision, and telling what a change of answers changed in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from rules.canonical import canonical_text, sha256_of
from rules.decision import Decision
from rules.serialisation import decision_json
from rules.stack import Stack
from webapp.services.accounts import Person
from webapp.services.decisions.decisions import KEPT, input_sha256
from webapp.services.preparing.answering import summarise
from webapp.services.preparing.effects import Changes, changed
from webapp.services.preparing.journey import differing
from webapp.services.preparing.procurements import Preparation, answers_of, journey_of, opened
from webapp.services.standing import Stage
from webapp.store import Session, Store, audit
from webapp.store import procurements as rows
from webapp.store.models import DecisionRecord, PackContent


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """The decision on this version is on record."""

    version: int


class DecideRefused(StrEnum):
    """Why no decision was recorded."""

    NO_SUCH_PROCUREMENT = "no such procurement"
    ANSWERS_MISSING = "answers missing"
    STALE = "stale"
    CLOSED = "closed"


def decide_procurement(
    store: Store, person: Person, *, procurement_id: UUID, version: int, now: datetime
) -> DecisionRecorded | DecideRefused:
    """Record the decision on the answers of a version, unless they have changed since.

    It is made under the packs and settings of today, also where one made under others is on
    record already, but not while the outline is before a panel or sealed. Recording the same
    decision twice leaves one record.
    """
    with store.writing() as session:
        preparation = opened(session, procurement_id, is_anew=True)
        if preparation is None:
            return DecideRefused.NO_SUCH_PROCUREMENT
        if preparation.version != version:
            return DecideRefused.STALE
        decision, procurement = preparation.decision, preparation.journey.procurement
        if decision is None or procurement is None:
            return DecideRefused.ANSWERS_MISSING
        content = decision_content(decision, preparation.stack)
        digest = sha256_of(content)
        recorded = preparation.recorded
        if preparation.is_recorded and recorded and recorded.content_sha256 == digest:
            return DecisionRecorded(version)
        if preparation.closed is not None:
            return DecideRefused.CLOSED
        _keep_packs(session, preparation.stack, now=now)
        session.add(
            DecisionRecord(
                procurement_id=procurement_id,
                version=version,
                input_sha256=input_sha256(procurement),
                content=content,
                content_sha256=digest,
                packs=_packs(decision),
                decided_at=now,
                decided_by=person.id,
            )
        )
        _note(session, preparation, person=person, digest=digest, now=now)
        return DecisionRecorded(version)


def changes_since(store: Store, preparation: Preparation, version: int) -> Changes | None:
    """Return what has changed since an earlier version, None if nothing has."""
    if not 0 < version < preparation.version:
        return None
    with store.reading() as session:
        found = rows.procurement(session, preparation.id)
        if found is None:
            return None
        record, organisation = found
        before = journey_of(
            record,
            organisation,
            answers_of(session, preparation.id, version=version),
            preparation.stack,
        )
    answers = differing(before.answers, preparation.journey.answers)
    if not answers:
        return None
    earlier, later = before.decision, preparation.decision
    conclusions = changed(earlier, later) if earlier and later else ()
    return Changes(answers, conclusions, has_earlier=earlier is not None)


def rules_have_changed(preparation: Preparation) -> bool:
    """Return whether the recorded decision would be made otherwise under the present packs."""
    recorded, decision = preparation.recorded, preparation.decision
    if recorded is None or decision is None or not preparation.is_recorded:
        return False
    return _kept_sha256(_Made(decision, preparation.stack)) != recorded.content_sha256


def decision_content(decision: Decision, stack: Stack) -> str:
    """Return a decision as it is recorded: canonical `podium/decision/1`."""
    return canonical_text(decision_json(decision, stack))


class _Made:
    """A decision under a stack, told apart by which object it is: those that are kept are few."""

    def __init__(self, decision: Decision, stack: Stack) -> None:
        self.decision, self.stack = decision, stack

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Made):
            return False
        return self.decision is other.decision and self.stack == other.stack

    def __hash__(self) -> int:
        return hash((id(self.decision), self.stack))


@lru_cache(maxsize=KEPT)
def _kept_sha256(made: _Made) -> str:
    return sha256_of(decision_content(made.decision, made.stack))


def _note(
    session: Session, preparation: Preparation, *, person: Person, digest: str, now: datetime
) -> None:
    found = rows.procurement(session, preparation.id)
    if found is not None:
        summarise(found[0], preparation.journey, stage=Stage.DECIDED)
    audit.append(
        session,
        "decide",
        at=now,
        actor_id=person.id,
        organisation_id=preparation.organisation_id,
        subject=f"procurement/{preparation.id}",
        detail={"version": preparation.version, "content_sha256": digest},
    )


def _keep_packs(session: Session, stack: Stack, *, now: datetime) -> None:
    for pack in stack.packs:
        if not rows.pack_is_stored(session, pack.sha256):
            session.add(
                PackContent(
                    sha256=pack.sha256,
                    pack=pack.id,
                    version=pack.version,
                    content=pack.content,
                    stored_at=now,
                )
            )


def _packs(decision: Decision) -> str:
    return canonical_text(
        [{"id": pack.id, "version": pack.version, "sha256": pack.sha256} for pack in decision.packs]
    )
