"""Opening bids: by two people with different roles after the deadline, and by no other way."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.bids import MILLISECOND, SECOND, bid_file, deadline_of, sent_in
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import OPENERS, Role
from webapp.services.accounts import Person
from webapp.services.bids.late import ALREADY_OPEN, decide_late
from webapp.services.bids.opening import (
    SAME_PERSON,
    SAME_ROLE,
    TOO_EARLY,
    UNDECIDED,
    Opened,
    open_bids,
)
from webapp.services.bids.sealed import SealIsBroken, StillSealed, Vault, unsealed
from webapp.services.bids.withdrawing import NO_BID, TOO_LATE, withdraw_bid
from webapp.services.telling.notifying import told_to
from webapp.store import bids as rows
from webapp.store import sealed_files
from webapp.store.bid_tables import BidReceipt

DEADLINE = deadline_of(NOW)
AFTER = DEADLINE + SECOND


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


def receipt_in(store: WatchedStore, procurement_id: UUID) -> BidReceipt:
    with store.reading() as session:
        return rows.receipts(session, procurement_id)[0].receipt


def opened_by(
    store: WatchedStore, vault: Vault, procurement_id: UUID, *people: Person
) -> list[object]:
    return [
        open_bids(store, vault, person, procurement_id=procurement_id, now=AFTER)
        for person in people
    ]


def test_nobody_opens_bids_up_to_the_deadline(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID], buyer: Person
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    outcome = open_bids(store, vault, buyer, procurement_id=tender_id, now=DEADLINE)

    assert outcome == TOO_EARLY


def test_one_person_opens_nothing_and_the_same_one_is_no_second(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID], buyer: Person
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    first, again = opened_by(store, vault, tender_id, buyer, buyer)

    assert (first, again) == (Opened(1), SAME_PERSON)
    with store.reading() as session, pytest.raises(StillSealed):
        unsealed(session, vault, receipt_in(store, tender_id), now=AFTER)


def test_two_with_different_roles_open_and_every_bid_that_counts_is_read(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    chair: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id, "First"), NOW)
    sent_in(store, vault, bidders[0], bid_file(store, tender_id, "Second"), NOW)
    sent_in(store, vault, bidders[1], bid_file(store, tender_id, "Other"), DEADLINE)

    outcomes = opened_by(store, vault, tender_id, buyer, chair)

    assert outcomes == [Opened(1), Opened(2, read=2)]
    with store.reading() as session:
        opened = {one.bidder_id: one for one in rows.opened(session, tender_id)}
    assert set(opened) == set(bidders)
    assert {one.findings for one in opened.values()} == {"[]"}
    assert {one.price for one in opened.values()} == {"100000.5"}
    answers = json.loads(opened[bidders[0]].answers)
    assert answers
    assert all(text.endswith("Second") for text in answers.values())


def test_opening_again_reads_nothing_twice(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    chair: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    opened_by(store, vault, tender_id, buyer, chair)

    (again,) = opened_by(store, vault, tender_id, buyer)

    assert again == Opened(2)


def test_somebody_without_a_role_of_their_own_is_no_second_hand(
    store: WatchedStore, vault: Vault, tender_id: UUID, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    administrator = person_of(Role.ADMINISTRATOR)

    outcomes = opened_by(store, vault, tender_id, officer, administrator)

    assert outcomes == [Opened(1), SAME_ROLE]
    assert Role.ADMINISTRATOR not in OPENERS


def test_a_bid_that_was_changed_on_the_disk_is_told_and_read_when_it_is_back(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    chair: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    receipt = receipt_in(store, tender_id)
    path = vault.folder / sealed_files.FOLDER / tender_id.hex / receipt.sealed_name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    outcomes = opened_by(store, vault, tender_id, buyer, chair)
    path.write_bytes(whole)
    (again,) = opened_by(store, vault, tender_id, chair)

    assert outcomes[1] == Opened(2, broken=(receipt.id,))
    assert again == Opened(2, read=1)


def test_a_bid_put_in_the_place_of_another_opens_nothing(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    chair: Person,
) -> None:
    for bidder_id in bidders:
        sent_in(store, vault, bidder_id, bid_file(store, tender_id), NOW)
    place = vault.folder / sealed_files.FOLDER / tender_id.hex
    one, other = sorted(place.iterdir())
    other.write_bytes(one.read_bytes())

    outcomes = opened_by(store, vault, tender_id, buyer, chair)

    last = outcomes[1]
    assert isinstance(last, Opened)
    assert (last.read, len(last.broken)) == (1, 1)


def test_another_secret_opens_nothing(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID],
    buyer: Person, chair: Person,
) -> None:  # fmt: skip
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    opened_by(store, vault, tender_id, buyer, chair)
    other = Vault(vault.folder, "x" * 32)

    with store.reading() as session, pytest.raises(SealIsBroken):
        unsealed(session, other, receipt_in(store, tender_id), now=AFTER)


def test_a_late_bid_is_decided_on_before_anything_is_opened(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    officer: Person,
    buyer: Person,
    chair: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), DEADLINE + MILLISECOND)
    before = open_bids(store, vault, buyer, procurement_id=tender_id, now=AFTER)

    decided = decide_late(
        store,
        officer,
        procurement_id=tender_id,
        bidder=1,
        number=1,
        is_admitted=True,
        because="Our own service was down until then",
        now=AFTER,
    )

    assert (before, decided) == (UNDECIDED, None)
    assert opened_by(store, vault, tender_id, buyer, chair)[1] == Opened(2, read=1)


def test_a_late_bid_that_is_not_admitted_leaves_the_one_in_time(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    officer: Person,
    buyer: Person,
    chair: Person,
) -> None:
    in_time = sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    sent_in(store, vault, bidders[0], bid_file(store, tender_id, "Late"), AFTER)
    decide_late(
        store,
        officer,
        procurement_id=tender_id,
        bidder=1,
        number=2,
        is_admitted=False,
        because="It is an hour late",
        now=AFTER,
    )

    opened_by(store, vault, tender_id, buyer, chair)

    with store.reading() as session:
        (opened,) = rows.opened(session, tender_id)
    assert opened.bid_receipt_id == in_time.id


def test_no_late_bid_is_admitted_once_the_others_are_open(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    officer: Person,
    buyer: Person,
    chair: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    opened_by(store, vault, tender_id, buyer, chair)
    sent_in(store, vault, bidders[1], bid_file(store, tender_id), AFTER)

    admitted, refused = (
        decide_late(
            store,
            officer,
            procurement_id=tender_id,
            bidder=2,
            number=1,
            is_admitted=is_admitted,
            because="The rest is open",
            now=AFTER,
        )
        for is_admitted in (True, False)
    )

    assert (admitted, refused) == (ALREADY_OPEN, None)


def test_a_withdrawn_bid_is_not_read_nor_is_any_before_it(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    chair: Person,
) -> None:
    for words in ("First", "Second"):
        sent_in(store, vault, bidders[0], bid_file(store, tender_id, words), NOW)

    withdrawn = withdraw_bid(store, bidder_id=bidders[0], number=2, why="", now=DEADLINE)

    assert withdrawn is None
    assert withdraw_bid(store, bidder_id=bidders[0], number=2, why="", now=AFTER) is None
    assert opened_by(store, vault, tender_id, buyer, chair)[1] == Opened(2)


def test_no_bid_is_withdrawn_after_the_deadline_and_none_of_others_ever(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    late = withdraw_bid(store, bidder_id=bidders[0], number=1, why="", now=AFTER)
    of_other = withdraw_bid(store, bidder_id=bidders[1], number=1, why="", now=NOW)

    assert (late, of_other) == (TOO_LATE, NO_BID)


def test_those_who_can_be_the_second_are_told_of_the_first_and_nobody_of_the_second(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    officer: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    def awaited(person: Person) -> int:
        told = told_to(store, person, page=1).told
        return sum(one.kind == "second-hand-awaited" for one in told)

    opened_by(store, vault, tender_id, buyer)
    first = (awaited(buyer), awaited(officer))
    opened_by(store, vault, tender_id, buyer, officer)

    assert (first, awaited(buyer), awaited(officer)) == ((0, 1), 0, 1)
