"""The tables of what people are told: in the application, and by e-mail."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class Notification(Base):
    """Something that somebody needs to know or do. `address` is the page that it is about."""

    __tablename__ = "notification"
    __table_args__ = (Index(None, "user_id", "made_at"), Index(None, "read_at", "user_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str]
    address: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Mail(Base):
    """An e-mail that waits to be sent, or was. `problem` is why the last attempt failed.

    `address` is the path of the page that it leads to, which its text ends with as a link. A
    worker takes it by counting the attempt, in `attempts` and `attempted_at`, before it sends.
    """

    __tablename__ = "mail"
    __table_args__ = (Index(None, "sent_at", "queued_at"), Index(None, "user_id", "queued_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str]
    address: Mapped[str | None] = mapped_column(String(500))
    queued_at: Mapped[datetime]
    attempts: Mapped[int]
    attempted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None]
