"""Tenders whose scores are agreed, and evaluated, as the record has them: rows of every kind."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from evaluation.quotations import Quotation, quotations_json
from rules.uk_time import day_of
from rules.vocabulary import Value
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import LEVELS, STAFF, Scene, Stakes, opened_tender, seat
from tests.webapp.tender_rows import Offered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.result.building import built
from webapp.services.result.records import record_of
from webapp.store import Session, results
from webapp.store.award_tables import BidExclusion, CommitmentSettlement, EvaluationRun
from webapp.store.bid_tables import BidReceipt
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorMark, ModerationStep

NAMES = ("Alpha Ltd", "Beta Gardens CIC", "Gamma Grounds plc")
ANSWERED = {
    "in_area": True,
    "counted_elsewhere": False,
    "method_statement": True,
    "beyond_requirement": True,
}
MODEL: dict[str, object] = {
    "places": 2,
    "abnormally_low": {"below_mean_percent": "30", "below_next_percent": "25"},
    "criteria": [
        {
            "id": "quality",
            "title": "Quality",
            "kind": "group",
            "weight": "50",
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
            "id": "value",
            "title": "Social value",
            "kind": "commitments",
            "weight": "10",
            "outcome": "cov-2022-young-people",
            "formula": "relative_to_highest",
            "measures": [
                {
                    "id": "weeks",
                    "title": "Weeks of apprentices on site",
                    "unit": "weeks",
                    "value": "250.50",
                    "cap": "200",
                }
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
    ],
}
"""A model with everything: quality, promises, a price whose screen asks questions, and a gate."""

FACTS: Mapping[str, Value] = {
    "work_in_area": True,
    "labour_intensive": True,
    "trainee_roles_possible": True,
    "subcontracting_possible": True,
    "serves_residents": True,
    "serves_vulnerable_people": False,
    "uses_vehicles": True,
    "uses_energy": True,
    "uses_materials": True,
    "affects_land": True,
}
"""What the packs ask of the procurement before they judge what bids promise."""

OFFERED = (
    Offered("100000", {"weeks": {"quantity": "120", "answers": ANSWERED}}),
    Offered("112500.50", {"weeks": {"quantity": "80", "answers": ANSWERED}}),
    Offered("121000", {"weeks": {"quantity": "40", "answers": ANSWERED}}),
)
SCORES: tuple[Mapping[str, str], ...] = (
    {"staff": "4", "care": "7.5", "licence": "passed"},
    {"staff": "5", "care": "6", "licence": "passed"},
    {"staff": "3", "care": "8", "licence": "passed"},
)
"""What the panel agrees on each bid's answers; the first bid wins."""

REASONS = {
    "staff": (
        "{name} names its crews and the rota they work to, and says who stands in for whom; how "
        "new gardeners are trained is not told, so that the answer meets the question in part."
    ),
    "care": (
        "{name} lifts crowns in winter, outside the nesting season, which the specification asks "
        "for; how wounds are dressed and who inspects the trees afterwards is left open."
    ),
    "licence": "{name} holds the certificate of competence that the specification names.",
}
QUOTED = {
    "staff": ("Two crews", "Nine gardeners"),
    "care": ("Crowns are lifted in winter.",),
    "licence": (),
}
_STEP = {"staff": Decimal(1), "care": Decimal("0.5")}


def moderated_tender(
    store: WatchedStore,
    person_of: Callable[..., Person],
    now: datetime,
    *,
    names: Sequence[str] = NAMES,
    model: Mapping[str, object] | None = None,
    offered: Sequence[Offered] = OFFERED,
    scores: Sequence[Mapping[str, str]] = SCORES,
    reference: str = "COV-2026-014",
) -> Scene:
    """Put a tender on record whose every score is agreed.

    The chair and an evaluator have handed in marks of their own for every answer, and were
    present when the panel agreed; the chair gave what was agreed, the evaluator of the first
    bidder's answer about staff one mark less.
    """
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    chair, evaluator = person_of(Role.EVALUATION_CHAIR), person_of(Role.EVALUATOR)
    scene = opened_tender(
        store,
        hands,
        now - timedelta(hours=4),
        names=names,
        model=model or MODEL,
        stakes=Stakes(offered, FACTS, reference),
    )
    questions = tuple(dict.fromkeys(one for given in scores for one in given))
    for person in (chair, evaluator):
        seat(store, scene, person, now - timedelta(hours=3), questions=questions)
    with store.by_hand() as session:
        session.add(_chairing(scene, chair, now - timedelta(hours=3)))
        for number, given in enumerate(scores):
            cell = _Cell(session, scene, number, names[number])
            for question, score in given.items():
                lower = _lower(question, score) if number == 0 and question == "staff" else score
                cell.mark(question, score, chair, now - timedelta(hours=2))
                cell.mark(question, lower, evaluator, now - timedelta(hours=2))
                cell.agree(question, score, chair, (chair, evaluator), now - timedelta(hours=1))
    return scene


def evaluated_tender(
    store: WatchedStore,
    person_of: Callable[..., Person],
    now: datetime,
    *,
    names: Sequence[str] = NAMES,
    model: Mapping[str, object] | None = None,
    offered: Sequence[Offered] = OFFERED,
    scores: Sequence[Mapping[str, str]] = SCORES,
    reference: str = "COV-2026-014",
) -> Scene:
    """Put a tender on record that an officer has had evaluated: Alpha is first."""
    scene = moderated_tender(
        store,
        person_of,
        now,
        names=names,
        model=model,
        offered=offered,
        scores=scores,
        reference=reference,
    )
    evaluated(store, scene, person_of(Role.PROCUREMENT_OFFICER), now)
    return scene


