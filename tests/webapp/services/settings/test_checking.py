"""A draft is checked for real: the policy's tests and the analysis, under its values."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import drafted, setting
from webapp.services.accounts import Person
from webapp.services.jobs import JobState, work_through
from webapp.services.settings import checking
from webapp.services.settings.checking import ChangedConclusion, Check, CheckState, check_of
from webapp.services.settings.entering import Changed, enter_value
from webapp.services.settings.steps import check_draft

SINCE_2014 = date(2014, 2, 11)


def check(store: WatchedStore, owner: Person, draft_id: UUID) -> Check:
    assert check_draft(store, owner, draft_id=draft_id, now=NOW) == Changed()
    work_through(store, clock=lambda: NOW)
    return check_of(store, draft_id, now=NOW)


def test_a_draft_is_unknown_until_it_is_checked(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)

    before = check_of(store, draft_id, now=NOW)
    check_draft(store, owner, draft_id=draft_id, now=NOW)
    asked = check_of(store, draft_id, now=NOW)

    assert (before.state, asked.state) == (CheckState.NEVER, CheckState.WAITING)
    assert asked.job is not None
    assert asked.job.state is JobState.QUEUED


@pytest.mark.slow
def test_values_that_fit_change_expectations_and_are_no_error(
    store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW, setting(value=4, from_on=SINCE_2014))

    found = check(store, owner, draft_id)

    assert found.state is CheckState.CLEAN
    assert found.result is not None
    assert (found.result.errors, found.result.undecided) == ((), ())
    assert found.result.changed_before == 0
    assert found.result.cases > found.result.decided_again > 0
    told = {one for test in found.result.changed for one in test.conclusions}
    assert ChangedConclusion("Most social value award criteria", "6 measures", "4 measures") in told
    assert {one.today for one in told} != {one.drafted for one in told}


@pytest.mark.slow
def test_a_lowest_weight_above_the_recommended_one_is_an_error(
    store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW, setting("cov-weight-minimum-light", 2_000))

    found = check(store, owner, draft_id)

    assert found.state is CheckState.ERRORS
    assert found.result is not None
    assert {one.kind for one in found.result.errors} == {"weights"}
    assert "is above the recommended weight" in found.result.errors[0].message
    assert "commenced_on" in found.result.errors[0].example


@pytest.mark.usefixtures("found")
def test_a_change_of_the_draft_makes_its_check_stale(store: WatchedStore, owner: Person) -> None:
    draft_id = drafted(store, owner, NOW)
    fresh = check(store, owner, draft_id)
    other = setting("cov-measures-light", 4)

    enter_value(store, owner, draft_id=draft_id, setting=other, corrects=False, now=NOW)

    assert fresh.state is CheckState.CLEAN
    assert check_of(store, draft_id, now=NOW).state is CheckState.STALE


@pytest.mark.usefixtures("found")
def test_a_draft_that_was_changed_before_its_turn_is_not_checked_as_it_was(
    store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)
    check_draft(store, owner, draft_id=draft_id, now=NOW)
    other = setting("cov-measures-light", 4)
    enter_value(store, owner, draft_id=draft_id, setting=other, corrects=False, now=NOW)

    work_through(store, clock=lambda: NOW)

    found = check_of(store, draft_id, now=NOW)
    assert found.state is CheckState.STALE
    assert found.job is not None
    assert "were changed since" in found.job.problem


def test_a_check_that_failed_says_so_and_can_be_made_again(
    store: WatchedStore, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, object]:
        raise MemoryError

    monkeypatch.setattr(checking, "checked", fail)
    draft_id = drafted(store, owner, NOW)

    found = check(store, owner, draft_id)
    later = NOW + timedelta(seconds=1)
    again = check_draft(store, owner, draft_id=draft_id, now=later)

    assert found.state is CheckState.FAILED
    assert again == Changed()
    assert check_of(store, draft_id, now=later).state is CheckState.WAITING
