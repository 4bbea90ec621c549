"""Decisions on late bids, and what was done about a bid that can't be read, are pinned."""

from uuid import UUID

import pytest

from tests.webapp.bids import SECOND, bid_file, deadline_of, sent_in
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.pins import found_unfit, notice_tampering
from tests.webapp.services.bids import test_unread as unread
from webapp.services.accounts import Person
from webapp.services.bids.late import decide_late
from webapp.services.bids.opening import open_bids
from webapp.services.bids.rescuing import return_file
from webapp.services.bids.sealed import Vault
from webapp.services.panel.acting import Done
from webapp.store import sealed_files
from webapp.store.bid_tables import LateDecision, UnreadBidStep

AFTER = deadline_of(NOW) + SECOND


def test_decisions_on_a_late_bid_stand_as_their_acts_pin_them_and_tampering_is_noticed(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID], officer: Person
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), AFTER)
    for is_admitted, because in ((False, "It is late"), (True, "Our service was down")):
        refused = decide_late(
            store,
            officer,
            procurement_id=tender_id,
            bidder=1,
            number=1,
            is_admitted=is_admitted,
            because=because,
            now=AFTER,
        )
        assert refused is None

    assert found_unfit(store) == {}
    for number in (1, 2):
        notice_tampering(store, "the decision on a late bid", LateDecision, number=number)


@pytest.mark.parametrize("numbers", [(1, 2, 3), (4,)], ids=["lost", "returned"])
def test_steps_on_a_bid_that_can_not_be_read_are_pinned_and_tampering_is_noticed(
    numbers: tuple[int, ...],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    officer: Person,
) -> None:
    file = bid_file(store, tender_id)
    first = sent_in(store, vault, bidders[0], file, NOW)
    sealed_files.drop(vault.folder, tender_id, first.id.hex)
    for person in (buyer, officer):
        open_bids(store, vault, person, procurement_id=tender_id, now=AFTER)
    unread.asked(store, officer, tender_id)
    for person in (officer, buyer):
        assert unread.declared(store, vault, person, tender_id) == Done()
    if 4 in numbers:
        return_file(store, vault, file, bidder_id=bidders[0], by=None, now=unread.LATER)

    assert found_unfit(store) == {}
    for number in numbers:
        notice_tampering(store, "the step on an unread bid", UnreadBidStep, number=number)
