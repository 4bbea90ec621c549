"""Bids that count stay in the tender: a late decision, a broken file and a race drop none."""

import subprocess
import sys
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from tests.webapp.bids import SECOND, bid_file, deadline_of, sent_in
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids import sealed
from webapp.services.bids.counting import in_time
from webapp.services.bids.late import STAYS_ADMITTED, decide_late
from webapp.services.bids.opening import ON_ITS_WAY, Opened, open_bids
from webapp.services.bids.receipts import counting_in
from webapp.services.bids.sealed import Vault
from webapp.services.bids.unread import unread_in
from webapp.services.result.building import built
from webapp.store import sealed_files
from webapp.store.notification_tables import Mail

DEADLINE = deadline_of(NOW)
AFTER = DEADLINE + SECOND


STUCK = """
import sys, time
from pathlib import Path
from uuid import UUID
from webapp.store import sealed_files

folder, tender_id = Path(sys.argv[1]), UUID(sys.argv[2])
with sealed_files.being_written(folder, tender_id):
    sealed_files.keep(folder, tender_id, "ab" * 16, b"sealed")
    print("held", flush=True)
    time.sleep(60)
"""
"""A process that has a sealed file on the disk, and is killed before its receipt is on record."""


def opened(store: WatchedStore, vault: Vault, tender_id: UUID, *people: Person) -> list[object]:
    return [
        open_bids(store, vault, one, procurement_id=tender_id, now=AFTER + SECOND) for one in people
    ]


def decided(store: WatchedStore, officer: Person, tender_id: UUID, *, is_admitted: bool) -> object:
    return decide_late(
        store,
        officer,
        procurement_id=tender_id,
        bidder=2,
        number=1,
        is_admitted=is_admitted,
        because="Our own service was down",
        now=AFTER,
    )


def test_the_bidder_of_a_late_bid_is_told_what_was_decided_and_why(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID], officer: Person
) -> None:
    sent_in(store, vault, bidders[1], bid_file(store, tender_id, "late"), AFTER)

    decided(store, officer, tender_id, is_admitted=False)
    decided(store, officer, tender_id, is_admitted=False)

    with store.reading() as session:
        mails = session.scalars(select(Mail).where(Mail.subject.startswith("Your late bid"))).all()
    (mail,) = mails
    assert "It is not admitted: it stays sealed" in mail.text
    assert "Our own service was down" in mail.text


def test_a_late_bid_that_was_admitted_and_opened_stays_in_the_tender(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    officer: Person,
    person_of: Callable[..., Person],
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    sent_in(store, vault, bidders[1], bid_file(store, tender_id, "late"), AFTER)
    assert decided(store, officer, tender_id, is_admitted=True) is None
    opened(store, vault, tender_id, buyer, person_of(Role.EVALUATION_CHAIR))

    outcome = decided(store, officer, tender_id, is_admitted=False)

    assert outcome == STAYS_ADMITTED
    with store.reading() as session:
        assert [one.id for one in built(session, tender_id).tender.bids] == ["A", "B"]
        assert in_time(counting_in(session, tender_id).rows) == 1


def test_a_bid_that_counts_and_could_not_be_read_is_known_as_such(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
    person_of: Callable[..., Person],
) -> None:
    first = sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    sent_in(store, vault, bidders[1], bid_file(store, tender_id, "two"), NOW)
    sealed_files.drop(vault.folder, tender_id, first.id.hex)

    opened(store, vault, tender_id, buyer, person_of(Role.EVALUATION_CHAIR))

    with store.reading() as session:
        assert [row.bidder.number for row in unread_in(session, tender_id)] == [1]


def test_bids_are_not_opened_while_one_is_being_taken_in(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    with sealed.being_taken_in(vault, tender_id):
        during = opened(store, vault, tender_id, buyer)
    after = opened(store, vault, tender_id, buyer)

    assert during == [ON_ITS_WAY]
    assert after == [Opened(1)]


def test_a_process_that_was_killed_between_file_and_receipt_holds_up_no_opening(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    buyer: Person,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)
    command = [sys.executable, "-c", STUCK, str(vault.folder), str(tender_id)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        during = opened(store, vault, tender_id, buyer)
        process.kill()
    after = opened(store, vault, tender_id, buyer)

    left = vault.folder / sealed_files.FOLDER / tender_id.hex / ("ab" * 16)
    assert left.is_file()
    assert during == [ON_ITS_WAY]
    assert after == [Opened(1)]
