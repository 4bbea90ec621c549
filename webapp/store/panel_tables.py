"""The tables of the panels' work: meetings, votes, decisions, conditions, minutes.

Rows are only ever added: a changed vote is a row with the next number.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class Meeting(Base):
    """A meeting of a body of an organisation; `body` is the body's id in the policy's pack."""

    __tablename__ = "meeting"
    __table_args__ = (Index(None, "organisation_id", "starts_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    body: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(300))
    called_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    called_at: Mapped[datetime]


class MeetingStep(Base):
    """A step of a meeting; the last one's state is the meeting's, `called` before any."""

    __tablename__ = "meeting_step"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("state IN ('opened', 'closed', 'cancelled')", name="state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AgendaItem(Base):
    """A version of an outline on a meeting's agenda, or, if not `is_on`, taken off it again."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "outline_version_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"), index=True)
    number: Mapped[int]
    position: Mapped[int]
    is_on: Mapped[bool] = mapped_column(Boolean())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class Attendance(Base):
    """Whether somebody was present at a meeting; the last note of a person stands."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "user_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    is_present: Mapped[bool] = mapped_column(Boolean())
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    noted_at: Mapped[datetime]


class Vote(Base):
    """How a member of a body voted on a version; a member's last vote stands."""

    __tablename__ = "vote"
    __table_args__ = (
        UniqueConstraint("outline_version_id", "body", "user_id", "number"),
        CheckConstraint(
            "choice IN ('approve', 'approve_with_conditions', 'return', 'reject', 'abstain')",
            name="choice",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    body: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    choice: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str]
    cast_at: Mapped[datetime]


class PanelDecision(Base):
    """What a body decided of a version, and on whose votes.

    `voters` is a JSON list of `{"user", "choice", "reason", "handling"}` as they stood then.
    """

    __tablename__ = "panel_decision"
    __table_args__ = (
        UniqueConstraint("outline_version_id", "body"),
        CheckConstraint(
            "outcome IN ('approve', 'approve_with_conditions', 'return', 'reject')",
            name="outcome",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    body: Mapped[str] = mapped_column(String(64))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(32))
    reasons: Mapped[str]
    quorum: Mapped[int]
    voters: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime]


class Condition(Base):
    """A condition of an approval: what must be done, by whom and by when."""

    __tablename__ = "panel_condition"
    __table_args__ = (UniqueConstraint("panel_decision_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    panel_decision_id: Mapped[UUID] = mapped_column(ForeignKey("panel_decision.id"))
    number: Mapped[int]
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]


class ConditionStep(Base):
    """A step of a condition: reported met with its evidence, then confirmed or not."""

    __tablename__ = "condition_step"
    __table_args__ = (
        UniqueConstraint("panel_condition_id", "number"),
        CheckConstraint("state IN ('reported', 'confirmed', 'refused')", name="state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    panel_condition_id: Mapped[UUID] = mapped_column(ForeignKey("panel_condition.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class Minutes(Base):
    """The minutes of a meeting as they were saved; the last revision stands."""

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "revision"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    revision: Mapped[int]
    text: Mapped[str]
    is_agreed: Mapped[bool] = mapped_column(Boolean())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
