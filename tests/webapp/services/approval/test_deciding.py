"""Recording what a body decides: as the votes carry it, once, and by nobody who may not."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, cast, seated, unseat, version_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import put_on
from webapp.services.approval.deciding import (
    NO_CONDITIONS,
    NO_REASONS,
    NOT_THE_CHAIR,
    TOO_MANY,
    decide,
)
from webapp.services.approval.declaring import NOT_A_MEMBER, declare
from webapp.services.approval.meetings import Called, call_meeting
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.states import Choice, Handling, Outcome, State
from webapp.services.approval.stepping import NOT_IN_PROGRESS, Done
from webapp.services.approval.voting import DECLARE_FIRST, vote
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry

A, C, T, J = (
    Choice.APPROVE,
    Choice.APPROVE_WITH_CONDITIONS,
    Choice.RETURN,
    Choice.REJECT,
)
CONDITION = Asked("Tell the market first", "Head of Parks", (NOW + timedelta(days=30)).date())


def record(
    store: WatchedStore,
    person: Person,
    version_id: UUID,
    outcome: Outcome,
    *conditions: Asked,
    reasons: str = "",
    body: str = PANEL_BODY,
) -> Done | Refused:
    verdict = Verdict(outcome, reasons, conditions)
    return decide(store, person, version_id=version_id, body=body, verdict=verdict, now=NOW)


def test_an_approval_without_conditions_seals_the_version_at_once(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.approve(store, version_id, NOW)

    version = version_of(store, version_id)
    assert [step.state for step in version.steps] == [
        State.SUBMITTED,
        State.APPROVED,
        State.SEALED,
    ]
    assert version.sealed_at == NOW


def test_an_approval_with_conditions_waits_for_them(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.approve(store, version_id, NOW, CONDITION)

    version = version_of(store, version_id)
    assert version.state is State.APPROVED_WITH_CONDITIONS
    [condition] = version.open_conditions
    assert (condition.text, condition.owner, condition.due_on) == (
        CONDITION.text,
        CONDITION.owner,
        CONDITION.due_on,
    )


@pytest.mark.parametrize(
    ("choice", "outcome", "state"),
    [(T, Outcome.RETURN, State.RETURNED), (J, Outcome.REJECT, State.REJECTED)],
)
def test_a_return_or_rejection_ends_it_with_reasons_and_dissent_is_kept(
    choice: Choice,
    outcome: Outcome,
    state: State,
    store: WatchedStore,
    version_id: UUID,
    bench: Bench,
) -> None:
    bench.vote(store, version_id, NOW, choice, choice, A)

    assert record(store, bench.chair, version_id, outcome) == NO_REASONS
    assert record(store, bench.chair, version_id, outcome, reasons="Too dear") == Done()

    version = version_of(store, version_id)
    assert (version.state, version.steps[-1].why) == (state, "Too dear")
    assert [one.name for one in version.decisions[0].dissent] == ["Asha Rahman"]


def test_only_what_the_votes_carry_is_recorded(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.vote(store, version_id, NOW, A, T, T)

    outcome = record(store, bench.chair, version_id, Outcome.APPROVE)

    assert isinstance(outcome, Refused)
    assert outcome.problem == "The votes carry this: return it"


def test_below_the_quorum_nothing_is_recorded(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    for person in (bench.chair, bench.first):
        cast(store, person, version_id, A, NOW)

    outcome = record(store, bench.chair, version_id, Outcome.APPROVE)

    assert isinstance(outcome, Refused)
    assert outcome.problem == "The quorum is 3 members, and 2 who may vote have voted"


def test_the_vote_of_whoever_lost_the_role_leaves_the_quorum_unmet_and_is_told_of(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    fourth = seated(store, "Dele Okafor", NOW)
    bench.vote(store, version_id, NOW, A, A, T)
    unseat(store, bench.second, NOW)
    assert isinstance(record(store, bench.chair, version_id, Outcome.APPROVE), Refused)

    cast(store, fourth, version_id, A, NOW)

    assert record(store, bench.chair, version_id, Outcome.APPROVE) == Done()
    [lost] = [one for one in version_of(store, version_id).decisions[0].voters if not one.counts]
    assert (lost.name, lost.because) == ("Asha Rahman", "no longer holds a role on the panel")


def test_a_tie_is_decided_by_the_vote_of_the_chair_who_records_it(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    fourth = seated(store, "Dele Okafor", NOW)
    bench.vote(store, version_id, NOW, A, A, T)
    cast(store, fourth, version_id, T, NOW)

    assert record(store, bench.chair, version_id, Outcome.RETURN, reasons="No") != Done()
    assert record(store, bench.chair, version_id, Outcome.APPROVE) == Done()


def test_a_tie_on_which_two_chairs_differ_is_decided_by_neither(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    other = seated(store, "Second Chair", NOW, role=Role.PANEL_CHAIR)
    for person, choice in ((bench.chair, A), (bench.first, A), (other, T), (bench.second, T)):
        cast(store, person, version_id, choice, NOW)

    outcomes = [
        record(store, bench.chair, version_id, Outcome.APPROVE),
        record(store, other, version_id, Outcome.RETURN, reasons="Too dear"),
    ]

    problem = "The votes are tied, and no chair's own vote decides: none is cast, or they differ"
    assert [isinstance(one, Refused) and one.problem for one in outcomes] == [problem] * 2


def test_a_member_who_is_no_chair_records_nothing(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.vote(store, version_id, NOW, A, A, A)

    assert record(store, bench.first, version_id, Outcome.APPROVE) == NOT_THE_CHAIR


def test_a_chair_declares_before_recording(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    third = seated(store, "Dele Okafor", NOW)
    for person in (bench.first, bench.second, third):
        cast(store, person, version_id, A, NOW)

    assert record(store, bench.chair, version_id, Outcome.APPROVE) == DECLARE_FIRST
    declare(store, bench.chair, version_id=version_id, handling=Handling.NONE, detail="", now=NOW)
    assert record(store, bench.chair, version_id, Outcome.APPROVE) == Done()


def test_a_chair_who_lost_the_role_records_nothing(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.vote(store, version_id, NOW, A, A, A)
    unseat(store, bench.chair, NOW)

    assert record(store, bench.chair, version_id, Outcome.APPROVE) == NOT_A_MEMBER


def test_conditions_stand_with_an_approval_on_conditions_and_with_nothing_else(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.vote(store, version_id, NOW, C, C, C)
    conditional = Outcome.APPROVE_WITH_CONDITIONS
    assert record(store, bench.chair, version_id, conditional) == NO_CONDITIONS

    for person in (bench.chair, bench.first, bench.second):
        vote(store, person, version_id=version_id, body=PANEL_BODY, choice=A, reason="", now=NOW)

    assert record(store, bench.chair, version_id, Outcome.APPROVE, CONDITION) == TOO_MANY


def test_sending_the_same_decision_twice_records_it_once(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.approve(store, version_id, NOW)

    assert record(store, bench.chair, version_id, Outcome.APPROVE) == Done()
    assert len(version_of(store, version_id).steps) == 3


def test_after_the_decision_nobody_votes_or_decides_any_more(
    store: WatchedStore, version_id: UUID, bench: Bench, person_of: Callable[..., Person]
) -> None:
    bench.approve(store, version_id, NOW)
    late = vote(
        store,
        person_of(Role.PANEL_MEMBER),
        version_id=version_id,
        body=PANEL_BODY,
        choice=J,
        reason="No",
        now=NOW,
    )

    assert late == NOT_IN_PROGRESS
    second = record(store, bench.first, version_id, Outcome.REJECT, reasons="No")
    assert second == NOT_IN_PROGRESS


def test_of_two_chairs_who_decide_at_once_one_does(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    other = seated(store, "Dele Okafor", NOW, role=Role.PANEL_CHAIR)
    bench.vote(store, version_id, NOW, A, A, A)
    cast(store, other, version_id, A, NOW)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(
            pool.map(
                lambda chair: record(store, chair, version_id, Outcome.APPROVE),
                (bench.chair, other),
            )
        )

    assert sorted(outcomes, key=str) == sorted([Done(), NOT_IN_PROGRESS], key=str)
    assert len(version_of(store, version_id).decisions) == 1


def test_a_vote_that_comes_with_the_decision_either_counts_or_is_refused(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    fourth = seated(store, "Dele Okafor", NOW)
    bench.vote(store, version_id, NOW, A, A, A)
    declare(store, fourth, version_id=version_id, handling=Handling.NONE, detail="", now=NOW)

    def late_vote() -> Done | Refused:
        return vote(
            store,
            fourth,
            version_id=version_id,
            body=PANEL_BODY,
            choice=J,
            reason="No",
            now=NOW,
        )

    with ThreadPoolExecutor(2) as pool:
        voted = pool.submit(late_vote)
        decided = pool.submit(record, store, bench.chair, version_id, Outcome.APPROVE)

    assert decided.result() == Done()
    voters = {one.name for one in version_of(store, version_id).decisions[0].voters}
    assert ("Dele Okafor" in voters) is (voted.result() == Done())


def test_what_is_on_the_agenda_of_a_meeting_to_come_is_decided_before_it_only_if_that_is_said(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    called = call_meeting(
        store,
        bench.chair,
        organisation_id=bench.chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW + timedelta(days=14),
        place="Room 2",
        now=NOW,
    )
    assert isinstance(called, Called)
    put_on(store, bench.chair, meeting_id=called.meeting_id, version_id=version_id, now=NOW)
    bench.vote(store, version_id, NOW, *[Choice.APPROVE] * 3)

    refused = record(store, bench.chair, version_id, Outcome.APPROVE)
    assert isinstance(refused, Refused)
    assert "the meeting called for 16 March 2026 at" in refused.problem
    done = decide(
        store,
        bench.chair,
        version_id=version_id,
        body=PANEL_BODY,
        verdict=Verdict(Outcome.APPROVE, ""),
        now=NOW,
        is_outside_meeting=True,
    )

    assert done == Done()
    with store.reading() as session:
        entry = session.query(AuditEntry).filter_by(act="approve-outline").one()
        told = json.loads(entry.detail)["outside_meeting_called_for"]
    assert told == (NOW + timedelta(days=14)).isoformat()
