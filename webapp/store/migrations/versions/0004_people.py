"""Roles for one procurement, invitations, and the second factor.

Revision ID: 0004
Revises: 0003
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ONE_ROLE_ONCE = (
    (
        "organisation",
        ["user_id", "organisation_id", "role"],
        "procurement_id IS NULL AND ended_at IS NULL",
    ),
    ("procurement", ["user_id", "procurement_id", "role"], "ended_at IS NULL"),
)
"""The unique indexes of roles that are held: their names, their columns, and of which rows."""


def upgrade() -> None:
    _accounts()
    _roles()
    _invitation()
    _recovery_code()


def downgrade() -> None:
    for table in (
        "recovery_code",
        "invitation",
    ):
        op.drop_table(table)
    for name, _, _ in ONE_ROLE_ONCE:
        op.drop_index(f"ix_role_held_for_{name}", "role_held")
    with op.batch_alter_table("role_held") as roles:
        for column, table in (
            ("procurement_id", "procurement"),
            ("granted_by", "user_account"),
            ("ended_by", "user_account"),
        ):
            roles.drop_constraint(f"fk_role_held_{column}_{table}", type_="foreignkey")
        for column in ("procurement_id", "granted_by", "ended_by", "ended_at"):
            roles.drop_column(column)
        roles.create_unique_constraint(
            "uq_role_held_user_id_organisation_id_role", ["user_id", "organisation_id", "role"]
        )
    with op.batch_alter_table("sign_in_session") as sessions:
        sessions.drop_column("awaits_code")
        sessions.drop_column("agent")
    with op.batch_alter_table("user_account") as accounts:
        for column in ("totp_secret", "totp_since", "totp_step"):
            accounts.drop_column(column)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _accounts() -> None:
    op.add_column("user_account", sa.Column("totp_secret", sa.String(255)))
    op.add_column("user_account", sa.Column("totp_since", MOMENT))
    op.add_column("user_account", sa.Column("totp_step", sa.BigInteger()))
    with op.batch_alter_table("sign_in_session") as sessions:
        sessions.add_column(
            sa.Column("awaits_code", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        sessions.add_column(sa.Column("agent", sa.String(200)))
    with op.batch_alter_table("sign_in_session") as sessions:
        sessions.alter_column("awaits_code", server_default=None)


def _roles() -> None:
    """Let a role be for one procurement, and end without its row being lost."""
    with op.batch_alter_table("role_held") as roles:
        roles.drop_constraint("uq_role_held_user_id_organisation_id_role", type_="unique")
        roles.add_column(sa.Column("procurement_id", sa.Uuid()))
        roles.add_column(sa.Column("granted_by", sa.Uuid()))
        roles.add_column(sa.Column("ended_by", sa.Uuid()))
        roles.add_column(sa.Column("ended_at", MOMENT))
        for column, table in (
            ("procurement_id", "procurement"),
            ("granted_by", "user_account"),
            ("ended_by", "user_account"),
        ):
            roles.create_foreign_key(f"fk_role_held_{column}_{table}", table, [column], ["id"])
    for name, columns, where in ONE_ROLE_ONCE:
        op.create_index(
            f"ix_role_held_for_{name}",
            "role_held",
            columns,
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("procurement_id", sa.Uuid(), sa.ForeignKey("procurement.id")),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        _by("invited_by"),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("accepted_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("accepted_at", MOMENT),
        sa.Column("revoked_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("token_sha256"),
        sa.Index(None, "organisation_id", "invited_at"),
    )


def _recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _by("user_id"),
        sa.Column("code_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Index(None, "user_id"),
    )
