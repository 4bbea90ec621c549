"""The page of what would change if a recorded decision were made again today."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW, Clock
from tests.webapp.drafts import approved, check_at_once, setting
from tests.webapp.samples import answered, decided
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def adopt(
    store: WatchedStore, person_of: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    check_at_once(monkeypatch)

    def act() -> None:
        author, second = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
        approved(store, author, second, NOW + timedelta(minutes=5), setting(value=4))

    return act


def test_nothing_changes_while_the_settings_are_the_same(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)

    html = buyer_client.get(f"/procurements/{procurement_id}/decide-again").text

    assert "Nothing would: the rules and settings are those under which it was recorded" in html
    assert "Differs" not in html
    assert "Record the decision under today" not in html


def test_what_a_new_setting_changes_is_told_and_can_be_recorded(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    adopt: Callable[[], None],
    clock: Clock,
) -> None:
    procurement_id = decided(store, buyer, NOW)
    clock.move(timedelta(minutes=10))
    adopt()
    address = f"/procurements/{procurement_id}"

    shown = buyer_client.get(f"{address}/decide-again").text
    kept = buyer_client.get(f"{address}/decision").text
    recorded = buyer_client.fill_in(f"{address}/decide-again", {})
    after = buyer_client.get(f"{address}/decide-again").text

    assert "1 conclusion would be different" in shown
    assert "6 measures" in shown
    assert "4 measures" in shown
    assert "The rules have changed" not in kept
    assert recorded.status_code == 302
    assert "Nothing would" in after


def test_whoever_only_reads_is_not_asked_to_record(
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
    adopt: Callable[[], None],
) -> None:
    procurement_id = decided(store, buyer, NOW)
    adopt()

    html = client_of(Role.AUDITOR).get(f"/procurements/{procurement_id}/decide-again").text

    assert "Record the decision" not in html


def test_a_procurement_without_a_recorded_decision_leads_to_its_decision(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    response = buyer_client.get(f"/procurements/{procurement_id}/decide-again")

    assert response.headers["Location"].endswith(f"/procurements/{procurement_id}/decision")
