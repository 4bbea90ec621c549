"""On the awards of which other lots those of a lot rest, and what waits for them."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete

from evaluation.lots import Rule
from evaluation.lots.serialisation import lots_json
from evaluation.settling.issues import LotState
from tests.evaluation.lots.made import awarded, evaluations, lots
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.letters import approve, sent, step
from tests.webapp.lots import Divided
from tests.webapp.results import evaluated, excluded
from tests.webapp.services.letters.test_standstill import ENDS, PUBLISHED, entered, noticed
from tests.webapp.tenders import LINKS
from tests.webapp.told_lots import told_lots
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.resting import resting_of
from webapp.services.ending.ending import end_procurement
from webapp.services.letters.drafting import Drafted, letters_of
from webapp.services.letters.noticing import NoticeEntry
from webapp.services.lot_awards.resting import lots_rested_on
from webapp.services.lot_awards.standing import place_of
from webapp.services.refusals import Refused
from webapp.store.award_tables import LetterWords
from webapp.store.lot_tables import LotOutcome

People = Callable[..., Person]
Clients = Callable[..., Client]
LATER = ENDS + timedelta(days=3)
CHAIN = (("Alpha Ltd", "Zeta Ltd"), ("Alpha Ltd", "Beta CIC"), ("Beta CIC", "Gamma plc"))
THREE = ("Parks, north", "Parks, south", "Parks, west")


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


def rested_on(rule: Rule, marks: dict[str, dict[str, str]], lot: str) -> frozenset[str]:
    """Return on which lots the award of a lot rests."""
    of = lots(rule, marks)
    return lots_rested_on(lots_json(of, awarded(of), evaluations(of)), lot)


def drafted(store: WatchedStore, divided: Divided, lot: int) -> Drafted:
    with store.reading() as session:
        found = letters_of(session, divided.tenders[lot - 1].procurement_id, today=NOW.date())
    assert isinstance(found, Drafted)
    return found


def state(store: WatchedStore, divided: Divided, lot: int) -> LotState:
    with store.reading() as session:
        place = place_of(session, divided.tenders[lot - 1].procurement_id)
    assert place is not None
    return place.state


def ended(store: WatchedStore, officer: Person, divided: Divided, lot: int) -> None:
    outcome = end_procurement(
        store,
        officer,
        procurement_id=divided.tenders[lot - 1].procurement_id,
        because="The parks are closed.",
        links=LINKS,
        now=NOW,
    )
    assert not isinstance(outcome, Refused), outcome


def test_they_are_the_lots_of_who_is_passed_over_and_what_these_rest_on_in_turn() -> None:
    marks = {"1": {"A": "9"}, "2": {"A": "9", "B": "8"}, "3": {"B": "9", "C": "8"}}

    assert rested_on(Rule.IN_ORDER, marks, "3") == {"1", "2"}
    assert rested_on(Rule.IN_ORDER, marks, "2") == {"1"}
    assert rested_on(Rule.IN_ORDER, marks, "1") == frozenset()


def test_letters_wait_for_all_that_theirs_rest_on_to_be_approved_and_told(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    chain = told_lots(store, person_of, names=CHAIN, titles=THREE)
    for scene in chain.tenders[1:]:
        approve(store, scene, person_of, NOW - timedelta(minutes=10), run=2)
    before = drafted(store, chain, 2).because, drafted(store, chain, 3).because
    approve(store, chain.tenders[0], person_of, NOW - timedelta(minutes=10), run=2)
    approved = drafted(store, chain, 2).because, drafted(store, chain, 3).because
    sent(store, chain.tenders[0], officer, NOW)
    told = drafted(store, chain, 2).because, drafted(store, chain, 3).because
    sent(store, chain.tenders[1], officer, NOW)

    of = "of COV-2026-010, whose"
    assert set(before) == {
        f"The letters rest on lot 1 {of} award is not approved yet. Have that approved first"
    }
    assert approved == tuple(
        f"The letters rest on {lots} {of} bidders are not told yet. Send {its} letters first"
        for lots, its in (("lot 1", "its"), ("lots 1 and 2", "their"))
    )
    last = f"The letters rest on lot 2 {of} bidders are not told yet. Send its letters first"
    assert told == ("", last)
    assert drafted(store, chain, 3).because == ""


def test_letters_that_rest_on_each_other_are_sent_on_one_day_and_none_waits_for_ever(
    store: WatchedStore, person_of: People, officer: Person, client_of: Clients
) -> None:
    both = told_lots(store, person_of)
    approve(store, both.tenders[0], person_of, NOW - timedelta(minutes=10), run=2)
    with store.by_hand() as session:
        lift_guard(session, "lot_outcome")
        session.query(LotOutcome).filter_by(lot=1).one().rests_on = json.dumps([2])
    waiting = drafted(store, both, 1).because
    approve(store, both.tenders[1], person_of, NOW - timedelta(minutes=10), run=2)
    ready = [drafted(store, both, lot) for lot in (1, 2)]
    page = client_of(Role.PROCUREMENT_OFFICER).get(
        f"/procurements/{both.tenders[0].procurement_id}/letters"
    )

    assert waiting.endswith("whose award is not approved yet. Have that approved first")
    said = "Lots 1 and 2 rest on each other: send the letters of each on the same day"
    assert [(one.because, one.same_day) for one in ready] == [("", said)] * 2
    assert said in page.text
    sent(store, both.tenders[0], officer, NOW)
    sent(store, both.tenders[1], officer, NOW)


def test_letters_wait_for_others_that_rest_on_theirs_and_could_not_be_sent(
    store: WatchedStore, person_of: People
) -> None:
    both = told_lots(store, person_of)
    for scene in both.tenders:
        approve(store, scene, person_of, NOW - timedelta(minutes=10), run=2)
    with store.by_hand() as session:
        lift_guard(session, "lot_outcome")
        session.query(LotOutcome).filter_by(lot=1).one().rests_on = json.dumps([2])
        lift_guard(session, "letter_words")
        session.execute(
            delete(LetterWords).where(LetterWords.procurement_id == both.tenders[1].procurement_id)
        )

    assert drafted(store, both, 1).because == (
        "The letters rest on lot 2 of COV-2026-010, and the other way round, and its letters can’t "
        "be sent yet. See first to what holds those up"
    )


def test_a_lot_that_ends_after_it_was_won_makes_those_out_of_date_that_rest_on_it(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    both = told_lots(store, person_of)
    approve(store, both.tenders[1], person_of, NOW - timedelta(minutes=10), run=2)

    ended(store, officer, both, 1)

    assert state(store, both, 2) is LotState.OUT_OF_DATE
    assert drafted(store, both, 2).because == (
        "Lot 1, on whose award lot 2 of COV-2026-010 rests, was ended without award. Have the lots "
        "awarded again"
    )
    with store.reading() as session:
        issues = resting_of(session, both.tenders[1].procurement_id).issues
    said = "Lot 1, on whose award lot 2 of COV-2026-010 rests, was ended without award"
    assert [one.problem for one in issues] == [said]


def test_a_lot_that_ends_leaves_those_as_they_are_that_do_not_rest_on_it(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    both = told_lots(store, person_of)

    ended(store, officer, both, 2)

    assert state(store, both, 1) is LotState.DECIDED


def test_the_contract_waits_while_what_its_award_rests_on_does_not_stand(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    both = told_lots(store, person_of)
    first, second = both.tenders
    for scene in both.tenders:
        approve(store, scene, person_of, NOW - timedelta(minutes=10), run=2)
        sent(store, scene, officer, NOW)
    noticed(store, second, officer, NoticeEntry(PUBLISHED, reference="2026/S 000-1"))
    step(store, first, "reversed", officer, Role.PROCUREMENT_OFFICER, NOW, number=3, run=2)

    taken_back = entered(store, second, officer, LATER, LATER)
    excluded(store, first, 0, officer, NOW)
    evaluated(store, first, officer, NOW, number=3, why="Excluded")
    stale = entered(store, second, officer, LATER, LATER)
    with store.reading() as session:
        (issue,) = resting_of(session, first.procurement_id).issues
    ended(store, officer, both, 1)
    gone = entered(store, second, officer, LATER, LATER)

    back = "Take this award back, of which every bidder is told, and have the lots awarded again"
    assert taken_back == Refused(
        "The award rests on that of lot 1 of COV-2026-010, which is not approved now",
        f"Have that approved; or {back[0].lower()}{back[1:]}",
    )
    assert stale == Refused(
        "The lots were awarded on evaluations, tenders or an outline that no longer stand", back
    )
    assert issue.remedy == (
        "Take back the award of lot 2, of which bidders are told, and have the lots awarded again, "
        "all together; or end this procurement without award, and tender the lot anew"
    )
    assert gone == Refused(
        "Lot 1, on whose award lot 2 of COV-2026-010 rests, was ended without award", back
    )
