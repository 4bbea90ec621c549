"""What ends a tender otherwise: without award, or with a bid that is lost; and a scoring deadline.

Revision ID: 0012
Revises: 0011
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("procurement_ending", "unread_bid_step", "scoring_deadline")


def upgrade() -> None:
    _procurement_ending()
    _unread_bid_step()
    _scoring_deadline()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _procurement_ending() -> None:
    op.create_table(
        "procurement_ending",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("needs_notice", sa.Boolean(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id"),
    )


def _unread_bid_step() -> None:
    op.create_table(
        "unread_bid_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bid_receipt_id", "bid_receipt.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("sealed_name", sa.String(64)),
        sa.Column("sealed_key", sa.Text()),
        sa.Column("made_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("bid_receipt_id", "number"),
        sa.UniqueConstraint("sealed_name"),
        sa.CheckConstraint("kind IN ('asked', 'returned', 'lost')", name="kind"),
    )
    op.create_index("ix_unread_bid_step_procurement_id", "unread_bid_step", ["procurement_id"])


def _scoring_deadline() -> None:
    op.create_table(
        "scoring_deadline",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


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


def _is_server() -> bool:
    return op.get_context().dialect.name == "postgresql"
