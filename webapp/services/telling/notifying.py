"""Telling people what needs them: in the application at once, and by e-mail through the queue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.telling.mailing import ATTEMPTS
from webapp.store import Session, Store
from webapp.store import notifications as rows
from webapp.store.models import User
from webapp.store.notification_tables import Mail, Notification

TOLD_A_PAGE = 20


def tell(
    session: Session,
    *,
    user_ids: Collection[UUID],
    organisation_id: UUID,
    kind: str,
    title: str,
    text: str,
    address: str,
    now: datetime,
) -> None:
    """Tell people something, in the transaction that makes it so.

    Args:
        session: The session that writes.
        user_ids: Whom; each is told once, and whoever's account is closed is not.
        organisation_id: The organisation that it is about.
        kind: What it is about, in kebab-case.
        title: One line, the subject of the e-mail.
        text: What happened, and what is to be done about it.
        address: The path of the page that it is about.
        now: The moment.
    """
    for user in rows.open_accounts(session, set(user_ids)):
        session.add(
            Notification(
                user_id=user.id,
                organisation_id=organisation_id,
                kind=kind,
                title=title,
                text=text,
                address=address,
                made_at=now,
            )
        )
        session.add(_mail(user, title=title, text=text, address=address, now=now))


def _mail(user: User, *, title: str, text: str, address: str, now: datetime) -> Mail:
    return Mail(
        user_id=user.id,
        recipient=user.email,
        subject=title,
        text=text,
        address=address,
        queued_at=now,
        attempts=0,
    )


class Mailed(StrEnum):
    """What became of the e-mail that goes with a notification."""

    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Told:
    """A notification as whoever it is for reads it; `address` is the page that it is about.

    `mailed` is what became of its e-mail, None where none was made.
    """

    id: UUID
    kind: str
    title: str
    text: str
    address: str
    made_at: datetime
    is_read: bool
    mailed: Mailed | None = None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page of what somebody was told, the last first, and how much of all is not read."""

    told: tuple[Told, ...]
    unread: int
    page: int
    pages: int


def told_to(store: Store, person: Person, *, page: int) -> ToldPage:
    """Return a page of what a person was told."""
    with store.reading() as session:
        found, total = rows.page_of_notifications(
            session, person.id, limit=TOLD_A_PAGE, offset=(page - 1) * TOLD_A_PAGE
        )
        mails = {
            (mail.queued_at, mail.subject): _mailed(mail)
            for mail in rows.mails_of(session, person.id, {row.made_at for row in found})
        }
        told = tuple(_told(row, mails.get((row.made_at, row.title))) for row in found)
        pages = max(1, ceil(total / TOLD_A_PAGE))
        return ToldPage(told, rows.unread(session, person.id), page, pages)


def mark_read(store: Store, person: Person, *, notification_id: UUID, now: datetime) -> bool:
    """Note that a person has read a notification, and return whether it is theirs at all."""
    with store.writing() as session:
        if rows.notification_of(session, person.id, notification_id) is None:
            return False
        rows.mark_read(session, person.id, at=now, notification_id=notification_id)
        return True


def mark_all_read(store: Store, person: Person, *, now: datetime) -> None:
    """Note that a person has read everything that they were told."""
    with store.writing() as session:
        rows.mark_read(session, person.id, at=now)


def _told(row: Notification, mailed: Mailed | None) -> Told:
    return Told(
        row.id,
        row.kind,
        row.title,
        row.text,
        row.address,
        row.made_at,
        is_read=row.read_at is not None,
        mailed=mailed,
    )


def _mailed(mail: Mail) -> Mailed:
    if mail.sent_at is not None:
        return Mailed.SENT
    return Mailed.FAILED if mail.attempts >= ATTEMPTS else Mailed.WAITING
