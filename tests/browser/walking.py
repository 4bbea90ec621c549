"""The pages of an outline as people walk them, from its first question until it is sealed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from evaluation.outline.checklist import Topic
from rules.vocabulary import Value
from tests.browser.hands import Hand
from tests.browser.service import Service, answer_to_the_end, procurement_in
from tests.webapp.criteria import with_criteria
from tests.webapp.parts import with_parts
from tests.webapp.people import PASSWORD, PEOPLE
from tests.webapp.proposals import proposing, settled
from webapp.roles import Role
from webapp.services.criteria import run_stress_test

Look = Callable[[str], None]
"""Looks at the page as it stands, in a state that has a name."""

CASE = {
    "need": "The contract ends on 31 March 2027.",
    "options": "A framework; doing it ourselves; a contract in two lots.",
    "budget": "£75,000 a year from parks revenue.",
    "approved_where": "Cabinet, 11 February 2026, minute 97.",
    "dependencies": "Eleven staff are likely to transfer.",
    "reach": "Sites in the three wards with the poorest health are cut first.",
    "ask": "To approve the procurement in two lots.",
}
HOW_BOUGHT: dict[str, Value | None] = {
    "award_route": "competitive",
    "procedure": "open",
    "tenders_invited_from": "any_supplier",
    "qualifying_planned_procurement_notice": False,
    "electronic_submission": True,
    "documents_supplied_together": True,
    "state_of_urgency": False,
}
PAGES_OF_PARTS = {
    "checklist that is settled": "Commissioning checklist",
    "case that is written": "The case for it",
    "lots that are drawn": "Lots",
}
GAPS = {"fill_quantity": "12", "fill_percent": "85"}


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody who walks through a service: with which hand, and who looks at each page."""

    service: Service
    hand: Hand
    look: Look = lambda _: None

    @property
    def page(self) -> Page:
        """The page that they are on."""
        return self.hand.page

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    def button(self, name: str) -> None:
        """Press a button of the page, or a link that looks like one, by its first words."""
        named = self.main.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))
        self.hand.press(named.first)

    def link(self, name: str) -> None:
        """Follow the first link of the page that has these words."""
        self.hand.press(self.main.get_by_role("link", name=name).first)

    def choose(self, name: str, value: str) -> None:
        """Choose a value of the question that has a name."""
        self.hand.choose(self.page.locator(f'input[name="{name}"][value="{value}"]'))

    def write(self, name: str, text: str) -> None:
        """Write into the field that has a name."""
        self.hand.write(self.main.locator(f'[name="{name}"]:not([type=hidden])'), text)

    def write_day(self, name: str, day: str, month: str, year: str) -> None:
        """Write a day into its three fields."""
        for part, text in (("day", day), ("month", month), ("year", year)):
            self.write(f"{name}-{part}", text)

    def menu(self, name: str) -> None:
        """Follow a link of the menu."""
        menu = self.page.get_by_role("navigation", name="Menu")
        self.hand.press(menu.get_by_role("link", name=re.compile(f"^{name}")))

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.service.address}{path}")

    def fails(self, state: str, button: str) -> None:
        """Send the form of the page as it is, which is not enough, and look at what is said."""
        self.button(button)
        assert self.page.title().startswith("Error: "), f"{state} was taken: {self.page.title()}"
        self.look(state)

    def sign_in(self, email: str) -> None:
        """Sign in as somebody else than before."""
        out = self.page.get_by_role("button", name="Sign out")
        if out.count():
            self.hand.press(out)
        self.open("/")
        self.hand.write(self.page.locator("#email"), email)
        self.hand.write(self.page.locator("#password"), PASSWORD)
        self.hand.press(self.page.get_by_role("button", name="Sign in"))

    def sign_in_as(self, role: Role) -> None:
        """Sign in as the person of the first organisation who holds a role."""
        self.sign_in(PEOPLE["coventry", role])


def prepared(service: Service, reference: str = "COV-2026-014") -> UUID:
    """Prepare an outline up to its submission, without a page."""
    store, person, now = service.store, service.person(Role.BUYER), datetime.now(UTC)
    begun = proposing(store, person, now, reference=reference, **HOW_BOUGHT)
    with_parts(store, person, begun, now)
    settled(store, person, begun, now)
    with_criteria(store, person, begun, now)
    run_stress_test(store, person, procurement_id=begun, revision=1, now=now)
    return begun


def start(walk: Walk) -> UUID:
    """Start a procurement, and arrive at its task list."""
    walk.look("my procurements")
    walk.button("Start a procurement")
    walk.fails("start with nothing", "Save and continue")
    walk.write("title", "Grounds maintenance")
    walk.write("reference", "COV-2026-014")
    walk.button("Save and continue")
    walk.look("task list with nothing done")
    return procurement_in(walk.page)


def settle_checklist(walk: Walk) -> None:
    """Say of each stage of the commissioning checklist what came of it, and arrive at the case."""
    walk.button("Continue: commissioning checklist")
    walk.look("checklist with nothing done")
    walk.choose("state_review", "not_needed")
    walk.fails("stage that is not needed for no reason", "Save and continue")
    for topic in Topic:
        walk.choose(f"state_{topic.value}", "done")
        walk.write(f"note_{topic.value}", "The panel of users was asked on 3 February.")
    walk.button("Save and continue")


