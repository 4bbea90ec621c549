"""The page of a task list is made once, and is never out of date nor another reader's."""

from collections.abc import Callable
from contextlib import closing

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.parts import with_parts
from tests.webapp.samples import decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store import Store


def test_each_reader_has_their_own_page(
    buyer_client: Client, client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    address = f"/procurements/{decided(store, buyer, NOW)}"
    auditor = client_of(Role.AUDITOR)

    pages = [client.get(address).text for client in (buyer_client, auditor, buyer_client, auditor)]

    assert ["Continue:" in one for one in pages] == [True, False, True, False]
    assert ["You can read this" in one for one in pages] == [False, True, False, True]
    assert ["Copy this procurement" in one for one in pages] == [True, False, True, False]


def test_a_procurement_of_another_organisation_is_not_found_though_it_is_kept(
    buyer_client: Client, client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    address = f"/procurements/{decided(store, buyer, NOW)}"
    buyer_client.get(address)

    assert client_of(Role.BUYER, "elsewhere").get(address).status_code == 404


def test_what_another_process_saves_stands_on_the_next_page(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)
    address = f"/procurements/{procurement_id}"
    before = buyer_client.get(address).text

    with closing(Store(store.url)) as elsewhere:
        with_parts(elsewhere, buyer, procurement_id, NOW)

    assert "Continue: commissioning checklist" in before
    assert "Continue: commissioning checklist" not in buyer_client.get(address).text


def test_whose_page_it_is_stands_outside_of_what_is_kept(
    buyer_client: Client, client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    address = f"/procurements/{decided(store, buyer, NOW)}"

    mine, theirs = (one.get(address).text for one in (buyer_client, client_of(Role.AUDITOR)))

    assert buyer.name in mine
    assert buyer.name not in theirs