def evaluated(
    store: WatchedStore,
    scene: Scene,
    person: Person,
    now: datetime,
    *,
    number: int = 1,
    why: str = "",
) -> None:
    """Put an evaluation of what is on record now on record."""
    with store.by_hand() as session:
        recorded = record_of(built(session, scene.procurement_id), issued_on=day_of(now))
        session.add(
            EvaluationRun(
                procurement_id=scene.procurement_id,
                number=number,
                tender=recorded.tender,
                tender_sha256=recorded.tender_sha256,
                result=recorded.result,
                result_sha256=recorded.result_sha256,
                packs=recorded.packs,
                report=recorded.report,
                report_sha256=recorded.report_sha256,
                why=why,
                made_by=person.id,
                made_at=now,
            )
        )


def excluded(
    store: WatchedStore,
    scene: Scene,
    bidder: int,
    person: Person,
    now: datetime,
    *,
    ground: str = "Professional misconduct",
    because: str = "The supplier misled the authority about its accounts",
) -> None:
    """Put on record that a bidder, by its place from 0 on, is excluded."""
    with store.by_hand() as session:
        session.add(
            BidExclusion(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[bidder],
                number=1,
                ground=ground,
                because=because,
                is_on=True,
                made_by=person.id,
                made_at=now,
            )
        )


def came_unread(store: WatchedStore, scene: Scene, now: datetime) -> None:
    """Put on record that a bidder sent a later bid in time, which counts and was never read."""
    with store.by_hand() as session:
        first = session.query(BidReceipt).filter_by(bidder_id=scene.bidders[0]).one()
        session.add(
            BidReceipt(
                procurement_id=scene.procurement_id,
                bidder_id=first.bidder_id,
                publication_id=first.publication_id,
                number=2,
                received_at=now - timedelta(days=2),
                is_late=False,
                file_name="bid.xlsx",
                file_sha256="1" * 64,
                size=1,
                sealed_name=uuid4().hex,
                uploaded_by=None,
            )
        )


def settled(
    store: WatchedStore,
    scene: Scene,
    bidder: int,
    person: Person,
    now: datetime,
    *,
    measure: str = "weeks",
    verdict: str = "counted",
    role: Role = Role.PROCUREMENT_OFFICER,
) -> None:
    """Put on record what somebody decided about a promise that the packs left open."""
    with store.by_hand() as session:
        session.add(
            CommitmentSettlement(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[bidder],
                measure=measure,
                number=1,
                verdict=verdict,
                because="The letter of the college names the two places",
                role=role.value,
                made_by=person.id,
                made_at=now,
            )
        )


class _Cell:
    """The answers of one bid, on which marks and steps of moderation are put on record."""

    def __init__(self, session: Session, scene: Scene, number: int, name: str) -> None:
        self.session, self.scene, self.number, self.name = session, scene, number, name

    def mark(self, question: str, score: str, person: Person, now: datetime) -> None:
        self.session.add(
            EvaluatorMark(
                procurement_id=self.scene.procurement_id,
                bidder_id=self.scene.bidders[self.number],
                criterion=question,
                user_id=person.id,
                number=1,
                is_in=True,
                score=score,
                rationale=self._reason(question),
                quotations=self._quotations(question),
                made_at=now,
            )
        )

    def agree(
        self, question: str, score: str, chair: Person, present: Iterable[Person], now: datetime
    ) -> None:
        for number, state in enumerate(("opened", "agreed"), start=1):
            is_agreed = state == "agreed"
            self.session.add(
                ModerationStep(
                    procurement_id=self.scene.procurement_id,
                    bidder_id=self.scene.bidders[self.number],
                    criterion=question,
                    number=number,
                    state=state,
                    score=score if is_agreed else None,
                    rationale=self._reason(question) if is_agreed else "",
                    quotations=self._quotations(question) if is_agreed else "[]",
                    present=json.dumps([str(one.id) for one in present]) if is_agreed else "[]",
                    dissent="",
                    made_by=chair.id,
                    made_at=now + timedelta(minutes=number),
                )
            )

    def _reason(self, question: str) -> str:
        said = REASONS.get(question, "{name} answers what the question asks for, and says how.")
        return said.format(name=self.name)

    def _quotations(self, question: str) -> str:
        words = QUOTED.get(question, ())
        if not words:
            return "[]"
        quoted = words[self.number % len(words)]
        start = STAFF[self.number % len(STAFF)].find(quoted) if question == "staff" else 0
        return quotations_json([Quotation(quoted, start, start + len(quoted))])


def _chairing(scene: Scene, chair: Person, now: datetime) -> EvaluationChairing:
    return EvaluationChairing(
        procurement_id=scene.procurement_id,
        number=1,
        user_id=chair.id,
        why="",
        made_by=chair.id,
        made_at=now,
    )


def _lower(question: str, score: str) -> str:
    return str(Decimal(score) - _STEP[question])


def run_id_of(session: Session, scene: Scene, number: int = 1) -> UUID:
    """Return the id of an evaluation on record, on which steps of the award rest."""
    found = results.run_numbered(session, scene.procurement_id, number)
    assert found is not None
    return found.run.id