def write_case(walk: Walk) -> None:
    """Write the case for it, name a risk, and arrive at the first question."""
    walk.look("case with nothing written, after a checklist that is settled")
    walk.write("need", "word " * 301)
    walk.fails("case that is too long", "Save and continue")
    while re.search("/case/[a-z]+$", walk.page.url):
        for field in walk.main.locator("textarea").all():
            walk.hand.write(field, CASE[str(field.get_attribute("name"))])
        walk.button("Save and continue")
    walk.fails("risk with nothing", "Save the risk")
    walk.write("what", "Fewer than three firms bid.")
    walk.choose("likelihood", "medium")
    walk.choose("gravity", "high")
    walk.write("response", "Two lots, and six weeks to tender.")
    walk.write("owner", "Head of parks")
    walk.button("Save the risk")


def answer(walk: Walk) -> None:
    """Answer every question, have it decided, and go on from there."""
    walk.look("first question, after a case that is written")
    answer_to_the_end(walk.page)
    walk.button("Decide on these answers")
    walk.look("decision")
    walk.button("Go on to the next task")


def divide(walk: Walk) -> None:
    """Divide the contract into two lots."""
    walk.fails("lots with nothing chosen", "Save and continue")
    walk.choose("division", "divided")
    walk.write("reasons", "Two areas that smaller firms can serve.")
    walk.button("Save and continue")
    walk.fails("lot with nothing", "Save the lot")
    for area in ("north", "south"):
        walk.write("title", f"Parks, {area}")
        walk.write("value", "180,000")
        walk.button("Save the lot")


def build_proposal(walk: Walk) -> None:
    """Tick the measures that the rules propose, and judge those that a tick is not enough for."""
    walk.button("Continue: social value proposal")
    walk.look("proposal on which nothing is decided")
    walk.fails("proposal with nothing ticked", "Save and continue")
    for box in walk.main.locator("[name^=checked-]").all():
        walk.hand.choose(box)
    judged = walk.main.locator(".podium-judging").first
    for box in judged.get_by_role("checkbox").all():
        walk.hand.choose(box)
    walk.fails("measure judged without a reason", "Save and continue")
    walk.hand.write(judged.get_by_role("textbox"), "Asked of the legal team on 2 March 2026.")
    walk.write("weight", "12")
    walk.fails("weight without a reason", "Save and continue")
    walk.write("weight", "10")
    walk.button("Save and continue")
    walk.fails("measure with an open screen", "Save and continue")
    while "/proposal/measures/" in walk.page.url:
        for screen in walk.main.locator(".podium-screen").all():
            walk.hand.choose(screen.locator("input[value=yes]"))
            reason = screen.locator("textarea")
            if not reason.input_value():
                walk.hand.write(reason, "It is about the work that is bought.")
        walk.button("Save and continue")


def settle_clauses(walk: Walk) -> None:
    """Keep the library's clauses, and fill their gaps."""
    walk.look("clauses with nothing settled")
    walk.write_day("fill_due", "31", "13", "2028")
    walk.fails("shared day that is none", "Save and continue")
    walk.write_day("fill_due", "31", "3", "2028")
    walk.button("Save and continue")
    walk.look("clauses with gaps")
    for name, text in GAPS.items():
        for field in walk.main.locator(f'[name^="{name}-"]').all():
            walk.hand.write(field, text)
    walk.button("Save and continue")


def set_criteria(walk: Walk) -> None:
    """Start from a template, and run the stress test."""
    walk.look("how the criteria begin")
    walk.hand.press(walk.page.get_by_role("link", name="How bids will be judged"))
    walk.look("criteria, none yet")
    walk.button("Start from a template")
    walk.fails("criteria started from nothing", "Start with these criteria")
    walk.choose("template", "balanced")
    walk.button("Start with these criteria")
    walk.look("criteria that are not tested")
    walk.button("Save and run the stress test")
    walk.look("criteria that are tested")


def build(walk: Walk) -> UUID:
    """Build an outline from its first question on, and arrive at the task list."""
    begun = start(walk)
    settle_checklist(walk)
    write_case(walk)
    answer(walk)
    divide(walk)
    to_task_list(walk)
    for state, link in PAGES_OF_PARTS.items():
        walk.link(link)
        walk.look(state)
        walk.hand.press(walk.page.get_by_role("link", name="Task list"))
    build_proposal(walk)
    settle_clauses(walk)
    set_criteria(walk)
    to_task_list(walk)
    walk.look("task list of an outline that is ready")
    return begun


def to_task_list(walk: Walk) -> None:
    """Go to the task list from wherever one is."""
    walk.menu("My procurements")
    walk.link("Grounds maintenance")


def submit(walk: Walk) -> None:
    """Read the outline, and submit it."""
    walk.link("Read the outline")
    walk.look("outline that is being prepared")
    walk.menu("My procurements")
    walk.link("Grounds maintenance")
    walk.link("Submit")
    walk.look("outline that can be submitted")
    walk.fails("submitted without the conflicts assessment", "Submit the outline")
    walk.write("asked", "The buyer, the head of parks and the panel")
    walk.write("found", "None was found")
    walk.choose("prepared", "yes")
    walk.button("Submit the outline")
    walk.look("version that was submitted")


def mend(walk: Walk, said: str) -> None:
    """Read why an outline came back, and mend its case."""
    walk.menu("Notifications")
    walk.look("notifications of a buyer")
    expect(walk.main).to_contain_text(said)
    walk.link("Outline returned")
    walk.look("version that came back")
    to_task_list(walk)
    walk.link("The case for it")
    walk.link("the need and its background")
    walk.write("need", f"{CASE['need']} The depot is Whitley Depot.")
    walk.button("Save and continue")


def submit_anew(walk: Walk, why: str) -> None:
    """Submit an outline that came back, and say what has changed."""
    to_task_list(walk)
    walk.link("Submit")
    walk.fails("submitted anew without what changed", "Submit the outline")
    walk.choose("prepared", "yes")
    walk.write("why", why)
    walk.button("Submit the outline")
    walk.look("second version that was submitted")
