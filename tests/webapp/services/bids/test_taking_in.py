"""Taking bids in: at the deadline, after it, many at once, and never by half."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.bids import (
    MILLISECOND,
    SECOND,
    bid_file,
    bidder_ids,
    deadline_of,
    receipts_of,
    sent_in,
    tokens,
)
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.bids.taking_in import (
    MOST_RECEIPTS,
    NO_BIDDER,
    NOT_KEPT,
    TOO_MANY,
    TakenIn,
    take_in,
)
from webapp.store import Session, Store, audit, sealed_files
from webapp.store import bids as rows
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail

DEADLINE = deadline_of(NOW)


def mails_to(session: Session, recipient: str) -> Sequence[Mail]:
    return session.scalars(select(Mail).where(Mail.recipient == recipient)).all()


def files_in(vault: Vault) -> list[Path]:
    return sorted(one for one in (vault.folder / sealed_files.FOLDER).rglob("*") if one.is_file())


def test_the_last_bid_counts_and_the_ones_before_are_replaced(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    for number in range(3):
        sent_in(store, vault, bidders[0], bid_file(store, tender_id, f"Try {number}"), NOW)

    assert receipts_of(store, tender_id, bidders[0], NOW) == ["replaced", "replaced", "counts"]
    assert receipts_of(store, tender_id, bidders[1], NOW) == []


def test_a_receipt_says_what_was_sent_and_when(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID], officer: Person
) -> None:
    file = bid_file(store, tender_id)

    receipt = sent_in(store, vault, bidders[1], file, NOW + SECOND, by=officer)

    assert (receipt.number, receipt.bidder, receipt.bidder_name) == (1, 2, "Beta Gardens CIC")
    assert (receipt.received_at, receipt.is_late) == (NOW + SECOND, False)
    assert (receipt.size, receipt.is_by_officer) == (len(file.data), True)
    assert len(receipt.sha256) == 64


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        (DEADLINE - MILLISECOND, False),
        (DEADLINE, False),
        (DEADLINE + MILLISECOND, True),
        (DEADLINE + 86_400 * SECOND, True),
    ],
)
def test_a_bid_is_late_by_a_millisecond_and_in_time_at_the_deadline(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    at: datetime,
    is_late: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    receipt = sent_in(store, vault, bidders[0], bid_file(store, tender_id), at)

    assert receipt.is_late is is_late
    assert receipt.state.value == ("late" if is_late else "counts")
    assert receipts_of(store, tender_id, bidders[0], at) == [receipt.state.value]


def test_the_same_file_sent_again_is_the_same_bid_even_after_the_deadline(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    file = bid_file(store, tender_id)
    first = sent_in(store, vault, bidders[0], file, NOW)

    again = sent_in(store, vault, bidders[0], file, DEADLINE + SECOND)

    assert again == first
    assert len(files_in(vault)) == 1


def test_what_lies_on_the_disk_is_not_what_was_sent(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    file = bid_file(store, tender_id)

    sent_in(store, vault, bidders[0], file, NOW)

    (path,) = files_in(vault)
    assert b"PK" not in path.read_bytes()[:64]
    assert file.data[:32] not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_a_bid_of_nobody_is_refused_and_nothing_is_kept(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    file = bid_file(store, tender_id)

    outcome = take_in(store, vault, file, bidder_id=tender_id, received_at=NOW)

    assert outcome == NO_BIDDER
    assert files_in(vault) == []
    assert bidders


def test_no_bidder_fills_the_disk(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    first, second = (bid_file(store, tender_id, words) for words in ("One", "Two"))
    for number in range(MOST_RECEIPTS):
        sent_in(store, vault, bidders[0], (first, second)[number % 2], NOW)

    outcome = take_in(store, vault, first, bidder_id=bidders[0], received_at=NOW)

    assert outcome == TOO_MANY
    assert len(files_in(vault)) == MOST_RECEIPTS
    assert refusals(store) == [
        (None, {"bidder": 1, "by_bidder": True, "why": TOO_MANY.problem}),
    ]


def test_that_an_officers_upload_was_refused_is_noted_with_who_and_why(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    officer: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("webapp.store.sealed_files.os.fsync", full)
    file = bid_file(store, tender_id)

    take_in(store, vault, file, bidder_id=bidders[1], received_at=NOW, by=officer)

    assert refusals(store) == [(officer.id, {"bidder": 2, "why": NOT_KEPT.problem})]


def refusals(store: WatchedStore) -> list[tuple[UUID | None, object]]:
    with store.reading() as session:
        noted = session.query(AuditEntry).filter_by(act="refuse-bid")
        return [(one.actor_id, json.loads(one.detail)) for one in noted]


def test_a_disk_that_is_full_is_told_and_leaves_nothing(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("webapp.store.sealed_files.os.fsync", full)

    outcome = take_in(
        store, vault, bid_file(store, tender_id), bidder_id=bidders[0], received_at=NOW
    )

    assert outcome == NOT_KEPT
    assert files_in(vault) == []
    assert receipts_of(store, tender_id, bidders[0], NOW) == []


def test_the_bidder_is_sent_its_receipt_and_none_of_its_bid(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    receipt = sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    with store.reading() as session:
        mails = mails_to(session, "bids@alpha.example")
    (mail,) = [one for one in mails if "Receipt" in one.subject]
    assert receipt.sha256 in mail.text
    assert "2 March 2026 at 09:30:00.000 GMT" in mail.text
    assert "gardeners" not in mail.text


def test_each_bid_is_an_act_of_the_log(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), NOW)

    with store.reading() as session:
        found = audit.last_sha256_of(session, "receive-bid", subject=f"procurement/{tender_id}")
        assert found == audit.head(session)


def test_thirty_bidders_at_the_last_second_are_all_in_time(
    store: WatchedStore, vault: Vault, tender_id: UUID, officer: Person
) -> None:
    tokens(store, officer, tender_id, NOW, count=30)
    bidders = bidder_ids(store, tender_id, NOW)
    at = DEADLINE - MILLISECOND
    file = bid_file(store, tender_id)
    many = Store(store.url)

    def send(bidder_id: UUID) -> object:
        return take_in(many, vault, file, bidder_id=bidder_id, received_at=at)

    with ThreadPoolExecutor(30) as pool:
        outcomes = list(pool.map(send, bidders))
    many.close()

    assert all(isinstance(one, TakenIn) and not one.receipt.is_late for one in outcomes)
    assert len(files_in(vault)) == 30
    with store.reading() as session:
        assert len(rows.receipts(session, tender_id)) == 30
        assert audit.verify(session).broken_at is None


def test_one_bidder_sending_from_many_windows_gets_a_number_for_each(
    store: WatchedStore, vault: Vault, tender_id: UUID, bidders: list[UUID]
) -> None:
    files = [bid_file(store, tender_id, f"Window {number}") for number in range(8)]
    many = Store(store.url)

    def send(number: int) -> object:
        return take_in(many, vault, files[number], bidder_id=bidders[0], received_at=NOW)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(send, range(8)))
    many.close()

    assert all(isinstance(one, TakenIn) for one in outcomes)
    with store.reading() as session:
        found = rows.receipts(session, tender_id)
    assert [one.receipt.number for one in found] == list(range(1, 9))


def test_what_was_written_and_never_acknowledged_is_swept(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        """The process ends here."""

    def killed(*_: object) -> None:
        raise Killed

    file = bid_file(store, tender_id)
    with monkeypatch.context() as patch:
        patch.setattr("webapp.services.bids.taking_in._recorded", killed)
        with pytest.raises(Killed):
            take_in(store, vault, file, bidder_id=bidders[0], received_at=NOW)
    assert len(files_in(vault)) == 1
    later = datetime.now(UTC).replace(year=2099)
    assert receipts_of(store, tender_id, bidders[0], NOW) == []

    sent_in(store, vault, bidders[1], file, later)

    with store.reading() as session:
        named = rows.sealed_names(session, tender_id)
    assert {path.name for path in files_in(vault)} == named
    assert len(named) == 1
