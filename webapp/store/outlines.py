"""Queries about outlines that were submitted: their versions, their states, who wrote them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select, union
from sqlalchemy.orm import defer

from webapp.store.connection import Session
from webapp.store.models import Answer, DecisionRecord, ProcurementRecord, User
from webapp.store.outline_tables import (
    ConflictConfirmation,
    ConflictDeclaration,
    OutlineComment,
    OutlineRoute,
    OutlineStep,
    OutlineVersion,
)
from webapp.store.part_tables import PartRevision

_LATEST_STATE = (
    select(OutlineStep.state)
    .join(OutlineVersion, OutlineVersion.id == OutlineStep.outline_version_id)
    .where(OutlineVersion.procurement_id == bindparam("procurement_id"))
    .order_by(OutlineVersion.number.desc(), OutlineStep.number.desc())
    .limit(1)
)
"""Asked on each page of a procurement, and so put together once, which takes longer than asking."""


def latest_state(session: Session, procurement_id: UUID) -> str | None:
    """Return the state of a procurement's last version, None before the first."""
    return session.scalar(_LATEST_STATE, {"procurement_id": procurement_id})


def owner_of_version(session: Session, version_id: UUID) -> tuple[UUID, UUID] | None:
    """Return the organisation and the procurement of a version, None if there is none such."""
    row = session.execute(
        select(ProcurementRecord.organisation_id, ProcurementRecord.id)
        .join(OutlineVersion, OutlineVersion.procurement_id == ProcurementRecord.id)
        .where(OutlineVersion.id == version_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def version_ids(session: Session, procurement_id: UUID) -> Sequence[UUID]:
    """Return the versions of a procurement, the first first."""
    return session.scalars(
        select(OutlineVersion.id)
        .where(OutlineVersion.procurement_id == procurement_id)
        .order_by(OutlineVersion.number)
    ).all()


def versions_of_procurements(session: Session, procurement_ids: Collection[UUID]) -> Sequence[UUID]:
    """Return the versions of procurements."""
    if not procurement_ids:
        return ()
    return session.scalars(
        select(OutlineVersion.id).where(OutlineVersion.procurement_id.in_(procurement_ids))
    ).all()


def versions(
    session: Session, ids: Collection[UUID]
) -> Sequence[tuple[OutlineVersion, ProcurementRecord, str]]:
    """Return versions without their content, what they are versions of, and who submitted each."""
    found = session.execute(
        select(OutlineVersion, ProcurementRecord, User.name)
        .join(ProcurementRecord, ProcurementRecord.id == OutlineVersion.procurement_id)
        .join(User, User.id == OutlineVersion.submitted_by)
        .where(OutlineVersion.id.in_(ids))
        .options(defer(OutlineVersion.content, raiseload=True))
        .order_by(OutlineVersion.procurement_id, OutlineVersion.number)
    )
    return [(version, record, name) for version, record, name in found]


def in_states(
    session: Session, organisation_ids: Collection[UUID], states: Collection[str]
) -> Sequence[UUID]:
    """Return the versions of organisations whose last step led to one of some states."""
    last = (
        select(
            OutlineStep.outline_version_id.label("id"), func.max(OutlineStep.number).label("number")
        )
        .group_by(OutlineStep.outline_version_id)
        .subquery()
    )
    return session.scalars(
        select(OutlineVersion.id)
        .join(ProcurementRecord, ProcurementRecord.id == OutlineVersion.procurement_id)
        .join(last, last.c.id == OutlineVersion.id)
        .join(
            OutlineStep,
            (OutlineStep.outline_version_id == last.c.id) & (OutlineStep.number == last.c.number),
        )
        .where(
            ProcurementRecord.organisation_id.in_(organisation_ids), OutlineStep.state.in_(states)
        )
        .order_by(OutlineVersion.submitted_at, OutlineVersion.id)
    ).all()


def content(session: Session, version_id: UUID) -> str | None:
    """Return the canonical JSON of a version's document."""
    return session.scalar(select(OutlineVersion.content).where(OutlineVersion.id == version_id))


def steps(session: Session, ids: Collection[UUID]) -> Sequence[tuple[OutlineStep, str]]:
    """Return the steps of versions in order, each with who made it."""
    found = session.execute(
        select(OutlineStep, User.name)
        .join(User, User.id == OutlineStep.made_by)
        .where(OutlineStep.outline_version_id.in_(ids))
        .order_by(OutlineStep.outline_version_id, OutlineStep.number)
    )
    return [(row, name) for row, name in found]


def routes(session: Session, ids: Collection[UUID]) -> Sequence[OutlineRoute]:
    """Return the bodies that versions go to, in the order in which they decide."""
    return session.scalars(
        select(OutlineRoute)
        .where(OutlineRoute.outline_version_id.in_(ids))
        .order_by(OutlineRoute.outline_version_id, OutlineRoute.position)
    ).all()


def declarations(
    session: Session, ids: Collection[UUID]
) -> Sequence[tuple[ConflictDeclaration, str]]:
    """Return what was declared of versions, in order, each with who declared it."""
    found = session.execute(
        select(ConflictDeclaration, User.name)
        .join(User, User.id == ConflictDeclaration.user_id)
        .where(ConflictDeclaration.outline_version_id.in_(ids))
        .order_by(ConflictDeclaration.outline_version_id, ConflictDeclaration.number)
    )
    return [(row, name) for row, name in found]


def declaration(session: Session, declaration_id: UUID) -> ConflictDeclaration | None:
    """Return a declaration by its id, None if there is none such."""
    return session.get(ConflictDeclaration, declaration_id)


def confirmations(
    session: Session, ids: Collection[UUID]
) -> Sequence[tuple[ConflictConfirmation, str]]:
    """Return how conflicts declared of versions were judged, in order, each with who judged it."""
    found = session.execute(
        select(ConflictConfirmation, User.name)
        .join(User, User.id == ConflictConfirmation.made_by)
        .join(
            ConflictDeclaration,
            ConflictDeclaration.id == ConflictConfirmation.conflict_declaration_id,
        )
        .where(ConflictDeclaration.outline_version_id.in_(ids))
        .order_by(ConflictConfirmation.conflict_declaration_id, ConflictConfirmation.number)
    )
    return [(row, name) for row, name in found]


def comments(session: Session, version_id: UUID) -> Sequence[tuple[OutlineComment, str]]:
    """Return the comments on a version, the first first, each with who made it."""
    found = session.execute(
        select(OutlineComment, User.name)
        .join(User, User.id == OutlineComment.made_by)
        .where(OutlineComment.outline_version_id == version_id)
        .order_by(OutlineComment.number)
    )
    return [(row, name) for row, name in found]


def authors(session: Session, procurement_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return, by procurement, everybody who ever had a hand in its outline.

    They answered a question, saved a part, had it decided, or submitted a version.
    """
    hands = union(
        *(
            select(table.procurement_id, hand).where(table.procurement_id.in_(procurement_ids))
            for table, hand in (
                (Answer, Answer.answered_by),
                (PartRevision, PartRevision.made_by),
                (DecisionRecord, DecisionRecord.decided_by),
                (OutlineVersion, OutlineVersion.submitted_by),
            )
        )
    )
    found: dict[UUID, set[UUID]] = {one: set() for one in procurement_ids}
    for procurement_id, user_id in session.execute(hands):
        found[procurement_id].add(user_id)
    return {one: frozenset(people) for one, people in found.items()}
