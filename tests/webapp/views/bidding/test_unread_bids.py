"""The pages of bids that can't be read, as officer, buyer and bidder walk them."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest

from forms.bidding import BidFile
from tests.webapp.bids import SECOND, bid_file, come_in, deadline_of, sent_in
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.opening import open_bids
from webapp.services.bids.sealed import Vault
from webapp.store import sealed_files

AFTER = deadline_of(NOW) + SECOND


@pytest.fixture
def at_opening(clock: Clock) -> Clock:
    """A clock a second after the deadline, for clients that sign in then."""
    clock.now = AFTER
    return clock


@pytest.fixture
def file(store: WatchedStore, tender_id: UUID) -> BidFile:
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
    at_opening: Clock,
) -> str:
    """The address of the unread bids of a tender whose first bid's sealed file is gone."""
    first = sent_in(store, vault, bidders[0], file, NOW)
    sealed_files.drop(vault.folder, tender_id, first.id.hex)
    for person in (buyer, officer):
        open_bids(store, vault, person, procurement_id=tender_id, now=at_opening.now)
    return f"/procurements/{tender_id}/tender/unread"


def upload(client: Client, address: str, file: BidFile) -> object:
    form = forms_in(client.get(address).text)[0]
    data = {**form.hidden, "file": (BytesIO(file.data), file.name)}
    return client.post(address, data=data, content_type="multipart/form-data")


def test_the_page_says_what_is_known_and_what_comes_first(
    client_of: Callable[..., Client], lost: str
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)

    page = officer.get(lost).text
    opening = officer.get(lost.replace("/unread", "/opening")).text

    assert "1 bid that counts can’t be read." in page
    assert "The sealed file is not where it was kept" in page
    assert "Read the bids again" in page
    assert "The bidder was not asked for its file yet" in page
    assert f'href="{lost}"' in opening


def test_the_bidder_is_asked_and_sends_the_very_file(
    client_of: Callable[..., Client],
    client: Client,
    lost: str,
    file: BidFile,
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    form = next(one for one in forms_in(officer.get(lost).text) if one.action.endswith("/1/ask"))
    asked = officer.post(form.action, data=form.hidden)
    token = asked.text.partition("/bid/in/")[2].partition("<")[0].strip()
    come_in(client, token)

    own = client.get("/bid").text
    wrong = upload(client, "/bid/same-file", BidFile("bid.xlsx", file.data[:-1] + b"x"))
    right = upload(client, "/bid/same-file", file)
    after = client.get(right.headers["Location"]).text  # type: ignore[attr-defined] # a response

    assert "Your bid could not be read" in own
    assert "This is another file than the one on the receipt" in wrong.text  # type: ignore[attr-defined] # the same
    assert "Your file is here, and your bid was read" in after
    assert "Every bid that counts was read." in officer.get(lost).text


def test_two_people_declare_it_lost_and_the_page_says_that_it_is_left_out(
    client_of: Callable[..., Client], lost: str
) -> None:
    officer, buyer = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.BUYER)
    form = next(one for one in forms_in(officer.get(lost).text) if one.action.endswith("/1/ask"))
    officer.post(form.action, data=form.hidden)

    empty = officer.fill_in(f"{lost}/1/lost", {"because": ""})
    first = officer.fill_in(f"{lost}/1/lost", {"because": "On no backup"})
    waits = officer.get(lost).text
    second = buyer.fill_in(f"{lost}/1/lost", {"because": "The bidder has <b>none</b>"})

    assert [one.status_code for one in (empty, first, second)] == [400, 302, 302]
    assert "You have declared it, and the second is another person’s" in waits
    page = officer.get(lost).text
    assert "What could not be read is declared lost." in page
    assert "The bidder has &lt;b&gt;none&lt;/b&gt;" in page
