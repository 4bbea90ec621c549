"""The table of procurements that were ended without award."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class ProcurementEnding(Base):
    """That a procurement was ended without award: once, for good, and every bidder told why.

    `phase` is how far its tender had come by then; what was sealed stays so. `needs_notice` says
    that the law asks for a procurement termination notice.
    """

    __tablename__ = "procurement_ending"
    __table_args__ = (UniqueConstraint("procurement_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    phase: Mapped[str] = mapped_column(String(16))
    because: Mapped[str]
    role: Mapped[str] = mapped_column(String(32))
    needs_notice: Mapped[bool] = mapped_column(Boolean())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
