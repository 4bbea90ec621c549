"""A bidder's own side of the question about its price: what it is asked, and its answer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markupsafe import Markup

from evaluation.panel.naming import masked_name
from rules.canonical import sha256_of
from webapp.addresses import settling_page
from webapp.documents.html import kept_html
from webapp.services.ending.ended import why_over
from webapp.services.panel.acting import Done, scene_of, tell_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.services.settling.asking import KIND
from webapp.services.settling.prices import Asked, asked_of
from webapp.store import Session, Store, audit
from webapp.store import settlements as rows
from webapp.store.award_tables import PriceAnswer
from webapp.store.tender_tables import Bidder

NO_QUESTION = Refused(
    "You were not asked about your price", "Write to the contact in your invitation"
)
EMPTY = Refused("There is no answer yet", "Write how you can perform the contract for this price")
DECIDED = Refused(
    "The authority has decided on your price already",
    "Write to the contact in your invitation, if there is something that it has to know",
)
MOST_ANSWERS = 50
TOO_MANY = Refused(
    f"You have answered {MOST_ANSWERS} times, the most that can be taken here",
    "Write to the contact in your invitation",
)


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """An answer that a bidder gave, or that was entered for it."""

    answer: str
    at: datetime
    is_entered: bool


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What a bidder is asked about its price: the notice as it was sent, and its own answers.

    `is_decided` says that no answer is taken any more, and nothing of what was decided.
    """

    notice: Markup
    answer_by: date
    is_over: bool
    is_decided: bool
    answers: tuple[OwnAnswer, ...]


def own_question(
    store: Store, procurement_id: UUID, bidder_id: UUID, *, now: datetime
) -> OwnQuestion | None:
    """Return what a bidder is asked about its price, None if it is not."""
    with store.reading() as session:
        asked = asked_of(session, procurement_id, bidder_id)
        if asked is None:
            return None
        return OwnQuestion(
            notice=kept_html(rows.letter_of(session, procurement_id, bidder_id, KIND)),
            answer_by=asked.question.answer_by,
            is_over=asked.is_over(now),
            is_decided=_is_decided(session, procurement_id, asked),
            answers=tuple(
                OwnAnswer(one.answer, one.made_at, one.entered_by is not None)
                for one in asked.answers
            ),
        )


def answer_price(store: Store, *, bidder_id: UUID, answer: str, now: datetime) -> Done | Refused:
    """Answer as a bidder; the same words twice are one answer, others are a further one.

    An answer that comes after its day is taken, and shows when it came: the authority decides on
    all that it knows then.
    """
    if not answer:
        return EMPTY
    with store.writing() as session:
        bidder = session.get(Bidder, bidder_id)
        asked = asked_of(session, bidder.procurement_id, bidder_id) if bidder else None
        if bidder is None or asked is None:
            return NO_QUESTION
        last = asked.answers[-1] if asked.answers else None
        if last and last.answer == answer:
            return Done()
        if _is_decided(session, bidder.procurement_id, asked):
            return DECIDED
        over = why_over(session, bidder.procurement_id)
        if over is not None:
            return over
        number = len(rows.answers_to(session, asked.question.id)) + 1
        if number > MOST_ANSWERS:
            return TOO_MANY
        row = PriceAnswer(
            price_question_id=asked.question.id,
            number=number,
            answer=answer,
            entered_by=None,
            made_at=now,
        )
        return _add(session, bidder, asked, row, now=now)


def _is_decided(session: Session, procurement_id: UUID, asked: Asked) -> bool:
    return any(
        one.decision.price_question_id == asked.question.id
        for one in rows.price_decisions(session, procurement_id)
    )


def _add(
    session: Session, bidder: Bidder, asked: Asked, row: PriceAnswer, *, now: datetime
) -> Done | Refused:
    """Put the answer on record with the act that pins it, and tell the officers."""
    scene = scene_of(session, bidder.procurement_id)
    if isinstance(scene, Refused):
        return scene
    pinned = put_on_record(session, row)
    called = masked_name(bidder.number)
    audit.append(
        session,
        "answer-price-question",
        at=now,
        actor_id=None,
        organisation_id=scene.organisation_id,
        subject=f"procurement/{bidder.procurement_id}",
        detail={
            "bidder": bidder.number,
            "by_bidder": True,
            "question": asked.question.number,
            "number": row.number,
            "sha256": sha256_of(row.answer),
            **pinned,
        },
    )
    tell_of(
        session,
        scene,
        scene.officers,
        kind="price-answered",
        title="A bidder answered about its price",
        text=f"{called} answered the question about its price. Decide whether it demonstrates that "
        "the contract can be performed for it.",
        address=settling_page(bidder.procurement_id),
        now=now,
    )
    return Done()
