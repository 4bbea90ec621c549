"""The question about a price on its pages: the officer's, and the bidder's own."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.webapp.bids import come_in
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW, Clock
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.settling.doing import LOW_PRICE, REASONS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.tendering.fresh_links import fresh_link
from webapp.store.tender_tables import Bidder

DAY = {"answer_by-day": "9", "answer_by-month": "3", "answer_by-year": "2026"}


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return moderated_tender(store, person_of, NOW, offered=LOW_PRICE)


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


def at(scene: Scene, path: str) -> str:
    return f"/procurements/{scene.procurement_id}/settling{path}"


def asked(officer: Client, scene: Scene) -> str:
    """Ask the first bidder about its price, and return the token of its link."""
    answer = officer.fill_in(at(scene, "/prices/1/question"), {"reasons": REASONS, **DAY})
    assert answer.status_code == 200, answer.text
    found = re.search(r"/bid/in/([\w-]+)", answer.text)
    assert found is not None
    return found[1]


def test_a_bidder_is_asked_answers_and_is_decided_on(
    officer: Client, stranger: Client, scene: Scene
) -> None:
    come_in(stranger, asked(officer, scene))
    own = stranger.get("/bid").text
    page = stranger.get("/bid/price-question").text
    sent = stranger.fill_in(
        "/bid/price-question", {"answer": "We <b>own</b> our machines."}, form=0
    )
    after = stranger.get("/bid/price-question?answered=yes").text
    settling = officer.get(at(scene, "")).text
    decided = officer.fill_in(
        at(scene, "/prices/1/decision"),
        {"verdict": "demonstrated", "because": "The machines are paid off."},
    )

    assert "There is a question about your price" in own
    assert "Send your bid" not in own
    assert "Send another bid" not in own
    assert "Whom to ask" in own
    assert "Please answer by the end of 9 March 2026" in page
    assert REASONS in page
    assert sent.status_code == 302
    assert "Your answer is here" in after
    assert "We &lt;b&gt;own&lt;/b&gt; our machines." in after
    assert "Answered, to be decided on" in settling
    assert decided.status_code == 302
    assert "The tender stays" not in stranger.get("/bid/price-question").text
    assert "has decided on your price" in stranger.get("/bid/price-question").text


def test_a_bidder_that_is_not_asked_has_no_such_page(
    store: WatchedStore,
    stranger: Client,
    person_of: Callable[..., Person],
    officer: Client,
    scene: Scene,
) -> None:
    asked(officer, scene)
    by = person_of(Role.PROCUREMENT_OFFICER).id
    with store.by_hand() as session:
        other = session.get(Bidder, scene.bidders[1])
        assert other is not None
        link = fresh_link(session, other, made_by=by, until=NOW, now=NOW)
    come_in(stranger, link.token)

    assert "question about your price" not in stranger.get("/bid").text
    assert stranger.get("/bid/price-question").status_code == 404


def test_no_verdict_is_offered_before_its_time(officer: Client, scene: Scene) -> None:
    unasked = officer.get(at(scene, "/prices/1/decision")).text
    asked(officer, scene)
    early = officer.get(at(scene, "/prices/1/decision")).text

    assert "The bidder was not asked about its price" in unasked
    assert "The bidder has not answered, and its day has not passed" in early
    assert 'name="verdict"' not in early


def test_once_the_day_has_passed_it_can_be_decided_without_an_answer(
    client_of: Callable[..., Client], officer: Client, clock: Clock, scene: Scene
) -> None:
    asked(officer, scene)
    clock.move(timedelta(days=8))

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(
        at(scene, "/prices/1/decision"), {"verdict": "not_demonstrated", "because": "No answer."}
    )
    text = client_of(Role.PROCUREMENT_OFFICER).get(at(scene, "")).text

    assert answer.status_code == 302
    assert "It did not demonstrate the price: the tender is disregarded." in text
    assert "Abnormally low price (Procurement Act 2023, s.19(3)(c))" in text


def test_an_answer_that_came_otherwise_is_entered(officer: Client, scene: Scene) -> None:
    asked(officer, scene)

    sent = officer.fill_in(at(scene, "/prices/1/answer"), {"answer": "By letter: they own them."})

    assert sent.status_code == 302
    text = officer.get(at(scene, "")).text
    assert "By letter: they own them." in text
    assert "entered by Procurement officer of Coventry City Council" in text


def test_reasons_that_name_another_are_refused_and_stay(officer: Client, scene: Scene) -> None:
    answer = officer.fill_in(
        at(scene, "/prices/1/question"), {"reasons": "Gamma Grounds plc asks for more.", **DAY}
    )

    assert answer.status_code == 409
    assert "would tell one bidder about another" in answer.text
    assert "Gamma Grounds plc asks for more." in answer.text


def test_the_chair_reads_prices_and_asks_nobody(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    chair = client_of(Role.EVALUATION_CHAIR)

    assert "/prices/1/question" not in chair.get(at(scene, "")).text
    assert chair.get(at(scene, "/prices/1/question")).status_code == 403
