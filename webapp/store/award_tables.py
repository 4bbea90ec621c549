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

    The last row of a bid and a ground stands; `because` is why, either way. `ground` is in words
    with its provision. `heard` says how and when the supplier had the opportunity that the law
    gives it before, empty where it gives none; `role` is that in which it was declared.
    """

    __tablename__ = "bid_exclusion"
    __table_args__ = (UniqueConstraint("procurement_id", "bidder_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    number: Mapped[int]
    ground: Mapped[str]
    because: Mapped[str]
    heard: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(String(32), default="")
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

    `verdict` is `demonstrated`; `not_demonstrated` where the tender is disregarded for it, by an
    exclusion of its own; or `not_disregarded` where the authority keeps it although nothing was
    demonstrated, as it may (Procurement Act 2023 s.19(3)(c)).
    """

    __tablename__ = "price_decision"
    __table_args__ = (
        UniqueConstraint("price_question_id", "number"),
        CheckConstraint(
            "verdict IN ('demonstrated', 'not_demonstrated', 'not_disregarded')", name="verdict"
        ),
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
    `packs` is a JSON list of the ids, versions and digests of the packs that it was made under,
    and `report` the content of the award report as it was made then, canonical JSON too. `why`
    says why it was evaluated again, empty for the first.
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
    packs: Mapped[str]
    report: Mapped[str]
    report_sha256: Mapped[str] = mapped_column(String(64))
    why: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AwardStep(Base):
    """A step of the award; the last one stands, and each names the evaluation it rests on.

    `recommended` by a person who signs it with `because`; `approved` or `refused` by another,
    in a `role`; `withdrawn` takes the recommendation back; `stopped` says that the award may not
    go on for now (a claim within the standstill), `resumed` that it may; `awarded` that the
    contract was entered into. Once bidders are told, `reversal_asked` asks that the award be taken
    back; `reversed` takes it back, with every letter that told of it, and `upheld` leaves it as it
    is. A moment at which that was is in `on_day`. `body` is the body that decided, where one did,
    and `minute` where its decision stands in the minutes.
    """

    __tablename__ = "award_step"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        CheckConstraint(
            "state IN ('recommended', 'withdrawn', 'approved', 'refused', 'stopped', 'resumed', "
            "'awarded', 'reversal_asked', 'reversed', 'upheld')",
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
    body: Mapped[str] = mapped_column(default="")
    minute: Mapped[str] = mapped_column(default="")
    on_day: Mapped[date | None] = mapped_column(Date())
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class LetterWords(Base):
    """What a letter to a bidder needs and no other row holds; the last row of a bidder stands.

    `words` is canonical JSON: its particulars, what shows why a promise does not count, and how
    it was decided that its tender is disregarded.
    """

    __tablename__ = "letter_words"
    __table_args__ = (UniqueConstraint("bidder_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"), index=True)
    bidder_id: Mapped[UUID] = mapped_column(ForeignKey("bidder.id"))
    number: Mapped[int]
    words: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AwardTelling(Base):
    """That every bidder was told of the award decision, all at once.

    `issuing` is `podium/letters/1`, canonical JSON: with the evaluation that the step rests on
    and the day `issued_on`, every letter can be written again.
    """

    __tablename__ = "award_telling"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        UniqueConstraint("award_step_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    award_step_id: Mapped[UUID] = mapped_column(ForeignKey("award_step.id"))
    issued_on: Mapped[date] = mapped_column(Date())
    issuing: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class AwardNotice(Base):
    """The day on which the contract award notice was published, and the standstill it started.

    The last row of a telling stands: a correction is another with its reason in `because`.
    `standstill` is `mandatory`, `voluntary` or `none`; `ends_on` is the last day on which the
    contract may not be entered into, None where there is no standstill. `reference` is that of
    the notice, and may be empty.
    """

    __tablename__ = "award_notice"
    __table_args__ = (
        UniqueConstraint("procurement_id", "number"),
        CheckConstraint("standstill IN ('mandatory', 'voluntary', 'none')", name="standstill"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    number: Mapped[int]
    award_telling_id: Mapped[UUID] = mapped_column(ForeignKey("award_telling.id"))
    published_on: Mapped[date] = mapped_column(Date())
    reference: Mapped[str] = mapped_column(String(100))
    standstill: Mapped[str] = mapped_column(String(16))
    ends_on: Mapped[date | None] = mapped_column(Date())
    because: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class LetterSent(Base):
    """A letter as it went to one bidder: its page, and the digest of it.

    `kind` is one of the kinds of letter, such as `assessment-summary`; `award_telling_id` is None
    for a letter that does not tell of an award: before one, or that it is taken back.
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
    """A notice as data, as it was made for the central platform, and its digest.

    `kind` is `tender`, `award`, `contract` or `termination`; `release` is a package of one OCDS
    release. What was entered for it is `ocid`, which the platform gives, empty before; and
    `price_vat`, whether the price of the bid is with VAT: `included`, `excluded`, or None where
    nobody has said.
    """

    __tablename__ = "notice_made"
    __table_args__ = (UniqueConstraint("procurement_id", "kind", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    procurement_id: Mapped[UUID] = mapped_column(ForeignKey("procurement.id"))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    ocid: Mapped[str] = mapped_column(String(64))
    price_vat: Mapped[str | None] = mapped_column(String(8))
    release: Mapped[str]
    release_sha256: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
