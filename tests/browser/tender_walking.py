"""A whole tender in a browser: who takes part, what they bid, and how they move through the pages.

The model and the bids are made so that everything happens that gives work: of five bids one fails
a requirement, one comes late, one has a price that has to be asked about, and two have the same
total, which the published order for ties sets apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page
from xlsxwriter.utility import xl_rowcol_to_cell

from evaluation.outline.criteria import Criteria, MeasureAsked, PriceScreen
from evaluation.workbook.layout import Asked, Input, Part
from tests.browser.looking import found_on
from tests.browser.service import MovableClock, Service
from tests.browser.tender_entries import Entry, answer_of
from tests.browser.validator import Validator
from tests.evaluation.outline.criteria.trees import gate, group, price, promises, question
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.documents.workbook.filling import filled
from tests.webapp.outlines import benched, ready, send
from tests.webapp.people import PASSWORD
from webapp.documents.workbook import render_workbook
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.reading import issued
from webapp.services.criteria import run_stress_test

PUBLISHED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
"""A Tuesday; the deadline lies beyond the day on which British Summer Time ends."""


def criteria_for(offered: Iterator[tuple[str, str, str, str]]) -> Criteria:
    """Return the criteria: a price with a screen, two questions, promises, and a requirement."""
    measures = tuple(
        MeasureAsked(id_, title, unit, value="100", cap="50", outcome=outcome)
        for id_, title, unit, outcome in offered
        if unit not in {"", "level", "yes_or_no"}
    )
    return Criteria(
        (
            price("40"),
            group("quality", "50", title="Quality"),
            question("staff", "60", within="quality", title="Staff"),
            question("method", "40", within="quality", title="Method"),
            promises("10", title="Social value", measures=measures),
            gate("insurance"),
        ),
        tie_break=("quality",),
        price_screen=PriceScreen("25"),
    )


def approved_outline(service: Service, now: datetime) -> UUID:
    """Prepare a procurement with these criteria, and have its outline approved and sealed."""
    store, buyer = service.store, service.person(Role.BUYER, now)
    procurement_id = ready(store, buyer, now)
    basis = opened(store, procurement_id).basis
    offered = ((one.id, one.title, one.unit, one.outcome) for one in basis.offered or ())
    with_criteria(store, buyer, procurement_id, now, criteria_for(offered))
    found = opened(store, procurement_id)
    assert found.problems == ()
    run_stress_test(store, buyer, procurement_id=procurement_id, revision=found.revision, now=now)
    bench = benched(store, service.person(Role.PANEL_CHAIR, now), now)
    bench.approve(store, send(store, buyer, procurement_id, now), now)
    return procurement_id


@dataclass(slots=True)
class Walk:
    """The walk: a browser window for each person and each bidder, and a clock for all."""

    browser: Browser
    service: Service
    clock: MovableClock
    validator: Validator
    folder: Path
    procurement_id: UUID
    windows: dict[str, BrowserContext] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)

    @property
    def tender(self) -> str:
        """Where the pages of the tender begin."""
        return f"/procurements/{self.procurement_id}"

    def page_of(self, who: str) -> Page:
        """Return the window of a person, by e-mail address, or of a bidder, by any name."""
        if who not in self.windows:
            self.windows[who] = self.browser.new_context(locale="en-GB")
            self.windows[who].new_page()
        (page,) = self.windows[who].pages
        return page

    def go(self, person: Person, path: str) -> Page:
        """Open a page as a person, who signs in where the last sign-in has run out."""
        page = self.page_of(person.email)
        page.goto(f"{self.service.address}{path}")
        if urlsplit(page.url).path == "/sign-in":
            page.get_by_label("E-mail address").fill(person.email)
            page.locator("#password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in")
            page.goto(f"{self.service.address}{path}")
        self.look(page)
        return page

    def press(self, page: Page, name: str) -> None:
        """Press a button, wait for the next page, and look at it; no page may refuse anything."""
        button = page.get_by_role("button", name=name).first
        assert button.count(), page.locator("main").inner_text()
        button.click()
        page.wait_for_load_state()
        assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()
        self.look(page)

    def look(self, page: Page) -> None:
        """Note what is wrong with a page as it stands: once for each state of each address."""
        place = urlsplit(page.url).path.replace(str(self.procurement_id), "*")
        state = f"{place} {page.locator('h1').first.inner_text()} {page.locator('form').count()}"
        if state in self.looked:
            return
        self.looked.add(state)
        found = found_on(page) + self.validator.errors(page.content())
        if found:
            self.faults[state] = found

    def later(self, time: timedelta) -> None:
        """Let time pass for everybody."""
        self.clock.now += time

    def close(self) -> None:
        """Close every window."""
        for window in self.windows.values():
            window.close()


def filled_in(walk: Walk, entry: Entry, workbook: bytes) -> bytes:
    """Fill in a workbook as a bidder downloaded it."""
    layout = issued(walk.service.store, walk.procurement_id)
    assert layout is not None
    assert workbook == render_workbook(layout)
    values = {
        f"{sheet.name}!{xl_rowcol_to_cell(placed.row - 1, placed.column - 1)}": _value(
            entry, placed.cell
        )
        for sheet in layout.sheets
        for placed in sheet.placed
        if isinstance(placed.cell, Input)
    }
    return filled(layout, values)


def _value(entry: Entry, cell: Input) -> str | int:
    asked: Asked = cell.asked
    match asked.part:
        case Part.ANSWER:
            return answer_of(entry, asked.id)
        case Part.GATE:
            return "Yes" if entry.is_insured else "No"
        case Part.PRICE:
            return int(entry.price)
        case Part.COMMITMENT if asked.field == "quantity":
            return 20
        case Part.COMMITMENT if asked.field == "attribution":
            return 1  # a share of 100 per cent, as its cell is formatted
        case Part.COMMITMENT if asked.field == "counted_elsewhere":
            return "No"
        case _:
            return cell.choices[0] if cell.choices else f"{entry.name}, as the answers say"
