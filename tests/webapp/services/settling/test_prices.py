"""Prices in question: the notice, the bidder's answer, and what may be decided when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from evaluation.settling.grounds import ABNORMALLY_LOW
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene
from tests.webapp.services.panel.acts import acts, told_to
from tests.webapp.services.settling.doing import (
    DAY,
    LOW_PRICE,
    REASONS,
    asked,
    decided,
    entered,
    lifted,
    shown,
    tender,
)
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, Done
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.services.settling.acting import NOT_AN_OFFICER
from webapp.services.settling.answering import DECIDED, answer_price, own_question
from webapp.services.settling.asking import NO_REASONS, NOT_RANKED, TOO_EARLY, PriceAsked
from webapp.services.settling.excluding import NOT_EXCLUDED
from webapp.services.settling.price_cases import PriceState
from webapp.services.settling.prices import NO_ANSWER_YET, NOT_ASKED, TIME_NOT_OVER, Verdict
from webapp.store import settlements
from webapp.store.award_tables import LetterSent
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import BidderLink


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return tender(store, person_of, offered=LOW_PRICE)


def state(store: WatchedStore, officer: Person, scene: Scene, *, days: int = 0) -> PriceState:
    case = shown(store, officer, scene, now=NOW + timedelta(days=days)).price(1)
    assert case is not None
    return case.state


def grounds(store: WatchedStore, scene: Scene) -> list[str]:
    with store.reading() as session:
        return [one.ground for one in settlements.exclusions(session, scene.procurement_id)]


def test_a_price_that_the_screen_asks_about_stands_first_and_is_open(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    found = shown(store, officer, scene)

    assert [(one.called, one.state) for one in found.prices] == [
        ("Alpha Ltd", PriceState.TO_ASK),
        ("Beta Gardens CIC", PriceState.NONE),
        ("Gamma Grounds plc", PriceState.NONE),
    ]
    assert found.prices[0].because.startswith("The price, £60,000, is")
    assert found.open_count == 1


def test_the_bidder_gets_a_notice_and_a_link_that_takes_the_place_of_the_others(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcome = asked(store, officer, scene)

    assert isinstance(outcome, PriceAsked)
    assert outcome.link is not None
    with store.reading() as session:
        (letter,) = session.scalars(select(LetterSent))
        (mail,) = session.scalars(select(Mail))
        (link,) = session.scalars(select(BidderLink).where(BidderLink.ended_at.is_(None)))
    assert (mail.recipient, letter.kind) == ("bids-1@supplier.example", "abnormally-low-price")
    assert outcome.link.token in mail.text
    assert REASONS not in mail.text
    assert REASONS in letter.html
    assert "Procurement officer of Coventry City Council, procurement officer" in letter.html
    assert "[" not in letter.html
    assert link.expires_at > NOW + 60 * DAY


def test_the_notice_tells_nothing_of_other_tenders(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)

    with store.reading() as session:
        (letter,) = session.scalars(select(LetterSent))
    assert all(
        one not in letter.html for one in ("Beta", "Gamma", "112,500", "121,000", "the mean of")
    )


@pytest.mark.parametrize(
    "reasons",
    ["Beta Gardens CIC asks twice as much.", "Another offers £112,500.50 for the same work."],
)
def test_reasons_that_tell_of_another_bidder_are_refused(
    store: WatchedStore, officer: Person, scene: Scene, reasons: str
) -> None:
    outcome = asked(store, officer, scene, reasons)

    assert isinstance(outcome, Refused)
    assert "would tell one bidder about another" in outcome.problem


@pytest.mark.parametrize(
    ("reasons", "days", "expected"), [("", 7, NO_REASONS), (REASONS, 0, TOO_EARLY)]
)
def test_it_needs_reasons_and_time(
    store: WatchedStore,
    officer: Person,
    scene: Scene,
    reasons: str,
    days: int,
    expected: Refused,
) -> None:
    assert asked(store, officer, scene, reasons, days=days) == expected


def test_the_same_question_twice_is_sent_once(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    again = asked(store, officer, scene)

    assert again == PriceAsked("Alpha Ltd", "bids-1@supplier.example")
    assert len(acts(store, "ask-about-price")) == 1
    with store.reading() as session:
        assert len(session.scalars(select(Mail)).all()) == 1


def test_the_bidder_answers_once_for_the_same_words_and_the_officer_is_told(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    outcomes = [
        answer_price(store, bidder_id=scene.bidders[0], answer="We own them.", now=NOW + DAY)
        for _ in range(2)
    ]

    assert outcomes == [Done(), Done()]
    own = own_question(store, scene.procurement_id, scene.bidders[0], now=NOW + DAY)
    assert own is not None
    assert [one.answer for one in own.answers] == ["We own them."]
    assert "price-answered" in told_to(store, officer)
    (known,) = acts(store, "answer-price-question")
    assert "own" not in str(known)
    assert state(store, officer, scene) is PriceState.ANSWERED


def test_another_bidder_sees_no_question(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)

    assert own_question(store, scene.procurement_id, scene.bidders[1], now=NOW) is None


def test_nothing_is_decided_before_it_is_asked_or_before_its_time(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    unasked = decided(store, officer, scene, Verdict.NOT_DEMONSTRATED)
    asked(store, officer, scene)
    outcomes = [decided(store, officer, scene, verdict) for verdict in Verdict]

    assert unasked == NOT_ASKED
    assert outcomes == [NO_ANSWER_YET, TIME_NOT_OVER, TIME_NOT_OVER]
    assert state(store, officer, scene) is PriceState.ASKED


def test_a_price_that_was_demonstrated_keeps_its_tender(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    entered(store, officer, scene)
    outcome = decided(store, officer, scene, Verdict.DEMONSTRATED)

    assert outcome == Done()
    assert grounds(store, scene) == []
    assert shown(store, officer, scene).open_count == 0
    with store.reading() as session:
        answer = built(session, scene.procurement_id).tender.by_id["A"].abnormally_low
    assert answer is not None
    assert answer.verdict == "demonstrated"


def test_one_that_was_not_is_disregarded_in_the_same_act(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    outcome = decided(
        store, officer, scene, Verdict.NOT_DEMONSTRATED, "Nothing came.", now=NOW + 8 * DAY
    )

    assert outcome == Done()
    assert grounds(store, scene) == [ABNORMALLY_LOW.words]
    with store.reading() as session:
        (row,) = settlements.exclusions(session, scene.procurement_id)
    assert row.heard.endswith("no answer came")
    assert isinstance(lifted(store, officer, scene), Refused)


def test_a_tender_may_be_kept_although_its_price_was_not_demonstrated(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    decided(store, officer, scene, Verdict.NOT_DISREGARDED, "It is worth it.", now=NOW + 8 * DAY)

    assert grounds(store, scene) == []
    assert shown(store, officer, scene).open_count == 0


def test_deciding_again_lifts_what_the_first_decision_disregarded(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    entered(store, officer, scene)
    decided(store, officer, scene, Verdict.NOT_DEMONSTRATED)
    stale = decided(store, officer, scene, Verdict.DEMONSTRATED, "Seen again.")
    again = decided(store, officer, scene, Verdict.DEMONSTRATED, "Seen again.", read=1)

    assert (stale, again) == (CHANGED_MEANWHILE, Done())
    assert grounds(store, scene) == []
    assert len(acts(store, "lift-disregard")) == 1


def test_after_the_decision_no_answer_is_taken_and_what_was_decided_is_not_told(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    entered(store, officer, scene)
    decided(store, officer, scene, Verdict.NOT_DEMONSTRATED)

    late = answer_price(store, bidder_id=scene.bidders[0], answer="One more", now=NOW + 3 * DAY)

    assert late == DECIDED
    own = own_question(store, scene.procurement_id, scene.bidders[0], now=NOW + 3 * DAY)
    assert own is not None
    assert own.is_decided


def test_a_tender_that_is_not_ranked_is_not_asked_and_the_chair_asks_nobody(
    store: WatchedStore, officer: Person, chair: Person, scene: Scene
) -> None:
    asked(store, officer, scene)
    decided(store, officer, scene, Verdict.NOT_DEMONSTRATED, now=NOW + 8 * DAY)

    assert asked(store, officer, scene, "Once more.", read=1) == NOT_RANKED
    assert asked(store, chair, scene) == NOT_AN_OFFICER
    assert lifted(store, officer, scene, number=7) == NOT_EXCLUDED
