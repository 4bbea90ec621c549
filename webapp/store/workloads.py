"""Queries about what waits for whom: a fixed number of them, and each with a limit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.store.connection import Session
from webapp.store.finding import Reading
from webapp.store.models import ProcurementRecord
from webapp.store.outline_tables import ConflictDeclaration, OutlineRoute, OutlineVersion
from webapp.store.panel_tables import (
    Condition,
    ConditionStep,
    Meeting,
    MeetingStep,
    Minutes,
    PanelDecision,
    Vote,
)
from webapp.store.people_tables import Invitation

Told = TypeVar("Told")

MOST_READ = 50
_MOST_DATED = 500
_WITH_CONDITIONS = ("submitted", "approved", "approved_with_conditions")


@dataclass(frozen=True, slots=True)
class Pending:
    """A version that a body has before it; `voters` is how many have voted there."""

    record: ProcurementRecord
    version_id: UUID
    number: int
    route: OutlineRoute
    voters: int
    has_voted: bool
    handling: str | None


@dataclass(frozen=True, slots=True)
class Owed:
    """A condition that is not confirmed as met; `state` is None before it was reported."""

    record: ProcurementRecord
    condition: Condition
    state: str | None
    told_by: UUID | None
    is_delegated: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting with the state it is in, None while it is only called."""

    meeting: Meeting
    state: str | None


def own_work(
    session: Session,
    user_id: UUID,
    writing: Reading,
    *,
    waits_for: Collection[str],
    but: Collection[UUID],
    limit: int,
) -> tuple[Sequence[ProcurementRecord], int]:
    """Return somebody's own procurements that wait, the longest first, and how many in all.

    One's own are those that one started, or has a role for alone; `but` are told of otherwise.
    """
    record = ProcurementRecord
    own = or_(record.created_by == user_id, record.id.in_(writing.single))
    turn = func.coalesce(record.waits_for, "buyer").in_(waits_for)
    wanted = (writing.condition(), own, turn, record.id.not_in(but))
    found = session.scalars(
        select(record)
        .where(*wanted)
        .order_by(record.waits_since.asc().nulls_last(), record.changed_at, record.id)
        .limit(limit)
    ).all()
    return found, session.scalar(select(func.count()).select_from(record).where(*wanted)) or 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A procurement that goes on, with its dates as JSON and since when it is on record."""

    id: UUID
    reference: str
    title: str
    dates: str
    begun_at: datetime


def dated(session: Session, user_id: UUID, writing: Reading) -> Sequence[Dated]:
    """Return those of somebody's own procurements that go on."""
    record = ProcurementRecord
    rows = session.execute(
        select(record.id, record.reference, record.title, record.dates, record.created_at)
        .where(
            writing.condition(),
            or_(record.created_by == user_id, record.id.in_(writing.single)),
            record.stage.not_in(("rejected", "sealed")),
        )
        .order_by(record.changed_at.desc())
        .limit(_MOST_DATED)
    )
    return [Dated(*row) for row in rows]


def turns(session: Session, reading: Reading) -> Sequence[tuple[str, int, datetime | None]]:
    """Return by whose turn it is: of how many procurements, and since when of the longest."""
    record = ProcurementRecord
    turn = func.coalesce(record.waits_for, "buyer")
    rows = session.execute(
        select(turn, func.count(), func.min(record.waits_since))
        .where(reading.condition())
        .group_by(turn)
    )
    return [(one, count, since) for one, count, since in rows]


def pending(session: Session, user_id: UUID, reading: Reading) -> tuple[Pending, ...]:
    """Return the versions that a body has before it, the longest waiting first."""
    version, route, vote = OutlineVersion, OutlineRoute, Vote
    here = and_(vote.outline_version_id == version.id, vote.body == route.body)
    is_decided = exists().where(
        PanelDecision.outline_version_id == version.id, PanelDecision.body == route.body
    )
    rows = session.execute(
        select(
            ProcurementRecord,
            version.id,
            version.number,
            route,
            select(func.count(vote.user_id.distinct())).where(here).scalar_subquery(),
            exists().where(here, vote.user_id == user_id),
            select(ConflictDeclaration.handling)
            .where(
                ConflictDeclaration.outline_version_id == version.id,
                ConflictDeclaration.user_id == user_id,
            )
            .order_by(ConflictDeclaration.number.desc())
            .limit(1)
            .scalar_subquery(),
        )
        .join(version, version.procurement_id == ProcurementRecord.id)
        .join(route, route.outline_version_id == version.id)
        .where(
            reading.condition(),
            ProcurementRecord.stage.in_(_WITH_CONDITIONS),
            version.number == _last_number(),
            ~is_decided,
        )
        .order_by(ProcurementRecord.waits_since, version.id, route.position)
        .limit(MOST_READ)
    )
    found: dict[UUID, Pending] = {}
    for row in rows:
        found.setdefault(row[1], Pending(*row))
    return tuple(found.values())


