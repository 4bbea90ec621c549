"""What was settled is pinned by its acts: promises, grounds, and prices with all that came."""

from collections.abc import Callable
from datetime import timedelta

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.pins import found_unfit, notice_tampering
from tests.webapp.services.settling.doing import (
    DAY,
    LOW_PRICE,
    OPEN_PROMISE,
    asked,
    decided,
    disregarded,
    entered,
    lifted,
    settled,
    tender,
)
from webapp.services.accounts import Person
from webapp.services.panel.acting import Done
from webapp.services.settling.answering import answer_price
from webapp.services.settling.asking import PriceAsked
from webapp.services.settling.prices import Verdict
from webapp.store.award_tables import (
    BidExclusion,
    CommitmentSettlement,
    LetterSent,
    PriceAnswer,
    PriceDecision,
    PriceQuestion,
)

OFFERED = (LOW_PRICE[0], OPEN_PROMISE[1], OPEN_PROMISE[2])


def test_what_was_settled_stands_as_its_acts_pin_it_and_tampering_is_noticed(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = tender(store, person_of, offered=OFFERED)
    before = found_unfit(store)

    assert settled(store, officer, scene) == Done()
    assert disregarded(store, officer, scene, bidder=3) == Done()
    assert disregarded(store, officer, scene) == Done()
    assert lifted(store, officer, scene) == Done()
    assert isinstance(asked(store, officer, scene), PriceAsked)
    told = {"bidder_id": scene.bidders[0], "now": NOW + timedelta(hours=5)}
    assert answer_price(store, answer="We own them.", **told) == Done()  # type: ignore[arg-type] # each is of its type
    assert entered(store, officer, scene, read=1) == Done()
    assert decided(store, officer, scene, Verdict.NOT_DEMONSTRATED) == Done()
    assert decided(store, officer, scene, Verdict.DEMONSTRATED, read=1, now=NOW + 3 * DAY) == Done()
    assert found_unfit(store) == before

    notice_tampering(store, "the decision on a promise", CommitmentSettlement)
    second = {"bidder_id": scene.bidders[1], "is_on": False}
    notice_tampering(store, "the ground against a tender", BidExclusion, **second)
    notice_tampering(store, "the answer about a price", PriceAnswer, number=2)
    notice_tampering(store, "the decision on a price", PriceDecision, number=2)


def test_a_question_and_its_notice_are_pinned_by_the_act_that_sends_them(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = tender(store, person_of, offered=LOW_PRICE)
    before = found_unfit(store)
    assert isinstance(asked(store, officer, scene), PriceAsked)
    assert found_unfit(store) == before

    notice_tampering(store, "the question about a price", PriceQuestion)
    with store.by_hand() as session:
        letter = session.query(LetterSent).one()
        session.add(
            LetterSent(
                procurement_id=letter.procurement_id,
                bidder_id=letter.bidder_id,
                award_telling_id=None,
                kind=letter.kind,
                html="Another notice",
                html_sha256="0" * 64,
                made_by=letter.made_by,
                made_at=letter.made_at,
            )
        )
    (new,) = found_unfit(store).keys() - before.keys()
    assert new.split(", ")[1:3] == ["the letter", "bidder 1"]
