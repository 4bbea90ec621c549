"""A whole tender, walked in the browser: from publication to letters, bundle and notices.

Five bidders and four evaluators; one bid fails a requirement, one is late, one price is asked
about, one evaluator has a conflict of interest, and the first place is tied until the published
order for ties decides.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from tests.browser.service import MovableClock, running_service
from tests.browser.tender_entries import ENTRIES, QUESTIONS, Entry, quoted, reasons
from tests.browser.tender_walking import PUBLISHED, Walk, approved_outline, filled_in
from tests.browser.validator import Validator
from tests.webapp.cli.calling import in_a_shell
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.notification_tables import Mail

EVALUATORS = ("Asha Rao", "Ben Cole", "Cerys Moss", "Dan Webb")
ASSIGNED = {
    "Asha Rao": ("staff", "insurance"),
    "Ben Cole": ("staff",),
    "Cerys Moss": ("method",),
    "Dan Webb": ("method",),
}
CONFLICTED = "Dan Webb"


@pytest.fixture
def walk(tmp_path: Path, browser: Browser, validator: Validator) -> Iterator[Walk]:
    clock = MovableClock(PUBLISHED - timedelta(days=1))
    with running_service(tmp_path, clock=clock) as service:
        made = Walk(
            browser, service, clock, validator, tmp_path, approved_outline(service, clock.now)
        )
        made.clock.now = PUBLISHED
        yield made
        made.close()


def test_a_tender_from_publication_to_letters(walk: Walk) -> None:
    service, now = walk.service, walk.clock.now
    officer, buyer = (service.person(one, now) for one in (Role.PROCUREMENT_OFFICER, Role.BUYER))
    chair = service.person(Role.EVALUATION_CHAIR, now)
    panel = {name: service.newcomer(name, Role.EVALUATOR, now) for name in EVALUATORS}

    publish(walk, officer)
    invite(walk, officer)
    make_up_panel(walk, officer, chair, panel)
    for entry in ENTRIES:
        if not entry.is_late:
            send_bid(walk, entry)
    walk.later(timedelta(days=60))
    send_bid(walk, next(one for one in ENTRIES if one.is_late))
    judge_late_bid(walk, officer)
    open_bids(walk, officer, buyer)
    declare(walk, officer, chair, panel)
    score(walk, panel)
    moderate(walk, chair, [chair, *panel.values()])
    evaluate(walk, officer, "")
    ask_about_price(walk, officer)
    settle_promises(walk, officer)
    evaluate(walk, officer, "The price was asked about and answered, and the promises settled")
    award(walk, officer, service.person(Role.PANEL_CHAIR, now))
    send_letters(walk, officer)
    replayed(walk, officer)
    read_letters(walk)
    end_standstill(walk, officer)
    make_notices(walk, officer)
    disclose(walk, officer)
    follow_the_thread(walk, officer)

    assert walk.faults == {}


def publish(walk: Walk, officer: Person) -> None:
    page = walk.go(officer, f"{walk.tender}/tender/publish")
    for name, day in (("questions", "5"), ("deadline", "28")):
        for part, text in (("day", day), ("month", "10"), ("year", "2026")):
            page.fill(f"#{name}_day-{part}", text)
        page.fill(f"#{name}_time", "12:00")
    page.fill("#contact", "Priya Shah, tenders@coventry.example")
    page.fill("#lots_awarded", "Each lot to the best bid for it")
    page.check("input[name=price_basis][value=excluded-whole-term]")
    page.check("input[name=are_names_masked][value=yes]")
    page.check("input[name=is_price_hidden][value=yes]")
    walk.press(page, "Continue")
    walk.press(page, "Publish the tender")


def invite(walk: Walk, officer: Person) -> None:
    for entry in ENTRIES:
        page = walk.go(officer, f"{walk.tender}/tender/bidders/invite")
        page.fill("#name", entry.name)
        page.fill("#email", entry.email)
        page.fill("#address", f"1 {entry.name.split()[0]} Street, Coventry")
        page.fill("#identifier", f"GB-COH-0{len(entry.name)}34567")
        walk.press(page, "Send the invitation")


def link_of(walk: Walk, entry: Entry) -> str:
    """Return the link in the last e-mail that a bidder was sent one in."""
    with walk.service.store.reading() as session:
        mails = session.scalars(
            select(Mail).where(Mail.recipient == entry.email).order_by(Mail.queued_at)
        )
        found: list[str] = [
            each for mail in mails for each in re.findall(r"/bid/in/[\w-]+", str(vars(mail)))
        ]
    return found[-1]


def come_in(walk: Walk, entry: Entry) -> Page:
    page = walk.page_of(entry.name)
    page.goto(f"{walk.service.address}{link_of(walk, entry)}")
    walk.look(page)
    walk.press(page, "Go to the tender")
    return page


def send_bid(walk: Walk, entry: Entry) -> None:
    page = come_in(walk, entry)
    if entry is ENTRIES[0]:
        for name in ("guide", "instructions"):
            page.goto(f"{walk.service.address}/bid/documents/{name}")
            walk.look(page)
        page.goto(f"{walk.service.address}/bid")
    workbook = page.request.get(f"{walk.service.address}/bid/workbook.xlsx").body()
    page.set_input_files(
        "input[type=file]",
        {
            "name": "bid.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": filled_in(walk, entry, workbook),
        },
    )
    walk.press(page, "Send")
    found = page.locator("main").inner_text()
    assert "Every cell was read, and nothing is missing." in found, found
    assert page.get_by_text("marked late").is_visible() is entry.is_late


def judge_late_bid(walk: Walk, officer: Person) -> None:
    page = walk.go(officer, f"{walk.tender}/tender/bids")
    page.get_by_role("link", name=re.compile("late", re.IGNORECASE)).first.click()
    walk.look(page)
    page.check("input[name=decision][value=not-admitted]")
    page.fill("#because", "It came weeks after the deadline, and nothing kept it from being sent.")
    walk.press(page, "Record the decision")


def open_bids(walk: Walk, officer: Person, buyer: Person) -> None:
    for person in (officer, buyer):
        page = walk.go(person, f"{walk.tender}/tender/opening")
        walk.press(page, "Open the bids")


def make_up_panel(walk: Walk, officer: Person, chair: Person, panel: dict[str, Person]) -> None:
    for name, person in panel.items():
        page = walk.go(officer, f"{walk.tender}/panel/evaluators/{person.id}")
        for question in ASSIGNED[name]:
            page.check(f"input[value={question}]")
        walk.press(page, "Save who scores what")
    page = walk.go(officer, f"{walk.tender}/panel/chair")
    page.check(f'input[value="{chair.id}"]')
    walk.press(page, "Name the chair")


def declare(walk: Walk, officer: Person, chair: Person, panel: dict[str, Person]) -> None:
    for person in (chair, officer, *panel.values()):
        page = walk.go(person, f"{walk.tender}/panel/declaration")
        is_in_conflict = person.name == CONFLICTED
        page.check(f"input[name=handling][value={'managed' if is_in_conflict else 'none'}]")
        if is_in_conflict:
            page.fill("#detail", "A cousin of mine drives for one of them; we seldom meet.")
        walk.press(page, "Declare")
    page = walk.go(officer, f"{walk.tender}/panel")
    page.get_by_role("link", name=re.compile("Decide on it")).click()
    walk.look(page)
    page.check("input[name=verdict][value=managed]")
    page.fill("#why", "Method statements are masked, and three others score.")
    walk.press(page, "Record the decision")


def counted() -> list[tuple[int, Entry]]:
    """Return the bids that are scored, by their numbers."""
    return [(number, one) for number, one in enumerate(ENTRIES, 1) if not one.is_late]


def write_score(page: Page, walk: Walk, question: str, entry: Entry, who: str, press: str) -> None:
    if question == "insurance":
        page.check(f"input[name=score][value={'passed' if entry.is_insured else 'failed'}]")
    else:
        page.check(f'input[name=score][value="{entry.marks[question]}"]')
        page.locator("textarea[name=quotation]").last.fill(quoted(entry, question))
    page.fill("#rationale", reasons(question, entry, who))
    with page.expect_navigation():  # a score is sent once the connection is known to be there
        page.get_by_role("button", name=press).click()
    if page.locator("input[name=meant]").count():
        page.check("input[name=meant]")
        with page.expect_navigation():
            page.get_by_role("button", name=press).click()
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()
    walk.look(page)


def score(walk: Walk, panel: dict[str, Person]) -> None:
    for name, person in panel.items():
        walk.go(person, f"{walk.tender}/scoring")
        for question in ASSIGNED[name]:
            for number, entry in counted():
                page = walk.go(person, f"{walk.tender}/scoring/{question}/{number}")
                assert entry.name not in page.content()
                write_score(page, walk, question, entry, name, "Hand in this score")


def moderate(walk: Walk, chair: Person, present: list[Person]) -> None:
    page = walk.go(chair, f"{walk.tender}/moderation")
    page.get_by_role("button", name=re.compile("whose scores are in")).click()
    page.wait_for_load_state()
    walk.look(page)
    for question in ("insurance", *QUESTIONS):
        for number, entry in counted():
            page = walk.go(chair, f"{walk.tender}/moderation/{question}/{number}")
            if not page.get_by_role("button", name="Record the agreed score").count():
                assert not entry.is_insured, page.locator("main").inner_text()
                continue
            for person in present:
                page.check(f'input[name=present][value="{person.id}"]')
            write_score(page, walk, question, entry, "the panel", "Record the agreed score")


def evaluate(walk: Walk, officer: Person, why: str) -> None:
    page = walk.go(officer, f"{walk.tender}/result/evaluate")
    if why:
        page.fill("#why", why)
    walk.press(page, "Evaluate the bids")


def ask_about_price(walk: Walk, officer: Person) -> None:
    number, entry = 4, ENTRIES[3]
    page = walk.go(officer, f"{walk.tender}/settling")
    assert entry.name in page.content()
    page = walk.go(officer, f"{walk.tender}/settling/prices/{number}/question")
    page.fill("#reasons", "Your price is far below the mean of the prices offered for this work.")
    day = (walk.clock.now + timedelta(days=10)).date()
    for part in ("day", "month", "year"):
        page.fill(f"#answer_by-{part}", str(getattr(day, part)))
    walk.press(page, "Send the notice")
    bidder = come_in(walk, entry)
    bidder.goto(f"{walk.service.address}/bid/price-question")
    walk.look(bidder)
    bidder.fill("#answer", "We own our machines outright, and our depot adjoins the two parks.")
    walk.press(bidder, "Send your answer")
    page = walk.go(officer, f"{walk.tender}/settling/prices/{number}/decision")
    page.check("input[name=verdict][value=demonstrated]")
    page.fill("#because", "Its machines are paid for, and its depot saves the way to both parks.")
    walk.press(page, "Record the decision")


def settle_promises(walk: Walk, officer: Person) -> None:
    page = walk.go(officer, f"{walk.tender}/settling")
    places = [
        link.get_attribute("href")
        for link in page.get_by_role("link").all()
        if "/settling/promises/" in (link.get_attribute("href") or "")
    ]
    for place in dict.fromkeys(places):
        assert place is not None
        page = walk.go(officer, place)
        page.check("input[name=verdict][value=counted]")
        page.fill("#because", "The method statement names who does it, and when.")
        walk.press(page, "Record the decision")


def award(walk: Walk, officer: Person, approver: Person) -> None:
    page = walk.go(officer, f"{walk.tender}/result")
    assert "Alder Grounds Ltd" in page.content()
    page = walk.go(officer, f"{walk.tender}/award/recommendation")
    page.fill("#because", "First by the published order for ties; the price was asked about.")
    walk.press(page, "Recommend the award")
    page = walk.go(approver, f"{walk.tender}/panel/declaration")
    page.check("input[name=handling][value=none]")
    walk.press(page, "Declare")
    page = walk.go(approver, f"{walk.tender}/award/decision")
    page.check("input[name=decision][value=approved]")
    if page.locator("#minute").count():
        page.fill("#minute", "Procurement panel, 12 November 2026, minute 4")
    walk.press(page, "Record the decision")


def send_letters(walk: Walk, officer: Person) -> None:
    walk.go(officer, f"{walk.tender}/letters")
    for number in range(1, len(ENTRIES) + 1):
        walk.go(officer, f"{walk.tender}/letters/{number}")
    page = walk.go(officer, f"{walk.tender}/letters/send")
    walk.press(page, "Send all letters now")


def replayed(walk: Walk, officer: Person) -> None:
    page = walk.page_of(officer.email)
    answer = page.request.get(f"{walk.service.address}{walk.tender}/letters/bundle.zip")
    assert answer.ok
    bundle = walk.folder / "award.zip"
    bundle.write_bytes(answer.body())
    outcome = in_a_shell('"$0" replay "$1"', walk.folder, bundle)
    assert outcome.code == 0, outcome


def read_letters(walk: Walk) -> None:
    for entry in ENTRIES:
        page = come_in(walk, entry)
        page.goto(f"{walk.service.address}/bid/letter")
        walk.look(page)
        words = page.locator("main").inner_text()
        assert entry.name in words
        assert [one.name for one in ENTRIES[1:] if one is not entry and one.name in words] == []


def end_standstill(walk: Walk, officer: Person) -> None:
    page = walk.go(officer, f"{walk.tender}/standstill/notice")
    fill_day(page, walk, "published_on")
    walk.press(page, "Save the day of the notice")
    walk.later(timedelta(days=20))
    page = walk.go(officer, f"{walk.tender}/standstill/contract")
    fill_day(page, walk, "on")
    page.fill("#because", "Contract COV-2026-014, signed by the Director of Property Services.")
    walk.press(page, "Save that it is entered into")


def fill_day(page: Page, walk: Walk, name: str) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"#{name}-{part}", str(getattr(walk.clock.now.date(), part)))


def make_notices(walk: Walk, officer: Person) -> None:
    walk.go(officer, f"{walk.tender}/notices")
    for kind in ("tender", "award", "contract"):
        page = walk.go(officer, f"{walk.tender}/notices/{kind}")
        page.fill("#ocid", "ocds-h6vhtk-05c1d2")
        if page.locator("input[name=vat]").count():
            page.check("input[name=vat][value=excluded]")
        walk.press(page, "Make the notice")


def disclose(walk: Walk, officer: Person) -> None:
    walk.go(officer, f"{walk.tender}/disclosure")


def follow_the_thread(walk: Walk, officer: Person) -> None:
    walk.go(officer, f"{walk.tender}/thread")
    walk.go(officer, f"{walk.tender}/thread/staff")
