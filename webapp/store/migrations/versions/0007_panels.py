"""The panels' work: meetings, votes, decisions, conditions, minutes.

Revision ID: 0007
Revises: 0006
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "meeting",
    "meeting_step",
    "agenda_item",
    "attendance",
    "vote",
    "panel_decision",
    "panel_condition",
    "condition_step",
    "minutes",
)


def upgrade() -> None:
    _meeting()
    _meeting_step()
    _agenda_item()
    _attendance()
    _vote()
    _panel_decision()
    _panel_condition()
    _condition_step()
    _minutes()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "minutes",
        "condition_step",
        "panel_condition",
        "panel_decision",
        "vote",
        "attendance",
        "agenda_item",
        "meeting_step",
        "meeting",
    ):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        _by("called_by"),
        sa.Column("called_at", MOMENT, nullable=False),
        sa.Index(None, "organisation_id", "starts_at"),
    )


def _meeting_step() -> None:
    op.create_table(
        "meeting_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("meeting_id", "number"),
        sa.CheckConstraint("state IN ('opened', 'closed', 'cancelled')", name="state"),
    )


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("meeting_id", "outline_version_id", "number"),
        sa.Index(None, "outline_version_id"),
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id"), nullable=False),
        _by("user_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        _by("noted_by"),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.UniqueConstraint("meeting_id", "user_id", "number"),
    )


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        sa.Column("body", sa.String(64), nullable=False),
        _by("user_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cast_at", MOMENT, nullable=False),
        sa.UniqueConstraint("outline_version_id", "body", "user_id", "number"),
        sa.CheckConstraint(
            "choice IN ('approve', 'approve_with_conditions', 'return', 'reject', 'abstain')",
            name="choice",
        ),
    )


def _panel_decision() -> None:
    op.create_table(
        "panel_decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id")),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Text(), nullable=False),
        _by("decided_by"),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.UniqueConstraint("outline_version_id", "body"),
        sa.CheckConstraint(
            "outcome IN ('approve', 'approve_with_conditions', 'return', 'reject')", name="outcome"
        ),
        sa.Index(None, "meeting_id"),
    )


def _panel_condition() -> None:
    op.create_table(
        "panel_condition",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "panel_decision_id", sa.Uuid(), sa.ForeignKey("panel_decision.id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.UniqueConstraint("panel_decision_id", "number"),
    )


def _condition_step() -> None:
    op.create_table(
        "condition_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "panel_condition_id", sa.Uuid(), sa.ForeignKey("panel_condition.id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("panel_condition_id", "number"),
        sa.CheckConstraint("state IN ('reported', 'confirmed', 'refused')", name="state"),
    )


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("meeting_id", "revision"),
    )


def _is_server() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _refuse_changes(table: str) -> None:
    """Guard a table whose rows are only ever added."""
    if _is_server():
        op.execute(
            f"CREATE TRIGGER refuse_change_of_{table} BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER refuse_{act.lower()}_of_{table} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )
