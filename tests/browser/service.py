"""The whole service with people in it, served for the browser, and the walks through it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page
from sqlalchemy import select

from tests.browser.server import served
from tests.webapp.outlines import seated
from tests.webapp.people import PASSWORD, PEOPLE, enrol, open_session
from webapp.application import build
from webapp.installation import system_clock
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.settings import Settings
from webapp.store import Store, upgrade
from webapp.store.models import User

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

CHOICES = {
    "authority_type": "local_authority",
    "nation": "england",
    "category": "services",
    "special_regime": "none",
    "framework": "none",
    "estimated_value_vat": "included",
    "value_cannot_be_estimated": "no",
    "award_route": "competitive",
    "procedure": "open",
    "tenders_invited_from": "any_supplier",
}
"""What the walks choose; any other question is answered with yes."""

TYPED = {
    "estimated_value": "360,000",
    "estimated_value_vat_rate": "20",
    "commenced_on-day": "2",
    "commenced_on-month": "3",
    "commenced_on-year": "2026",
    "duration_months": "36",
    "extension_months": "24",
}
"""What the walks type."""


@dataclass(frozen=True, slots=True)
class Service:
    """A served installation."""

    address: str
    store: Store

    def newcomer(self, name: str, role: Role, now: datetime) -> Person:
        """Enrol somebody with a role in the first organisation, who signs in with the password."""
        person = seated(self.store, name, now, role=role)
        with self.store.writing() as session:
            known = session.scalars(select(User).where(User.email == PEOPLE["coventry", role]))
            session.get_one(User, person.id).password_hash = known.one().password_hash
        return person

    def person(self, role: Role, now: datetime | None = None) -> Person:
        """Return somebody who holds a role in the first organisation."""
        at = now or datetime.now(UTC)
        token = open_session(self.store, PEOPLE["coventry", role], at)
        found = who_is(self.store, token, now=at)
        assert found is not None
        return found


class MovableClock:
    """A clock that a walk moves on: what lies weeks apart is walked in minutes."""

    def __init__(self, now: datetime) -> None:
        """Begin at a moment."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the moment, later at each call: no two acts are of the same one."""
        self.now += timedelta(milliseconds=1)
        return self.now


@contextmanager
def running_service(
    folder: Path, *, clock: Callable[[], datetime] = system_clock
) -> Iterator[Service]:
    """Serve a fresh installation."""
    url = f"sqlite:///{folder / 'podium.sqlite3'}"
    upgrade(url)
    store = Store(url)
    enrol(store, NOW)
    settings = Settings(folder, url, "k" * 32, is_loopback=True)
    with served(build(settings, clock=clock)) as address:
        yield Service(address, store)
    store.close()


def sign_in(page: Page, service: Service, role: Role = Role.BUYER) -> None:
    """Sign in by mouse and keyboard."""
    page.goto(service.address)
    page.get_by_label("E-mail address").fill(PEOPLE["coventry", role])
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def start(page: Page, service: Service, reference: str = "COV-2026-014") -> None:
    """Start a procurement, and arrive at its first question."""
    page.goto(f"{service.address}/procurements/start")
    page.get_by_label("What is being bought?").fill("Grounds maintenance")
    page.get_by_label("Reference").fill(reference)
    save(page)
    page.get_by_role("link", name="Who is buying").click()


def answer_page(page: Page) -> None:
    """Answer every question of the page."""
    for name, values in radio_groups(page).items():
        page.locator(f'input[name="{name}"][value="{choice(name, values)}"]').check()
    for control, text in TYPED.items():
        field = page.locator(f'[id="{control}"]')
        if field.count():
            field.fill(text)


def answer_to_the_end(page: Page) -> None:
    """Answer page after page, until the answers are there to be checked."""
    for _ in question_pages(page):
        answer_page(page)
        save(page)


def question_pages(page: Page) -> Iterator[str]:
    """Yield the name of each page of questions, as long as the caller saves and comes to another.

    Raises:
        AssertionError: A page could not be left, or there is no end.
    """
    seen: set[str] = set()
    while "/questions/" in page.url:
        slug = page.url.split("/questions/")[1].split("?")[0]
        assert slug not in seen, f"{slug} was not left: {page.title()}"
        seen.add(slug)
        yield slug


def save(page: Page) -> None:
    """Post the form of the page, and wait for what comes of it."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]:not([name])").last.click()


def radio_groups(page: Page) -> dict[str, list[str]]:
    """Return the radio buttons of the page: their values by the name of their group."""
    groups: dict[str, list[str]] = {}
    for radio in page.locator("main input[type=radio]").all():
        name, value = radio.get_attribute("name"), radio.get_attribute("value")
        groups.setdefault(name or "", []).append(value or "")
    return groups


def choice(name: str, values: list[str]) -> str:
    """Return what the walks choose of a question."""
    chosen = CHOICES.get(name, "yes")
    return chosen if chosen in values else values[0]


def procurement_in(page: Page) -> UUID:
    """Return the procurement that the page is about."""
    return UUID(page.url.split("/procurements/")[1].split("/")[0].split("?")[0])
