"""A bidder's pages: in by its link, and to its own side of one tender alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
import xlsxwriter
from werkzeug.test import TestResponse

from evaluation.workbook import Workbook
from tests.webapp.bids import SECOND, bid_file, come_in, deadline_of, filled
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from webapp.roles import Role
from webapp.services.bids import reading

DEADLINE = deadline_of(NOW)
PAGES = (
    "/bid",
    "/bid/workbook.xlsx",
    "/bid/method-statement.docx",
    "/bid/receipts/1",
    "/bid/receipts/1/withdraw",
)


@pytest.fixture
def bidder(stranger: Client, links: list[str]) -> Client:
    """A client of the first bidder."""
    come_in(stranger, links[0])
    return stranger


@pytest.fixture
def rival(stranger: Client, links: list[str]) -> Client:
    """A client of the second bidder."""
    client = stranger.application.test_client()
    assert isinstance(client, Client)
    come_in(client, links[1])
    return client


def send(client: Client, data: bytes, name: str = "bid.xlsx") -> TestResponse:
    form = next(one for one in forms_in(client.get("/bid").text) if "upload" in one.action)
    return client.post(
        form.action,
        data={**form.hidden, "file": (BytesIO(data), name)},
        content_type="multipart/form-data",
    )


def test_a_scanner_that_follows_the_link_begins_nothing(stranger: Client, links: list[str]) -> None:
    for _ in range(3):
        assert stranger.get(f"/bid/in/{links[0]}").status_code == 200

    assert stranger.get("/bid").status_code == 401


def test_a_bidder_sees_until_when_and_what_is_asked(bidder: Client) -> None:
    page = bidder.get("/bid").text

    assert "Grounds maintenance" in page
    assert "22 April 2026 at 13:00 BST: 51 days and 2 hours from now" in page
    assert "12 April 2026 at 13:00 BST" in page
    assert page.count("Priya Shah, tenders@coventry.example") == 2
    assert "Without VAT, for the whole term of the contract" in page
    assert "Beta" not in page
    assert "Evaluators do not see your name while they score" in page


def test_the_workbook_that_is_given_can_be_sent_back_and_says_what_is_missing(
    bidder: Client,
) -> None:
    workbook = bidder.get("/bid/workbook.xlsx")

    answer = send(bidder, workbook.data)

    assert workbook.headers["Content-Disposition"].endswith(".xlsx")
    assert answer.status_code == 200
    assert "receipt 1" in answer.text
    assert "to mend" in answer.text
    assert "to mend" not in bidder.get("/bid/receipts/1").text


def test_an_empty_workbook_that_takes_the_place_of_a_bid_says_so_before_all_else(
    bidder: Client, store: WatchedStore, tender_id: UUID
) -> None:
    template = bidder.get("/bid/workbook.xlsx").data
    send(bidder, bid_file(store, tender_id).data)

    answer = send(bidder, template).text

    words = (
        "Nothing that was asked for could be read from this workbook",
        "it takes the place of your bid number 1, which counts no more",
        "Send another bid",
        "SHA-256",
    )
    places = [answer.index(one) for one in words]
    assert places == sorted(places)
    assert "Your bid number 2 counts." in bidder.get("/bid").text


def test_a_bid_with_something_to_mend_says_how_much_before_its_fingerprint(
    bidder: Client, store: WatchedStore, tender_id: UUID
) -> None:
    workbook = reading.issued(store, tender_id)
    assert workbook is not None
    part = replace(workbook, sheets=workbook.sheets[:-1])

    answer = send(bidder, filled(part)).text

    warning = answer.index("to be mended in this workbook.")
    assert warning < answer.index("SHA-256")
    assert "Nothing that was asked for" not in answer
    assert "takes the place" not in answer


def test_the_price_sheet_says_on_which_basis_the_price_is_asked_for(
    store: WatchedStore, tender_id: UUID
) -> None:
    workbook = reading.issued(store, tender_id)

    assert workbook is not None
    price = next(one for one in workbook.sheets if one.name == "Price")
    assert "On which basis: without VAT, for the whole term of the contract" in str(price)


def test_the_form_for_drafting_is_a_word_file(bidder: Client) -> None:
    form = bidder.get("/bid/method-statement.docx")

    assert form.status_code == 200
    assert form.data.startswith(b"PK")
    assert "method-statement-" in form.headers["Content-Disposition"]


def test_a_bid_that_is_filled_in_is_answered_with_its_receipt(
    bidder: Client, store: WatchedStore, tender_id: UUID
) -> None:
    answer = send(bidder, bid_file(store, tender_id).data)

    assert "Every cell was read, and nothing is missing." in answer.text
    assert "2 March 2026 at 09:30:00.000 GMT" in answer.text
    assert "Number 1" in bidder.get("/bid").text


def test_a_late_bid_is_taken_in_and_its_receipt_says_so(
    bidder: Client, store: WatchedStore, tender_id: UUID, clock: Clock, links: list[str]
) -> None:
    clock.now = DEADLINE + SECOND
    come_in(bidder, links[0])

    answer = send(bidder, bid_file(store, tender_id).data)

    assert answer.status_code == 200
    assert "is marked late" in answer.text
    assert "The deadline passed on 22 April 2026" in bidder.get("/bid").text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "bid.xlsx", "it is empty"),
        (b"%PDF-1.4\n", "bid.pdf", "bid.pdf: it is PDF"),
        (b"PK\x03\x04 and nothing more", "bid.xlsx", "Save it again"),
        (b"\xd0\xcf\x11\xe0" * 20, "bid.xls", "before 2007"),
    ],
)
def test_what_can_be_no_bid_is_refused_with_what_to_do(
    bidder: Client, data: bytes, name: str, words: str
) -> None:
    answer = send(bidder, data, name)

    assert answer.status_code == 400
    assert words in answer.text
    assert bidder.get("/bid/receipts/1").status_code == 404


def test_a_workbook_of_something_else_is_taken_in_with_a_warning(
    bidder: Client,
) -> None:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.add_worksheet("Mine").write(0, 0, "We mow")

    answer = send(bidder, held.getvalue())

    assert answer.status_code == 200
    assert "no such sheet" in answer.text
    assert "Number 1" in bidder.get("/bid").text


def test_a_bid_is_withdrawn_and_another_takes_its_place(
    bidder: Client, store: WatchedStore, tender_id: UUID
) -> None:
    send(bidder, bid_file(store, tender_id).data)

    answer = bidder.fill_in("/bid/receipts/1/withdraw", {"why": "A wrong price"}, form=0)

    assert answer.headers["Location"] == "/bid"
    assert "No bid of yours counts yet." in bidder.get("/bid").text
    assert "receipt 2" in send(bidder, bid_file(store, tender_id, "Again").data).text


def test_a_bidder_finds_nothing_of_another(
    bidder: Client, rival: Client, store: WatchedStore, tender_id: UUID
) -> None:
    send(bidder, bid_file(store, tender_id).data)

    assert rival.get("/bid/receipts/1").status_code == 404
    assert rival.get("/bid/receipts/1/withdraw").status_code == 404
    assert "Alpha" not in rival.get("/bid").text


@pytest.mark.parametrize("role", Role)
def test_nobody_who_is_signed_in_is_a_bidder(role: Role, client_of: Callable[..., Client]) -> None:
    client = client_of(role)

    assert {client.get(page).status_code for page in PAGES} == {401}


def test_a_bidder_is_nobody_who_is_signed_in(bidder: Client, tender_id: UUID) -> None:
    for page in ("", "/tender", "/tender/bids", "/tender/opening"):
        assert bidder.get(f"/procurements/{tender_id}{page}").status_code == 302


def test_coming_in_signs_an_officer_out(
    client_of: Callable[..., Client], links: list[str], tender_id: UUID
) -> None:
    client = client_of(Role.PROCUREMENT_OFFICER)
    assert "signs you out" in client.get(f"/bid/in/{links[0]}").text

    come_in(client, links[0])

    assert client.get(f"/procurements/{tender_id}").status_code == 302
    assert client.get("/bid").status_code == 200


def test_who_leaves_has_to_come_in_again(bidder: Client) -> None:
    form = next(one for one in forms_in(bidder.get("/bid").text) if "leave" in one.action)

    assert bidder.post(form.action, data=form.hidden).status_code == 200

    assert bidder.get("/bid").status_code == 401


def test_a_link_that_was_never_made_says_what_to_do(stranger: Client, links: list[str]) -> None:
    answer = stranger.get(f"/bid/in/{links[0][::-1]}")

    assert answer.status_code == 404
    assert "ask the contact in your invitation" in answer.text


def test_a_bid_is_taken_in_while_another_is_looked_through(
    bidder: Client,
    rival: Client,
    store: WatchedStore,
    tender_id: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_rival = bid_file(store, tender_id, "The rival's words").data
    meanwhile: list[TestResponse] = []
    look = reading.look_through

    def slowly(workbook: Workbook, data: bytes) -> reading.Looked:
        with ThreadPoolExecutor(1) as other:  # another thread of the server
            meanwhile.append(other.submit(send, rival, of_rival).result())
        return look(workbook, data)

    monkeypatch.setattr(reading, "look_through", slowly)
    assert "was not looked through" not in send(bidder, bid_file(store, tender_id).data).text
    monkeypatch.undo()

    assert "Your bid is here: receipt 1" in meanwhile[0].text
    assert "was not looked through" in meanwhile[0].text
    again = send(rival, of_rival).text
    assert "Your bid is here: receipt 1" in again
    assert "was not looked through" not in again
