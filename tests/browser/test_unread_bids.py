"""The pages of bids that can't be read, and of when scores are due: accessible, valid, narrow."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.service import NOW, MovableClock, running_service, sign_in
from tests.browser.test_bids import TEAM, faults
from tests.browser.validator import Validator
from tests.webapp.bids import SECOND, bid_file, bidder_ids, deadline_of, sent_in, tender_out, tokens
from webapp.roles import Role
from webapp.services.bids.opening import open_bids
from webapp.services.bids.sealed import Vault
from webapp.store import sealed_files


def test_every_page_of_a_bid_that_can_not_be_read_is_fit_to_be_used(
    page: Page, tmp_path: Path, validator: Validator
) -> None:
    clock, vault = MovableClock(NOW), Vault(tmp_path, "k" * 32)
    with running_service(tmp_path, clock=clock) as service:
        people, store = {role: service.person(role, NOW) for role in TEAM}, service.store
        tender_id = tender_out(store, people, NOW)
        tokens(store, people[Role.PROCUREMENT_OFFICER], tender_id, NOW)
        file, first = bid_file(store, tender_id), bidder_ids(store, tender_id, NOW)[0]
        receipt = sent_in(store, vault, first, file, NOW)
        sealed_files.drop(vault.folder, tender_id, receipt.id.hex)
        clock.now = deadline_of(NOW) + SECOND
        for role in (Role.BUYER, Role.PROCUREMENT_OFFICER):
            open_bids(store, vault, people[role], procurement_id=tender_id, now=clock())
        sign_in(page, service, Role.PROCUREMENT_OFFICER)
        base, found = f"{service.address}/procurements/{tender_id}", {}

        for place in ("tender/unread", "tender/unread/1/file", "panel/due"):
            page.goto(f"{base}/{place}")
            found[place] = faults(page, validator)
        page.goto(f"{base}/tender/unread")
        page.get_by_role("button", name="Ask the bidder for the very file").click()
        found["link"] = faults(page, validator)
        token = page.locator("code").inner_text().rpartition("/")[2]
        page.goto(f"{base}/tender/unread/1/lost")
        page.get_by_role("button", name="Declare it lost").click()
        found["lost"] = faults(page, validator)
        page.get_by_label("Why can’t it be had?").fill("No backup holds it.")
        page.get_by_role("button", name="Declare it lost").click()
        found["declared"] = faults(page, validator)
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{service.address}/bid/in/{token}")
        page.locator("main form button").first.click()
        page.get_by_role("link", name="Send the very file again that you sent").click()
        found["same file"] = faults(page, validator)
        held = tmp_path / "bid.xlsx"
        held.write_bytes(file.data)
        page.locator("input[type=file]").set_input_files(held)
        page.get_by_role("button", name="Send the file").click()
        found["sent"] = faults(page, validator)

        assert page.get_by_role("heading", name="Your file is here, and your bid was read").count()
        assert {place: wrong for place, wrong in found.items() if wrong} == {}
