"""The tables of outlines that were submitted: their versions, routes, steps and comments.

Rows are only ever added. A version's content never changes; what became of it are its steps.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class OutlineVersion(Base):
    """An outline as it was submitted: `content` is the document's canonical JSON.

    `parts` is a JSON object of the revision of each part that it was made of, `decision_id`
    the decision. `content_sha256` is the digest printed on each page of the document. `summary`
    is a JSON object of what an agenda shows of it, so that a list reads no document.
    `conflicts_asked` and `conflicts_found` tell of the conflicts assessment, which the buyer says
    is prepared where `has_conflicts_assessment`.
    """

    __tablename__ = "outline_version"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    answers_version: Mapped[int]
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    parts: Mapped[str]
    content: Mapped[str]
    content_sha256: Mapped[str] = mapped_column(String(64))
    summary: Mapped[str]
    conflicts_asked: Mapped[str]
    conflicts_found: Mapped[str]
    has_conflicts_assessment: Mapped[bool] = mapped_column(Boolean())
    why: Mapped[str]
    submitted_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime]


class OutlineRoute(Base):
    """A body that a version goes to, as the rules routed it on the day it was submitted."""

    __tablename__ = "outline_route"

    outline_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("outline_version.id"), primary_key=True
    )
    body: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    quorum: Mapped[int]
    is_delegated: Mapped[bool] = mapped_column(Boolean())
    because: Mapped[str]


class OutlineStep(Base):
    """A step of a version from one state to the next; the last one's state is the version's.

    `body` is the one whose decision made the step, None where none did. A sealed version that was
    `reopened` still stands, while its successor is prepared, until that is sealed.
    """

    __tablename__ = "outline_step"
    __table_args__ = (
        UniqueConstraint("outline_version_id", "number"),
        CheckConstraint(
            "state IN ('submitted', 'returned', 'rejected', 'approved', "
            "'approved_with_conditions', 'withdrawn', 'sealed', 'reopened', 'superseded')",
            name="state",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(32))
    body: Mapped[str | None] = mapped_column(String(64))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class OutlineComment(Base):
    """A comment on a section of a version, by its anchor, or an answer to another comment.

    An answer that `settles` closes what was begun; a later one opens it again.
    """

    __tablename__ = "outline_comment"
    __table_args__ = (UniqueConstraint("outline_version_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    number: Mapped[int]
    section: Mapped[str] = mapped_column(String(100))
    text: Mapped[str]
    replies_to: Mapped[UUID | None] = mapped_column(ForeignKey("outline_comment.id"))
    settles: Mapped[bool] = mapped_column(Boolean())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class ConflictDeclaration(Base):
    """What a member of a body declared of a version; the last one stands.

    `handling` is `none`, `managed` or `recused`; whoever is recused neither counts nor votes.
    """

    __tablename__ = "conflict_declaration"
    __table_args__ = (
        UniqueConstraint("outline_version_id", "user_id", "number"),
        CheckConstraint("handling IN ('none', 'managed', 'recused')", name="handling"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    handling: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str]
    declared_at: Mapped[datetime]


class ConflictConfirmation(Base):
    """Whether a conflict may be managed as it was declared, as another judged; the last stands.

    Nobody confirms their own: a chair of the panel or a procurement officer does.
    """

    __tablename__ = "conflict_confirmation"
    __table_args__ = (UniqueConstraint("conflict_declaration_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conflict_declaration_id: Mapped[UUID] = mapped_column(ForeignKey("conflict_declaration.id"))
    number: Mapped[int]
    is_accepted: Mapped[bool] = mapped_column(Boolean())
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
