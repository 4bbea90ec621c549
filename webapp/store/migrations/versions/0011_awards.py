"""The award: what was settled, the evaluations, the recommendation, the letters, the notices.

Revision ID: 0011
Revises: 0010
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "commitment_settlement",
    "bid_exclusion",
    "price_question",
    "price_answer",
    "price_decision",
    "evaluation_run",
    "award_step",
    "letter_words",
    "award_telling",
    "award_notice",
    "letter_sent",
    "notice_made",
)


def upgrade() -> None:
    _commitment_settlement()
    _bid_exclusion()
    _price_question()
    _price_answer()
    _price_decision()
    _evaluation_run()
    _award_step()
    _letter_words()
    _award_telling()
    _award_notice()
    _letter_sent()
    _notice_made()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)


def _by(column: str) -> sa.Column[UUID]:
    return _of(column, "user_account.id")


def _of(column: str, key: str) -> sa.Column[UUID]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(key), nullable=False)


def _commitment_settlement() -> None:
    op.create_table(
        "commitment_settlement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("measure", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("verdict IN ('counted', 'not_counted')", name="verdict"),
        sa.UniqueConstraint("procurement_id", "bidder_id", "measure", "number"),
    )


def _bid_exclusion() -> None:
    op.create_table(
        "bid_exclusion",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "bidder_id", "number"),
    )


def _price_question() -> None:
    op.create_table(
        "price_question",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "bidder_id", "number"),
    )


def _price_answer() -> None:
    op.create_table(
        "price_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("price_question_id", "price_question.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("price_question_id", "number"),
    )


def _price_decision() -> None:
    op.create_table(
        "price_decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("price_question_id", "price_question.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("price_question_id", "number"),
        sa.CheckConstraint(
            "verdict IN ('demonstrated', 'not_demonstrated', 'not_disregarded')", name="verdict"
        ),
    )


def _evaluation_run() -> None:
    op.create_table(
        "evaluation_run",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tender", sa.Text(), nullable=False),
        sa.Column("tender_sha256", sa.String(64), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("result_sha256", sa.String(64), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("report_sha256", sa.String(64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
    )


def _award_step() -> None:
    op.create_table(
        "award_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("evaluation_run_id", "evaluation_run.id"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("minute", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date()),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.CheckConstraint(
            "state IN ('recommended', 'withdrawn', 'approved', 'refused', 'stopped', 'resumed', "
            "'awarded', 'reversal_asked', 'reversed', 'upheld')",
            name="state",
        ),
    )


def _letter_words() -> None:
    op.create_table(
        "letter_words",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("bidder_id", "number"),
    )
    op.create_index("ix_letter_words_procurement_id", "letter_words", ["procurement_id"])


def _award_telling() -> None:
    op.create_table(
        "award_telling",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("award_step_id", "award_step.id"),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issuing", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.UniqueConstraint("award_step_id"),
    )


def _award_notice() -> None:
    op.create_table(
        "award_notice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _of("award_telling_id", "award_telling.id"),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(100), nullable=False),
        sa.Column("standstill", sa.String(16), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("because", sa.Text(), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "number"),
        sa.CheckConstraint("standstill IN ('mandatory', 'voluntary', 'none')", name="standstill"),
    )


def _letter_sent() -> None:
    op.create_table(
        "letter_sent",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        _of("bidder_id", "bidder.id"),
        sa.Column("award_telling_id", sa.Uuid(), sa.ForeignKey("award_telling.id")),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("html_sha256", sa.String(64), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("award_telling_id", "bidder_id"),
    )
    op.create_index("ix_letter_sent_procurement_id", "letter_sent", ["procurement_id"])


def _notice_made() -> None:
    op.create_table(
        "notice_made",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("procurement_id", "procurement.id"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ocid", sa.String(64), nullable=False),
        sa.Column("price_vat", sa.String(8)),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("release_sha256", sa.String(64), nullable=False),
        _by("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("procurement_id", "kind", "number"),
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
