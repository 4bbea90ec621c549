"""The tables of invitations, and of the codes for whoever has lost the second factor."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class Invitation(Base):
    """An invitation to hold a role; only the hash of what the invited person follows is kept.

    `procurement_id` names the one procurement that the role is for, None for all of the
    organisation's. It ends by being accepted or revoked, or at `expires_at`.
    """

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "organisation_id", "invited_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    procurement_id: Mapped[UUID | None] = mapped_column(ForeignKey("procurement.id"))
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(32))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    accepted_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    revoked_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands once for the second factor; only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    code_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
