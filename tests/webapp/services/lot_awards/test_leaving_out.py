"""A lot that nobody tenders does not hold up the others: said with the reason, shown and pinned."""

from collections.abc import Callable

import pytest

from evaluation.settling.issues import LotState
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.lots import ASKED, Divided, awarded, joined, joined_lots, left_out
from tests.webapp.results import evaluated_tender
from tests.webapp.services.panel.acts import acts
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.ending.ending import end_procurement
from webapp.services.lot_awards.acting import NO_SUCH_LOT, NOT_AN_OFFICER
from webapp.services.lot_awards.awarding import AwardedNow, Reviewed, review
from webapp.services.lot_awards.joining import HAS_A_TENDER, IS_LEFT_OUT, leave_lot
from webapp.services.lot_awards.pages import LotsPage, lots_page_of
from webapp.services.lot_awards.standing import place_of
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.record.pinned import compared
from webapp.services.refusals import Refused
from webapp.store.lot_tables import LotTender

People = Callable[..., Person]
THREE = ("Parks, north", "Parks, south", "Parks, west")
WHY = "The western parks are kept by the council itself this year."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    """Three lots, the last without a tender."""
    return joined_lots(store, person_of, NOW, titles=THREE)


def shown(store: WatchedStore, person: Person, divided: Divided) -> LotsPage:
    found = lots_page_of(store, person, divided.procurement_id, now=NOW)
    assert isinstance(found, LotsPage)
    return found


def state(store: WatchedStore, divided: Divided, lot: int) -> LotState:
    with store.reading() as session:
        place = place_of(session, divided.tenders[lot - 1].procurement_id)
    assert place is not None
    return place.state


