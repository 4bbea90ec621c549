"""Tenders whose bids are open, as the record has them when scoring begins."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from evaluation.own_scores import OwnScore
from evaluation.panel.declarations import bidders_sha256
from evaluation.publication.terms import Terms
from evaluation.quotations import Quotation
from rules.vocabulary import Value
from tests.webapp.clients import WatchedStore
from tests.webapp.samples import decided
from webapp.services.accounts import Person
from webapp.services.tendering.published import model_of_json
from webapp.store import Session
from webapp.store.bid_tables import BidReceipt, OpenedBid, OpeningHand
from webapp.store.models import DecisionRecord
from webapp.store.outline_tables import OutlineVersion
from webapp.store.scoring_tables import (
    EvaluationDeclaration,
    EvaluatorAssignment,
    ModerationStep,
)
from webapp.store.tender_tables import Bidder, Publication

LEVELS = {
    "0": "No answer, or one that shows nothing of what is asked for",
    "3": "Meets most of what is asked for, with gaps that matter",
    "5": "Meets all that is asked for, and shows how",
}
MODEL = {
    "criteria": [
        {
            "id": "quality",
            "title": "Quality",
            "kind": "group",
            "weight": "60",
            "criteria": [
                {
                    "id": "staff",
                    "title": "Staff",
                    "kind": "scored",
                    "weight": "70",
                    "scale": "0-5",
                    "descriptors": LEVELS,
                },
                {
                    "id": "care",
                    "title": "Care of trees",
                    "kind": "scored",
                    "weight": "30",
                    "scale": {"minimum": "0", "maximum": "10", "step": "0.5"},
                },
            ],
        },
        {
            "id": "price",
            "title": "Price",
            "kind": "price",
            "weight": "40",
            "formula": "relative_to_lowest",
            "zero_price": "reject_bid",
        },
        {"id": "licence", "title": "Licence to spray", "kind": "gate"},
    ]
}
QUESTIONS = ("staff", "care", "licence")
NAMES = ("Alpha Ltd", "Beta Gardens CIC")
ALPHA_STAFF = (
    "Two crews of four start at 6.30 am.\n\nOur foreman’s rota – printed weekly – names a deputy "
    "for each post. Two crews cover leave."
)
BETA_STAFF = "Nine gardeners work in the parks; a supervisor walks each site on Fridays."
STAFF = (ALPHA_STAFF, BETA_STAFF)
REASONS = (
    "The bid names two crews of four with a printed weekly rota and a deputy for every post, "
    "yet says nothing about training on chainsaws."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What a bid offers beside its answers: its price, and what it promises by measure."""

    price: str | None = "100000"
    commitments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stakes:
    """What each bid offers, what is answered of the procurement beside the basic facts.

    `hands` is by how many people the bids were opened.
    """

    offered: Sequence[Offered] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)
    reference: str = "COV-2026-014"
    hands: int = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """A tender whose bids are open, with its bidders in their order."""

    procurement_id: UUID
    bidders: tuple[UUID, ...]
    sha256: str
    deadline_at: datetime


def opened_tender(
    store: WatchedStore,
    people: Sequence[Person],
    now: datetime,
    *,
    names: Sequence[str] = NAMES,
    model: Mapping[str, object] | None = None,
    are_names_masked: bool = True,
    answers: Mapping[str, str] | None = None,
    stakes: Stakes | None = None,
) -> Scene:
    """Put a tender on record whose bids were opened by two people; the first began it.

    With fewer `hands` in the stakes they are still sealed, whatever stands in the tables already.

    `answers` are those of every bid by question, where they are not to be those of the model here.
    `stakes` are what bids offer and what is known of the procurement, where it is not the same as
    ever.
    """
    stakes = stakes or Stakes()
    facts: dict[str, Any] = dict(stakes.facts)
    procurement_id = decided(store, people[0], now, reference=stakes.reference, **facts)
    deadline = now - timedelta(days=1)
    with store.by_hand() as session:
        publication = _published(
            session, procurement_id, people[0], now, model or MODEL, are_names_masked
        )
        for number, (person, role) in enumerate(
            zip(people[: stakes.hands], ("buyer", "procurement_officer"), strict=False), start=1
        ):
            session.add(
                OpeningHand(
                    procurement_id=procurement_id,
                    number=number,
                    user_id=person.id,
                    role=role,
                    made_at=now,
                )
            )
        offers = dict(enumerate(stakes.offered, start=1))
        bidders = [
            _bid(
                session,
                publication,
                number,
                name,
                people[0],
                now,
                answers,
                offers.get(number, Offered()),
            )
            for number, name in enumerate(names, start=1)
        ]
    sha256 = bidders_sha256(zip(bidders, names, strict=True))
    return Scene(procurement_id, tuple(bidders), sha256, deadline)


