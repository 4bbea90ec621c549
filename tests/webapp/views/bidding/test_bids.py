"""The authority's pages of bids: that they are there, and never what is in them."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest

from tests.webapp.bids import MILLISECOND, SECOND, bid_file, deadline_of, sent_in
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from webapp.roles import Role
from webapp.services.bids.sealed import Vault

DEADLINE = deadline_of(NOW)
SECRET = "xylophone hedgehog"


@pytest.fixture
def at_opening(clock: Clock) -> Clock:
    """A clock a second after the deadline, for clients that sign in then."""
    clock.now = DEADLINE + SECOND
    return clock


def sealed_bid(store: WatchedStore, vault: Vault, tender_id: UUID, bidder: UUID) -> None:
    sent_in(store, vault, bidder, bid_file(store, tender_id, SECRET), NOW)


def every_page(client: Client, values: dict[str, object]) -> dict[str, bytes]:
    """Return what every page that can be got answers somebody, by its endpoint."""
    rules = client.application.url_map.iter_rules()
    found = {}
    for rule in rules:
        is_document = rule.endpoint.endswith(("_pdf", "_word"))
        if "GET" in (rule.methods or ()) and rule.arguments <= values.keys() and not is_document:
            adapter = client.application.url_map.bind("localhost")
            named = {name: values[name] for name in rule.arguments}
            address = adapter.build(rule.endpoint, named)
            found[rule.endpoint] = client.get(address).data
    return found


def post(client: Client, address: str) -> int:
    form = forms_in(client.get(address).text)[-1]
    return client.post(address, data=form.hidden).status_code


@pytest.mark.slow
@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_nobody_reads_a_sealed_bid_on_any_page_even_when_one_hand_has_opened_it(
    role: Role,
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    at_opening: Clock,
) -> None:
    sealed_bid(store, vault, tender_id, bidders[0])
    client = client_of(role)
    post(client_of(Role.BUYER), f"/procurements/{tender_id}/tender/opening")
    values = {"procurement_id": tender_id, "number": 1, "bidder": 1, "criterion": "staff"}

    pages = every_page(client, values)

    assert len(pages) > 20
    assert [name for name, page in pages.items() if SECRET.encode() in page] == []
    assert at_opening.now > DEADLINE


def test_the_auditor_sees_that_a_bid_is_there_and_when_it_came(
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
) -> None:
    sealed_bid(store, vault, tender_id, bidders[0])

    page = client_of(Role.AUDITOR).get(f"/procurements/{tender_id}/tender/bids").text

    assert "Alpha Ltd" in page
    assert "2 March 2026 at 09:30:00.000 GMT" in page
    assert "Upload a bid" not in page


def test_an_officer_uploads_a_bid_for_a_bidder(
    client_of: Callable[..., Client], store: WatchedStore, tender_id: UUID, bidders: list[UUID]
) -> None:
    client, address = (
        client_of(Role.PROCUREMENT_OFFICER),
        f"/procurements/{tender_id}/tender/bids/from/2",
    )
    form = forms_in(client.get(address).text)[-1]

    answer = client.post(
        address,
        data={**form.hidden, "file": (BytesIO(bid_file(store, tender_id).data), "bid.xlsx")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 302
    assert "uploaded by an officer" in client.get(answer.headers["Location"]).text
    assert bidders


def test_an_upload_without_a_file_says_what_to_do(
    client_of: Callable[..., Client], tender_id: UUID, bidders: list[UUID]
) -> None:
    client = client_of(Role.PROCUREMENT_OFFICER)

    answer = client.fill_in(f"/procurements/{tender_id}/tender/bids/from/1", {})

    assert answer.status_code == 400
    assert "Select the workbook" in answer.text
    assert bidders


def test_two_people_open_the_bids_one_after_the_other(
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    at_opening: Clock,
) -> None:
    sealed_bid(store, vault, tender_id, bidders[0])
    address = f"/procurements/{tender_id}/tender/opening"
    officer, chair = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.EVALUATION_CHAIR)

    assert post(officer, address) == 302
    assert "Now somebody with another role opens them." in officer.get(address).text
    assert post(chair, address) == 302

    page = chair.get(address).text
    assert "The bids are open" in page
    assert "See what is next" in page
    assert "1 bid was read." in page.replace("\n", " ")
    assert "as procurement officer" in page
    assert at_opening.now > DEADLINE


def test_the_opening_names_no_bidder(
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    at_opening: Clock,
) -> None:
    sealed_bid(store, vault, tender_id, bidders[0])

    page = client_of(Role.EVALUATION_CHAIR).get(f"/procurements/{tender_id}/tender/opening").text

    assert "1 bid counts" in page
    assert "Alpha" not in page
    assert at_opening.now > DEADLINE


def test_before_the_deadline_the_opening_says_when_to_come_back(
    client_of: Callable[..., Client], tender_id: UUID, bidders: list[UUID]
) -> None:
    client, address = client_of(Role.BUYER), f"/procurements/{tender_id}/tender/opening"

    page = client.get(address).text

    assert "Come back when the deadline has passed" in page
    assert len(forms_in(page)) == 1
    assert bidders


def test_a_late_bid_is_decided_with_a_reason_before_the_opening(
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    at_opening: Clock,
) -> None:
    sent_in(store, vault, bidders[0], bid_file(store, tender_id), DEADLINE + MILLISECOND)
    client, bids = client_of(Role.PROCUREMENT_OFFICER), f"/procurements/{tender_id}/tender/bids"
    late = f"{bids}/from/1/1/late"

    empty = client.fill_in(late, {})
    done = client.fill_in(late, {"decision": "not-admitted", "because": "A millisecond late"})

    assert empty.status_code == 400
    assert (done.status_code, done.headers["Location"]) == (302, bids)
    assert "Late, not admitted" in client.get(bids).text.replace("\n", " ")
    assert at_opening.now > DEADLINE


def test_the_record_tells_of_bids_by_who_sent_them(
    client_of: Callable[..., Client],
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
) -> None:
    sealed_bid(store, vault, tender_id, bidders[0])

    page = client_of(Role.AUDITOR).get(f"/procurements/{tender_id}/record").text

    assert "Alpha Ltd" in page
    assert "sent bid number 1" in page