def test_a_lot_without_a_tender_holds_up_the_others_until_it_is_said_not_to_be_tendered(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    before = awarded(store, officer, divided.procurement_id, NOW)
    waiting = shown(store, officer, divided).is_ready

    out = left_out(store, officer, divided.procurement_id, 3, WHY, 2, NOW)
    ready = shown(store, officer, divided)
    read = review(store, officer, divided.procurement_id, ASKED, now=NOW)
    outcome = awarded(store, officer, divided.procurement_id, NOW)

    assert isinstance(before, Refused)
    assert before.problem == "Lot 3 has no tender yet"
    assert "or that none does now" in before.remedy
    assert (waiting, out, ready.is_ready, outcome) == (False, Done(), True, AwardedNow(1))
    assert isinstance(read, Reviewed)
    expected = [(3, "Parks, west", WHY)]
    assert [(one.number, one.title, one.because) for one in read.gathered.left_out] == expected
    after = shown(store, officer, divided)
    assert [(one.number, one.title, one.because) for one in after.left_out] == expected
    assert after.award is not None
    assert (after.is_fresh, [one.number for one in after.award.lots]) == (True, [1, 2])
    assert state(store, divided, 1) is LotState.DECIDED
    (noted,) = acts(store, "award-lots")
    assert noted["left_out"] == [3]


def test_joined_after_all_the_lots_are_to_be_awarded_again(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    left_out(store, officer, divided.procurement_id, 3, WHY, 2, NOW)
    awarded(store, officer, divided.procurement_id, NOW)
    west = evaluated_tender(store, person_of, NOW, reference="COV-2026-010-L3")

    outcome = joined(store, officer, divided.procurement_id, 3, west.procurement_id, NOW)

    stale = shown(store, officer, divided)
    assert outcome == Done()
    assert (stale.left_out, stale.is_fresh, stale.is_seen) == ((), False, True)
    assert state(store, divided, 1) is LotState.OUT_OF_DATE
    assert awarded(store, officer, divided.procurement_id, NOW) == AwardedNow(2)
    again = shown(store, officer, divided)
    assert again.award is not None
    assert [one.number for one in again.award.lots] == [1, 2, 3]


def test_a_lot_whose_tender_ended_before_it_was_evaluated_is_left_out_by_itself(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    west = evaluated_tender(store, person_of, NOW, reference="COV-2026-010-L3")
    joined(store, officer, divided.procurement_id, 3, west.procurement_id, NOW)
    ended = end_procurement(
        store,
        officer,
        procurement_id=west.procurement_id,
        because="No bid was fit.",
        links=LINKS,
        now=NOW,
    )
    assert not isinstance(ended, Refused)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    found = shown(store, officer, divided)
    assert (outcome, found.is_seen, found.is_fresh) == (AwardedNow(1), True, True)
    assert [one.because.split(" was ended")[0] for one in found.left_out] == [
        "Its tender, COV-2026-010-L3,"
    ]


def test_taken_out_and_left_out_the_rest_is_awarded_again_without_it(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    west = evaluated_tender(store, person_of, NOW, reference="COV-2026-010-L3")
    joined(store, officer, divided.procurement_id, 3, west.procurement_id, NOW)
    awarded(store, officer, divided.procurement_id, NOW)
    joined_still = left_out(store, officer, divided.procurement_id, 3, WHY, 3, NOW)
    leave_lot(
        store, officer, procurement_id=divided.procurement_id, lot=3, because=WHY, read=3, now=NOW
    )
    bare = awarded(store, officer, divided.procurement_id, NOW)
    out = left_out(store, officer, divided.procurement_id, 3, WHY, 4, NOW)

    stale = state(store, divided, 1)
    outcome = awarded(store, officer, divided.procurement_id, NOW)

    assert (joined_still, out, stale) == (HAS_A_TENDER, Done(), LotState.OUT_OF_DATE)
    assert isinstance(bare, Refused)
    assert outcome == AwardedNow(2)
    assert shown(store, officer, divided).is_fresh


def test_it_is_said_once_with_the_reason_by_an_officer_of_what_stands(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    group = divided.procurement_id
    bare = left_out(store, officer, group, 3, "", 2, NOW)
    foreign = left_out(store, person_of(Role.BUYER), group, 3, WHY, 2, NOW)
    none = left_out(store, officer, group, 4, WHY, 2, NOW)
    stale = left_out(store, officer, group, 3, WHY, 1, NOW)
    first = left_out(store, officer, group, 3, WHY, 2, NOW)
    twice = left_out(store, officer, group, 3, WHY, 2, NOW)
    other = left_out(store, officer, group, 3, "Another reason.", 3, NOW)

    assert (bare, foreign, none, stale) == (
        NO_REASON, NOT_AN_OFFICER, NO_SUCH_LOT, CHANGED_MEANWHILE,
    )  # fmt: skip
    assert (first, twice, other) == (Done(), Done(), IS_LEFT_OUT)
    assert len(acts(store, "leave-lot-out")) == 1


def test_too_few_lots_that_go_on_are_not_awarded_together(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    both = joined_lots(store, person_of, NOW)
    leave_lot(
        store, officer, procurement_id=both.procurement_id, lot=2, because=WHY, read=2, now=NOW
    )
    left_out(store, officer, both.procurement_id, 2, WHY, 3, NOW)

    outcome = awarded(store, officer, both.procurement_id, NOW)

    found = shown(store, officer, both)
    assert isinstance(outcome, Refused)
    assert outcome.problem.startswith("Fewer than two lots")
    assert (found.is_alone, found.is_ready) == (True, False)


def test_that_a_lot_is_left_out_is_pinned(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    left_out(store, officer, divided.procurement_id, 3, WHY, 2, NOW)
    before = [one for one in compared(store).unfit if " lot" in one.what]
    with store.by_hand() as session:
        lift_guard(session, "lot_tender")
        session.query(LotTender).filter_by(lot=3).one().is_left_out = False

    after = [str(one) for one in compared(store).unfit if " lot" in one.what]

    assert before == []
    assert len(after) == 1
    assert "it was changed" in after[0]
