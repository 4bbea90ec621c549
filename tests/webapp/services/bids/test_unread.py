"""A bid that counts and can't be read: what is known, its file again, or declaring it lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from forms.bidding import BidFile
from tests.webapp.bids import SECOND, bid_file, deadline_of, sent_in
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.opening import Opened, open_bids
from webapp.services.bids.rescuing import (
    ANOTHER_FILE,
    NAMES_OTHERS,
    NOT_AN_OFFICER,
    NOT_ASKED,
    SAME_ROLE,
    FileAsked,
    ask_for_file,
    declare_lost,
    return_file,
)
from webapp.services.bids.sealed import Amiss, Vault, sweep
from webapp.services.bids.unread import every_unread, unread_in
from webapp.services.bids.unread_pages import (
    YOURS_IS_IN,
    UnreadPage,
    own_unread,
    unread_page_of,
)
from webapp.services.panel.acting import Done
from webapp.services.result.building import built
from webapp.store import audit, sealed_files
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail

AFTER = deadline_of(NOW) + SECOND
LATER = AFTER + timedelta(minutes=10)
WHY = "The file is on none of the three backups, and the bidder has deleted its own"


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def file(store: WatchedStore, tender_id: UUID) -> BidFile:
    """The very file of the bid that is lost."""
    return bid_file(store, tender_id)


@pytest.fixture
def lost(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    file: BidFile,
    buyer: Person,
    officer: Person,
) -> UUID:
    """The tender, opened: the first bid's sealed file is gone, the second was read."""
    first = sent_in(store, vault, bidders[0], file, NOW)
    sent_in(store, vault, bidders[1], bid_file(store, tender_id, "two"), NOW)
    sealed_files.drop(vault.folder, tender_id, first.id.hex)
    for person in (buyer, officer):
        open_bids(store, vault, person, procurement_id=tender_id, now=AFTER)
    return tender_id


def page(store: WatchedStore, vault: Vault, person: Person, tender_id: UUID) -> UnreadPage:
    found = unread_page_of(store, vault, person, tender_id, now=LATER)
    assert isinstance(found, UnreadPage), found
    return found


def asked(store: WatchedStore, person: Person, tender_id: UUID) -> object:
    given = {"procurement_id": tender_id, "bidder": 1, "links": LINKS}
    return ask_for_file(store, person, now=AFTER, **given)  # type: ignore[arg-type] # each is of its type


def declared(
    store: WatchedStore, vault: Vault, person: Person, tender_id: UUID, because: str = WHY
) -> object:
    return declare_lost(
        store, vault, person, procurement_id=tender_id, bidder=1, because=because, now=LATER
    )


def acts_in(store: WatchedStore) -> list[str]:
    with store.reading() as session:
        return [one.act for one in session.query(AuditEntry).order_by(AuditEntry.number)]


def test_the_page_says_what_is_on_the_receipt_and_what_there_is(
    store: WatchedStore, vault: Vault, lost: UUID, officer: Person
) -> None:
    (bid,) = page(store, vault, officer, lost).bids

    assert bid.found.amiss is Amiss.GONE
    assert (bid.receipt.bidder, len(bid.receipt.sha256)) == (1, 64)
    assert bid.not_lost == NOT_ASKED


@pytest.mark.parametrize(("secret", "amiss"), [("", Amiss.CHANGED), ("another", Amiss.KEY)])
def test_a_changed_file_is_told_from_a_key_that_can_not_be_opened(
    secret: str,
    amiss: Amiss,
    store: WatchedStore,
    vault: Vault,
    lost: UUID,
    officer: Person,
) -> None:
    with store.reading() as session:
        name = every_unread(session, lost)[0].row.receipt.sealed_name
    sealed_files.keep(vault.folder, lost, name, b"something else")
    here = replace(vault, secret=secret) if secret else vault

    (bid,) = page(store, here, officer, lost).bids

    assert (bid.found.amiss, bid.found.size) == (amiss, 14)


