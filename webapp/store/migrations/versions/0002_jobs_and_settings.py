"""Background jobs, the authority's own settings, and the drafts that propose them.

Revision ID: 0002
Revises: 0001
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "authority_setting",
    "draft",
    "draft_value",
    "draft_value_removed",
    "draft_transition",
)


def upgrade() -> None:
    _jobs()
    _drafts()
    _settings()
    _transitions()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in ("draft_transition", "authority_setting", "draft_value_removed", "draft_value"):
        op.drop_table(table)
    op.drop_table("draft")
    op.drop_table("job")


def _by(column: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False)


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.Column("result", sa.Text()),
        sa.Column("problem", sa.Text()),
        sa.Column("remedy", sa.Text()),
        sa.Column("worker", sa.String(64)),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        sa.Index(None, "state", "made_at"),
        sa.Index(None, "subject", "kind", "made_at"),
        sa.Index(None, "organisation_id", "state"),
    )


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Index(None, "organisation_id", "made_at"),
    )
    op.create_table(
        "draft_value",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("draft_id", sa.Uuid(), sa.ForeignKey("draft.id"), nullable=False),
        *_value(),
        sa.Column("replaces", sa.Uuid()),
        _by("entered_by"),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Index(None, "draft_id", "entered_at"),
    )
    op.create_table(
        "draft_value_removed",
        sa.Column("draft_value_id", sa.Uuid(), sa.ForeignKey("draft_value.id"), primary_key=True),
        _by("removed_by"),
        sa.Column("removed_at", MOMENT, nullable=False),
    )


def _value() -> tuple[sa.Column[object], ...]:
    """Return the columns of a value with its reason and citation."""
    return (
        sa.Column("parameter", sa.String(100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("own_title", sa.String(300)),
        sa.Column("own_reference", sa.String(300)),
        sa.Column("pinpoint", sa.String(200), nullable=False),
    )


def _settings() -> None:
    op.create_table(
        "authority_setting",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_value(),
        sa.Column("draft_value_id", sa.Uuid(), sa.ForeignKey("draft_value.id"), nullable=False),
        sa.Column("replaces", sa.Uuid(), sa.ForeignKey("authority_setting.id")),
        _by("entered_by"),
        _by("approved_by"),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.UniqueConstraint("organisation_id", "policy", "parameter", "from_on", "revision"),
        sa.UniqueConstraint("draft_value_id"),
        sa.UniqueConstraint("replaces"),
    )


def _transitions() -> None:
    op.create_table(
        "draft_transition",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("draft_id", sa.Uuid(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(64)),
        sa.Column("job_id", sa.Uuid(), sa.ForeignKey("job.id")),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("draft_id", "number"),
        sa.CheckConstraint(
            "state IN ('draft', 'proposed', 'approved', 'returned', 'withdrawn')", name="state"
        ),
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
