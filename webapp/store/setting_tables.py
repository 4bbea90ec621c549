"""The tables of an authority's own settings, and of the drafts in which they are proposed.

Rows are only ever added: a value that is wrong is set right by a row that replaces it.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class Draft(Base):
    """A named set of proposed settings of an organisation, for one policy."""

    __tablename__ = "draft"
    __table_args__ = (Index(None, "organisation_id", "made_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    policy: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class DraftValue(Base):
    """A value that a draft proposes, entered once; it may be removed, and entered anew.

    `value` is canonical JSON. `source` is a source's id; the authority's own one carries its
    title and reference. `replaces` is the setting that this one sets right; approval looks
    whether it still stands, and no key is declared, since that row names a draft's value itself.
    """

    __tablename__ = "draft_value"
    __table_args__ = (Index(None, "draft_id", "entered_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("draft.id"))
    parameter: Mapped[str] = mapped_column(String(100))
    from_on: Mapped[date]
    value: Mapped[str]
    why: Mapped[str]
    source: Mapped[str] = mapped_column(String(100))
    own_title: Mapped[str | None] = mapped_column(String(300))
    own_reference: Mapped[str | None] = mapped_column(String(300))
    pinpoint: Mapped[str] = mapped_column(String(200))
    replaces: Mapped[UUID | None]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]


class DraftValueRemoved(Base):
    """That a value was taken out of a draft again; its key is the value's."""

    __tablename__ = "draft_value_removed"

    draft_value_id: Mapped[UUID] = mapped_column(ForeignKey("draft_value.id"), primary_key=True)
    removed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime]


class DraftTransition(Base):
    """A step of a draft from one state to the next; the last one's state is the draft's.

    `content_sha256` is of the packs with the draft's settings on them, and `job_id` the check
    of just these, where one was made.
    """

    __tablename__ = "draft_transition"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        CheckConstraint(
            "state IN ('draft', 'proposed', 'approved', 'returned', 'withdrawn')", name="state"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("draft.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str]
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AuthoritySetting(Base):
    """An approved setting: what a parameter is for an organisation from a day on.

    A correction is a row of the same parameter and day with the next `revision`, and names the
    one that it `replaces`; the last revision of a day stands.
    """

    __tablename__ = "authority_setting"
    __table_args__ = (
        UniqueConstraint("organisation_id", "policy", "parameter", "from_on", "revision"),
        UniqueConstraint("draft_value_id"),
        UniqueConstraint("replaces"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    policy: Mapped[str] = mapped_column(String(64))
    parameter: Mapped[str] = mapped_column(String(100))
    from_on: Mapped[date]
    revision: Mapped[int]
    value: Mapped[str]
    why: Mapped[str]
    source: Mapped[str] = mapped_column(String(100))
    own_title: Mapped[str | None] = mapped_column(String(300))
    own_reference: Mapped[str | None] = mapped_column(String(300))
    pinpoint: Mapped[str] = mapped_column(String(200))
    draft_value_id: Mapped[UUID] = mapped_column(ForeignKey("draft_value.id"))
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("authority_setting.id"))
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime]
