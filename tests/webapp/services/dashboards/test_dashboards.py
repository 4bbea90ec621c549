"""The work of a person: what waits for them, what for others, what is late."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import proposed
from tests.webapp.outlines import PANEL_BODY, cast, declaration_of, seated, send, submitted
from tests.webapp.proposals import asked, proposing, weigh
from tests.webapp.samples import decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.conditions import report
from webapp.services.approval.confirming import confirm
from webapp.services.approval.deciding import decide
from webapp.services.approval.declaring import declare
from webapp.services.approval.meetings import Called, MeetingState, call_meeting, move_on
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.states import Choice, Handling, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.dashboards import MOST_SHOWN, Dashboard, Work, dashboard_of
from webapp.services.standing import Turn

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def members(store: WatchedStore) -> list[Person]:
    chair = seated(store, "The Chair", NOW, role=Role.PANEL_CHAIR)
    return [chair, *(seated(store, f"Member {number}", NOW) for number in range(3))]


def works(found: Dashboard) -> list[Work]:
    return [one.work for one in found.mine]


def test_whoever_may_allow_a_departure_has_it_before_them_and_the_author_waits(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    chair, officer = person_of(Role.PANEL_CHAIR), person_of(Role.PROCUREMENT_OFFICER)
    begun = proposing(store, buyer, NOW)
    weigh(store, buyer, procurement_id=begun, weight=400, because="Few", revision=0, now=NOW)
    asked(store, buyer, begun, NOW)

    (task,) = [
        one for one in dashboard_of(store, chair, now=NOW).mine if one.work is Work.DEPARTURE
    ]
    (waits,) = [
        one for one in dashboard_of(store, buyer, now=NOW).others if one.work is Work.DEPARTURE
    ]
    weigh(store, buyer, procurement_id=begun, weight=1000, because="", revision=2, now=NOW)

    assert task.note == "COV-2026-014: 4% of the total score, where at least 5%"
    assert task.place[1] == {"procurement_id": begun, "key": "social_value_minimum"}
    assert waits.whom == "Panel chair"
    assert Work.DEPARTURE not in works(dashboard_of(store, officer, now=NOW))
    assert Work.DEPARTURE not in works(dashboard_of(store, chair, now=NOW))


def declare_managed(store: WatchedStore, person: Person, version_id: UUID) -> None:
    declare(
        store,
        person,
        version_id=version_id,
        handling=Handling.MANAGED,
        detail="A cousin works for a bidder",
        now=NOW,
    )


def conditional(store: WatchedStore, buyer: Person, members: list[Person]) -> UUID:
    """Have an outline approved on a condition that falls due tomorrow."""
    version_id = send(store, buyer, decided(store, buyer, NOW), NOW)
    for person in members:
        cast(store, person, version_id, Choice.APPROVE_WITH_CONDITIONS, NOW)
    asked = Asked("Consult the trade unions", "The buyer", TOMORROW.date())
    verdict = Verdict(Outcome.APPROVE_WITH_CONDITIONS, "Fine otherwise", (asked,))
    outcome = decide(
        store, members[0], version_id=version_id, body=PANEL_BODY, verdict=verdict, now=NOW
    )
    assert outcome == Done(), outcome
    (task,) = [
        one for one in dashboard_of(store, buyer, now=NOW).mine if one.work is Work.MEET_CONDITION
    ]
    found: UUID = task.place[1]["condition_id"]
    return found


def test_a_member_votes_and_the_chair_decides_once_enough_have(
    store: WatchedStore, buyer: Person, members: list[Person]
) -> None:
    version_id = submitted(store, buyer, NOW)
    chair, first, *_ = members

    assert works(dashboard_of(store, chair, now=NOW)) == [Work.VOTE]
    cast(store, chair, version_id, Choice.APPROVE, NOW)
    assert works(dashboard_of(store, chair, now=NOW)) == []
    for person in members[1:]:
        cast(store, person, version_id, Choice.APPROVE, NOW)
    assert works(dashboard_of(store, chair, now=NOW)) == [Work.DECIDE]
    assert works(dashboard_of(store, first, now=NOW)) == []


def test_an_outline_waits_for_the_panel_in_the_eyes_of_its_author(
    store: WatchedStore, buyer: Person
) -> None:
    submitted(store, buyer, NOW)

    found = dashboard_of(store, buyer, now=NOW)

    assert [(one.work, one.whom, one.since) for one in found.others] == [
        (Work.VOTE, "Procurement Panel", NOW)
    ]
    assert [(one.turn, one.count) for one in found.turns] == [(Turn.PANEL, 1)]


def test_a_condition_is_the_buyers_until_it_is_reported_and_late_after_its_day(
    store: WatchedStore, buyer: Person, members: list[Person]
) -> None:
    condition_id = conditional(store, buyer, members)

    on_time = dashboard_of(store, buyer, now=TOMORROW)
    too_late = dashboard_of(store, buyer, now=TOMORROW + timedelta(days=1))
    report(store, buyer, condition_id=condition_id, evidence="Minutes of 3 March", now=NOW)

    assert [(one.work, one.is_late) for one in on_time.mine] == [(Work.MEET_CONDITION, False)]
    assert [(one.work, one.is_late, one.due_on) for one in too_late.mine] == [
        (Work.MEET_CONDITION, True, date(2026, 3, 3))
    ]
    assert Work.MEET_CONDITION not in [one.work for one in (*too_late.late, *too_late.others)]
    assert too_late.mine_waiting == 0
    assert Work.JUDGE_CONDITION in works(dashboard_of(store, members[1], now=NOW))
    assert Work.JUDGE_CONDITION not in works(dashboard_of(store, buyer, now=NOW))


def test_a_meeting_that_was_not_opened_is_late_for_whoever_calls_meetings(
    store: WatchedStore, members: list[Person]
) -> None:
    chair, member, *_ = members
    outcome = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=TOMORROW,
        place="Council House",
        now=NOW,
    )
    assert isinstance(outcome, Called)
    after = TOMORROW + timedelta(days=1)

    assert works(dashboard_of(store, member, now=NOW)) == [Work.MEETING]
    assert [(one.work, one.is_late) for one in dashboard_of(store, chair, now=after).mine] == [
        (Work.MEETING_NOT_OPENED, True)
    ]
    assert works(dashboard_of(store, member, now=after)) == []
    for state in (MeetingState.OPENED, MeetingState.CLOSED):
        move_on(store, chair, meeting_id=outcome.meeting_id, state=state, why="", now=TOMORROW)
    assert works(dashboard_of(store, chair, now=after)) == [Work.MINUTES]


def test_a_managed_conflict_waits_for_those_who_may_judge_it_and_have_declared(
    store: WatchedStore,
    buyer: Person,
    members: list[Person],
    person_of: Callable[..., Person],
) -> None:
    version_id = submitted(store, buyer, NOW)
    chair, first, second, _ = members
    officer = person_of(Role.PROCUREMENT_OFFICER)
    declare_managed(store, first, version_id)

    def conflicts(person: Person) -> list[tuple[bool, str]]:
        found = dashboard_of(store, person, now=NOW)
        return [
            (one.is_mine, one.place[0])
            for one in (*found.mine, *found.others)
            if one.work is Work.JUDGE_CONFLICT
        ]

    assert conflicts(officer) == [(True, "conflicts.conflict")]
    assert conflicts(first) == [(False, "papers.paper")]
    assert conflicts(chair) == conflicts(second) == conflicts(buyer) == []
    cast(store, chair, version_id, Choice.APPROVE, NOW)
    assert conflicts(chair) == [(True, "conflicts.conflict")]
    confirm(
        store,
        officer,
        declaration_id=declaration_of(store, first, version_id),
        is_accepted=True,
        why="",
        now=NOW,
    )
    assert conflicts(chair) == conflicts(officer) == conflicts(first) == []


def test_a_chair_whose_own_conflict_waits_judges_nobody_elses(
    store: WatchedStore, buyer: Person, members: list[Person]
) -> None:
    version_id = submitted(store, buyer, NOW)
    chair, first, *_ = members
    for person in (chair, first):
        declare_managed(store, person, version_id)

    found = dashboard_of(store, chair, now=NOW)

    assert Work.JUDGE_CONFLICT not in works(found)
    assert [one.whom for one in found.others if one.work is Work.JUDGE_CONFLICT] == [
        "Panel chair or Procurement officer"
    ]


def test_who_proposed_settings_waits_and_the_others_approve(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    owner, administrator = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
    proposed(store, owner, NOW)

    own, second = (dashboard_of(store, one, now=NOW) for one in (owner, administrator))

    assert [one.work for one in own.others] == [Work.DRAFT]
    assert works(second) == [Work.DRAFT]


def test_the_first_that_wait_are_listed_and_all_are_counted(
    store: WatchedStore, buyer: Person
) -> None:
    for number in range(MOST_SHOWN + 2):
        started(store, buyer, NOW + timedelta(minutes=number), reference=f"R-{number}")

    found = dashboard_of(store, buyer, now=TOMORROW)

    assert [one.note for one in found.mine] == [f"R-{number}" for number in range(MOST_SHOWN)]
    assert found.mine_waiting == MOST_SHOWN + 2


def test_duties_whose_day_has_passed_are_told_once_a_procurement(
    store: WatchedStore, buyer: Person
) -> None:
    decided(store, buyer, NOW)

    assert dashboard_of(store, buyer, now=NOW).late == ()
    (late,) = dashboard_of(store, buyer, now=TOMORROW).late
    assert (late.work, late.due_on) == (Work.DUTY, date(2026, 3, 2))
    assert late.count > 1


def test_duties_of_days_before_a_procurement_came_on_record_are_no_work(
    store: WatchedStore, buyer: Person
) -> None:
    decided(store, buyer, NOW, commenced_on=date(2026, 2, 27))

    assert dashboard_of(store, buyer, now=TOMORROW).late == ()
