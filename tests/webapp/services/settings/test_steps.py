"""The steps of a draft: who may take them, in which order, and that each stays on record."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import CLEAN, GAP, MEASURES, approved, drafted, proposed, setting
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject, work_through
from webapp.services.refusals import Refused
from webapp.services.settings import (
    State,
    history,
    open_draft,
    stack_of_draft,
    stack_of_organisation,
    stack_without_draft,
)
from webapp.services.settings.approving import (
    CHECK_ANEW,
    CHECK_ERRORS,
    CHECK_WAITING,
    NOT_YOURS,
    OWN_DRAFT,
    approve,
)
from webapp.services.settings.checking import CheckState, check_of
from webapp.services.settings.entering import Changed, enter_value, remove_value
from webapp.services.settings.refusals import NOT_OPEN
from webapp.services.settings.steps import (
    NOT_PROPOSED,
    NOTHING_PROPOSED,
    check_draft,
    propose,
    return_draft,
    withdraw,
)
from webapp.store import Store, audit

pytestmark = pytest.mark.usefixtures("found")


def state_of(store: Store, draft_id: UUID) -> State:
    found = open_draft(store, draft_id)
    assert found is not None
    return found.state


def done(store: Store) -> None:
    work_through(store, clock=lambda: NOW)


def test_an_approved_setting_decides_from_its_day_on(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = approved(store, owner, second, NOW)

    stack = stack_of_organisation(store, owner.memberships[0].organisation_id)
    (one,) = history(store, owner.memberships[0].organisation_id)

    assert state_of(store, draft_id) is State.APPROVED
    assert stack.parameters[MEASURES].value_on(date(2026, 1, 31)) == 6
    assert stack.parameters[MEASURES].value_on(date(2026, 2, 1)) == 8
    assert (one.setting, one.stands, one.revision) == (setting(), True, 1)
    assert (one.entered_by, one.approved_by) == (owner.name, second.name)


def test_an_approved_draft_reads_as_it_was_approved(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = approved(store, owner, second, NOW)

    with_it, without = stack_of_draft(store, draft_id), stack_without_draft(store, draft_id)

    day = date(2026, 2, 1)
    assert with_it == stack_of_organisation(store, owner.memberships[0].organisation_id)
    assert [one.parameters[MEASURES].value_on(day) for one in (with_it, without)] == [8, 6]
    assert check_of(store, draft_id, now=NOW).state is CheckState.CLEAN


def test_nobody_approves_what_they_had_a_hand_in(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    own = proposed(store, owner, NOW)
    shared = drafted(store, owner, NOW, setting("cov-measures-light", 4))
    enter_value(
        store,
        second,
        draft_id=shared,
        setting=setting("cov-measures-enhanced", 11),
        corrects=False,
        now=NOW,
    )
    propose(store, owner, draft_id=shared, why="Agreed", now=NOW)
    done(store)

    outcomes = [
        approve(store, owner, draft_id=own, why="Mine", now=NOW),
        approve(store, second, draft_id=shared, why="Partly mine", now=NOW),
    ]

    assert outcomes == [OWN_DRAFT, OWN_DRAFT]
    assert state_of(store, own) is state_of(store, shared) is State.PROPOSED


def test_a_hand_that_is_not_seen_in_the_values_any_more_keeps_from_approval_too(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    replaced = drafted(store, owner, NOW, setting("cov-measures-light", 4))
    enter_value(store, second, draft_id=replaced, setting=setting(), corrects=False, now=NOW)
    _remove(store, owner, replaced, MEASURES)
    enter_value(store, owner, draft_id=replaced, setting=setting(), corrects=False, now=NOW)
    thinned = drafted(store, owner, NOW, setting(), setting("cov-measures-light", 4))
    _remove(store, second, thinned, MEASURES)
    for draft_id in (replaced, thinned):
        propose(store, owner, draft_id=draft_id, why="Agreed", now=NOW)
    done(store)

    outcomes = [
        approve(store, second, draft_id=draft_id, why="Not mine", now=NOW)
        for draft_id in (replaced, thinned)
    ]

    assert outcomes == [OWN_DRAFT, OWN_DRAFT]


def _remove(store: Store, person: Person, draft_id: UUID, parameter: str) -> None:
    draft = open_draft(store, draft_id)
    assert draft is not None
    value_id = next(one.id for one in draft.values if one.setting.parameter == parameter)
    assert remove_value(store, person, draft_id=draft_id, value_id=value_id, now=NOW) == Changed()


@pytest.mark.parametrize("role", [Role.BUYER, Role.AUDITOR, Role.PROCUREMENT_OFFICER])
def test_no_other_role_approves(
    store: WatchedStore, owner: Person, person_of: Callable[..., Person], role: Role
) -> None:
    draft_id = proposed(store, owner, NOW)
    done(store)

    outcome = approve(store, person_of(role), draft_id=draft_id, why="Why not", now=NOW)

    assert outcome == NOT_YOURS


def test_a_policy_owner_of_another_organisation_does_not_approve(
    store: WatchedStore, owner: Person, person_of: Callable[..., Person]
) -> None:
    draft_id = proposed(store, owner, NOW)
    done(store)
    stranger = person_of(Role.POLICY_OWNER, "elsewhere")

    assert approve(store, stranger, draft_id=draft_id, why="Why not", now=NOW) == NOT_YOURS


def test_approval_is_refused_while_the_analysis_finds_an_error(
    store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    found["errors"] = [GAP]
    draft_id = proposed(store, owner, NOW)
    done(store)

    outcome = approve(store, second, draft_id=draft_id, why="Agreed", now=NOW)

    assert outcome == CHECK_ERRORS
    assert state_of(store, draft_id) is State.PROPOSED
    assert history(store, owner.memberships[0].organisation_id) == ()


def test_a_test_that_can_not_be_decided_any_more_is_an_error_too(
    store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    found["undecided"] = [{"name": "A case", "why": "two rules contradict each other"}]
    draft_id = proposed(store, owner, NOW)
    done(store)

    assert approve(store, second, draft_id=draft_id, why="Agreed", now=NOW) == CHECK_ERRORS


def test_a_changed_expectation_is_no_error(
    store: WatchedStore, owner: Person, second: Person, found: JsonObject
) -> None:
    found["changed"] = [{"name": "A case", "conclusions": []}]
    draft_id = proposed(store, owner, NOW)
    done(store)

    assert approve(store, second, draft_id=draft_id, why="Agreed", now=NOW) == Changed()


def test_approval_waits_for_the_check(store: WatchedStore, owner: Person, second: Person) -> None:
    draft_id = proposed(store, owner, NOW)

    waiting = approve(store, second, draft_id=draft_id, why="Agreed", now=NOW)
    done(store)

    assert waiting == CHECK_WAITING
    assert approve(store, second, draft_id=draft_id, why="Agreed", now=NOW) == Changed()


@pytest.mark.parametrize("minutes", [1, -60])
def test_a_check_is_made_anew_when_other_settings_were_approved_since(
    store: WatchedStore, owner: Person, second: Person, minutes: int
) -> None:
    later = NOW + timedelta(minutes=minutes)
    draft_id = proposed(store, owner, NOW)
    done(store)
    approved(store, owner, second, NOW, setting("cov-measures-light", 4))

    stale = check_of(store, draft_id, now=later)
    refused = approve(store, second, draft_id=draft_id, why="Agreed", now=later)
    work_through(store, clock=lambda: later)

    assert stale.state is CheckState.STALE
    assert refused == CHECK_ANEW
    assert approve(store, second, draft_id=draft_id, why="Agreed", now=later) == Changed()


def test_two_drafts_for_one_day_the_first_approved_wins(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    first, other = (proposed(store, owner, NOW, setting(value=value)) for value in (8, 9))
    done(store)

    won = approve(store, second, draft_id=first, why="Agreed", now=NOW)
    lost = approve(store, second, draft_id=other, why="Agreed", now=NOW)

    organisation_id = owner.memberships[0].organisation_id
    assert won == Changed()
    assert isinstance(lost, Refused)
    assert (
        "Another setting of “Most measures in the standard tier” from 1 February 2026"
        in lost.problem
    )
    assert state_of(store, other) is State.PROPOSED
    assert [one.setting.value for one in history(store, organisation_id)] == [8]


def test_two_approvals_at_once_adopt_the_settings_once(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = proposed(store, owner, NOW)
    done(store)
    outcomes: list[object] = []
    start = threading.Barrier(4)

    def try_to_approve() -> None:
        start.wait()
        outcomes.append(approve(store, second, draft_id=draft_id, why="Agreed", now=NOW))

    threads = [threading.Thread(target=try_to_approve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == sorted(map(str, [Changed(), *[NOT_PROPOSED] * 3]))
    assert len(history(store, owner.memberships[0].organisation_id)) == 1


def test_a_correction_replaces_and_both_stay_on_record(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    first = approved(store, owner, second, NOW)
    later = NOW + timedelta(days=1)
    draft_id = drafted(store, owner, later, setting("cov-measures-light", 4))
    enter_value(store, owner, draft_id=draft_id, setting=setting(value=7), corrects=True, now=later)
    propose(store, owner, draft_id=draft_id, why="A slip", now=later)
    work_through(store, clock=lambda: later)

    outcome = approve(store, second, draft_id=draft_id, why="A slip", now=later)

    organisation_id = owner.memberships[0].organisation_id
    told = [
        (one.setting.value, one.revision, one.stands)
        for one in history(store, organisation_id)
        if one.setting.parameter == MEASURES
    ]
    stack = stack_of_organisation(store, organisation_id)
    assert outcome == Changed()
    assert stack_of_draft(store, first).parameters[MEASURES].value_on(date(2026, 2, 1)) == 8
    assert told == [(8, 1, False), (7, 2, True)]
    assert stack.parameters[MEASURES].value_on(date(2026, 2, 1)) == 7


def test_two_corrections_of_one_setting_the_first_approved_wins(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    approved(store, owner, second, NOW)
    drafts = []
    for value in (7, 9):
        draft_id = drafted(store, owner, NOW, setting("cov-measures-light", value))
        entered = open_draft(store, draft_id)
        assert entered is not None
        enter_value(
            store, owner, draft_id=draft_id, setting=setting(value=value), corrects=True, now=NOW
        )
        remove_value(store, owner, draft_id=draft_id, value_id=entered.values[0].id, now=NOW)
        propose(store, owner, draft_id=draft_id, why="A slip", now=NOW)
        drafts.append(draft_id)
    done(store)

    won, lost = (approve(store, second, draft_id=one, why="A slip", now=NOW) for one in drafts)

    assert won == Changed()
    assert isinstance(lost, Refused)
    assert "was approved since this draft was made" in lost.problem


def test_a_returned_draft_is_mended_and_proposed_again(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = proposed(store, owner, NOW)

    returned = return_draft(store, second, draft_id=draft_id, why="Name the minute", now=NOW)
    again = propose(store, owner, draft_id=draft_id, why="Mended", now=NOW)

    found = open_draft(store, draft_id)
    assert returned == again == Changed()
    assert found is not None
    assert [(step.state, step.why, step.by) for step in found.steps] == [
        (State.DRAFT, "", owner.name),
        (State.PROPOSED, "Agreed", owner.name),
        (State.RETURNED, "Name the minute", second.name),
        (State.PROPOSED, "Mended", owner.name),
    ]


def test_steps_are_taken_in_their_order_only(
    store: WatchedStore, owner: Person, second: Person
) -> None:
    draft_id = drafted(store, owner, NOW)

    early = approve(store, second, draft_id=draft_id, why="Too early", now=NOW)
    unasked = return_draft(store, second, draft_id=draft_id, why="Too early", now=NOW)
    gone = withdraw(store, owner, draft_id=draft_id, why="Not needed", now=NOW)
    late = propose(store, owner, draft_id=draft_id, why="After all", now=NOW)
    twice = withdraw(store, owner, draft_id=draft_id, why="Again", now=NOW)

    assert (early, unasked) == (NOT_PROPOSED, NOT_PROPOSED)
    assert gone == Changed()
    assert (late, twice) == (NOT_OPEN, NOT_OPEN)
    assert state_of(store, draft_id) is State.WITHDRAWN


def test_an_empty_draft_is_neither_checked_nor_proposed(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)
    found = open_draft(store, draft_id)
    assert found is not None
    remove_value(store, owner, draft_id=draft_id, value_id=found.values[0].id, now=NOW)

    outcomes = [
        check_draft(store, owner, draft_id=draft_id, now=NOW),
        propose(store, owner, draft_id=draft_id, why="Nothing", now=NOW),
    ]

    assert outcomes == [NOTHING_PROPOSED, NOTHING_PROPOSED]


def test_every_step_is_in_the_audit_log(store: WatchedStore, owner: Person, second: Person) -> None:
    draft_id = approved(store, owner, second, NOW)

    with store.reading() as session:
        told = [
            audit.last_sha256_of(session, act, subject=f"draft/{draft_id}") != audit.START
            for act in ("propose-draft", "approve-draft")
        ]
        chain = audit.verify(session)

    assert told == [True, True]
    assert chain.broken_at is None
    assert CLEAN["errors"] == []
