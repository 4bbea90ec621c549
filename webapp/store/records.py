"""Queries about the record: the acts of the audit log, and what their sentences name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import load_only

from webapp.store import audit
from webapp.store.connection import Session
from webapp.store.models import (
    Answer,
    AuditEntry,
    DecisionRecord,
    ProcurementRecord,
    RoleHeld,
    User,
)
from webapp.store.outline_tables import OutlineRoute, OutlineVersion
from webapp.store.panel_tables import Meeting, MeetingStep
from webapp.store.part_tables import PartRevision
from webapp.store.people_tables import Invitation
from webapp.store.record_scopes import Scope, Wanted, of_organisation, sitting_on
from webapp.store.setting_tables import Draft, DraftValue
from webapp.store.tender_tables import Bidder


def sittings(
    session: Session, procurement_id: UUID
) -> Sequence[tuple[Meeting, Sequence[MeetingStep]]]:
    """Return the meetings on whose agenda a procurement's outline is, with the steps of each."""
    meetings = session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(sitting_on(session, procurement_id)))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
    steps: dict[UUID, list[MeetingStep]] = {meeting.id: [] for meeting in meetings}
    for step in session.scalars(
        select(MeetingStep).where(MeetingStep.meeting_id.in_(steps)).order_by(MeetingStep.number)
    ):
        steps[step.meeting_id].append(step)
    return [(meeting, steps[meeting.id]) for meeting in meetings]


def bidders(session: Session, ids: Collection[UUID]) -> dict[tuple[UUID, int], str]:
    """Return the names of the bidders of some procurements, by procurement and number."""
    found = session.execute(
        select(Bidder.procurement_id, Bidder.number, Bidder.name).where(
            Bidder.procurement_id.in_(ids)
        )
    )
    return {(procurement_id, number): name for procurement_id, number, name in found}


def page_of_entries(
    session: Session, scope: Scope, wanted: Wanted, *, limit: int, offset: int
) -> tuple[Sequence[AuditEntry], int]:
    """Return a page of acts, the last first, and how many there are in all."""
    conditions = [scope.condition(), *wanted.conditions()]
    found = session.scalars(
        select(AuditEntry)
        .where(*conditions)
        .order_by(AuditEntry.number.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions))
    return found, total or 0


def entries_before(
    session: Session, scope: Scope, wanted: Wanted, *, before: int | None, limit: int
) -> Sequence[AuditEntry]:
    """Return acts from the last on, those before a number if one is given."""
    query = select(AuditEntry).where(scope.condition(), *wanted.conditions())
    if before is not None:
        query = query.where(AuditEntry.number < before)
    return session.scalars(query.order_by(AuditEntry.number.desc()).limit(limit)).all()


def chain(session: Session, organisation_id: UUID) -> Iterator[Row[Any]]:
    """Yield every entry of the log in order; `is_own` says that the organisation may read it."""
    is_own = of_organisation(organisation_id).label("is_own")
    query = (
        select(*audit.COLUMNS, is_own).order_by(AuditEntry.number).execution_options(yield_per=1000)
    )
    with closing(session.execute(query)) as found:
        yield from cast("Iterable[Row[Any]]", found)


def last_entry(session: Session) -> tuple[int, str] | None:
    """Return the number and the hash of the log's last entry, None while it is empty."""
    row = session.execute(
        select(AuditEntry.number, AuditEntry.sha256).order_by(AuditEntry.number.desc()).limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def has_hash(session: Session, sha256: str) -> bool:
    """Return whether an entry of the log has a hash."""
    found = select(AuditEntry.number).where(AuditEntry.sha256 == sha256)
    return session.scalar(found) is not None


def actors(session: Session, scope: Scope) -> Sequence[tuple[UUID, str]]:
    """Return whose acts there can be in a scope, by name."""
    holders = select(RoleHeld.user_id).where(RoleHeld.organisation_id == scope.organisation_id)
    acting = select(AuditEntry.actor_id).where(scope.condition()).distinct()
    is_one = User.id.in_(holders) if scope.procurement_id is None else User.id.in_(acting)
    rows = session.execute(select(User.id, User.name).where(is_one).order_by(User.name, User.id))
    return [(id_, name) for id_, name in rows]


def names(session: Session, user_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of people."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return dict(rows.all())


def names_within(
    session: Session, organisation_id: UUID, user_ids: Collection[UUID]
) -> Mapping[UUID, str]:
    """Return the names of those among people who hold or held a role in an organisation."""
    here = select(RoleHeld.user_id).where(RoleHeld.organisation_id == organisation_id)
    rows = session.execute(
        select(User.id, User.name).where(User.id.in_(user_ids), User.id.in_(here))
    )
    return dict(rows.all())


def procurements(session: Session, ids: Collection[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """Return the references and titles of procurements."""
    found = session.execute(
        select(ProcurementRecord.id, ProcurementRecord.reference, ProcurementRecord.title).where(
            ProcurementRecord.id.in_(ids)
        )
    )
    return {id_: (reference, title) for id_, reference, title in found}


def answers_to(
    session: Session, procurement_ids: Collection[UUID], facts: Collection[str]
) -> Sequence[Answer]:
    """Return every answer that was ever given to some questions, in order."""
    return session.scalars(
        select(Answer)
        .where(Answer.procurement_id.in_(procurement_ids), Answer.fact.in_(facts))
        .order_by(Answer.version)
    ).all()


def part_revisions(
    session: Session,
    procurement_ids: Collection[UUID],
    parts: Collection[str],
    revisions: Collection[int],
) -> Sequence[PartRevision]:
    """Return revisions of parts."""
    return session.scalars(
        select(PartRevision).where(
            PartRevision.procurement_id.in_(procurement_ids),
            PartRevision.part.in_(parts),
            PartRevision.revision.in_(revisions),
        )
    ).all()


def decisions(session: Session, procurement_ids: Collection[UUID]) -> Sequence[DecisionRecord]:
    """Return which packs the decisions on procurements were made under, without their content."""
    return session.scalars(
        select(DecisionRecord)
        .where(DecisionRecord.procurement_id.in_(procurement_ids))
        .options(
            load_only(
                DecisionRecord.procurement_id, DecisionRecord.content_sha256, DecisionRecord.packs
            )
        )
    ).all()


def routes(
    session: Session, procurement_ids: Collection[UUID]
) -> Sequence[tuple[UUID, int, str, str, str]]:
    """Return where versions went: procurement, number, body, its title, and by which rule."""
    rows = session.execute(
        select(
            OutlineVersion.procurement_id,
            OutlineVersion.number,
            OutlineRoute.body,
            OutlineRoute.title,
            OutlineRoute.because,
        )
        .join(OutlineRoute, OutlineRoute.outline_version_id == OutlineVersion.id)
        .where(OutlineVersion.procurement_id.in_(procurement_ids))
        .order_by(OutlineVersion.procurement_id, OutlineVersion.number, OutlineRoute.position)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def drafts(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of drafts of settings."""
    rows = session.execute(select(Draft.id, Draft.name).where(Draft.id.in_(ids)))
    return dict(rows.all())


def draft_values(session: Session, ids: Collection[UUID]) -> Mapping[UUID, DraftValue]:
    """Return values that drafts proposed."""
    return {
        row.id: row for row in session.scalars(select(DraftValue).where(DraftValue.id.in_(ids)))
    }


def invitations(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return who was invited."""
    rows = session.execute(select(Invitation.id, Invitation.name).where(Invitation.id.in_(ids)))
    return dict(rows.all())
