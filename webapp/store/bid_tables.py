"""The tables of bids: what came in and when, sealed; who opened them; what each then says.

Rows are only ever added.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class BidReceipt(Base):
    """A bid that came in: the last one of a bidder that is not withdrawn counts.

    `received_at` is the moment at which its last byte was here, by the server's clock. The file
    lies sealed under `sealed_name`; `file_sha256` and `size` (bytes) are those of what was sent.
    `uploaded_by` is the officer who uploaded it for the bidder, None where the bidder did.
    """

    __tablename__ = "bid_receipt"
    __table_args__ = (UniqueConstraint("bidder_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"))
    number: Mapped[int]
    received_at: Mapped[datetime]
    is_late: Mapped[bool] = mapped_column(Boolean())
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    sealed_name: Mapped[str] = mapped_column(String(64), unique=True)
    uploaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))


class SealingKey(Base):
    """The key with which the bids of a procurement are sealed, itself sealed with the secret."""

    __tablename__ = "sealing_key"

    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), primary_key=True)
    sealed_key: Mapped[str]
    made_at: Mapped[datetime]


class BidWithdrawal(Base):
    """A bid that its bidder took back; taking one back takes back every one before it too."""

    __tablename__ = "bid_withdrawal"

    bid_receipt_id: Mapped[UUID] = mapped_column(ForeignKey("bid_receipt.id"), primary_key=True)
    why: Mapped[str]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime]


class OpeningHand(Base):
    """One of the two people, each with a role of their own, by whose hands bids are opened."""

    __tablename__ = "opening_hand"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        UniqueConstraint("procurement_id", "user_id"),
        UniqueConstraint("procurement_id", "role"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime]


class LateDecision(Base):
    """What was decided about a late bid, and why; the last one stands."""

    __tablename__ = "late_decision"
    __table_args__ = (UniqueConstraint("bid_receipt_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    bid_receipt_id: Mapped[UUID] = mapped_column(ForeignKey("bid_receipt.id"))
    number: Mapped[int]
    is_admitted: Mapped[bool] = mapped_column(Boolean())
    because: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime]


class UnreadBidStep(Base):
    """What was done about a bid that counts and can't be read, in order.

    `asked` is that its bidder was asked for the very file again; `returned` that this came and is
    sealed under `sealed_name` by a key of its own, itself sealed with the secret; `lost` that
    somebody declared, in a role, that it can't be had. Two such, of two people and two roles, leave
    the bid out. `made_by` is None where the bidder did it.
    """

    __tablename__ = "unread_bid_step"
    __table_args__ = (
        UniqueConstraint("bid_receipt_id", "number"),
        CheckConstraint("kind IN ('asked', 'returned', 'lost')", name="kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    bid_receipt_id: Mapped[UUID] = mapped_column(ForeignKey("bid_receipt.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(32), default="")
    because: Mapped[str] = mapped_column(default="")
    sealed_name: Mapped[str | None] = mapped_column(String(64), unique=True)
    sealed_key: Mapped[str | None]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class OpenedBid(Base):
    """A bid as its workbook was read when it was opened.

    `price` is exact decimal text, None where the model has none. `answers` (criterion to text),
    `commitments` (measure to quantity, attribution, what is answered and what shows it), `gates`
    (criterion to whether the bidder says that it is met), `declarations` and `findings` (what was
    wrong in which cell) are canonical JSON.
    """

    __tablename__ = "opened_bid"
    __table_args__ = (UniqueConstraint("procurement_id", "bidder_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    bid_receipt_id: Mapped[UUID] = mapped_column(ForeignKey("bid_receipt.id"))
    price: Mapped[str | None] = mapped_column(String(40))
    answers: Mapped[str]
    commitments: Mapped[str]
    gates: Mapped[str] = mapped_column(default="{}")
    declarations: Mapped[str] = mapped_column(default="{}")
    findings: Mapped[str]
    opened_at: Mapped[datetime]
