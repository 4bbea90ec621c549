"""What settles ties and low prices: typed on one page, and told wherever the criteria are."""

from uuid import UUID

import pytest

from evaluation.outline.criteria import Criteria, PriceScreen
from tests.evaluation.outline.criteria.trees import TREE
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.proposals import proposing
from webapp.services.accounts import Person

NOTHING = dict.fromkeys(("first", "second", "third", "below_mean", "below_next"), "")


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person, clock: Clock) -> UUID:
    made = proposing(store, buyer, clock.now)
    with_criteria(store, buyer, made, clock.now, TREE)
    return made


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/criteria"


def test_an_order_for_ties_and_a_screen_are_saved_and_told(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    told = {**NOTHING, "first": "quality", "second": "price", "below_mean": "40 %"}

    saved = buyer_client.fill_in(f"{address}/rules", told)

    assert saved.headers["Location"].endswith("/criteria?saved=rules")
    standing = opened(store, procurement_id).criteria
    assert (standing.tie_break, standing.price_screen) == (
        ("quality", "price"),
        PriceScreen("40"),
    )
    page = buyer_client.get(address).text
    assert "Equal figures are set apart by ‘QUALITY’, then ‘Price’." in page
    assert "A price is asked about from 40 per cent below the mean of the ranked prices." in page
    assert 'value="40"' in buyer_client.get(f"{address}/rules").text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"first": "quality", "second": "quality"}, "this one is compared before"),
        ({"second": "quality"}, "Select what is compared before this one first"),
        ({"first": "nobody"}, "Select a criterion, or none"),
        ({"below_mean": "101"}, "The share below the mean must be"),
        ({"below_next": "0"}, "The share below the next higher price must be"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_saved(
    store: WatchedStore,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
    told: dict[str, str],
    words: str,
) -> None:
    answer = buyer_client.fill_in(f"{address}/rules", {**NOTHING, **told})

    assert answer.status_code == 400
    assert words in answer.text
    assert opened(store, procurement_id).criteria == TREE


def test_a_change_that_somebody_made_meanwhile_is_shown(
    store: WatchedStore,
    buyer: Person,
    buyer_client: Client,
    clock: Clock,
    procurement_id: UUID,
    address: str,
) -> None:
    (*_, form) = forms_in(buyer_client.get(f"{address}/rules").text)
    with_criteria(store, buyer, procurement_id, clock.now, Criteria(TREE.criteria[:1]))

    told = {**NOTHING, **form.hidden, "first": "price"}
    answer = buyer_client.post(f"{address}/rules", data=told)

    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
