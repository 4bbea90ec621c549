"""What is awarded in one lot keeps all lots as they are, so that no limit is got round."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approve, sent, step
from tests.webapp.lots import Divided, awarded, joined, joined_lots, left_out
from tests.webapp.results import evaluated, evaluated_tender
from tests.webapp.told_lots import told_lots
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.joining import leave_lot
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused

People = Callable[..., Person]
Clients = Callable[..., Client]
WHY = "It is awarded by itself."
THREE = ("Parks, north", "Parks, south", "Parks, west")


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


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


def test_while_an_award_stands_in_one_lot_no_other_is_taken_out_or_joined(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    divided = joined_lots(store, person_of, NOW, titles=THREE)
    group_id = divided.procurement_id
    left_out(store, officer, group_id, 3, WHY, 2, NOW)
    awarded(store, officer, group_id, NOW)
    evaluated(store, divided.tenders[0], officer, NOW, number=2, why="Lots")
    approve(store, divided.tenders[0], person_of, NOW, run=2)
    west = evaluated_tender(store, person_of, NOW, reference="COV-2026-010-L3")

    out = taken_out(store, officer, divided, 2, 3)
    into = joined(store, officer, group_id, 3, west.procurement_id, NOW)

    assert isinstance(out, Refused)
    assert out == into
    assert out.problem == (
        "An award of lot 1 (COV-2026-010-L1) is recommended or approved, and rests on all lots as "
        "they are"
    )
    assert out.remedy == "Take that back first, with its reason"
    step(
        store,
        divided.tenders[0],
        "withdrawn",
        officer,
        Role.PROCUREMENT_OFFICER,
        NOW,
        number=3,
        run=2,
    )
    assert taken_out(store, officer, divided, 2, 3) == Done()


def test_a_lot_without_a_tender_is_not_left_out_then_either(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    divided = joined_lots(store, person_of, NOW, titles=THREE)
    approve(store, divided.tenders[0], person_of, NOW)

    outcome = left_out(store, officer, divided.procurement_id, 3, WHY, 2, NOW)

    assert isinstance(outcome, Refused)
    assert outcome.problem.startswith("An award of lot 1 ")


def test_once_bidders_are_told_the_remedies_are_what_can_still_be_done(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    divided = told_lots(store, person_of)
    first = divided.tenders[0]
    approve(store, first, person_of, NOW, run=2)
    sent(store, first, officer, NOW)

    told = (
        taken_out(store, officer, divided, 2),
        awarded(store, officer, divided.procurement_id, NOW),
    )
    step(store, first, "awarded", officer, Role.PROCUREMENT_OFFICER, NOW, number=3, run=2)
    entered = (
        taken_out(store, officer, divided, 2),
        awarded(store, officer, divided.procurement_id, NOW),
    )

    first_told, again_told, first_entered, again_entered = (*told, *entered)
    assert isinstance(first_told, Refused)
    assert isinstance(again_told, Refused)
    assert isinstance(first_entered, Refused)
    assert isinstance(again_entered, Refused)
    assert first_told.problem == (
        "The bidders of lot 1 (COV-2026-010-L1) are told of its award, and it was awarded together "
        "with the other lots as they are"
    )
    assert again_told.problem == (
        "Lot 1 (COV-2026-010-L1): it is decided and its bidders are told, so that the lots can’t "
        "be awarded anew together"
    )
    assert again_told.remedy == (
        "Take its award back, of which every bidder is told; or end the tender of each lot that is "
        "still open without award, and tender it anew"
    )
    assert "is entered into" in first_entered.problem
    assert again_entered.problem == (
        "Lot 1 (COV-2026-010-L1): its contract is entered into, so that the lots can’t be awarded "
        "anew together"
    )
    assert "ake" not in first_entered.remedy + again_entered.remedy


def test_a_tender_that_is_taken_out_after_an_award_says_that_the_limit_is_not_looked_at(
    store: WatchedStore, person_of: People, officer: Person, client_of: Clients
) -> None:
    divided = joined_lots(store, person_of, NOW)
    second = divided.tenders[1]
    awarded(store, officer, divided.procurement_id, NOW)
    assert taken_out(store, officer, divided, 2) == Done()
    evaluated(store, second, officer, NOW, number=2, why="Taken out")
    client = client_of(Role.PROCUREMENT_OFFICER)

    pages = [
        client.get(f"/procurements/{second.procurement_id}/award{path}").text
        for path in ("", "/recommendation")
    ]

    said = "This was the tender of lot 2 of COV-2026-010, and was taken out on "
    assert [said in one for one in pages] == [True, True]
    assert "more lots than the limit, which is 1." in pages[0]
    first = client.get(f"/procurements/{divided.tenders[0].procurement_id}/award").text
    assert "This was the tender" not in first
