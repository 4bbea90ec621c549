"""The tables of the panel's work: who scores what, declared conflicts, marks, and moderation.

Rows are only ever added: a mark that was changed is another row, and the last one stands.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class EvaluatorAssignment(Base):
    """An evaluator who scores a question, or no longer does; the last row of the pair stands."""

    __tablename__ = "evaluator_assignment"
    __table_args__ = (UniqueConstraint("procurement_id", "user_id", "criterion", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    criterion: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    is_on: Mapped[bool] = mapped_column(Boolean())
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class EvaluationChairing(Base):
    """Who chairs the panel of a procurement; the last row stands, so that there is one chair."""

    __tablename__ = "evaluation_chairing"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class EvaluationDeclaration(Base):
    """What somebody on the panel declared of the bidders that `bidders_sha256` names.

    `handling` is `none`, `managed`, `waived` or `recused`; a conflict that is managed or waived
    counts once `decided_by`, who is somebody else, has agreed. Other bidders ask for another row.
    """

    __tablename__ = "evaluation_declaration"
    __table_args__ = (
        UniqueConstraint("procurement_id", "user_id", "number"),
        CheckConstraint("handling IN ('none', 'managed', 'waived', 'recused')", name="handling"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    bidders_sha256: Mapped[str] = mapped_column(String(64))
    handling: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class Unmasking(Base):
    """A person to whom a bidder's name, or all prices (no bidder), were shown early, and why."""

    __tablename__ = "unmasking"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    bidder_id: Mapped[UUID | None] = mapped_column(ForeignKey("bidder.id"))
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class SampleAnswer(Base):
    """An invented answer on which evaluators try their judgement before they score a question."""

    __tablename__ = "sample_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(100))
    text: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class CalibrationMark(Base):
    """What an evaluator would give a sample answer, and why; it counts for nothing."""

    __tablename__ = "calibration_mark"
    __table_args__ = (UniqueConstraint("sample_answer_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    sample_answer_id: Mapped[UUID] = mapped_column(ForeignKey("sample_answer.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    score: Mapped[str] = mapped_column(String(40))
    rationale: Mapped[str]
    made_at: Mapped[datetime]


class CalibrationClosing(Base):
    """The end of a calibration that not everybody took part in, and why the chair ended it."""

    __tablename__ = "calibration_closing"

    sample_answer_id: Mapped[UUID] = mapped_column(ForeignKey("sample_answer.id"), primary_key=True)
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class ScoringDeadline(Base):
    """Until when evaluators hand their scores in; the last row stands, `because` of a change.

    Nothing is locked by it.
    """

    __tablename__ = "scoring_deadline"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    due_at: Mapped[datetime]
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class EvaluatorMark(Base):
    """What an evaluator saved of one bid's answer to one question; the last row stands.

    `score` is exact decimal text, `passed` or `failed`, None in a draft without one.
    `quotations` is a JSON list of passages of the answer: where each begins and ends (characters)
    and its words. A row that `is_in` is the evaluator's own score, no longer a draft.
    """

    __tablename__ = "evaluator_mark"
    __table_args__ = (
        UniqueConstraint("procurement_id", "bidder_id", "criterion", "user_id", "number"),
        Index(None, "procurement_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    criterion: Mapped[str] = mapped_column(String(100))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    is_in: Mapped[bool] = mapped_column(Boolean())
    score: Mapped[str | None] = mapped_column(String(40))
    rationale: Mapped[str]
    quotations: Mapped[str]
    made_at: Mapped[datetime]


class ModerationStep(Base):
    """A step of the moderation of one bid's answer to one question; the last one stands.

    `opened` locks the evaluators' own scores; `agreed` has the score that the panel agreed, its
    rationale and quotations, who was `present` (a JSON list of ids), and any dissent with who of
    them is `dissenting` (another list); `reopened` has its reason in `rationale`, as has `opened`
    before every evaluator's own score was in.
    """

    __tablename__ = "moderation_step"
    __table_args__ = (
        UniqueConstraint("procurement_id", "bidder_id", "criterion", "number"),
        CheckConstraint("state IN ('opened', 'agreed', 'reopened')", name="state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    criterion: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    score: Mapped[str | None] = mapped_column(String(40))
    rationale: Mapped[str]
    quotations: Mapped[str]
    present: Mapped[str]
    dissent: Mapped[str]
    dissenting: Mapped[str] = mapped_column(default="[]")
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
