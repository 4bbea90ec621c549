"""The tables of the award: what was settled, the evaluations, the recommendation, and the letters.

Rows are only ever added: what was decided again is another row, and the last one stands.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class CommitmentSettlement(Base):
    """What a person decided about a bid's promise of a measure that the packs left open.

    `verdict` is `counted` or `not_counted`; `role` is the role in which they decided.
    """

    __tablename__ = "commitment_settlement"
    __table_args__ = (
        UniqueConstraint("procurement_id", "bidder_id", "measure", "number"),
        CheckConstraint("verdict IN ('counted', 'not_counted')", name="verdict"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    measure: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(16))
    because: Mapped[str]
    role: Mapped[str] = mapped_column(String(32))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class BidExclusion(Base):
    """A ground on which a bid is disregarded or its supplier excluded, or that this was lifted.

    The last row of a bid and a ground stands; `because` is why, either way.
    """

    __tablename__ = "bid_exclusion"
    __table_args__ = (UniqueConstraint("procurement_id", "bidder_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    number: Mapped[int]
    ground: Mapped[str]
    because: Mapped[str]
    is_on: Mapped[bool] = mapped_column(Boolean())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class PriceQuestion(Base):
    """The question to a bidder about a price that seems abnormally low, to be answered by a day."""

    __tablename__ = "price_question"
    __table_args__ = (UniqueConstraint("procurement_id", "bidder_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    number: Mapped[int]
    question: Mapped[str]
    answer_by: Mapped[date] = mapped_column(Date())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class PriceAnswer(Base):
    """What a bidder answered about its price; `entered_by` is the officer who entered it for it."""

    __tablename__ = "price_answer"
    __table_args__ = (UniqueConstraint("price_question_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    price_question_id: Mapped[UUID] = mapped_column(ForeignKey("price_question.id"))
    number: Mapped[int]
    answer: Mapped[str]
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class PriceDecision(Base):
    """Whether a bidder demonstrated that it can perform the contract for its price, and why.

    `verdict` is `demonstrated` or `not_demonstrated`.
    """

    __tablename__ = "price_decision"
    __table_args__ = (
        UniqueConstraint("price_question_id", "number"),
        CheckConstraint("verdict IN ('demonstrated', 'not_demonstrated')", name="verdict"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    price_question_id: Mapped[UUID] = mapped_column(ForeignKey("price_question.id"))
    number: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(20))
    because: Mapped[str]
    role: Mapped[str] = mapped_column(String(32))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class EvaluationRun(Base):
    """An evaluation on record: what was evaluated, and what came of it, pinned by digests.

    `tender` is `podium/tender/1` and `result` is `podium/evaluation/1`, both canonical JSON.
    `why` says why it was evaluated again, empty for the first.
    """

    __tablename__ = "evaluation_run"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    tender: Mapped[str]
    tender_sha256: Mapped[str] = mapped_column(String(64))
    result: Mapped[str]
    result_sha256: Mapped[str] = mapped_column(String(64))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AwardStep(Base):
    """A step of the award; the last one stands, and each names the evaluation it rests on.

    `recommended` by a person who signs it with `because`; `approved` or `refused` by another,
    in a `role`; `withdrawn` takes the recommendation back; `stopped` says that the award may not
    go on for now (a claim within the standstill), `resumed` that it may; `awarded` that the
    contract was entered into. A moment at which that was is in `on_day`.
    """

    __tablename__ = "award_step"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        CheckConstraint(
            "state IN ('recommended', 'withdrawn', 'approved', 'refused', 'stopped', 'resumed', "
            "'awarded')",
            name="state",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    evaluation_run_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_run.id"))
    state: Mapped[str] = mapped_column(String(16))
    because: Mapped[str]
    role: Mapped[str] = mapped_column(String(32))
    on_day: Mapped[date | None] = mapped_column(Date())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AwardTelling(Base):
    """That every bidder was told of the award decision, all at once.

    `standstill_ends_on` is the last day on which the contract may not be entered into, None where
    there is no standstill; `because` says from what it was counted, or why there is none.
    """

    __tablename__ = "award_telling"
    __table_args__ = (UniqueConstraint("procurement_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    award_step_id: Mapped[UUID] = mapped_column(ForeignKey("award_step.id"))
    standstill_ends_on: Mapped[date | None] = mapped_column(Date())
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class LetterSent(Base):
    """A letter as it went to one bidder: its page, and the digest of it.

    `kind` is `low_price_question` or a kind of assessment summary; `award_telling_id` is None for
    a letter that goes before the award.
    """

    __tablename__ = "letter_sent"
    __table_args__ = (UniqueConstraint("award_telling_id", "bidder_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    award_telling_id: Mapped[UUID | None] = mapped_column(ForeignKey("award_telling.id"))
    kind: Mapped[str] = mapped_column(String(32))
    html: Mapped[str]
    html_sha256: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class NoticeMade(Base):
    """A notice as data, as it was made for the central platform: an OCDS release, and its digest.

    `kind` is `tender`, `award` or `contract`.
    """

    __tablename__ = "notice_made"
    __table_args__ = (UniqueConstraint("procurement_id", "kind", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    release: Mapped[str]
    release_sha256: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
