"""The tables of lots that are awarded together: which tender each lot has, and the awards.

Rows are only ever added: a tender that is taken out, or an award that is made again, is another
row, and the last one stands.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class LotTender(Base):
    """That a lot of a divided procurement is tendered by a procurement of its own, or no more is.

    `lot` is the lot's number in the outline, `tender_id` the procurement that tenders it, None
    where it was taken out, which has its reason in `because`. `is_left_out` says that the lot has
    no tender and is to have none now, also with the reason, so that no other lot waits for it.
    """

    __tablename__ = "lot_tender"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        CheckConstraint("tender_id IS NULL OR NOT is_left_out", name="left_out"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    lot: Mapped[int]
    tender_id: Mapped[UUID | None] = mapped_column(ForeignKey("procurement.id"), index=True)
    is_left_out: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class LotAward(Base):
    """An award of the lots of a procurement together, by the rule that was published.

    `input` is canonical `podium/lots/1`, `result` canonical `podium/lots-result/1`. `rule` and
    `tie_break`, a JSON list, name what decides; `rule_at` says where that was published, and
    `most_lots` how many lots one bidder may win, None for any number. `outline_revision` is the
    revision of the lots in the outline that was approved then. `why` says why they were awarded
    again, and is empty in the first award.
    """

    __tablename__ = "lot_award"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    rule: Mapped[str] = mapped_column(String(32))
    tie_break: Mapped[str]
    rule_at: Mapped[str]
    most_lots: Mapped[int | None]
    outline_revision: Mapped[int]
    input: Mapped[str]
    input_sha256: Mapped[str] = mapped_column(String(64))
    result: Mapped[str]
    result_sha256: Mapped[str] = mapped_column(String(64))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class LotOutcome(Base):
    """What an award of lots comes to in one lot, and on which evaluation of its tender it rests.

    `passed_over` is a JSON list of bids by the ids that the tender has, with why each is passed
    over. `rests_on` is a JSON list of the numbers of the lots on whose awards this one rests.
    `sha256_before` is the digest of the tender without them, `sha256_after` with them.
    """

    __tablename__ = "lot_outcome"
    __table_args__ = (
        UniqueConstraint("lot_award_id", "lot"),
        CheckConstraint("outcome IN ('awarded', 'tied', 'not_awarded')", name="outcome"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    lot_award_id: Mapped[UUID] = mapped_column(ForeignKey("lot_award.id"))
    lot: Mapped[int]
    tender_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    evaluation_run_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_run.id"))
    outcome: Mapped[str] = mapped_column(String(16))
    passed_over: Mapped[str]
    rests_on: Mapped[str]
    sha256_before: Mapped[str] = mapped_column(String(64))
    sha256_after: Mapped[str] = mapped_column(String(64))
