"""What is withheld from letters to bidders, and that this was taken back.

Revision ID: 0013
Revises: 0012
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("letter_withholding", "withholding_end")


def upgrade() -> None:
    _letter_withholding()
    _withholding_end()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _letter_withholding() -> None:
    op.create_table(
        "letter_withholding",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("of_bidder_id", "bidder.id"),
        sa.Column("from_bidder_id", sa.Uuid(), sa.ForeignKey("bidder.id")),
        sa.Column("criterion", sa.String(100), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("explanation_sha256", sa.String(64), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        _of("made_by", "user_account.id"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.CheckConstraint(
            "ground IN ('national_security', 'sensitive_commercial_information')", name="ground"
        ),
    )


def _withholding_end() -> None:
    op.create_table(
        "withholding_end",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("letter_withholding_id", "letter_withholding.id"),
        sa.Column("because", sa.Text(), nullable=False),
        _of("made_by", "user_account.id"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("letter_withholding_id"),
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
