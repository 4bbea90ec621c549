"""Policies show what the reader's own authority has adopted in place of what they propose."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import MEASURES, approved, check_at_once, drafted, setting
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.policies.policies import Policy, policy_of

ADOPTED = "9 from 1 April 2027"


@pytest.fixture(autouse=True)
def adopted(
    store: WatchedStore, person_of: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_at_once(monkeypatch)
    author, second = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
    approved(store, author, second, NOW, setting(value=9, from_on=date(2027, 4, 1)))


def rule_that_uses_it() -> str:
    found = policy_of("coventry")
    assert isinstance(found, Policy)
    return next(rule.id for rule in found.pack.rules if MEASURES in rule.parameters)


def test_each_page_of_the_own_policy_tells_what_was_adopted(
    client_of: Callable[..., Client],
) -> None:
    client = client_of(Role.BUYER)

    pages = [
        client.get(address).text
        for address in (
            "/policies/coventry",
            f"/policies/coventry/values/{MEASURES}",
            f"/policies/coventry/rules/{rule_that_uses_it()}",
        )
    ]

    for html in pages:
        assert "Your authority has adopted" in html
        assert f"<strong>{ADOPTED}</strong> (approved by " in html
        assert "because: More is bought" in html
        assert "/settings?organisation=" in html


def test_other_values_and_other_readers_are_told_nothing(
    client_of: Callable[..., Client],
) -> None:
    buyer, supplier = client_of(Role.BUYER), client_of(Role.SUPPLIER)

    pages = [
        buyer.get("/policies/coventry/values/cov-measures-light").text,
        buyer.get("/policies/bradford").text,
        supplier.get(f"/policies/coventry/values/{MEASURES}").text,
    ]

    assert all("Your authority has adopted" not in html for html in pages)


def test_the_form_of_a_value_tells_what_is_adopted_to_come(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    draft_id = drafted(store, person_of(Role.POLICY_OWNER), NOW, setting("cov-measures-light", 4))

    html = client_of(Role.POLICY_OWNER).get(f"/settings/drafts/{draft_id}/values/{MEASURES}").text

    assert "Today it is <strong>6</strong>" in html
    assert f"<strong>{ADOPTED}</strong> is adopted." in html
