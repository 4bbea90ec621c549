"""A draft is tried on a case: today's decision beside its own, and nothing is stored."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import MEASURES, approved, drafted, setting
from tests.webapp.samples import BASIC, answered, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.settings import Draft, open_draft, stack_of_draft, stack_of_organisation
from webapp.services.settings.trying import example, procurement_named, references, try_on


def draft(store: WatchedStore, owner: Person, from_on: date) -> Draft:
    found = open_draft(store, drafted(store, owner, NOW, setting(value=4, from_on=from_on)))
    assert found is not None
    return found


def test_a_procurement_is_decided_as_of_its_day_where_the_draft_stands(
    store: WatchedStore, owner: Person, buyer: Person
) -> None:
    answered(store, buyer, NOW)
    found = draft(store, owner, date(2026, 3, 1))
    procurement = procurement_named(store, found, "COV-2026-014")
    assert procurement is not None
    before = store.writings

    trial = try_on(store, found, procurement)

    assert (trial.on, trial.was_moved) == (date(2026, 3, 2), False)
    assert trial.today.value("measures_maximum") == 6
    assert trial.drafted.value("measures_maximum") == 4
    assert store.writings == before


def test_an_earlier_case_is_decided_on_the_first_day_of_the_draft(
    store: WatchedStore, owner: Person
) -> None:
    found = draft(store, owner, date(2027, 4, 1))
    case = example(found, BASIC)
    assert case is not None

    trial = try_on(store, found, case)

    assert (trial.on, trial.was_moved) == (date(2027, 4, 1), True)
    assert trial.drafted.value("measures_maximum") == 4


def test_only_procurements_of_the_drafts_organisation_can_be_named(
    store: WatchedStore, owner: Person, person_of: Callable[..., Person]
) -> None:
    stranger = person_of(Role.BUYER, "elsewhere")
    answered(store, stranger, NOW, reference="ELSEWHERE-1")
    found = draft(store, owner, date(2026, 3, 1))

    assert procurement_named(store, found, "ELSEWHERE-1") is None
    assert references(store, found.organisation_id) == ()


def test_a_procurement_without_enough_answers_can_not_be_tried(
    store: WatchedStore, owner: Person, buyer: Person
) -> None:
    started(store, buyer, NOW)
    found = draft(store, owner, date(2026, 3, 1))

    assert procurement_named(store, found, "COV-2026-014") is None
    assert references(store, found.organisation_id) == (("COV-2026-014", "Grounds maintenance"),)


def test_a_draft_can_be_run_on_the_past_as_if_it_had_always_stood(
    store: WatchedStore, owner: Person
) -> None:
    found = draft(store, owner, date(2027, 4, 1))
    past = date(2018, 1, 1)

    dated = stack_of_draft(store, found.id)
    always = stack_of_draft(store, found.id, as_if_always=True)
    today = stack_of_organisation(store, found.organisation_id, as_if_always=True)

    told = [stack.parameters[MEASURES].value_on(past) for stack in (dated, always, today)]
    assert told == [6, 4, 6]


@pytest.mark.usefixtures("found")
def test_what_was_adopted_can_be_run_on_the_past_too(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    approved(store, owner, second, NOW, setting(value=8))
    overtaking = draft(store, owner, date(2026, 3, 1))
    past = date(2018, 1, 1)

    today = stack_of_organisation(store, overtaking.organisation_id, as_if_always=True)
    always = stack_of_draft(store, overtaking.id, as_if_always=True)

    assert today.parameters[MEASURES].value_on(past) == 8
    assert always.parameters[MEASURES].value_on(past) == 4
