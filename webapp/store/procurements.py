"""Queries about procurements: the records, their answers and the decisions on them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.orm import defer

from webapp.store.connection import Session
from webapp.store.models import (
    Answer,
    DecisionRecord,
    Organisation,
    PackContent,
    ProcurementRecord,
    User,
)

# What the page of a procurement asks is put together once, which takes longer than asking it.
_OF_PROCUREMENT = bindparam("procurement_id", type_=Uuid())
_OWNER = select(ProcurementRecord.organisation_id).where(ProcurementRecord.id == _OF_PROCUREMENT)
_ANSWERS = (
    select(Answer)
    .where(Answer.procurement_id == _OF_PROCUREMENT)
    .order_by(Answer.version, Answer.fact)
)
_LATEST_DECISION = (
    select(DecisionRecord, User.name)
    .join(User, User.id == DecisionRecord.decided_by)
    .where(DecisionRecord.procurement_id == _OF_PROCUREMENT)
    .order_by(DecisionRecord.version.desc(), DecisionRecord.decided_at.desc())
    .limit(1)
    .options(defer(DecisionRecord.content))
)


def organisation_of(session: Session, procurement_id: UUID) -> UUID | None:
    """Return the organisation that a procurement belongs to, None if there is none such."""
    return session.scalar(_OWNER, {"procurement_id": procurement_id})


def organisation(session: Session, organisation_id: UUID) -> Organisation:
    """Return an organisation that is known to be there."""
    return session.get_one(Organisation, organisation_id)


def procurement(
    session: Session, procurement_id: UUID
) -> tuple[ProcurementRecord, Organisation] | None:
    """Return a procurement and the organisation it belongs to."""
    record = session.get(ProcurementRecord, procurement_id)
    if record is None:
        return None
    return record, session.get_one(Organisation, record.organisation_id)


def reference_is_taken(session: Session, organisation_id: UUID, reference: str) -> bool:
    """Return whether the organisation has a procurement of that reference."""
    return procurement_of_reference(session, organisation_id, reference) is not None


def procurement_of_reference(
    session: Session, organisation_id: UUID, reference: str
) -> UUID | None:
    """Return the procurement of an organisation that has a reference, None if none has."""
    return session.scalar(
        select(ProcurementRecord.id).where(
            ProcurementRecord.organisation_id == organisation_id,
            ProcurementRecord.reference == reference,
        )
    )


def latest_references(
    session: Session, organisation_id: UUID, limit: int
) -> Sequence[tuple[str, str]]:
    """Return references and titles of the procurements that were changed last."""
    rows = session.execute(
        select(ProcurementRecord.reference, ProcurementRecord.title)
        .where(ProcurementRecord.organisation_id == organisation_id)
        .order_by(ProcurementRecord.changed_at.desc(), ProcurementRecord.reference)
        .limit(limit)
    )
    return [(reference, title) for reference, title in rows]


def highest_references(
    session: Session, organisation_id: UUID, stem: str, limit: int
) -> Sequence[str]:
    """Return the references of an organisation that begin with a stem, the highest first."""
    column = ProcurementRecord.reference
    return session.scalars(
        select(column)
        .where(
            ProcurementRecord.organisation_id == organisation_id,
            column.startswith(stem, autoescape=True),
        )
        .order_by(func.length(column).desc(), column.desc())
        .limit(limit)
    ).all()


def answers(
    session: Session, procurement_id: UUID, *, version: int | None = None
) -> Mapping[str, Answer]:
    """Return the answer that stands to each question, as of a version if one is named."""
    every = _ANSWERS if version is None else _ANSWERS.where(Answer.version <= version)
    return {row.fact: row for row in session.scalars(every, {"procurement_id": procurement_id})}


def answers_after(
    session: Session, procurement_id: UUID, version: int
) -> Sequence[tuple[Answer, str]]:
    """Return the answers given after a version, each with the name of who gave it."""
    rows = session.execute(
        select(Answer, User.name)
        .join(User, User.id == Answer.answered_by)
        .where(Answer.procurement_id == procurement_id, Answer.version > version)
        .order_by(Answer.version, Answer.fact)
    )
    return [(answer, name) for answer, name in rows]


def latest_decision(session: Session, procurement_id: UUID) -> tuple[DecisionRecord, str] | None:
    """Return the last decision recorded, and the name of who had it made.

    Its content, which is long, is read when it is asked for, if the session is open still.
    """
    row = session.execute(_LATEST_DECISION, {"procurement_id": procurement_id}).first()
    return None if row is None else (row[0], row[1])


def pack_is_stored(session: Session, sha256: str) -> bool:
    """Return whether the content of a pack is kept already."""
    return session.get(PackContent, sha256) is not None
