"""The files of bids as they came in: those that were opened, and none that stayed sealed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from evaluation.disclosure import recipient_of
from tests.webapp.bids import (
    SECOND,
    bid_file,
    bidder_ids,
    deadline_of,
    sent_in,
    tender_out,
    tokens,
)
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import read_zip
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.opening import open_bids
from webapp.services.bids.sealed import Vault
from webapp.services.disclosure.making import Made, disclose

AFTER = deadline_of(NOW) + SECOND


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, "k" * 32)


def court_file(
    store: WatchedStore, vault: Vault, procurement_id: UUID, now: datetime
) -> dict[str, bytes]:
    made = disclose(
        store,
        vault,
        None,
        procurement_id=procurement_id,
        recipient=recipient_of("court"),
        now=now,
    )
    assert isinstance(made, Made), made
    with made.file as file:
        return read_zip(file)


def test_the_bid_that_counts_is_in_the_file_once_it_is_open_and_the_one_before_never(
    store: WatchedStore, vault: Vault, person_of: Callable[..., Person]
) -> None:
    people = {role: person_of(role) for role in Role}
    tender = tender_out(store, people, NOW)
    tokens(store, people[Role.PROCUREMENT_OFFICER], tender, NOW)
    bidder = bidder_ids(store, tender, NOW)[0]
    first, last = (bid_file(store, tender, words) for words in ("first", "last"))
    for file in (first, last):
        sent_in(store, vault, bidder, file, NOW)

    sealed = court_file(store, vault, tender, AFTER)
    for role in (Role.BUYER, Role.PROCUREMENT_OFFICER):
        open_bids(store, vault, people[role], procurement_id=tender, now=AFTER)
    opened = court_file(store, vault, tender, AFTER + SECOND)

    assert opened["18-bids/files/A-bid.xlsx"] == last.data
    assert not any(data in (first.data, last.data) for data in sealed.values())
    assert not any(data == first.data for data in opened.values())
    assert not any(path.startswith("18-bids") for path in sealed)
