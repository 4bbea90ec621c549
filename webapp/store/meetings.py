"""Queries about meetings of panels: what is on them, who came, what was noted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.outline_tables import OutlineVersion
from webapp.store.panel_tables import AgendaItem, Attendance, Meeting, MeetingStep, Minutes


def meetings(
    session: Session,
    organisation_ids: Collection[UUID],
    *,
    since: datetime | None = None,
    limit: int | None = None,
) -> Sequence[tuple[Meeting, str]]:
    """Return the meetings of organisations, the last first, each with who called it."""
    query = (
        select(Meeting, User.name)
        .join(User, User.id == Meeting.called_by)
        .where(Meeting.organisation_id.in_(organisation_ids))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(limit)
    )
    if since is not None:
        query = query.where(Meeting.starts_at >= since)
    return [(row, name) for row, name in session.execute(query)]


def meeting(session: Session, meeting_id: UUID) -> tuple[Meeting, str] | None:
    """Return a meeting and who called it."""
    row = session.execute(
        select(Meeting, User.name)
        .join(User, User.id == Meeting.called_by)
        .where(Meeting.id == meeting_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def organisation_of_meeting(session: Session, meeting_id: UUID) -> UUID | None:
    """Return the organisation that a meeting belongs to, None if there is none such."""
    return session.scalar(select(Meeting.organisation_id).where(Meeting.id == meeting_id))


def steps(session: Session, ids: Collection[UUID]) -> Sequence[tuple[MeetingStep, str]]:
    """Return the steps of meetings in order, each with who made it."""
    found = session.execute(
        select(MeetingStep, User.name)
        .join(User, User.id == MeetingStep.made_by)
        .where(MeetingStep.meeting_id.in_(ids))
        .order_by(MeetingStep.meeting_id, MeetingStep.number)
    )
    return [(row, name) for row, name in found]


def agenda(session: Session, ids: Collection[UUID]) -> Sequence[AgendaItem]:
    """Return what was ever put on the agendas of meetings or taken off, in order."""
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id.in_(ids))
        .order_by(AgendaItem.meeting_id, AgendaItem.outline_version_id, AgendaItem.number)
    ).all()


def procurements_on(session: Session, meeting_id: UUID) -> Sequence[UUID]:
    """Return the procurements of the versions that are on a meeting's agenda."""
    on = {row.outline_version_id: row.is_on for row in agenda(session, [meeting_id])}
    ids = [id_ for id_, is_on in on.items() if is_on]
    return session.scalars(
        select(OutlineVersion.procurement_id).where(OutlineVersion.id.in_(ids))
    ).all()


def meetings_of_version(session: Session, version_id: UUID) -> Sequence[Meeting]:
    """Return the meetings on whose agenda a version ever was, the first first."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.id.in_(
                select(AgendaItem.meeting_id).where(AgendaItem.outline_version_id == version_id)
            )
        )
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def attendance(session: Session, meeting_id: UUID) -> Sequence[tuple[Attendance, str]]:
    """Return what was noted of who came to a meeting, in order, each with the name."""
    found = session.execute(
        select(Attendance, User.name)
        .join(User, User.id == Attendance.user_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(User.name, Attendance.user_id, Attendance.number)
    )
    return [(row, name) for row, name in found]


def minutes(session: Session, meeting_id: UUID) -> Sequence[tuple[Minutes, str]]:
    """Return the revisions of a meeting's minutes, the last first, each with who made it."""
    found = session.execute(
        select(Minutes, User.name)
        .join(User, User.id == Minutes.made_by)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(Minutes.revision.desc())
    )
    return [(row, name) for row, name in found]
