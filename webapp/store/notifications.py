"""Queries about what people are told, in the application and by e-mail."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Uuid,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.notification_tables import Mail, Notification

MOST_COUNTED = 99


def unread_of(user_id: ColumnElement[UUID] | InstrumentedAttribute[UUID]) -> ScalarSelect[int]:
    """Return the count of what somebody has not read, and no more than a header shows."""
    found = (
        select(Notification.id)
        .where(Notification.read_at.is_(None), Notification.user_id == user_id)
        .limit(MOST_COUNTED + 1)
        .correlate(User)
        .subquery()
    )
    return select(func.count()).select_from(found).scalar_subquery()


_UNREAD = select(unread_of(bindparam("user_id", type_=Uuid())))


def open_accounts(session: Session, user_ids: Collection[UUID]) -> Sequence[User]:
    """Return those of some people whose accounts are open, by their addresses."""
    return session.scalars(
        select(User).where(User.id.in_(user_ids), User.disabled_at.is_(None)).order_by(User.email)
    ).all()


def unread(session: Session, user_id: UUID) -> int:
    """Return how many notifications somebody has not read, and no more than a header shows."""
    return session.scalar(_UNREAD, {"user_id": user_id}) or 0


def page_of_notifications(
    session: Session, user_id: UUID, *, limit: int, offset: int
) -> tuple[Sequence[Notification], int]:
    """Return a page of what somebody was told, the last first, and how many there are in all."""
    found = session.scalars(
        select(Notification)
        .where(Notification.user_id == user_id)
        .order_by(Notification.made_at.desc(), Notification.id)
        .limit(limit)
        .offset(offset)
    ).all()
    total = session.scalar(
        select(func.count()).select_from(Notification).where(Notification.user_id == user_id)
    )
    return found, total or 0


def mails_of(session: Session, user_id: UUID, moments: Collection[datetime]) -> Sequence[Mail]:
    """Return the e-mails that were put into the queue for somebody at some moments."""
    return session.scalars(
        select(Mail)
        .where(Mail.user_id == user_id, Mail.queued_at.in_(moments))
        .order_by(Mail.queued_at, Mail.id)
    ).all()


def notification_of(session: Session, user_id: UUID, notification_id: UUID) -> Notification | None:
    """Return a notification of somebody's, None if there is none such or it is another's."""
    return session.scalar(
        select(Notification).where(
            Notification.id == notification_id, Notification.user_id == user_id
        )
    )


def mark_read(
    session: Session, user_id: UUID, *, at: datetime, notification_id: UUID | None = None
) -> None:
    """Note that somebody has read a notification, or all of theirs; the first reading stands."""
    change = update(Notification).where(
        Notification.user_id == user_id, Notification.read_at.is_(None)
    )
    if notification_id is not None:
        change = change.where(Notification.id == notification_id)
    session.execute(change.values(read_at=at))


def due_mail(
    session: Session, tried_before: Sequence[datetime], *, limit: int = 1
) -> Sequence[Mail]:
    """Return e-mails that may be sent now, those that have waited longest first.

    Args:
        session: The session.
        tried_before: By the number of attempts that failed, less one, before which moment the
            last has to be; after as many as there are, no further is made.
        limit: How many at most.
    """
    again = [
        and_(Mail.attempts == count, Mail.attempted_at <= moment)
        for count, moment in enumerate(tried_before, start=1)
    ]
    return session.scalars(
        select(Mail)
        .where(Mail.sent_at.is_(None), or_(Mail.attempts == 0, *again))
        .order_by(Mail.queued_at, Mail.id)
        .limit(limit)
    ).all()


def given_up(session: Session, attempts: int) -> int:
    """Return how many e-mails were tried so often that they are tried no more."""
    found = session.scalar(
        select(func.count())
        .select_from(Mail)
        .where(Mail.sent_at.is_(None), Mail.attempts >= attempts)
    )
    return found or 0


def mail(session: Session, mail_id: UUID) -> Mail:
    """Return an e-mail that is known to be there."""
    return session.get_one(Mail, mail_id)
