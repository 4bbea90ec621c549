"""A bidder's pages and the opening of bids: accessible, valid, and fit for a small screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.browser.validator import Validator
from tests.webapp.bids import SECOND, bid_file, bidder_ids, deadline_of, sent_in, tender_out, tokens
from webapp.roles import Role
from webapp.services.bids.sealed import Vault

TEAM = (Role.BUYER, Role.PROCUREMENT_OFFICER, Role.PANEL_CHAIR)


@dataclass(frozen=True, slots=True)
class Tender:
    """A served installation with a tender, and the link of its first bidder."""

    service: Service
    procurement_id: UUID
    token: str

    @property
    def address(self) -> str:
        """Where the page of the tender is."""
        return f"{self.service.address}/procurements/{self.procurement_id}/tender"


def faults(page: Page, validator: Validator) -> list[str]:
    """Return what is wrong with the page as it stands, at both widths."""
    return found_on(page) + validator.errors(page.content())


def tender_at(folder: Path, service: Service, now: datetime) -> Tender:
    """Publish a tender at a moment, and invite two bidders, of whom one sends two bids."""
    people = {role: service.person(role) for role in TEAM}
    procurement_id = tender_out(service.store, people, now)
    links = tokens(service.store, people[Role.PROCUREMENT_OFFICER], procurement_id, now)
    sender = bidder_ids(service.store, procurement_id, now)[0]
    vault = Vault(folder, "k" * 32)
    for words, at in (("first", now + SECOND), ("late", deadline_of(now) + SECOND)):
        if at < datetime.now(UTC):
            file = bid_file(service.store, procurement_id, words)
            sent_in(service.store, vault, sender, file, at)
    return Tender(service, procurement_id, links[0])


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Tender]:
    """A tender for which bids may still come in."""
    with running_service(tmp_path) as service:
        yield tender_at(tmp_path, service, datetime.now(UTC) - timedelta(minutes=1))


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Tender]:
    """A tender whose deadline has passed, with a bid in time and a late one."""
    with running_service(tmp_path) as service:
        yield tender_at(tmp_path, service, datetime.now(UTC) - timedelta(days=70))


def test_a_bidder_comes_in_sends_a_bid_and_withdraws_it(
    page: Page, out: Tender, validator: Validator
) -> None:
    found: dict[str, list[str]] = {}
    page.goto(f"{out.service.address}/bid/in/{out.token}")
    found["link"] = faults(page, validator)
    page.get_by_role("button").last.click()
    page.wait_for_url("**/bid")
    found["tender"] = faults(page, validator)
    file = bid_file(out.service.store, out.procurement_id, "second")
    page.set_input_files(
        "input[type=file]",
        {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.data},
    )
    page.get_by_role("button", name="Send").click()
    page.get_by_text("SHA-256").first.wait_for()
    found["answer"] = faults(page, validator)
    for name, path in (
        ("receipt", "receipts/2"),
        ("withdraw", "receipts/2/withdraw"),
        ("questions", "questions"),
    ):
        answer = page.goto(f"{out.service.address}/bid/{path}")
        assert answer is not None
        assert answer.status == 200, name
        found[name] = faults(page, validator)

    assert found == {key: [] for key in found}


def test_bids_are_opened_by_two_people(page: Page, past: Tender, validator: Validator) -> None:
    found: dict[str, list[str]] = {}
    for role in (Role.PROCUREMENT_OFFICER, Role.BUYER):
        sign_in(page, past.service, role)
        for path in ("/bids", "/opening"):
            answer = page.goto(past.address + path)
            assert answer is not None
            assert answer.status == 200, path
            found[f"{role} {path}"] = faults(page, validator)
        if role is Role.PROCUREMENT_OFFICER:
            page.goto(f"{past.address}/bids/from/1/2/late")
            found["late"] = faults(page, validator)
        page.context.clear_cookies()

    assert found == {key: [] for key in found}
