"""The menu above every page: what somebody may reach, their own work first."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from webapp.roles import AUDITORS, PEOPLE_KEEPERS, POLICY_READERS, READERS, SETTING_READERS
from webapp.services.accounts import Person

MOST_IN_A_ROW = 8
"""So many entries fit beside one another at 1280 pixels; what is more is folded under the last."""

NOTIFICATIONS = "notifications.notifications"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry: its words, where it leads, and whether it is the page that is shown."""

    words: str
    endpoint: str
    is_current: bool

    @property
    def address(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)


@dataclass(frozen=True, slots=True)
class Menu:
    """The entries that are always seen, and those that are folded."""

    entries: tuple[MenuEntry, ...]
    folded: tuple[MenuEntry, ...]

    @property
    def folds_current(self) -> bool:
        """Whether the page that is shown is one of those that are folded."""
        return any(one.is_current for one in self.folded)


def menu_of(person: Person) -> Menu:
    """Return the menu of whoever is signed in."""
    found = tuple(
        MenuEntry(words, endpoint, request.endpoint == endpoint)
        for words, endpoint in _entries(person)
    )
    if len(found) <= MOST_IN_A_ROW:
        return Menu(found, ())
    return Menu(found[: MOST_IN_A_ROW - 1], found[MOST_IN_A_ROW - 1 :])


def reads_procurements(person: Person) -> bool:
    """Return whether somebody may read a procurement at least."""
    return bool(person.with_any(READERS) or person.with_any_single(READERS))


def _entries(person: Person) -> Iterator[tuple[str, str]]:
    """Yield the words and the endpoint of each entry, those first that are used most."""
    yield "Your work", "home.home"
    if reads_procurements(person):
        yield "My procurements", "procurements.my_procurements"
    if person.with_any(READERS):
        yield "Meetings", "meetings.meetings"
    if person.with_any(PEOPLE_KEEPERS):
        yield "People", "people.people"
    if person.with_any(AUDITORS):
        yield "Record", "record.authority_record"
    yield "Notifications", NOTIFICATIONS
    yield "Search", "searching.search"
    yield "Policies", "policies.policies"
    yield "Measures", "measures.catalogue"
    if person.with_any(SETTING_READERS):
        yield "Settings", "adopted.settings"
    if person.with_any(POLICY_READERS):
        yield "Back-tests", "backtests.back_tests"
