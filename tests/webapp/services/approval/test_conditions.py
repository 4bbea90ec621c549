"""Conditions: reported with evidence, judged by somebody else, and the seal that follows."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, seated, version_of
from webapp.roles import PANEL, Role
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import grant
from webapp.services.approval.conditions import (
    CLOSED,
    CONFIRMED_ALREADY,
    NO_CONDITION,
    NO_EVIDENCE,
    NO_REASON,
    NOT_REPORTED,
    NOT_YOURS,
    REPORTED_ALREADY,
    judge,
    owed_in,
    report,
)
from webapp.services.approval.recording import Asked
from webapp.services.approval.sealing import NOT_APPROVED, may_publish
from webapp.services.approval.states import ConditionState, State
from webapp.services.approval.stepping import Done
from webapp.services.approval.voting import OWN_OUTLINE
from webapp.services.refusals import Refused
from webapp.services.submission.taking_back import withdraw

DAY = (NOW + timedelta(days=30)).date()
ASKED = (Asked("Tell the market", "Parks", DAY), Asked("Set aside £9,000", "Finance", DAY))


@pytest.fixture
def conditions(store: WatchedStore, version_id: UUID, bench: Bench) -> list[UUID]:
    bench.approve(store, version_id, NOW, *ASKED)
    return [one.id for one in version_of(store, version_id).conditions]


def reported(
    store: WatchedStore, person: Person, condition_id: UUID, evidence: str = "Notice 12"
) -> Done | Refused:
    return report(store, person, condition_id=condition_id, evidence=evidence, now=NOW)


def judged(
    store: WatchedStore, person: Person, condition_id: UUID, *, is_met: bool = True, why: str = ""
) -> Done | Refused:
    return judge(store, person, condition_id=condition_id, is_met=is_met, why=why, now=NOW)


def test_when_the_last_condition_is_confirmed_the_version_is_sealed(
    store: WatchedStore,
    version_id: UUID,
    conditions: list[UUID],
    bench: Bench,
    buyer: Person,
) -> None:
    for condition_id in conditions:
        assert version_of(store, version_id).state is State.APPROVED_WITH_CONDITIONS
        assert reported(store, buyer, condition_id) == Done()
        assert judged(store, bench.first, condition_id) == Done()

    assert judged(store, bench.first, conditions[-1]) == Done()  # sent twice, it counts once
    version = version_of(store, version_id)
    assert (version.state, version.steps[-1].by) == (State.SEALED, "Mary Ann Evans")


def test_nothing_may_be_published_until_every_condition_is_met(
    store: WatchedStore,
    version_id: UUID,
    conditions: list[UUID],
    bench: Bench,
    buyer: Person,
) -> None:
    procurement_id = version_of(store, version_id).procurement_id
    with store.reading() as session:
        refusal = may_publish(session, procurement_id)
    assert refusal is not None
    assert "Tell the market; Set aside £9,000" in refusal.problem

    for condition_id in conditions:
        reported(store, buyer, condition_id)
        judged(store, bench.first, condition_id)

    with store.reading() as session:
        assert may_publish(session, procurement_id) is None


def test_an_outline_that_is_not_approved_may_not_be_published(
    store: WatchedStore, version_id: UUID
) -> None:
    with store.reading() as session:
        assert may_publish(session, version_of(store, version_id).procurement_id) == NOT_APPROVED
        assert may_publish(session, uuid4()) == NOT_APPROVED


def test_a_report_needs_evidence_and_counts_once(
    store: WatchedStore,
    conditions: list[UUID],
    buyer: Person,
    person_of: Callable[..., Person],
) -> None:
    assert reported(store, buyer, conditions[0], "") == NO_EVIDENCE
    assert reported(store, buyer, conditions[0]) == Done()
    assert reported(store, buyer, conditions[0]) == Done()
    officer = person_of(Role.PROCUREMENT_OFFICER)
    assert reported(store, officer, conditions[0], "Another") == REPORTED_ALREADY
    assert reported(store, buyer, uuid4()) == NO_CONDITION


def test_a_refused_report_says_what_is_missing_and_can_be_made_again(
    store: WatchedStore, version_id: UUID, conditions: list[UUID], bench: Bench, buyer: Person
) -> None:
    reported(store, buyer, conditions[0])

    assert judged(store, bench.first, conditions[0], is_met=False) == NO_REASON
    assert judged(store, bench.first, conditions[0], is_met=False, why="No date") == Done()
    assert judged(store, bench.first, conditions[0], is_met=False, why="No date") == Done()
    assert judged(store, bench.second, conditions[0]) == NOT_REPORTED
    assert reported(store, buyer, conditions[0], "Notice 12 of 3 March") == Done()

    [first, _] = version_of(store, version_id).conditions
    assert [step.state for step in first.steps] == [
        ConditionState.REPORTED,
        ConditionState.REFUSED,
        ConditionState.REPORTED,
    ]


def test_an_author_judges_no_condition_even_on_the_panel(
    store: WatchedStore, conditions: list[UUID], buyer: Person
) -> None:
    with store.writing() as session:
        organisation_id = buyer.memberships[0].organisation_id
        grant(session, buyer.id, organisation_id, role=Role.PANEL_MEMBER, now=NOW)
    reported(store, buyer, conditions[0])

    assert judged(store, buyer, conditions[0]) == OWN_OUTLINE


def test_whoever_reported_it_does_not_judge_it(store: WatchedStore, conditions: list[UUID]) -> None:
    both = seated(store, "Dele Okafor", NOW, role=Role.PROCUREMENT_OFFICER)
    with store.writing() as session:
        organisation_id = both.memberships[0].organisation_id
        grant(session, both.id, organisation_id, role=Role.PANEL_MEMBER, now=NOW)
    reported(store, both, conditions[0])

    assert judged(store, both, conditions[0]) == OWN_OUTLINE


@pytest.mark.parametrize("role", [one for one in Role if one not in {*PANEL, Role.BUYER}])
def test_only_the_panel_judges(
    role: Role,
    store: WatchedStore,
    conditions: list[UUID],
    buyer: Person,
    person_of: Callable[..., Person],
) -> None:
    reported(store, buyer, conditions[0])

    assert judged(store, person_of(role), conditions[0]) == NOT_YOURS


def test_a_condition_of_a_withdrawn_outline_is_closed(
    store: WatchedStore, version_id: UUID, conditions: list[UUID], buyer: Person
) -> None:
    withdraw(store, buyer, version_id=version_id, why="Not needed", now=NOW)

    assert reported(store, buyer, conditions[0]) == CLOSED


def test_a_confirmed_condition_is_not_reported_again(
    store: WatchedStore, conditions: list[UUID], buyer: Person, bench: Bench
) -> None:
    reported(store, buyer, conditions[0])
    judged(store, bench.first, conditions[0])

    assert reported(store, buyer, conditions[0]) == CONFIRMED_ALREADY


def test_what_is_owed_is_listed_by_the_day_on_which_it_falls_due(
    store: WatchedStore, version_id: UUID, conditions: list[UUID]
) -> None:
    version = version_of(store, version_id)
    with store.reading() as session:
        owed = owed_in(session, [version.organisation_id])

    assert {one.condition.id for one in owed} == set(conditions)
