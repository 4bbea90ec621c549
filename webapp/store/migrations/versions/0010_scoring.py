"""The panel's work: assignments, declarations, marks and moderation.

Revision ID: 0010
Revises: 0009
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "evaluator_assignment",
    "evaluation_chairing",
    "evaluation_declaration",
    "unmasking",
    "sample_answer",
    "calibration_mark",
    "calibration_closing",
    "evaluator_mark",
    "moderation_step",
)


def upgrade() -> None:
    _evaluator_assignment()
    _evaluation_chairing()
    _evaluation_declaration()
    _unmasking()
    _sample_answer()
    _calibration_mark()
    _calibration_closing()
    _evaluator_mark()
    _moderation_step()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "moderation_step",
        "evaluator_mark",
        "calibration_closing",
        "calibration_mark",
        "sample_answer",
        "unmasking",
        "evaluation_declaration",
        "evaluation_chairing",
        "evaluator_assignment",
    ):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _evaluator_assignment() -> None:
    op.create_table(
        "evaluator_assignment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _by("user_id"),
        sa.Column("criterion", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "user_id", "criterion", "number"),
    )


def _evaluation_chairing() -> None:
    op.create_table(
        "evaluation_chairing",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _by("user_id"),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _evaluation_declaration() -> None:
    op.create_table(
        "evaluation_declaration",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _by("user_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bidders_sha256", sa.String(64), nullable=False),
        sa.Column("handling", sa.String(16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("handling IN ('none', 'managed', 'waived', 'recused')", name="handling"),
        sa.UniqueConstraint("procurement_id", "user_id", "number"),
    )


def _unmasking() -> None:
    op.create_table(
        "unmasking",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), nullable=False, index=True
        ),
        _by("user_id"),
        sa.Column("bidder_id", sa.Uuid(), sa.ForeignKey("bidder.id")),
        sa.Column("because", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _sample_answer() -> None:
    op.create_table(
        "sample_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), nullable=False, index=True
        ),
        sa.Column("criterion", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _calibration_mark() -> None:
    op.create_table(
        "calibration_mark",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("sample_answer_id", "sample_answer.id"),
        _by("user_id"),
        sa.Column("score", sa.String(40), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("sample_answer_id", "user_id"),
    )


def _calibration_closing() -> None:
    op.create_table(
        "calibration_closing",
        sa.Column(
            "sample_answer_id", sa.Uuid(), sa.ForeignKey("sample_answer.id"), primary_key=True
        ),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _evaluator_mark() -> None:
    op.create_table(
        "evaluator_mark",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("criterion", sa.String(100), nullable=False),
        _by("user_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("score", sa.String(40)),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("quotations", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "bidder_id", "criterion", "user_id", "number"),
        sa.Index(None, "procurement_id", "user_id"),
    )


def _moderation_step() -> None:
    op.create_table(
        "moderation_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("criterion", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("score", sa.String(40)),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("quotations", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("dissenting", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('opened', 'agreed', 'reopened')", name="state"),
        sa.UniqueConstraint("procurement_id", "bidder_id", "criterion", "number"),
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
