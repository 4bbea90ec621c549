"""The menu: what somebody may reach, in one row, and nothing that would be refused."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask, url_for

from tests.webapp.clients import Client
from webapp.roles import Role
from webapp.services.accounts import Membership, Person
from webapp.views.access import reach_of
from webapp.views.menu import MOST_IN_A_ROW, Menu, menu_of

HERE = UUID(int=1)


def somebody(*roles: Role) -> Person:
    """Return a person with roles for one organisation."""
    held = Membership(HERE, "Coventry City Council", None, frozenset(roles))
    return Person(UUID(int=2), "A", "a@example.org", (held,))


def menu(app: Flask, *roles: Role, path: str = "/") -> Menu:
    """Return the menu of somebody on a page."""
    with app.test_request_context(path):
        return menu_of(somebody(*roles))


@pytest.mark.parametrize("role", Role)
def test_a_menu_leads_to_no_page_that_is_refused(app: Flask, role: Role) -> None:
    found = menu(app, role)

    endpoints = [one.endpoint for one in (*found.entries, *found.folded)]
    reaches = [reach_of(app, endpoint) for endpoint in endpoints]
    assert len(found.entries) <= MOST_IN_A_ROW
    assert all(reach.roles is None or role in reach.roles for reach in reaches)


def test_what_does_not_fit_into_the_row_is_folded(app: Flask) -> None:
    few, many = menu(app, Role.BUYER), menu(app, Role.AUDITOR)

    assert few.folded == ()
    assert len(many.entries) == MOST_IN_A_ROW - 1
    assert [one.words for one in many.folded] == ["Measures", "Settings", "Back-tests"]


def test_the_fold_is_marked_on_a_page_in_it(app: Flask) -> None:
    with app.test_request_context():
        settings = url_for("adopted.settings")

    assert not menu(app, Role.AUDITOR).folds_current
    assert menu(app, Role.AUDITOR, path=settings).folds_current


def test_the_page_that_is_shown_is_marked(client_of: Callable[..., Client]) -> None:
    page = client_of(Role.AUDITOR).get("/settings").text

    assert '<summary class="podium-more__summary" aria-current="true">More</summary>' in page
    assert 'href="/settings" aria-current="page">Settings</a>' in page
