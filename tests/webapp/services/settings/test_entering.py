"""Values are entered in a draft and removed from it, and what was entered stays on record."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from rules.pack import Citation
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import DAY, approved, drafted, proposed, setting
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.refusals import Refused
from webapp.services.settings import State, drafts_of, open_draft
from webapp.services.settings.copying import copy_draft
from webapp.services.settings.entering import (
    Changed,
    DraftStarted,
    enter_value,
    remove_value,
    start_draft,
)
from webapp.services.settings.refusals import NO_DRAFT, NOT_OPEN
from webapp.services.settings.steps import withdraw
from webapp.store import audit
from webapp.store import settings as rows
from webapp.store.models import Organisation


def test_a_draft_begins_with_its_author_and_nothing_else(
    store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)

    found = open_draft(store, draft_id)

    assert found is not None
    assert (found.name, found.policy, found.state) == ("Measures", "coventry", State.DRAFT)
    assert found.made_by == owner.name
    assert found.authors == {owner.id}
    assert [value.setting for value in found.values] == [setting()]
    assert [one.name for one in drafts_of(store, found.organisation_id)] == ["Measures"]


def test_an_organisation_without_a_policy_has_nothing_to_draft(
    store: WatchedStore, owner: Person
) -> None:
    with store.writing() as session:
        organisation = session.get(Organisation, owner.memberships[0].organisation_id)
        assert organisation is not None
        organisation.policy = None

    outcome = start_draft(
        store, owner, organisation_id=owner.memberships[0].organisation_id, name="None", now=NOW
    )

    assert isinstance(outcome, Refused)
    assert "The law alone decides" in outcome.problem


def test_starting_the_same_twice_at_once_starts_one_draft(
    store: WatchedStore, owner: Person
) -> None:
    organisation_id = owner.memberships[0].organisation_id

    def start(name: str) -> DraftStarted | Refused:
        return start_draft(store, owner, organisation_id=organisation_id, name=name, now=NOW)

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(start, "Weights") for _ in range(2)]

    assert both[0].result() == both[1].result()
    assert start("Weights for 2027") != both[0].result()
    assert len(drafts_of(store, organisation_id)) == 2


def test_a_draft_of_the_same_name_begins_anew_where_the_first_has_values_or_is_anothers(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    first = drafted(store, owner, NOW)

    again = drafted(store, owner, NOW)
    others = drafted(store, second, NOW)

    assert len({first, again, others}) == 3


def test_copying_the_same_draft_twice_makes_one_until_its_values_are_others(
    store: WatchedStore, owner: Person
) -> None:
    first = drafted(store, owner, NOW, setting(), setting(value=9, from_on=date(2027, 4, 1)))
    withdraw(store, owner, draft_id=first, why="Not needed", now=NOW)

    both = [copy_draft(store, owner, draft_id=first, now=NOW) for _ in range(2)]

    assert isinstance(both[0], DraftStarted)
    assert both[0] == both[1]
    copy = open_draft(store, both[0].draft_id)
    assert copy is not None
    assert len(copy.values) == 2
    remove_value(store, owner, draft_id=copy.id, value_id=copy.values[0].id, now=NOW)
    assert copy_draft(store, owner, draft_id=first, now=NOW) != both[0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (setting("large-contract-value"), "the pack “uk” fixes this value"),
        (setting("no-such-value"), "there is no parameter “no-such-value”"),
        (setting(value=-1), "is a number from 0"),
        (setting(from_on=date(2010, 1, 1)), "exists from 11 February 2014 only"),
        (
            replace(setting(), citation=Citation("nowhere", "1"), own_source=None),
            "it cites “nowhere”, which is not declared as a source",
        ),
    ],
)
def test_what_the_packs_leave_no_room_for_is_never_entered(
    store: WatchedStore, owner: Person, wrong: object, message: str
) -> None:
    draft_id = drafted(store, owner, NOW)

    outcome = enter_value(
        store,
        owner,
        draft_id=draft_id,
        setting=wrong,  # type: ignore[arg-type]  # parametrised
        corrects=False,
        now=NOW,
    )

    found = open_draft(store, draft_id)
    assert isinstance(outcome, Refused)
    assert message in outcome.problem
    assert outcome.remedy
    assert found is not None
    assert len(found.values) == 1


def test_a_draft_has_one_value_of_a_parameter_for_a_day(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)

    outcome = enter_value(
        store, owner, draft_id=draft_id, setting=setting(value=9), corrects=False, now=NOW
    )

    assert isinstance(outcome, Refused)
    assert "sets that value from 1 February 2026 already" in outcome.problem


@pytest.mark.usefixtures("found")
def test_a_day_that_has_an_approved_setting_takes_a_correction_only(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    approved(store, owner, second, NOW)
    draft_id = drafted(store, owner, NOW, setting("cov-measures-light", 4))
    again = setting(value=9)

    plain = enter_value(store, owner, draft_id=draft_id, setting=again, corrects=False, now=NOW)
    right = enter_value(store, owner, draft_id=draft_id, setting=again, corrects=True, now=NOW)

    assert isinstance(plain, Refused)
    assert "tick the box" in plain.remedy
    assert right == Changed()


def test_there_must_be_something_to_set_right(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)
    other = setting("cov-measures-light", 4)

    outcome = enter_value(store, owner, draft_id=draft_id, setting=other, corrects=True, now=NOW)

    assert isinstance(outcome, Refused)
    assert "There is no approved setting from 1 February 2026" in outcome.problem


def test_a_removed_value_stays_on_record(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)
    before = open_draft(store, draft_id)
    assert before is not None
    value_id = before.values[0].id

    first = remove_value(store, owner, draft_id=draft_id, value_id=value_id, now=NOW)
    again = remove_value(store, owner, draft_id=draft_id, value_id=value_id, now=NOW)

    after = open_draft(store, draft_id)
    with store.reading() as session:
        kept = rows.values(session, [draft_id])[draft_id]
    assert first == Changed()
    assert isinstance(again, Refused)
    assert after is not None
    assert after.values == ()
    assert [(row.id, removed is not None) for row, removed in kept] == [(value_id, True)]


def test_a_proposed_draft_is_left_as_it_is(store: WatchedStore, owner: Person) -> None:
    draft_id = proposed(store, owner, NOW)
    draft = open_draft(store, draft_id)
    assert draft is not None

    entered = enter_value(
        store,
        owner,
        draft_id=draft_id,
        setting=setting("cov-measures-light", 4),
        corrects=False,
        now=NOW,
    )
    removed = remove_value(store, owner, draft_id=draft_id, value_id=draft.values[0].id, now=NOW)

    assert entered == removed == NOT_OPEN


def test_a_draft_that_is_not_there_is_not_changed(store: WatchedStore, owner: Person) -> None:
    outcome = enter_value(
        store, owner, draft_id=uuid4(), setting=setting(), corrects=False, now=NOW
    )

    assert outcome == NO_DRAFT


def test_every_act_is_in_the_audit_log(
    store: WatchedStore, owner: Person, person_of: Callable[..., Person]
) -> None:
    other = person_of(Role.ADMINISTRATOR)
    draft_id = drafted(store, owner, NOW)
    draft = open_draft(store, draft_id)
    assert draft is not None
    remove_value(store, other, draft_id=draft_id, value_id=draft.values[0].id, now=NOW)

    with store.reading() as session:
        chain = audit.verify(session)
        told = [
            audit.last_sha256_of(session, act, subject=f"draft/{draft_id}") != audit.START
            for act in ("start-draft", "enter-setting", "remove-setting")
        ]

    assert chain.broken_at is None
    assert told == [True, True, True]
    assert draft.values[0].setting.from_on == DAY
