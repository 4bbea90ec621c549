"""Tenders that are out: publications, bidders, and sealed bids.

Revision ID: 0009
Revises: 0008
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "publication",
    "publication_telling",
    "bidder",
    "clarification",
    "clarification_answer",
    "bid_receipt",
    "sealing_key",
    "bid_withdrawal",
    "opening_hand",
    "late_decision",
    "opened_bid",
)


def upgrade() -> None:
    _publication()
    _bidder()
    _publication_telling()
    _bidder_link()
    _bidder_visit()
    _clarification()
    _clarification_answer()
    _bid_receipt()
    _sealing_key()
    _bid_withdrawal()
    _opening_hand()
    _late_decision()
    _opened_bid()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "opened_bid",
        "late_decision",
        "opening_hand",
        "bid_withdrawal",
        "sealing_key",
        "bid_receipt",
        "clarification_answer",
        "clarification",
        "bidder_visit",
        "bidder_link",
        "publication_telling",
        "bidder",
        "publication",
    ):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("outline_version_id", "outline_version.id"),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("model_sha256", sa.String(64), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("terms_sha256", sa.String(64), nullable=False),
        sa.Column("deadline_at", MOMENT, nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("published_by"),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _bidder() -> None:
    op.create_table(
        "bidder",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("identifier", sa.String(200), nullable=False),
        _by("invited_by"),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "email"),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _publication_telling() -> None:
    op.create_table(
        "publication_telling",
        sa.Column("publication_id", sa.Uuid(), sa.ForeignKey("publication.id"), primary_key=True),
        sa.Column("bidder_id", sa.Uuid(), sa.ForeignKey("bidder.id"), primary_key=True),
        sa.Column("told_at", MOMENT, nullable=False),
    )


def _bidder_link() -> None:
    op.create_table(
        "bidder_link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("bidder_id", "bidder.id"),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )


def _bidder_visit() -> None:
    op.create_table(
        "bidder_visit",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("bidder_id", "bidder.id"),
        _of("bidder_link_id", "bidder_link.id"),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Index(None, "bidder_id", "began_at"),
    )


def _clarification() -> None:
    op.create_table(
        "clarification",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("bidder_id", "bidder.id"),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _clarification_answer() -> None:
    op.create_table(
        "clarification_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("clarification_id", "clarification.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _by("answered_by"),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.UniqueConstraint("clarification_id", "number"),
    )


def _bid_receipt() -> None:
    op.create_table(
        "bid_receipt",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), nullable=False, index=True
        ),
        _of("bidder_id", "bidder.id"),
        _of("publication_id", "publication.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed_name", sa.String(64), nullable=False, unique=True),
        sa.Column("uploaded_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.UniqueConstraint("bidder_id", "number"),
    )


def _sealing_key() -> None:
    op.create_table(
        "sealing_key",
        sa.Column("procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), primary_key=True),
        sa.Column("sealed_key", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _bid_withdrawal() -> None:
    op.create_table(
        "bid_withdrawal",
        sa.Column("bid_receipt_id", sa.Uuid(), sa.ForeignKey("bid_receipt.id"), primary_key=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
    )


def _opening_hand() -> None:
    op.create_table(
        "opening_hand",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _by("user_id"),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.UniqueConstraint("procurement_id", "role"),
        sa.UniqueConstraint("procurement_id", "user_id"),
    )


def _late_decision() -> None:
    op.create_table(
        "late_decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("bid_receipt_id", "bid_receipt.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_admitted", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        _by("decided_by"),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.UniqueConstraint("bid_receipt_id", "number"),
    )


def _opened_bid() -> None:
    op.create_table(
        "opened_bid",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        _of("bid_receipt_id", "bid_receipt.id"),
        sa.Column("price", sa.String(40)),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("gates", sa.Text(), nullable=False),
        sa.Column("declarations", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "bidder_id"),
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
