"""First tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("answer", "decision", "pack_content", "audit_entry")


def upgrade() -> None:
    _people()
    _sign_in()
    _procurements()
    _records()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "audit_entry",
        "pack_content",
        "decision",
        "answer",
        "procurement",
        "sign_in_attempt",
        "sign_in_session",
        "role_held",
        "user_account",
        "organisation",
    ):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _people() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("policy", sa.String(64)),
        sa.Column("authority_type", sa.String(32)),
        sa.Column("nation", sa.String(32)),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
    )
    op.create_table(
        "role_held",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column(
            "organisation_id",
            sa.Uuid(),
            sa.ForeignKey("organisation.id"),
            nullable=False,
            index=True,
        ),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.UniqueConstraint("user_id", "organisation_id", "role"),
    )


def _sign_in() -> None:
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column(
            "user_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False, index=True
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email_sha256", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("attempted_at", MOMENT, nullable=False, index=True),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Index(None, "email_sha256", "attempted_at"),
        sa.Index(None, "address", "attempted_at"),
    )


def _procurements() -> None:
    op.create_table(
        "procurement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("reference", sa.String(100), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("questions_open", sa.Integer(), nullable=False),
        sa.Column("value_pence", sa.BigInteger()),
        sa.Column("value_vat", sa.String(8)),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.UniqueConstraint("organisation_id", "reference"),
        sa.Index(None, "organisation_id", "changed_at"),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(64), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("answered_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("replaces", sa.Uuid(), sa.ForeignKey("answer.id")),
        sa.UniqueConstraint("procurement_id", "fact", "version"),
    )


def _records() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("input_sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Index(None, "procurement_id", "version"),
    )
    op.create_table(
        "pack_content",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("pack", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
    )
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("organisation_id", sa.Uuid()),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_sha256", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Index(None, "subject", "number"),
    )


def _refuse_changes(table: str) -> None:
    """Guard a table whose rows are only ever added."""
    if op.get_context().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER refuse_{act.lower()}_of_{table} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER refuse_change_of_{table} BEFORE UPDATE OR DELETE OR TRUNCATE "
        f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
