"""Lots of an outline that is approved anew, or of a procurement that ended, are no dead end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evaluation.outline.lots import Division, Lot, Lots
from evaluation.settling.issues import LotState
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.lots import REASONS, TITLES, Divided, awarded, joined_lots
from tests.webapp.outlined_anew import outlined_anew
from tests.webapp.services.dashboards.test_tenders import counted_queries
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.acting import NOT_DIVIDED
from webapp.services.lot_awards.awarding import AwardedNow
from webapp.services.lot_awards.joining import leave_lot
from webapp.services.lot_awards.pages import LotsPage, lots_page_of
from webapp.services.lot_awards.standing import LotPlace, place_of
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.store.ending_tables import ProcurementEnding

People = Callable[..., Person]
Clients = Callable[..., Client]
WHY = "The lot is given up."
LOTS = Lots(
    Division.DIVIDED,
    "Areas that smaller firms can serve.",
    tuple(Lot(number, title) for number, title in enumerate(TITLES, start=1)),
    1,
    REASONS,
)


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


@pytest.fixture
def anew(store: WatchedStore, person_of: People, divided: Divided) -> Callable[..., None]:
    def outline(lots: Lots, number: int) -> None:
        buyer = person_of(Role.BUYER)
        outlined_anew(store, buyer, divided.procurement_id, lots, number, NOW)

    return outline


def place(store: WatchedStore, divided: Divided, lot: int) -> LotPlace | None:
    with store.reading() as session:
        return place_of(session, divided.tenders[lot - 1].procurement_id)


def state(store: WatchedStore, divided: Divided, lot: int) -> LotState:
    found = place(store, divided, lot)
    assert found is not None
    return found.state


def taken_out(
    store: WatchedStore, officer: Person, divided: Divided, lot: int, read: int = 2
) -> Done | Refused:
    return leave_lot(
        store,
        officer,
        procurement_id=divided.procurement_id,
        lot=lot,
        because=WHY,
        read=read,
        now=NOW,
    )


@pytest.mark.parametrize(
    "lots",
    [
        replace(LOTS, most_lots=2),
        replace(LOTS, lots=(*LOTS.lots, Lot(3, "Parks, west"))),
        replace(LOTS, lots=(LOTS.lots[0], Lot(2, "Parks, far south"))),
        Lots(Division.WHOLE, "One contractor serves all parks."),
    ],
)
def test_another_limit_or_other_lots_make_the_award_out_of_date(
    lots: Lots, store: WatchedStore, officer: Person, divided: Divided, anew: Callable[..., None]
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    before = state(store, divided, 1)

    anew(lots, 2)

    shown = lots_page_of(store, officer, divided.procurement_id, now=NOW)
    assert isinstance(shown, LotsPage)
    assert (before, state(store, divided, 1)) == (LotState.DECIDED, LotState.OUT_OF_DATE)
    assert not shown.is_fresh


def test_words_that_the_award_does_not_go_by_leave_it_standing_and_cost_one_query(
    store: WatchedStore, officer: Person, divided: Divided, anew: Callable[..., None]
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    with counted_queries() as before:
        place(store, divided, 1)

    anew(replace(LOTS, reasons="Areas that many firms can serve."), 2)

    with counted_queries() as after:
        found = place(store, divided, 1)
    assert found is not None
    assert found.state is LotState.DECIDED
    assert len(after) == len(before) + 1


def test_awarded_again_by_another_limit_it_stands(
    store: WatchedStore, officer: Person, divided: Divided, anew: Callable[..., None]
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    anew(replace(LOTS, most_lots=2), 2)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    found = place(store, divided, 2)
    assert outcome == AwardedNow(2)
    assert found is not None
    assert (found.state, found.passed_over) == (LotState.DECIDED, ())


def test_a_lot_that_the_outline_drops_has_a_page_on_which_its_tender_is_taken_out(
    store: WatchedStore,
    officer: Person,
    divided: Divided,
    anew: Callable[..., None],
    client_of: Clients,
) -> None:
    anew(replace(LOTS, lots=(LOTS.lots[1], Lot(3, "Parks, west"))), 2)
    start = f"/procurements/{divided.procurement_id}/award-of-lots"
    client = client_of(Role.PROCUREMENT_OFFICER)

    refused = awarded(store, officer, divided.procurement_id, NOW)
    listed, own = client.get(start), client.get(f"{start}/lots/1")

    assert isinstance(refused, Refused)
    assert refused.problem.startswith("Lot 3 has no tender") or "lot 1 any more" in refused.problem
    assert f"{start}/lots/1" in listed.text
    assert "The approved outline has no such lot any more" in own.text
    assert own.status_code == 200
    assert taken_out(store, officer, divided, 1) == Done()
    assert place(store, divided, 1) is None


def test_of_a_contract_that_is_not_divided_any_more_the_tenders_are_taken_out(
    store: WatchedStore, officer: Person, divided: Divided, anew: Callable[..., None]
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    anew(Lots(Division.WHOLE, "One contractor serves all parks."), 2)

    shown = lots_page_of(store, officer, divided.procurement_id, now=NOW)
    outcomes = [taken_out(store, officer, divided, lot, lot + 1) for lot in (1, 2)]
    after = lots_page_of(store, officer, divided.procurement_id, now=NOW)

    assert isinstance(shown, LotsPage)
    assert [one.number for one in shown.lots] == [1, 2]
    assert (outcomes, after) == ([Done(), Done()], NOT_DIVIDED)


def test_of_a_procurement_that_ended_the_tenders_are_taken_out_and_awarded_by_themselves(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    with store.by_hand() as session:
        session.add(
            ProcurementEnding(
                procurement_id=divided.procurement_id,
                phase="preparing",
                because="The parks are closed.",
                role="procurement_officer",
                needs_notice=False,
                made_by=officer.id,
                made_at=NOW,
            )
        )

    together = awarded(store, officer, divided.procurement_id, NOW)
    outcomes = [taken_out(store, officer, divided, lot, lot + 1) for lot in (1, 2)]

    assert isinstance(together, Refused)
    assert outcomes == [Done(), Done()]
    assert place(store, divided, 1) is None
