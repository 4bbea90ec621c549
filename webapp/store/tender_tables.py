"""The tables of a tender that is out: what was published, who is invited, and how they come in.

Rows are only ever added, but for the day on which a link or a visit ends.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class Publication(Base):
    """A tender as it was published: `model` and `terms` are canonical JSON, pinned by digests.

    A change is another row with a greater `number`, its reason in `why`, and in `checks` what was
    answered to the questions of sections 24 and 31 of the Procurement Act 2023 (a JSON object).
    `deadline_at` stands in the terms too; here it can be asked for.
    """

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    outline_version_id: Mapped[UUID] = mapped_column(ForeignKey("outline_version.id"))
    model: Mapped[str]
    model_sha256: Mapped[str] = mapped_column(String(64))
    terms: Mapped[str]
    terms_sha256: Mapped[str] = mapped_column(String(64))
    deadline_at: Mapped[datetime]
    checks: Mapped[str]
    why: Mapped[str]
    published_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[datetime]


class PublicationTelling(Base):
    """A bidder who was told of a publication."""

    __tablename__ = "publication_telling"

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"), primary_key=True)
    told_at: Mapped[datetime]


class Bidder(Base):
    """A supplier that is invited to one procurement; `address` and `identifier` may be empty.

    `number` counts the bidders of a procurement in the order in which they were invited.
    """

    __tablename__ = "bidder"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        UniqueConstraint("procurement_id", "email"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str]
    identifier: Mapped[str] = mapped_column(String(200))
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    invited_at: Mapped[datetime]


class BidderLink(Base):
    """The link by which a bidder comes in; its token is kept as a digest alone."""

    __tablename__ = "bidder_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BidderVisit(Base):
    """A bidder's session: what a signed-in person has, without an account of the council's."""

    __tablename__ = "bidder_visit"
    __table_args__ = (Index(None, "bidder_id", "began_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    bidder_link_id: Mapped[UUID] = mapped_column(ForeignKey("bidder_link.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Clarification(Base):
    """A question that a bidder asked before the time for questions was over."""

    __tablename__ = "clarification"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    question: Mapped[str]
    asked_at: Mapped[datetime]


class ClarificationAnswer(Base):
    """The answer to a question, told to every bidder; the last one of a question stands.

    `question` is the question as all may read it: without what would say who asked.
    """

    __tablename__ = "clarification_answer"
    __table_args__ = (UniqueConstraint("clarification_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    clarification_id: Mapped[UUID] = mapped_column(ForeignKey("clarification.id"))
    number: Mapped[int]
    question: Mapped[str]
    answer: Mapped[str]
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime]
