"""The pages of the standstill: the day of the notice, day by day, a stop, and the contract."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW, Clock
from tests.webapp.letters import approved_tender, sent
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def told(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    scene = approved_tender(store, person_of, NOW)
    sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
    return scene


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/standstill{path}"


def day(name: str, on: date) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def test_from_the_notice_over_a_claim_to_the_contract(
    told: Scene, client_of: Callable[..., Client], clock: Clock
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    first = officer.get(at(told)).text
    noticed = officer.fill_in(at(told, "/notice"), day("published_on", NOW.date()))
    running = officer.get(at(told)).text
    claimed = officer.fill_in(
        at(told, "/stop"), day("on", NOW.date()) | {"because": "Claim HT-2026-1 of Beta"}
    )
    stopped = officer.get(at(told)).text
    clock.move(timedelta(days=10))
    officer = client_of(Role.PROCUREMENT_OFFICER)
    later = NOW.date() + timedelta(days=10)
    resumed = officer.fill_in(
        at(told, "/resume"), day("on", later) | {"because": "The claim was discontinued"}
    )
    free = officer.get(at(told)).text
    signed = officer.fill_in(at(told, "/contract"), day("on", later) | {"because": "Contract C-1"})
    over = officer.get(at(told)).text

    assert [one.status_code for one in (noticed, claimed, resumed, signed)] == [302] * 4
    assert "Enter the day of the notice" in first
    assert "The standstill lasts to the end of 11 March 2026" in running
    assert "Working day 8" in running
    assert "Not counted: Saturday" in running
    assert "The award is stopped" in stopped
    assert "Claim HT-2026-1 of Beta" in stopped
    assert "Enter into the contract" in free
    assert "The contract with Alpha Ltd was entered into on 12 March 2026" in over


def test_a_contract_within_the_standstill_is_refused_with_the_first_day(
    told: Scene, client_of: Callable[..., Client]
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    officer.fill_in(at(told, "/notice"), day("published_on", NOW.date()))

    refused = officer.fill_in(
        at(told, "/contract"), day("on", NOW.date()) | {"because": "Contract C-1"}
    )

    assert refused.status_code == 409
    assert "The contract may be entered into from 12 March 2026 on" in refused.text


def test_a_day_that_is_none_is_refused_where_it_stands(
    told: Scene, client_of: Callable[..., Client]
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)

    empty = officer.fill_in(at(told, "/notice"), {})
    silent = officer.fill_in(at(told, "/stop"), day("on", NOW.date()))

    assert (empty.status_code, silent.status_code) == (400, 400)
    assert "Enter the day" in empty.text
    assert "Enter what stops the award" in silent.text


def test_before_the_letters_there_is_no_form(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = approved_tender(store, person_of, NOW)
    officer = client_of(Role.PROCUREMENT_OFFICER)

    assert "The bidders are not told yet" in officer.get(at(scene)).text
    assert officer.get(at(scene, "/notice")).status_code == 302
