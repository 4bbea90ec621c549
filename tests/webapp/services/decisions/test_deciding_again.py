"""A decision keeps what it was made under, and can be looked at as if it were made today."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import MEASURES, approved, check_at_once, setting
from tests.webapp.samples import answered, decided
from webapp.documents.outline import Outline
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.decisions.deciding import decide_procurement, rules_have_changed
from webapp.services.decisions.deciding_again import DecidedAgain, decide_again
from webapp.services.outlines.outlines import outline_of
from webapp.services.preparing.procurements import open_procurement
from webapp.store import procurements as rows
from webapp.store.models import PackContent

LATER = NOW + timedelta(days=1)
TODAY = date(2026, 3, 3)


@pytest.fixture
def adopt(
    store: WatchedStore, person_of: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], None]:
    """Have a setting adopted of what a contract in the standard tier may ask for at most."""
    check_at_once(monkeypatch)

    def act(value: int) -> None:
        author, second = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
        approved(store, author, second, LATER, setting(value=value))

    return act


def again(store: WatchedStore, procurement_id: UUID) -> DecidedAgain:
    found = decide_again(store, procurement_id, on=TODAY)
    assert found is not None
    return found


def most_measures(store: WatchedStore, procurement_id: UUID) -> object:
    found = open_procurement(store, procurement_id)
    assert found is not None
    assert found.decision is not None
    return found.decision.value("measures_maximum")


def test_a_procurement_is_decided_under_the_settings_of_its_organisation(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    procurement_id = answered(store, buyer, NOW)

    before = most_measures(store, procurement_id)
    adopt(4)

    assert (before, most_measures(store, procurement_id)) == (6, 4)


def test_another_organisations_settings_change_nothing(
    store: WatchedStore, person_of: Callable[..., Person], adopt: Callable[[int], None]
) -> None:
    procurement_id = answered(store, person_of(Role.BUYER, "elsewhere"), NOW)

    adopt(4)

    assert most_measures(store, procurement_id) == 6


def test_a_setting_decides_from_its_own_day_on(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    procurement_id = answered(store, buyer, NOW, commenced_on=date(2026, 1, 31))

    adopt(4)

    assert most_measures(store, procurement_id) == 6


def test_a_recorded_decision_keeps_the_settings_that_it_was_made_under(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    procurement_id = decided(store, buyer, NOW)

    adopt(4)

    found = open_procurement(store, procurement_id)
    assert found is not None
    assert most_measures(store, procurement_id) == 6
    assert not rules_have_changed(found)
    assert found.stack != found.stack_today
    assert isinstance(outline_of(store, procurement_id), Outline)


@pytest.mark.parametrize("had", [(), (8,)])
def test_an_approval_that_was_begun_first_and_ended_last_changes_no_recorded_decision(
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
    adopt: Callable[[int], None],
    had: tuple[int, ...],
) -> None:
    for value in had:
        adopt(value)
    procurement_id = answered(store, buyer, NOW)
    begun, decided_at = LATER + timedelta(seconds=1), LATER + timedelta(seconds=2)
    decide_procurement(store, buyer, procurement_id=procurement_id, version=2, now=decided_at)
    before = most_measures(store, procurement_id)

    author, second = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
    approved(store, author, second, begun, setting(value=9, from_on=date(2026, 2, 15)))

    assert most_measures(store, procurement_id) == before == (*had, 6)[0]


def test_a_decision_stores_the_settings_too(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    adopt(4)
    procurement_id = answered(store, buyer, LATER)

    decide_procurement(store, buyer, procurement_id=procurement_id, version=2, now=LATER)

    with store.reading() as session:
        found = rows.latest_decision(session, procurement_id)
        assert found is not None
        packs = json.loads(found[0].packs)
        kept = session.get(PackContent, packs[-1]["sha256"])
        assert kept is not None
        content = json.loads(kept.content)
    assert [pack["id"] for pack in packs] == ["uk", "coventry", "coventry-own-settings"]
    assert content["format"] == "podium/settings/1"
    assert [(one["parameter"], one["is"]) for one in content["settings"]] == [(MEASURES, 4)]


def test_looking_again_shows_all_three_and_stores_nothing(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    adopt(4)
    before = store.writings

    found = again(store, procurement_id)

    assert found.recorded["conclusions"]["social_value"]["measures_maximum"] == 6
    assert found.today.value("measures_maximum") == 4
    assert found.commenced_today is not None
    assert found.commenced_today.decided_as_of == TODAY
    assert not found.has_same_packs
    assert store.writings == before


def test_a_decision_can_be_recorded_again_under_todays_settings(
    store: WatchedStore, buyer: Person, adopt: Callable[[int], None]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    adopt(4)

    decide_procurement(store, buyer, procurement_id=procurement_id, version=2, now=LATER)

    assert most_measures(store, procurement_id) == 4
    assert again(store, procurement_id).has_same_packs


def test_there_is_nothing_to_look_at_again_before_a_decision(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    assert decide_again(store, procurement_id, on=TODAY) is None
    assert decide_again(store, uuid4(), on=TODAY) is None


def test_a_day_whose_law_the_packs_do_not_know_is_left_out(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)

    found = decide_again(store, procurement_id, on=date(2001, 1, 1))

    assert found is not None
    assert found.commenced_today is None