def owed(session: Session, reading: Reading) -> tuple[Owed, ...]:
    """Return the conditions that are not confirmed as met, those that fall due first first."""
    version, decision = OutlineVersion, PanelDecision
    state = _last_of_condition(ConditionStep.state)
    told_by = _last_of_condition(ConditionStep.made_by)
    rows = session.execute(
        select(ProcurementRecord, Condition, state, told_by, OutlineRoute.is_delegated)
        .join(version, version.procurement_id == ProcurementRecord.id)
        .join(decision, decision.outline_version_id == version.id)
        .join(Condition, Condition.panel_decision_id == decision.id)
        .join(
            OutlineRoute,
            and_(OutlineRoute.outline_version_id == version.id, OutlineRoute.body == decision.body),
        )
        .where(
            reading.condition(),
            ProcurementRecord.stage.in_(_WITH_CONDITIONS),
            version.number == _last_number(),
            func.coalesce(state, "open") != "confirmed",
        )
        .order_by(Condition.due_on.asc().nulls_last(), Condition.id)
        .limit(MOST_READ)
    )
    return tuple(Owed(*row) for row in rows)


def departing(session: Session, reading: Reading) -> Sequence[ProcurementRecord]:
    """Return the procurements whose proposal waits for a departure to be allowed or refused."""
    record = ProcurementRecord
    return session.scalars(
        select(record)
        .where(reading.condition(), record.departures.is_not(None))
        .order_by(record.changed_at, record.id)
        .limit(MOST_READ)
    ).all()


def meetings(
    session: Session, organisation_ids: Collection[UUID], *, since: datetime
) -> tuple[Called, ...]:
    """Return the meetings of organisations from a moment on that ask for anything, in order."""
    last = (
        select(MeetingStep.state)
        .where(MeetingStep.meeting_id == Meeting.id)
        .order_by(MeetingStep.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    agreed = exists().where(Minutes.meeting_id == Meeting.id, Minutes.is_agreed.is_(True))
    rows = session.execute(
        select(Meeting, last)
        .where(Meeting.organisation_id.in_(organisation_ids), Meeting.starts_at >= since)
        .where(func.coalesce(last, "called") != "cancelled")
        .where(or_(func.coalesce(last, "called") != "closed", ~agreed))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST_READ)
    )
    return tuple(Called(*row) for row in rows)


def waiting_invitations(
    session: Session, organisation_ids: Collection[UUID], *, since: datetime, now: datetime
) -> tuple[int, int]:
    """Return how many invitations wait to be accepted, and how many ran out since a moment."""
    row = session.execute(
        select(
            func.count().filter(Invitation.expires_at > now),
            func.count().filter(Invitation.expires_at <= now),
        ).where(
            Invitation.organisation_id.in_(organisation_ids),
            Invitation.expires_at > since,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
    ).one()
    return row[0], row[1]


def _last_number() -> ScalarSelect[int]:
    """Return the number of a procurement's last version."""
    later = OutlineVersion.__table__.alias("later")
    return (
        select(func.max(later.c.number))
        .where(later.c.procurement_id == ProcurementRecord.id)
        .correlate(ProcurementRecord)
        .scalar_subquery()
    )


def _last_of_condition(column: InstrumentedAttribute[Told]) -> ScalarSelect[Told]:
    """Return a column of the last step of a condition."""
    return (
        select(column)
        .where(ConditionStep.panel_condition_id == Condition.id)
        .order_by(ConditionStep.number.desc())
        .limit(1)
        .correlate(Condition)
        .scalar_subquery()
    )
