"""Lots that are awarded together: which tender each lot has, the awards, and what they come to.

Revision ID: 0014
Revises: 0013
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("lot_tender", "lot_award", "lot_outcome")


def upgrade() -> None:
    _lot_tender()
    _lot_award()
    _lot_outcome()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _digest(column: str) -> sa.Column[str]:
    return sa.Column(column, sa.String(64), nullable=False)


def _lot_tender() -> None:
    op.create_table(
        "lot_tender",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), sa.ForeignKey("procurement.id")),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.CheckConstraint("tender_id IS NULL OR NOT is_left_out", name="left_out"),
    )
    op.create_index("ix_lot_tender_tender_id", "lot_tender", ["tender_id"])


def _lot_award() -> None:
    op.create_table(
        "lot_award",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(32), nullable=False),
        sa.Column("tie_break", sa.Text(), nullable=False),
        sa.Column("rule_at", sa.Text(), nullable=False),
        sa.Column("most_lots", sa.Integer()),
        sa.Column("outline_revision", sa.Integer(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        _digest("input_sha256"),
        sa.Column("result", sa.Text(), nullable=False),
        _digest("result_sha256"),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _lot_outcome() -> None:
    op.create_table(
        "lot_outcome",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("lot_award_id", "lot_award.id"),
        sa.Column("lot", sa.Integer(), nullable=False),
        _of("tender_id", "procurement.id"),
        _of("evaluation_run_id", "evaluation_run.id"),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("passed_over", sa.Text(), nullable=False),
        sa.Column("rests_on", sa.Text(), nullable=False),
        _digest("sha256_before"),
        _digest("sha256_after"),
        sa.UniqueConstraint("lot_award_id", "lot"),
        sa.CheckConstraint("outcome IN ('awarded', 'tied', 'not_awarded')", name="outcome"),
    )
    op.create_index("ix_lot_outcome_tender_id", "lot_outcome", ["tender_id"])


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