def seat(
    store: WatchedStore,
    scene: Scene,
    person: Person,
    now: datetime,
    *,
    questions: Iterable[str] = QUESTIONS,
    handling: str = "none",
) -> None:
    """Assign questions to somebody who has declared their interests."""
    with store.by_hand() as session:
        session.add_all(
            EvaluatorAssignment(
                procurement_id=scene.procurement_id,
                user_id=person.id,
                criterion=one,
                number=1,
                is_on=True,
                why="",
                made_by=person.id,
                made_at=now,
            )
            for one in questions
        )
        if handling:
            session.add(
                EvaluationDeclaration(
                    procurement_id=scene.procurement_id,
                    user_id=person.id,
                    number=1,
                    bidders_sha256=scene.sha256,
                    handling=handling,
                    detail="",
                    decided_by=None,
                    made_by=person.id,
                    made_at=now,
                )
            )


def open_to_panel(
    store: WatchedStore, scene: Scene, person: Person, criterion: str, now: datetime
) -> None:
    """Open the first bidder's answer to a question to the panel."""
    with store.by_hand() as session:
        session.add(
            ModerationStep(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion=criterion,
                number=1,
                state="opened",
                score=None,
                rationale="",
                quotations="[]",
                present="[]",
                dissent="",
                made_by=person.id,
                made_at=now,
            )
        )


def whole_score(score: str = "4", rationale: str = REASONS, words: str = "Two crews") -> OwnScore:
    """Return a score of the first bidder's answer about staff that lacks nothing."""
    return OwnScore(score, rationale, (Quotation(words),))


def _published(
    session: Session,
    procurement_id: UUID,
    person: Person,
    now: datetime,
    model: Mapping[str, object],
    are_names_masked: bool,  # noqa: FBT001 - as the terms have it
) -> Publication:
    decision_id = session.scalars(
        select(DecisionRecord.id).where(DecisionRecord.procurement_id == procurement_id)
    ).one()
    version = OutlineVersion(
        procurement_id=procurement_id,
        number=1,
        answers_version=1,
        decision_id=decision_id,
        parts="{}",
        content="{}",
        content_sha256="0" * 64,
        summary='{"ask": "Approve it", "value": "£360,000", "tier": "", "risks": []}',
        conflicts_asked="",
        conflicts_found="",
        has_conflicts_assessment=True,
        why="",
        submitted_by=person.id,
        submitted_at=now,
    )
    session.add(version)
    session.flush()
    read = model_of_json(json.dumps(model))
    assert not isinstance(read, Exception), read
    terms = Terms(
        deadline_at=now - timedelta(days=1),
        questions_until=now - timedelta(days=9),
        contact="Priya Shah, tenders@coventry.example",
        are_names_masked=are_names_masked,
    )
    publication = Publication(
        procurement_id=procurement_id,
        number=1,
        outline_version_id=version.id,
        model=read.canonical,
        model_sha256=read.sha256,
        terms=terms.canonical,
        terms_sha256=terms.sha256,
        deadline_at=terms.deadline_at,
        checks="{}",
        why="",
        published_by=person.id,
        published_at=now - timedelta(days=40),
    )
    session.add(publication)
    session.flush()
    return publication


def _bid(
    session: Session,
    publication: Publication,
    number: int,
    name: str,
    person: Person,
    now: datetime,
    answers: Mapping[str, str] | None,
    offer: Offered,
) -> UUID:
    procurement_id = publication.procurement_id
    bidder = Bidder(
        procurement_id=procurement_id,
        number=number,
        name=name,
        email=f"bids-{number}@supplier.example",
        address="",
        identifier="",
        invited_by=person.id,
        invited_at=now - timedelta(days=39),
    )
    session.add(bidder)
    session.flush()
    receipt = BidReceipt(
        procurement_id=procurement_id,
        bidder_id=bidder.id,
        publication_id=publication.id,
        number=1,
        received_at=now - timedelta(days=2),
        is_late=False,
        file_name="bid.xlsx",
        file_sha256="0" * 64,
        size=1,
        sealed_name=uuid4().hex,
        uploaded_by=None,
    )
    session.add(receipt)
    session.flush()
    own = {"staff": STAFF[(number - 1) % len(STAFF)], "care": "Crowns are lifted in winter."}
    session.add(
        OpenedBid(
            procurement_id=procurement_id,
            bidder_id=bidder.id,
            bid_receipt_id=receipt.id,
            price=offer.price,
            answers=json.dumps(answers or own, ensure_ascii=False),
            commitments=json.dumps(offer.commitments, ensure_ascii=False),
            findings="[]",
            opened_at=now,
        )
    )
    return bidder.id
