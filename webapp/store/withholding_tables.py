"""The tables of what is withheld from letters under section 94 of the Procurement Act 2023."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class LetterWithholding(Base):
    """That the explanation of a score, or words of it, is withheld from letters, and why.

    `of_bidder_id` is whose tender is explained, `from_bidder_id` whose letter does not hold it, or
    none for every other bidder's. `passage` are the words that are withheld, empty for the whole;
    `explanation_sha256` is the fingerprint of the explanation that was decided on.
    """

    __tablename__ = "letter_withholding"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        CheckConstraint(
            "ground IN ('national_security', 'sensitive_commercial_information')", name="ground"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    of_bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    from_bidder_id: Mapped[UUID | None] = mapped_column(ForeignKey("bidder.id"))
    criterion: Mapped[str] = mapped_column(String(100))
    passage: Mapped[str]
    explanation_sha256: Mapped[str] = mapped_column(String(64))
    ground: Mapped[str] = mapped_column(String(40))
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class WithholdingEnd(Base):
    """That a decision to withhold was taken back: once, and why."""

    __tablename__ = "withholding_end"
    __table_args__ = (UniqueConstraint("letter_withholding_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    letter_withholding_id: Mapped[UUID] = mapped_column(ForeignKey("letter_withholding.id"))
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
