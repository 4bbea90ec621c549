"""The table of background jobs: what is worked on outside requests, and how far it has come."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class JobRecord(Base):
    """A job: queued by a request, then taken by the one worker, which notes its progress.

    `subject` tells what it is about, such as `draft/<id>`; `arguments` and `result` are JSON.
    `worker` names the process that took it, `seen_at` when that last gave a sign of life.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        Index(None, "state", "made_at"),
        Index(None, "subject", "kind", "made_at"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(128))
    arguments: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    words: Mapped[str]
    done: Mapped[int]
    total: Mapped[int | None]
    result: Mapped[str | None]
    problem: Mapped[str | None]
    remedy: Mapped[str | None]
    worker: Mapped[str | None] = mapped_column(String(64))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
