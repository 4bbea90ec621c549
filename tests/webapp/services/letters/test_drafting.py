"""The letters of an award as they would be sent: who gets which, and what is in their way."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from evaluation.settling.grounds import GROUNDS
from rules.canonical import sha256_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, drafted
from tests.webapp.results import excluded
from tests.webapp.scoring import Scene
from tests.webapp.tender_rows import Offered
from webapp.documents import render_html
from webapp.documents.summaries import LetterKind
from webapp.services.accounts import Person
from webapp.services.letters.drafting import COMES_OUT_OTHERWISE, letters_of
from webapp.store.award_tables import EvaluationRun
from webapp.store.bid_tables import BidReceipt, LateDecision
from webapp.store.tender_tables import Bidder, Publication

CHEAP = (
    Offered("100000", {"weeks": {"quantity": "120"}}),
    Offered("112500.50", {"weeks": {"quantity": "80"}}),
    Offered("40000", {"weeks": {"quantity": "40"}}),
)


def late_bid(store: WatchedStore, scene: Scene, person: Person, *, because: str | None) -> None:
    """Put a bidder on record whose bid came in late, and what was decided about it, if it was."""
    with store.by_hand() as session:
        publication = session.query(Publication).one()
        bidder = Bidder(
            procurement_id=scene.procurement_id,
            number=len(scene.bidders) + 1,
            name="Delta Late Ltd",
            email="late@delta.example",
            address="",
            identifier="",
            invited_by=person.id,
            invited_at=NOW - timedelta(days=30),
        )
        session.add(bidder)
        session.flush()
        receipt = BidReceipt(
            procurement_id=scene.procurement_id,
            bidder_id=bidder.id,
            publication_id=publication.id,
            number=1,
            received_at=publication.deadline_at + timedelta(seconds=1),
            is_late=True,
            file_name="bid.xlsx",
            file_sha256="0" * 64,
            size=1,
            sealed_name="late",
            uploaded_by=None,
        )
        session.add(receipt)
        session.flush()
        if because is not None:
            session.add(
                LateDecision(
                    bid_receipt_id=receipt.id,
                    number=1,
                    is_admitted=False,
                    because=because,
                    decided_by=person.id,
                    decided_at=NOW,
                )
            )


def test_each_assessed_bid_has_its_summary_and_nothing_is_in_its_way(
    store: WatchedStore, scene: Scene
) -> None:
    found = drafted(store, scene, NOW)

    assert [(one.name, one.kind) for one in found.drafts] == [
        ("Alpha Ltd", LetterKind.ASSESSMENT_SUMMARY),
        ("Beta Gardens CIC", LetterKind.ASSESSMENT_SUMMARY),
        ("Gamma Grounds plc", LetterKind.ASSESSMENT_SUMMARY),
    ]
    assert found.is_clean
    assert found.winner == "A"


def test_a_disregarded_bid_has_its_notice_with_ground_hearing_and_who_decided(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    def prepare(scene: Scene) -> None:
        ground = GROUNDS["procedure"].words
        excluded(store, scene, 2, officer, NOW, ground=ground, because="The bid bond is missing")

    found = drafted(store, approved_tender(store, person_of, NOW, prepare=prepare), NOW)

    last = found.drafts[2]
    text = str(render_html(last.document)) if last.document else ""
    assert (last.kind, last.blanks, found.is_clean) == (LetterKind.DISREGARDED, (), True)
    assert "The bid bond is missing." in text
    assert "The Procurement Act 2023 asks for no hearing" in text
    assert "s.19(3)(d)" in text
    assert officer.name in text
    assert "Alpha" not in text


def test_an_open_question_about_a_price_holds_every_letter_up(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    scene = approved_tender(store, person_of, NOW, offered=CHEAP)

    found = drafted(store, scene, NOW)

    assert [one.bid for one in found.open_prices] == ["C"]
    assert not found.is_clean


def test_a_late_bid_that_was_not_admitted_has_a_notice_with_the_reason(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    late_bid(store, scene, officer, because="The portal worked all morning")

    found = drafted(store, scene, NOW)

    last = found.drafts[-1]
    text = str(render_html(last.document)) if last.document else ""
    assert (last.kind, last.blanks, found.is_clean) == (LetterKind.LATE, (), True)
    assert "The portal worked all morning." in text
    assert "not admitted" in text
    assert "Alpha" not in text


def test_a_late_bid_that_nobody_decided_on_holds_every_letter_up(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    late_bid(store, scene, officer, because=None)

    found = drafted(store, scene, NOW)

    assert found.late == ("Delta Late Ltd",)
    assert not found.is_clean
    assert found.unwritten == ()


def test_a_result_that_the_rules_do_not_give_any_more_is_not_told(
    store: WatchedStore, scene: Scene
) -> None:
    with store.by_hand() as session:
        last = session.query(EvaluationRun).one()
        told = {one.name: getattr(last, one.name) for one in EvaluationRun.__table__.columns}
        other = last.result.replace('"winner":"A"', '"winner":"B"')
        changed = {"id": uuid4(), "number": 2, "result": other, "result_sha256": sha256_of(other)}
        session.add(EvaluationRun(**told | changed))

    found = drafted(store, scene, NOW)

    assert found.because == COMES_OUT_OTHERWISE


def test_who_sent_no_bid_gets_no_letter(store: WatchedStore, scene: Scene, officer: Person) -> None:
    with store.by_hand() as session:
        session.add(
            Bidder(
                procurement_id=scene.procurement_id,
                number=4,
                name="Silent Ltd",
                email="silent@example.org",
                address="",
                identifier="",
                invited_by=officer.id,
                invited_at=NOW,
            )
        )

    found = drafted(store, scene, NOW)

    assert [(one.name, one.because) for one in found.unwritten] == [
        ("Silent Ltd", "It sent no bid")
    ]


@pytest.mark.only_on("sqlite")
def test_more_bidders_ask_for_no_more_queries(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    few = queries_of(store, scene)
    late_bid(store, scene, officer, because="It came a day late")

    many = queries_of(store, scene)

    assert many == few


def queries_of(store: WatchedStore, scene: Scene) -> int:
    """Return how many queries the letters take, once the tender behind them is kept."""
    asked: list[str] = []
    drafted(store, scene, NOW)
    with store.reading() as session:
        event.listen(
            session.connection(),
            "before_cursor_execute",
            lambda *called: asked.append(called[2]),
        )
        letters_of(session, scene.procurement_id, today=NOW.date())
    return len(asked)
