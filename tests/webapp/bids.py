"""Tenders that bids come in for, the files of bids, and how they come in and are opened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from evaluation.workbook.layout import Input, InputKind, Locked, Placed, Sheet, Workbook
from forms.bidding import BidFile
from tests.webapp.clients import Client, forms_in
from tests.webapp.outlines import benched
from tests.webapp.tenders import SUPPLIERS, deadline_after, invited, published, sealed
from webapp.documents.workbook import render_workbook
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.reading import issued
from webapp.services.bids.receipts import Receipt, own_bids
from webapp.services.bids.sealed import Vault
from webapp.services.bids.taking_in import TakenIn, take_in
from webapp.services.tendering.inviting import Supplier
from webapp.services.tendering.standing import standing_of
from webapp.store import Store

SECOND = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)
_TYPED: Mapping[InputKind, str] = {
    InputKind.TEXT: "Twelve gardeners, and a foreman who knows the parks.",
    InputKind.AMOUNT: "100000.50",
    InputKind.QUANTITY: "5",
    InputKind.SHARE: "100",
}


def tender_out(store: Store, people: Mapping[Role, Person], now: datetime) -> UUID:
    """Publish a tender, and return its procurement."""
    bench = benched(store, people[Role.PANEL_CHAIR], now)
    procurement_id = sealed(store, people[Role.BUYER], bench, now)
    published(store, people[Role.PROCUREMENT_OFFICER], procurement_id, now)
    return procurement_id


def deadline_of(now: datetime) -> datetime:
    """Return the deadline of a tender that was published so."""
    return deadline_after(now)


def tokens(
    store: Store, officer: Person, procurement_id: UUID, now: datetime, *, count: int = 2
) -> list[str]:
    """Invite bidders, and return the tokens of their links in order."""
    suppliers = [
        SUPPLIERS[number]
        if number < len(SUPPLIERS)
        else Supplier(f"Supplier {number + 1}", f"bids@supplier-{number + 1}.example")
        for number in range(count)
    ]
    return [invited(store, officer, procurement_id, one, now).token for one in suppliers]


def bidder_ids(store: Store, procurement_id: UUID, now: datetime) -> list[UUID]:
    """Return the bidders of a tender in their order."""
    with store.reading() as session:
        return [one.bidder_id for one in standing_of(session, procurement_id, now=now).bidders]


def filled(workbook: Workbook, words: str = "") -> bytes:
    """Return a workbook with every cell filled in; `words` tell one bid from another."""
    return render_workbook(
        replace(workbook, sheets=tuple(_sheet(one, words) for one in workbook.sheets))
    )


def bid_file(store: Store, procurement_id: UUID, words: str = "") -> BidFile:
    """Return the file of a bid that is filled in as it should be."""
    workbook = issued(store, procurement_id)
    assert workbook is not None
    return BidFile("bid.xlsx", filled(workbook, words))


def sent_in(
    store: Store,
    vault: Vault,
    bidder_id: UUID,
    file: BidFile,
    at: datetime,
    *,
    by: Person | None = None,
) -> Receipt:
    """Take a bid in, and return its receipt."""
    outcome = take_in(store, vault, file, bidder_id=bidder_id, received_at=at, by=by)
    assert isinstance(outcome, TakenIn), outcome
    return outcome.receipt


def receipts_of(store: Store, procurement_id: UUID, bidder_id: UUID, now: datetime) -> list[str]:
    """Return what each bid of a bidder is worth, in their order."""
    return [one.state.value for one in own_bids(store, procurement_id, bidder_id, now=now).receipts]


def come_in(client: Client, token: str) -> None:
    """Follow a link, and press its button."""
    address = f"/bid/in/{token}"
    answer = client.post(address, data=forms_in(client.get(address).text)[-1].hidden)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/bid")


def _sheet(sheet: Sheet, words: str) -> Sheet:
    return replace(sheet, placed=tuple(_placed(one, words) for one in sheet.placed))


def _placed(one: Placed, words: str) -> Placed:
    if not isinstance(one.cell, Input):
        return one
    cell = one.cell
    text = cell.choices[0] if cell.choices else _TYPED[cell.kind]
    if cell.kind is InputKind.TEXT:
        text = f"{text} {words}".strip()
    return replace(one, cell=Locked(text))