def test_the_very_file_is_read_and_no_other_is_taken(
    store: WatchedStore,
    vault: Vault,
    lost: UUID,
    bidders: list[UUID],
    file: BidFile,
    officer: Person,
) -> None:
    other = bid_file(store, lost, "mended meanwhile")
    assert own_unread(store, lost, bidders[0]) is None

    assert isinstance(asked(store, officer, lost), FileAsked)
    wrong = return_file(store, vault, other, bidder_id=bidders[0], by=None, now=LATER)
    right = return_file(store, vault, file, bidder_id=bidders[0], by=None, now=LATER)

    assert (wrong, right) == (ANOTHER_FILE, Opened(2, 1))
    assert own_unread(store, lost, bidders[0]) is None
    assert acts_in(store)[-3:] == ["ask-for-file", "return-file", "read-bids"]
    with store.reading() as session:
        assert [one.id for one in built(session, lost).tender.bids] == ["A", "B"]
        assert audit.verify(session).broken_at is None


def test_a_file_that_came_again_stays_and_is_read_with_another_secret_than_the_first(
    store: WatchedStore,
    vault: Vault,
    lost: UUID,
    bidders: list[UUID],
    file: BidFile,
    officer: Person,
) -> None:
    new = replace(vault, secret="a new secret key, the old one is gone for good")

    outcome = return_file(store, new, file, bidder_id=bidders[0], by=officer, now=LATER)

    assert outcome == Opened(2, 1)
    assert sweep(store, new, lost, before=LATER + timedelta(days=400)) == ()


def test_an_officer_alone_asks_and_asking_again_at_once_sends_nothing(
    store: WatchedStore, lost: UUID, officer: Person, buyer: Person
) -> None:
    first = asked(store, officer, lost)
    again = asked(store, officer, lost)

    assert asked(store, buyer, lost) == NOT_AN_OFFICER
    assert isinstance(first, FileAsked)
    assert first.link is not None
    assert again == FileAsked(first.name, first.email)


def test_two_people_of_two_roles_leave_a_bid_out_and_its_bidder_is_told(
    store: WatchedStore,
    vault: Vault,
    lost: UUID,
    officer: Person,
    buyer: Person,
) -> None:
    early = declared(store, vault, officer, lost)
    asked(store, officer, lost)

    first = declared(store, vault, officer, lost)
    waits = page(store, vault, officer, lost).bids[0].not_lost
    with store.reading() as session:
        before = len(unread_in(session, lost))
    second = declared(store, vault, buyer, lost, "I looked with the supplier: it has none")

    assert (early, first, waits, before, second) == (NOT_ASKED, Done(), YOURS_IS_IN, 1, Done())
    with store.reading() as session:
        (unread,) = built(session, lost).tender.unread
        assert unread_in(session, lost) == ()
        mails = [one.subject for one in session.query(Mail) if "Your bid could" in one.subject]
    assert (unread.bid, unread.because.splitlines()[0]) == ("A", WHY)
    assert unread.declared_by.count(";") == 1
    assert len(mails) == 1


def test_somebody_with_the_same_role_is_no_second(
    store: WatchedStore, vault: Vault, lost: UUID, officer: Person
) -> None:
    asked(store, officer, lost)
    declared(store, vault, officer, lost)
    with store.reading() as session:
        (unread,) = every_unread(session, lost)

    assert not unread.is_left_out
    assert SAME_ROLE.problem.startswith("Somebody with the role")


def test_a_reason_that_names_another_bidder_is_refused(
    store: WatchedStore, vault: Vault, lost: UUID, officer: Person
) -> None:
    asked(store, officer, lost)
    with store.reading() as session:
        other = built(session, lost).tender.bids[0].bidder

    assert declared(store, vault, officer, lost, f"{other} is read, this is not") == NAMES_OTHERS


def test_a_bid_that_was_left_out_counts_again_once_its_file_turns_up(
    store: WatchedStore,
    vault: Vault,
    lost: UUID,
    bidders: list[UUID],
    file: BidFile,
    officer: Person,
    buyer: Person,
) -> None:
    asked(store, officer, lost)
    for person in (officer, buyer):
        declared(store, vault, person, lost)

    return_file(store, vault, file, bidder_id=bidders[0], by=officer, now=LATER)

    with store.reading() as session:
        tender = built(session, lost).tender
    assert ([one.id for one in tender.bids], tender.unread) == (["A", "B"], ())
