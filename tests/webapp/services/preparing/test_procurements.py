"""Procurements: started once a reference, listed for one's own organisation."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.finding import ROWS_A_PAGE, list_procurements
from webapp.services.preparing.procurements import (
    StartRefused,
    open_procurement,
    organisation_of,
    start_procurement,
)
from webapp.services.standing import Turn

TODAY = date(2026, 3, 2)


def test_a_reference_is_used_once_in_an_organisation(store: WatchedStore, buyer: Person) -> None:
    started(store, buyer, NOW)

    outcome = start_procurement(
        store,
        buyer,
        organisation_id=buyer.memberships[0].organisation_id,
        reference="COV-2026-014",
        title="Another",
        now=NOW,
    )

    assert outcome is StartRefused.REFERENCE_TAKEN


def test_another_organisation_may_use_the_same_reference(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    elsewhere = person_of(Role.BUYER, "elsewhere")

    assert started(store, buyer, NOW) != started(store, elsewhere, NOW)
    assert list_procurements(store, buyer, page=1, today=TODAY).total == 1


def test_the_list_begins_with_what_has_waited_longest(store: WatchedStore, buyer: Person) -> None:
    started(store, buyer, NOW, reference="new")
    started(store, buyer, NOW - timedelta(days=9), reference="old")

    rows = list_procurements(store, buyer, page=1, today=TODAY).rows

    assert [row.reference for row in rows] == ["old", "new"]
    assert (rows[0].waits_for, rows[0].started_by) == (Turn.BUYER, buyer.name)


def test_a_long_list_has_pages_and_each_costs_one_reading(
    store: WatchedStore, buyer: Person
) -> None:
    for number in range(ROWS_A_PAGE + 1):
        started(store, buyer, NOW, reference=f"R-{number}")
    before = store.readings

    second = list_procurements(store, buyer, page=2, today=TODAY)

    assert store.readings == before + 1
    assert (len(second.rows), second.total, second.pages) == (1, ROWS_A_PAGE + 1, 2)


def test_a_procurement_that_is_none_is_not_found(store: WatchedStore) -> None:
    assert open_procurement(store, uuid4()) is None
    assert organisation_of(store, uuid4()) is None
