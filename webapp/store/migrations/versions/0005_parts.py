"""What a buyer builds beside the answers: parts, stress tests, attachments.

Revision ID: 0005
Revises: 0004
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "part_revision",
    "stress_run",
    "attachment",
    "attachment_removed",
)
LIST_COLUMNS = ("category", "tier", "waits_for", "waits_since", "measures")
DEPARTURES = "ix_procurement_departures"
LISTED_BY = (("waits_since", "changed_at", "id"), ("stage",))


def upgrade() -> None:
    _procurements()
    _part_revision()
    _stress_run()
    _attachment()
    _attachment_removed()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in (
        "attachment_removed",
        "attachment",
        "stress_run",
        "part_revision",
    ):
        op.drop_table(table)
    op.drop_index(DEPARTURES, "procurement")
    for columns in LISTED_BY:
        op.drop_index(_listed_by(columns), "procurement")
    with op.batch_alter_table("procurement") as procurements:
        procurements.drop_constraint("fk_procurement_copied_from_procurement", type_="foreignkey")
        for column in (*LIST_COLUMNS, "looks", "departures", "copied_from"):
            procurements.drop_column(column)


def _listed_by(columns: tuple[str, ...]) -> str:
    return "_".join(("ix_procurement_organisation_id", *columns))


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _procurements() -> None:
    """Add what a list shows; a list of earlier procurements shows it from their next change on."""
    op.add_column("procurement", sa.Column("category", sa.String(16)))
    op.add_column("procurement", sa.Column("tier", sa.String(16)))
    op.add_column("procurement", sa.Column("waits_for", sa.String(32)))
    op.add_column("procurement", sa.Column("waits_since", MOMENT))
    op.add_column("procurement", sa.Column("measures", sa.Text()))
    op.add_column("procurement", sa.Column("looks", sa.Text()))
    op.add_column("procurement", sa.Column("departures", sa.Text()))
    with op.batch_alter_table("procurement") as procurements:
        procurements.add_column(sa.Column("copied_from", sa.Uuid()))
        procurements.create_foreign_key(
            "fk_procurement_copied_from_procurement", "procurement", ["copied_from"], ["id"]
        )
    for columns in LISTED_BY:
        op.create_index(_listed_by(columns), "procurement", ["organisation_id", *columns])
    waits = sa.text("departures IS NOT NULL")
    op.create_index(
        DEPARTURES,
        "procurement",
        ["organisation_id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )


def _part_revision() -> None:
    op.create_table(
        "part_revision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "part", "revision"),
    )


def _stress_run() -> None:
    op.create_table(
        "stress_run",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("model_sha256", sa.String(64), nullable=False),
        sa.Column("has_errors", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _by("run_by"),
        sa.Column("run_at", MOMENT, nullable=False),
        sa.Index(None, "procurement_id", "model_sha256"),
    )


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("description", sa.String(300), nullable=False),
        _by("attached_by"),
        sa.Column("attached_at", MOMENT, nullable=False),
        sa.Index(None, "procurement_id", "attached_at"),
    )


def _attachment_removed() -> None:
    op.create_table(
        "attachment_removed",
        sa.Column("attachment_id", sa.Uuid(), sa.ForeignKey("attachment.id"), primary_key=True),
        sa.Column("why", sa.Text(), nullable=False),
        _by("removed_by"),
        sa.Column("removed_at", MOMENT, nullable=False),
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
