"""Meetings: called, opened, closed, with an agenda in order and who came."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, send
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import (
    DECIDED_HERE,
    NOT_BEFORE_IT,
    move_up,
    put_on,
    take_off,
)
from webapp.services.approval.attendance import NOT_A_MEMBER, note_attendance
from webapp.services.approval.deciding import decide
from webapp.services.approval.meetings import (
    CLOSED,
    EARLY,
    NO_BODY,
    NO_MEETING,
    NO_REASON,
    NOT_NOW,
    PAST,
    Called,
    MeetingState,
    call_meeting,
    move_on,
)
from webapp.services.approval.owners import owner_of_version
from webapp.services.approval.recording import Verdict
from webapp.services.approval.records import version_in
from webapp.services.approval.schedule import Sitting, record_of, schedule_of, sitting_of
from webapp.services.approval.states import Choice, Outcome
from webapp.services.approval.stepping import NO_VERSION, Done
from webapp.services.refusals import Refused
from webapp.services.submission.taking_back import withdraw
from webapp.store.models import AuditEntry

AT = NOW + timedelta(days=7)


def called(store: WatchedStore, person: Person, *, body: str = PANEL_BODY) -> Called | Refused:
    return call_meeting(
        store,
        person,
        organisation_id=person.memberships[0].organisation_id,
        body=body,
        starts_at=AT,
        place="Room 2",
        now=NOW,
    )


@pytest.fixture
def meeting_id(store: WatchedStore, bench: Bench) -> UUID:
    outcome = called(store, bench.chair)
    assert isinstance(outcome, Called)
    return outcome.meeting_id


def moved(
    store: WatchedStore, person: Person, meeting_id: UUID, state: MeetingState, why: str = ""
) -> Done | Refused:
    return move_on(
        store, person, meeting_id=meeting_id, state=state, why=why, now=NOW, may_be_early=True
    )


def sitting(store: WatchedStore, person: Person, meeting_id: UUID) -> Sitting:
    found = sitting_of(store, person, meeting_id)
    assert found is not None
    return found


def arranged(
    act: Callable[..., Done | Refused],
    store: WatchedStore,
    bench: Bench,
    meeting_id: UUID,
    version_id: UUID,
) -> Done | Refused:
    return act(store, bench.chair, meeting_id=meeting_id, version_id=version_id, now=NOW)


def test_calling_the_same_meeting_twice_calls_it_once(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    assert called(store, bench.chair) == Called(meeting_id)


def test_a_meeting_is_of_a_body_and_of_a_time_to_come(store: WatchedStore, bench: Bench) -> None:
    assert called(store, bench.chair, body="nobody") == NO_BODY
    past = call_meeting(
        store,
        bench.chair,
        organisation_id=bench.chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW,
        place="Room 2",
        now=NOW,
    )
    assert past == PAST


def test_a_meeting_is_opened_then_closed_and_neither_twice(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    assert moved(store, bench.chair, meeting_id, MeetingState.CLOSED) == NOT_NOW
    for _ in range(2):
        assert moved(store, bench.chair, meeting_id, MeetingState.OPENED) == Done()
    assert moved(store, bench.chair, meeting_id, MeetingState.CANCELLED, "No") == NOT_NOW
    assert moved(store, bench.chair, meeting_id, MeetingState.CLOSED) == Done()
    assert moved(store, bench.chair, uuid4(), MeetingState.OPENED) == NO_MEETING

    assert sitting(store, bench.chair, meeting_id).meeting.state is MeetingState.CLOSED


def test_a_meeting_is_cancelled_with_a_reason(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    assert moved(store, bench.chair, meeting_id, MeetingState.CANCELLED) == NO_REASON
    assert moved(store, bench.chair, meeting_id, MeetingState.CANCELLED, "Snow") == Done()

    meeting = sitting(store, bench.chair, meeting_id).meeting
    assert (meeting.state, meeting.why, meeting.is_over) == (
        MeetingState.CANCELLED,
        "Snow",
        True,
    )


def test_outlines_are_put_on_the_agenda_in_order_and_moved(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID, buyer: Person
) -> None:
    other = send(store, buyer, decided(store, buyer, NOW, reference="second"), NOW)
    for id_ in (version_id, other, version_id):
        assert arranged(put_on, store, bench, meeting_id, id_) == Done()

    assert arranged(move_up, store, bench, meeting_id, other) == Done()

    items = sitting(store, bench.chair, meeting_id).items
    assert [(one.position, one.version.id) for one in items] == [(1, other), (2, version_id)]

    assert arranged(take_off, store, bench, meeting_id, other) == Done()

    found = sitting(store, bench.chair, meeting_id)
    assert [one.version.id for one in found.items] == [version_id]
    assert [one.id for one in found.waiting] == [other]


def test_only_what_is_before_the_body_goes_on_its_agenda(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID, buyer: Person
) -> None:
    board = called(store, bench.chair, body="procurement-board")
    assert isinstance(board, Called)
    assert arranged(put_on, store, bench, board.meeting_id, version_id) == NOT_BEFORE_IT
    assert arranged(put_on, store, bench, meeting_id, uuid4()) == NO_VERSION

    withdraw(store, buyer, version_id=version_id, why="No", now=NOW)

    assert arranged(put_on, store, bench, meeting_id, version_id) == NOT_BEFORE_IT


def test_a_decision_belongs_to_the_meeting_that_sits_and_stays_on_its_agenda(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID
) -> None:
    arranged(put_on, store, bench, meeting_id, version_id)
    moved(store, bench.chair, meeting_id, MeetingState.OPENED)

    bench.approve(store, version_id, NOW)

    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    assert version.decisions[0].meeting_id == meeting_id
    assert arranged(take_off, store, bench, meeting_id, version_id) == DECIDED_HERE


def test_the_agenda_says_whether_there_was_an_earlier_version(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID, buyer: Person
) -> None:
    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    withdraw(store, buyer, version_id=version_id, why="No", now=NOW)
    again = send(store, buyer, version.procurement_id, NOW, after=1)
    arranged(put_on, store, bench, meeting_id, again)

    [item] = sitting(store, bench.chair, meeting_id).items

    assert item.earlier is not None
    assert item.earlier.id == version_id


def test_attendance_is_noted_of_members_only_and_the_last_note_stands(
    store: WatchedStore, bench: Bench, meeting_id: UUID, buyer: Person
) -> None:
    def noted(*people: Person) -> Done | Refused:
        present = {one.id for one in people}
        return note_attendance(store, bench.chair, meeting_id=meeting_id, present=present, now=NOW)

    assert noted(buyer) == NOT_A_MEMBER
    assert noted(bench.first) == Done()
    assert noted(bench.chair) == Done()

    seats = {one.name: one.is_present for one in sitting(store, buyer, meeting_id).seats}
    assert seats[bench.chair.name] is True
    assert seats["Mary Ann Evans"] is False

    moved(store, bench.chair, meeting_id, MeetingState.CANCELLED, "Snow")
    assert noted(bench.first) == CLOSED


def test_the_schedule_tells_what_is_to_come_from_what_was(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID
) -> None:
    organisation_id = bench.chair.memberships[0].organisation_id

    now = schedule_of(store, organisation_id, now=NOW)
    later = schedule_of(store, organisation_id, now=AT + timedelta(days=1))

    assert [one.id for one in now.coming] == [meeting_id]
    assert [one.id for one in later.past] == [meeting_id]
    assert [one.id for one in now.waiting] == [version_id]


def test_meetings_of_others_are_on_no_list(
    store: WatchedStore, meeting_id: UUID, person_of: Callable[..., Person]
) -> None:
    del meeting_id
    elsewhere = person_of(Role.PANEL_CHAIR, "elsewhere").memberships[0].organisation_id

    found = schedule_of(store, elsewhere, now=NOW)

    assert (found.coming, found.past, found.waiting) == ((), (), ())


def test_a_meeting_is_opened_before_its_day_only_if_that_is_meant_and_both_days_are_told(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    refused = move_on(
        store,
        bench.chair,
        meeting_id=meeting_id,
        state=MeetingState.OPENED,
        why="",
        now=NOW,
    )
    assert refused == EARLY
    assert moved(store, bench.chair, meeting_id, MeetingState.OPENED) == Done()

    with store.reading() as session:
        entry = session.query(AuditEntry).filter_by(act="open-meeting").one()
        assert json.loads(entry.detail)["before_its_day"] == AT.isoformat()
    record = record_of(store, meeting_id)
    assert record is not None
    assert "before its day: it was called for 9 March 2026 at" in record.minutes.sections[0].text


def test_on_its_day_a_meeting_is_opened_as_it_is(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    outcome = move_on(
        store,
        bench.chair,
        meeting_id=meeting_id,
        state=MeetingState.OPENED,
        why="",
        now=AT - timedelta(minutes=5),
    )

    assert outcome == Done()


@pytest.fixture
def agenda(store: WatchedStore, bench: Bench, meeting_id: UUID, buyer: Person) -> tuple[UUID, UUID]:
    """Two versions on the agenda of the meeting, in this order."""
    first = send(store, buyer, decided(store, buyer, NOW), NOW)
    other = send(store, buyer, decided(store, buyer, NOW, reference="COV-2026-015"), NOW)
    for one in (first, other):
        arranged(put_on, store, bench, meeting_id, one)
    return first, other


def sent_anew(store: WatchedStore, buyer: Person, version_id: UUID) -> UUID:
    owner = owner_of_version(store, version_id)
    assert owner is not None
    return send(store, buyer, owner[1], NOW, after=1)


def order_of(store: WatchedStore, person: Person, meeting_id: UUID) -> list[UUID]:
    return [item.version.id for item in sitting(store, person, meeting_id).items]


def test_a_version_that_is_submitted_anew_takes_its_forerunners_place(
    store: WatchedStore, bench: Bench, meeting_id: UUID, buyer: Person, agenda: tuple[UUID, UUID]
) -> None:
    first, other = agenda
    withdraw(store, buyer, version_id=first, why="A mistake", now=NOW)

    second = sent_anew(store, buyer, first)

    assert order_of(store, bench.chair, meeting_id) == [second, other]


def test_what_a_meeting_returned_stays_on_its_agenda_and_the_next_version_follows_it(
    store: WatchedStore, bench: Bench, meeting_id: UUID, buyer: Person, agenda: tuple[UUID, UUID]
) -> None:
    first, other = agenda
    moved(store, bench.chair, meeting_id, MeetingState.OPENED)
    bench.vote(store, first, NOW, *[Choice.RETURN] * 3)
    verdict = Verdict(Outcome.RETURN, "Say what it costs")
    decide(store, bench.chair, version_id=first, body=PANEL_BODY, verdict=verdict, now=NOW)

    second = sent_anew(store, buyer, first)

    assert order_of(store, bench.chair, meeting_id) == [first, second, other]


def test_a_meeting_that_is_over_keeps_its_agenda(
    store: WatchedStore, bench: Bench, meeting_id: UUID, buyer: Person, agenda: tuple[UUID, UUID]
) -> None:
    for state in (MeetingState.OPENED, MeetingState.CLOSED):
        moved(store, bench.chair, meeting_id, state)
    withdraw(store, buyer, version_id=agenda[0], why="A mistake", now=NOW)

    sent_anew(store, buyer, agenda[0])

    assert order_of(store, bench.chair, meeting_id) == [*agenda]
