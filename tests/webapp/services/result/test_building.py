"""The tender that is evaluated is put together from what is on record, in a few queries."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from sqlalchemy import event

from evaluation.numbers import Mark
from evaluation.tender import (
    CommitmentVerdict,
    Exclusion,
    IndividualScore,
    LowPriceAnswer,
    LowPriceVerdict,
    Settled,
    Tender,
)
from forms.tender import read_tender
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import (
    FACTS,
    NAMES,
    OFFERED,
    REASONS,
    SCORES,
    excluded,
    moderated_tender,
    settled,
)
from tests.webapp.scoring import Scene
from tests.webapp.tender_rows import Offered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.result.building import NotPublished, built, tender_of
from webapp.services.result.canonical import canonical_tender
from webapp.store import bids
from webapp.store.award_tables import PriceDecision, PriceQuestion
from webapp.store.bid_tables import BidWithdrawal
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep

CHAIR = "Evaluation-chair-of-Coventry-City-Council"
HOUR = timedelta(hours=1)
EVALUATOR = "Evaluator-of-Coventry-City-Council"


def _tender(store: WatchedStore, scene: Scene) -> Tender:
    with store.reading() as session:
        return tender_of(session, scene.procurement_id)


def test_the_bids_are_those_that_were_opened_with_their_particulars(
    store: WatchedStore, scene: Scene
) -> None:
    tender = _tender(store, scene)

    assert [(bid.id, bid.bidder, bid.price, bid.email) for bid in tender.bids] == [
        ("A", "Alpha Ltd", Fraction(100_000), "bids-1@supplier.example"),
        ("B", "Beta Gardens CIC", Fraction("112500.50"), "bids-2@supplier.example"),
        ("C", "Gamma Grounds plc", Fraction(121_000), "bids-3@supplier.example"),
    ]


def test_a_score_is_the_agreed_one_with_what_each_evaluator_gave(
    store: WatchedStore, scene: Scene
) -> None:
    score = _tender(store, scene).by_id["A"].scores["staff"]

    reason = REASONS["staff"].format(name="Alpha Ltd")
    assert (score.agreed, score.rationale, score.quotation) == (
        Mark(Fraction(4)),
        reason,
        "Two crews",
    )
    assert score.individual == (
        IndividualScore(CHAIR, Mark(Fraction(4)), reason, "Two crews"),
        IndividualScore(EVALUATOR, Mark(Fraction(3)), reason, "Two crews"),
    )


def test_the_tender_says_whom_to_ask_and_by_which_policy_it_is_judged(
    store: WatchedStore, scene: Scene
) -> None:
    tender = _tender(store, scene)

    assert (tender.reference, tender.policy) == ("COV-2026-014", "coventry")
    assert tender.contact == "Priya Shah, tenders@coventry.example"
    assert tender.procurement is not None
    assert FACTS.items() <= tender.procurement.facts().items()


def test_written_and_read_again_it_is_the_same(store: WatchedStore, scene: Scene) -> None:
    tender = _tender(store, scene)

    assert read_tender(canonical_tender(tender).encode(), name="tender") == tender


def test_a_score_that_was_reopened_is_not_there(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    with store.by_hand() as session:
        session.add(_step(scene, officer, "reopened", 3))

    assert "staff" not in _tender(store, scene).by_id["A"].scores


def test_a_draft_of_a_score_is_nobodys(store: WatchedStore, scene: Scene, officer: Person) -> None:
    with store.by_hand() as session:
        session.add(_draft(scene, officer))

    individual = _tender(store, scene).by_id["A"].scores["staff"].individual

    assert [one.evaluator for one in individual] == [CHAIR, EVALUATOR]


def test_a_bid_that_was_taken_back_is_left_out(store: WatchedStore, scene: Scene) -> None:
    with store.by_hand() as session:
        (receipt_id,) = [
            one.bid_receipt_id
            for one in bids.opened(session, scene.procurement_id)
            if one.bidder_id == scene.bidders[1]
        ]
        session.add(
            BidWithdrawal(
                bid_receipt_id=receipt_id, why="", withdrawn_by=None, withdrawn_at=NOW - HOUR
            )
        )

    assert [bid.id for bid in _tender(store, scene).bids] == ["A", "C"]


def test_what_was_settled_of_a_bid_is_in_it(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    excluded(store, scene, 0, officer, NOW)
    settled(store, scene, 1, officer, NOW, verdict="not_counted")

    tender = _tender(store, scene)

    assert tender.by_id["A"].exclusions == (
        Exclusion(
            "Professional misconduct", "The supplier misled the authority about its accounts"
        ),
    )
    assert tender.by_id["B"].commitments["weeks"].settled == Settled(
        CommitmentVerdict.NOT_COUNTED,
        "The letter of the college names the two places",
        "procurement_officer",
    )


@pytest.mark.parametrize("verdict", LowPriceVerdict)
def test_a_price_whose_tender_is_kept_is_settled(
    store: WatchedStore, scene: Scene, officer: Person, verdict: LowPriceVerdict
) -> None:
    _decide_price(store, scene, officer, verdict)

    assert _tender(store, scene).by_id["A"].abnormally_low == LowPriceAnswer(
        verdict, "Its invoices show it", "procurement_officer"
    )


def test_a_price_that_was_not_demonstrated_is_an_exclusion_of_its_own(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    _decide_price(store, scene, officer, "not_demonstrated")

    assert _tender(store, scene).by_id["A"].abnormally_low is None


def test_an_excluded_bid_need_not_be_scored_nor_priced(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    scene = moderated_tender(
        store,
        person_of,
        NOW,
        names=(*NAMES, "Delta Ltd"),
        offered=(*OFFERED, Offered(None)),
        scores=SCORES,
    )
    excluded(store, scene, 3, person_of(Role.PROCUREMENT_OFFICER), NOW)

    tender = _tender(store, scene)

    assert (tender.by_id["D"].price, dict(tender.by_id["D"].scores)) == (None, {})
    assert read_tender(canonical_tender(tender).encode(), name="tender") == tender


def test_the_number_of_queries_does_not_grow_with_bids(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    more = moderated_tender(
        store,
        person_of,
        NOW,
        names=tuple(f"Supplier {number}" for number in range(9)),
        offered=OFFERED * 3,
        scores=SCORES * 3,
        reference="COV-2026-015",
    )

    assert _queries(store, scene) == _queries(store, more)


def test_without_a_publication_there_is_no_tender(store: WatchedStore) -> None:
    with store.reading() as session, pytest.raises(NotPublished):
        tender_of(session, uuid4())


def _queries(store: WatchedStore, scene: Scene) -> int:
    asked: list[str] = []
    with store.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *called: asked.append(called[2])
        )
        built(session, scene.procurement_id)
    return len(asked)


def _step(scene: Scene, person: Person, state: str, number: int) -> ModerationStep:
    return ModerationStep(
        procurement_id=scene.procurement_id,
        bidder_id=scene.bidders[0],
        criterion="staff",
        number=number,
        state=state,
        score=None,
        rationale="A passage was overlooked",
        quotations="[]",
        present="[]",
        dissent="",
        made_by=person.id,
        made_at=NOW,
    )


def _draft(scene: Scene, person: Person) -> EvaluatorMark:
    return EvaluatorMark(
        procurement_id=scene.procurement_id,
        bidder_id=scene.bidders[0],
        criterion="staff",
        user_id=person.id,
        number=1,
        is_in=False,
        score="1",
        rationale="",
        quotations="[]",
        made_at=NOW,
    )


def _decide_price(store: WatchedStore, scene: Scene, person: Person, verdict: str) -> None:
    with store.by_hand() as session:
        question = PriceQuestion(
            procurement_id=scene.procurement_id,
            bidder_id=scene.bidders[0],
            number=1,
            question="How can the price be so low?",
            answer_by=NOW.date(),
            made_by=person.id,
            made_at=NOW,
        )
        session.add(question)
        session.flush()
        session.add(
            PriceDecision(
                price_question_id=question.id,
                number=1,
                verdict=verdict,
                because="Its invoices show it",
                role="procurement_officer",
                made_by=person.id,
                made_at=NOW,
            )
        )
