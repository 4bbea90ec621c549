"""Tenders whose bids are open, as the record has them when scoring begins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluation.own_scores import OwnScore
from evaluation.panel.declarations import bidders_sha256
from evaluation.quotations import Quotation
from rules.vocabulary import Value
from tests.webapp.clients import WatchedStore
from tests.webapp.samples import decided
from tests.webapp.tender_rows import (
    Offered,
    add_hands,
    add_publication,
    add_receipt,
    opened,
    terms_of,
)
from webapp.services.accounts import Person
from webapp.store.scoring_tables import (
    EvaluationDeclaration,
    EvaluatorAssignment,
    ModerationStep,
)

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
CARE = "Crowns are lifted in winter."
REASONS = (
    "The bid names two crews of four with a printed weekly rota and a deputy for every post, "
    "yet says nothing about training on chainsaws."
)


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
    officer = people[0]
    procurement_id = decided(store, officer, now, reference=stakes.reference, **facts)
    terms = terms_of(now, are_names_masked=are_names_masked)
    offers = dict(enumerate(stakes.offered, start=1))
    bidders = []
    with store.by_hand() as session:
        publication = add_publication(session, procurement_id, officer, now, model or MODEL, terms)
        add_hands(session, procurement_id, people[: stakes.hands], now)
        for number, name in enumerate(names, start=1):
            own = {"staff": STAFF[(number - 1) % len(STAFF)], "care": CARE}
            receipt = add_receipt(session, publication, number, name, officer, now)
            session.add(opened(receipt, answers or own, offers.get(number, Offered()), now))
            bidders.append(receipt.bidder_id)
    sha256 = bidders_sha256(zip(bidders, names, strict=True))
    return Scene(procurement_id, tuple(bidders), sha256, terms.deadline_at)


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
