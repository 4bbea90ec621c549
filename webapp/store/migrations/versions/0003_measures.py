"""An authority's own licensed measures: files that wait, imports, their rows.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("measure_import", "imported_measure")


def upgrade() -> None:
    _files()
    _imports()
    _measures()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in ("imported_measure", "measure_import", "measure_file"):
        op.drop_table(table)


def _files() -> None:
    op.create_table(
        "measure_file",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Index(None, "organisation_id", "uploaded_at"),
    )


def _imports() -> None:
    op.create_table(
        "measure_import",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("collection", sa.String(200), nullable=False),
        sa.Column("valid_from_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("licence", sa.String(300), nullable=False),
        sa.Column("licence_holder", sa.String(300), nullable=False),
        sa.Column("licence_terms", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.String(300), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("sheet", sa.String(200), nullable=False),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("header_sha256", sa.String(64), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("price_year", sa.Integer()),
        sa.Column("measures", sa.Integer(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("imported_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.UniqueConstraint("organisation_id", "collection", "valid_from_on", "revision"),
        sa.Index(None, "organisation_id", "header_sha256", "imported_at"),
    )


def _measures() -> None:
    op.create_table(
        "imported_measure",
        sa.Column("import_id", sa.Uuid(), sa.ForeignKey("measure_import.id"), primary_key=True),
        sa.Column("row", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("unit", sa.String(100), nullable=False),
        sa.Column("value", sa.String(40)),
        sa.Column("price_year", sa.Integer()),
        sa.Column("theme", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.UniqueConstraint("import_id", "measure"),
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
