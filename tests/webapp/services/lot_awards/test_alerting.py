"""Officers of all lots are told when the award of one is taken back, ended or evaluated anew."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approve
from tests.webapp.lots import Divided, awarded, joined_lots
from tests.webapp.outlines import seated
from tests.webapp.results import evaluated_tender, excluded
from tests.webapp.services.panel.acts import told_to
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.recommending import withdraw_recommendation
from webapp.services.ending.ending import end_procurement
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.result.running import EvaluatedNow, evaluate_now

People = Callable[..., Person]
WHY = "The parks are closed."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def other(store: WatchedStore) -> Person:
    return seated(store, "Ada Byron", NOW, role=Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People, officer: Person) -> Divided:
    found = joined_lots(store, person_of, NOW - timedelta(hours=1))
    awarded(store, officer, found.procurement_id, NOW - timedelta(minutes=50))
    return found


def test_a_recommendation_that_is_taken_back(
    store: WatchedStore, person_of: People, officer: Person, other: Person, divided: Divided
) -> None:
    first = divided.tenders[0]
    approve(store, first, person_of, NOW)

    outcome = withdraw_recommendation(
        store, officer, procurement_id=first.procurement_id, because=WHY, read=2, now=NOW
    )

    assert outcome == Done()
    assert told_to(store, other).count("lot-changed") == 1


def test_a_lot_that_ends(
    store: WatchedStore, officer: Person, other: Person, divided: Divided
) -> None:
    outcome = end_procurement(
        store,
        officer,
        procurement_id=divided.tenders[0].procurement_id,
        because=WHY,
        links=LINKS,
        now=NOW,
    )

    assert not isinstance(outcome, Refused)
    assert told_to(store, other).count("lot-changed") == 1


def test_an_evaluation_that_makes_the_lots_out_of_date_once(
    store: WatchedStore, officer: Person, other: Person, divided: Divided
) -> None:
    id_ = divided.tenders[0].procurement_id
    again = evaluate_now(store, officer, id_, why="Lots awarded", now=NOW)
    quiet = told_to(store, other).count("lot-changed")
    for bidder, number in ((0, 3), (1, 4)):
        excluded(store, divided.tenders[0], bidder, officer, NOW)
        stale = evaluate_now(store, officer, id_, why="Excluded", now=NOW)
        assert stale == EvaluatedNow(number)

    assert again == EvaluatedNow(2)
    assert (quiet, told_to(store, other).count("lot-changed")) == (0, 1)


def test_nobody_is_told_of_a_tender_of_no_lot(
    store: WatchedStore, person_of: People, officer: Person, other: Person
) -> None:
    scene = evaluated_tender(store, person_of, NOW, reference="COV-2026-030")
    approve(store, scene, person_of, NOW)

    withdraw_recommendation(
        store, officer, procurement_id=scene.procurement_id, because=WHY, read=2, now=NOW
    )

    assert told_to(store, other).count("lot-changed") == 0
