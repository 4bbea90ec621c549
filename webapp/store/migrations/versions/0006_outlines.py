"""Outlines that were submitted: versions, routes, steps, comments, conflicts.

Revision ID: 0006
Revises: 0005
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "outline_version",
    "outline_route",
    "outline_step",
    "outline_comment",
    "conflict_declaration",
    "conflict_confirmation",
)


def upgrade() -> None:
    _outline_version()
    _outline_route()
    _outline_step()
    _outline_comment()
    _conflict_declaration()
    _conflict_confirmation()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "conflict_confirmation",
        "conflict_declaration",
        "outline_comment",
        "outline_step",
        "outline_route",
        "outline_version",
    ):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _outline_version() -> None:
    op.create_table(
        "outline_version",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers_version", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), sa.ForeignKey("decision.id"), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("conflicts_asked", sa.Text(), nullable=False),
        sa.Column("conflicts_found", sa.Text(), nullable=False),
        sa.Column("has_conflicts_assessment", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("submitted_by"),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _outline_route() -> None:
    op.create_table(
        "outline_route",
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), primary_key=True
        ),
        sa.Column("body", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("is_delegated", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
    )


def _outline_step() -> None:
    op.create_table(
        "outline_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("body", sa.String(64)),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("outline_version_id", "number"),
        sa.CheckConstraint(
            "state IN ('submitted', 'returned', 'rejected', 'approved', "
            "'approved_with_conditions', 'withdrawn', 'sealed', 'reopened', 'superseded')",
            name="state",
        ),
    )


def _outline_comment() -> None:
    op.create_table(
        "outline_comment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replies_to", sa.Uuid(), sa.ForeignKey("outline_comment.id")),
        sa.Column("settles", sa.Boolean(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("outline_version_id", "number"),
    )


def _conflict_declaration() -> None:
    op.create_table(
        "conflict_declaration",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "outline_version_id", sa.Uuid(), sa.ForeignKey("outline_version.id"), nullable=False
        ),
        _by("user_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.UniqueConstraint("outline_version_id", "user_id", "number"),
        sa.CheckConstraint("handling IN ('none', 'managed', 'recused')", name="handling"),
    )


def _conflict_confirmation() -> None:
    op.create_table(
        "conflict_confirmation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("conflict_declaration_id", "conflict_declaration.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("conflict_declaration_id", "number"),
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
