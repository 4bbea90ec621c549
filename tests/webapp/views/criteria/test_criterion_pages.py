"""The pages on which one criterion is added, told, moved and removed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from evaluation.outline.criteria import Criteria, MinimumAsked
from evaluation.outline.criteria.tree import by_id, walk
from tests.evaluation.outline.criteria.trees import TREE
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.proposals import proposing
from webapp.roles import Role
from webapp.services.accounts import Person

QUESTION = {
    "title": "Method",
    "outcome": "",
    "scale": "0-5",
    "minimum_does": "none",
    **{f"level-{mark}": f"Earns {mark}" for mark in range(6)},
}


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person, clock: Clock) -> UUID:
    found = proposing(store, buyer, clock.now)
    with_criteria(store, buyer, found, clock.now, TREE)
    return found


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/criteria"


@pytest.fixture
def standing(store: WatchedStore, procurement_id: UUID) -> Callable[[], Criteria]:
    """Return the criteria as they stand."""
    return lambda: opened(store, procurement_id).criteria


def order(criteria: Criteria) -> list[str]:
    """Return the ids in the order of the tree."""
    return [one.criterion.id for one in walk(criteria)]


def test_a_question_is_added_and_then_told(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    data = {"kind": "scored", "title": "Start & risks", "within": "quality"}

    added = buyer_client.fill_in(f"{address}/add?within=quality", data)

    assert added.headers["Location"] == f"{address}/of/start-risks"
    assert order(standing()) == ["price", "quality", "method", "people", "start-risks"]
    assert "‘Start &amp; risks’ has no weight" in buyer_client.get(address).text


def test_adding_twice_adds_once(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    read = forms_in(buyer_client.get(f"{address}/add").text)[-1].hidden
    data = {**read, "kind": "gate", "title": "Insurance", "within": "."}

    statuses = [buyer_client.post(f"{address}/add", data=data).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert order(standing())[-1] == "insurance"
    assert len(standing().criteria) == 5


def test_a_second_price_and_a_place_that_is_none_are_not_offered(
    buyer_client: Client, address: str
) -> None:
    page = buyer_client.get(f"{address}/add").text
    refused = buyer_client.fill_in(
        f"{address}/add", {"kind": "price", "title": "Cost", "within": "method"}
    )

    assert 'value="price"' not in page
    assert refused.status_code == 400
    assert "Select what kind of criterion it is" in refused.text
    assert "Select where it stands" in refused.text


def test_a_group_leads_back_to_the_table(buyer_client: Client, address: str) -> None:
    data = {"kind": "group", "title": "Top", "within": "."}

    assert buyer_client.fill_in(f"{address}/add", data).headers["Location"] == (
        f"{address}?saved=criterion"
    )
    again = buyer_client.fill_in(
        f"{address}/add", {"kind": "scored", "title": "In it", "within": "top"}
    )
    assert again.status_code == 302


def test_a_question_is_told_anew(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    data = {
        **QUESTION,
        "minimum_does": "out",
        "minimum": "2",
        "level-5": "<script>\n😀 \u0645\u0631",
    }

    saved = buyer_client.fill_in(f"{address}/of/method", data)

    assert saved.status_code == 302
    found = by_id(standing())["method"]
    assert (found.weight, found.within) == ("60", "quality")
    assert found.minimum == MinimumAsked("2", is_percent=False, disqualifies=True)
    assert found.descriptors[-1].text == "<script>\n😀 \u0645\u0631"
    assert "2; below it a bid is out" in buyer_client.get(address).text
    assert "<script>\n" not in buyer_client.get(f"{address}/of/method").text


def test_another_scale_asks_for_what_its_marks_earn(buyer_client: Client, address: str) -> None:
    saved = buyer_client.fill_in(f"{address}/of/method", {**QUESTION, "scale": "0-10"})

    assert saved.headers["Location"] == f"{address}/of/method#descriptors"
    assert "What earns 10?" in buyer_client.get(f"{address}/of/method").text


def test_what_was_typed_stays_where_it_is_refused(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    data = {**QUESTION, "title": "", "level-3": "Long thought about"}

    page = buyer_client.fill_in(f"{address}/of/method", data)

    assert page.status_code == 400
    assert "Enter what it is called" in page.text
    assert "Long thought about" in page.text
    assert standing() == TREE


def test_a_change_of_another_is_shown_and_nothing_is_lost(
    buyer_client: Client,
    client_of: Callable[..., Client],
    address: str,
    standing: Callable[[], Criteria],
) -> None:
    read = forms_in(buyer_client.get(f"{address}/of/method").text)[-1].hidden
    officer = client_of(Role.PROCUREMENT_OFFICER)
    officer.fill_in(f"{address}/of/method", {**QUESTION, "title": "Their method"})

    mine = {**QUESTION, "title": "My method"}
    page = buyer_client.post(f"{address}/of/method", data={**read, **mine})
    again = buyer_client.post(
        f"{address}/of/method", data={**forms_in(page.text)[-1].hidden, **mine}
    )

    assert page.status_code == 409
    assert "Their method" in page.text
    assert "My method" in page.text
    assert again.status_code == 302
    assert by_id(standing())["method"].title == "My method"


def test_a_price_is_told_anew(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    data = {
        "title": "Price",
        "formula": "set_range",
        "floor": "80,000",
        "ceiling": "120,000",
        "zero_price": "reject_bid",
    }

    page = buyer_client.get(f"{address}/of/price").text
    saved = buyer_client.fill_in(f"{address}/of/price", data)

    assert "disqualify only if it can’t show that it can perform at that price" in page
    assert "The estimated value is £300,000 excluding VAT." in page
    assert saved.status_code == 302
    assert (by_id(standing())["price"].floor, by_id(standing())["price"].ceiling) == (
        "80000",
        "120000",
    )


def test_a_criterion_moves(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    page = buyer_client.get(f"{address}/of/people/move").text
    moved = buyer_client.fill_in(f"{address}/of/people/move", {"place": "quality|"})
    nowhere = buyer_client.fill_in(f"{address}/of/quality/move", {"place": "quality|people"})

    assert "In ‘QUALITY’, after ‘METHOD’" in page
    assert moved.status_code == 302
    assert order(standing()) == ["price", "quality", "people", "method"]
    assert nowhere.status_code == 400


def test_a_group_is_removed_with_what_stands_in_it(
    buyer_client: Client, address: str, standing: Callable[[], Criteria]
) -> None:
    page = buyer_client.get(f"{address}/of/quality/remove").text
    read = forms_in(page)[-1].hidden

    statuses = [
        buyer_client.post(f"{address}/of/quality/remove", data=read).status_code for _ in range(2)
    ]

    assert "What stands in it goes too" in page
    assert statuses == [302, 302]
    assert order(standing()) == ["price"]


@pytest.mark.parametrize("page", ["of/gone", "of/gone/move", "of/gone/remove", "of/%00", "of/.."])
def test_a_criterion_that_is_none_has_no_page(
    buyer_client: Client, address: str, page: str
) -> None:
    assert buyer_client.get(f"{address}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["start", "add", "of/price", "of/price/move", "of/price/remove"])
def test_who_only_reads_changes_nothing(
    client_of: Callable[..., Client], address: str, page: str
) -> None:
    assert client_of(Role.AUDITOR).get(f"{address}/{page}").status_code == 403
    assert client_of(Role.BUYER, "elsewhere").get(f"{address}/{page}").status_code == 404
