"""Minutes: drafted from the record, saved as revisions, agreed by a chair for good."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, managed
from webapp.services.approval.agenda import put_on
from webapp.services.approval.attendance import note_attendance
from webapp.services.approval.deciding import decide
from webapp.services.approval.drafting import MinutesSection
from webapp.services.approval.meetings import Called, MeetingState, call_meeting, move_on
from webapp.services.approval.minutes import (
    AGREED,
    EMPTY,
    NOT_CLOSED,
    NOT_SAVED,
    NOT_THE_CHAIR,
    Minutes,
    MinutesSaved,
    MinutesStale,
    agree,
    save_minutes,
)
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.schedule import record_of
from webapp.services.approval.states import Choice, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry

DAY = (NOW + timedelta(days=30)).date()


@pytest.fixture
def meeting_id(store: WatchedStore, bench: Bench, version_id: UUID) -> UUID:
    """A meeting that is open, with the outline on its agenda."""
    outcome = call_meeting(
        store,
        bench.chair,
        organisation_id=bench.chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW + timedelta(hours=1),
        place="Room 2",
        now=NOW,
    )
    assert isinstance(outcome, Called)
    here = outcome.meeting_id
    put_on(store, bench.chair, meeting_id=here, version_id=version_id, now=NOW)
    moved(store, bench, here, MeetingState.OPENED)
    return here


def moved(store: WatchedStore, bench: Bench, meeting_id: UUID, state: MeetingState) -> None:
    outcome = move_on(store, bench.chair, meeting_id=meeting_id, state=state, why="", now=NOW)
    assert outcome == Done()


def minutes_of(store: WatchedStore, meeting_id: UUID) -> Minutes:
    found = record_of(store, meeting_id)
    assert found is not None
    return found.minutes


def saved(
    store: WatchedStore, bench: Bench, meeting_id: UUID, text: str, *, revision: int
) -> MinutesSaved | MinutesStale | Refused:
    return save_minutes(
        store,
        bench.chair,
        meeting_id=meeting_id,
        sections=(MinutesSection("Present", text),),
        revision=revision,
        now=NOW,
    )


def test_the_draft_tells_who_came_what_was_declared_how_each_voted_and_on_what_conditions(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID
) -> None:
    present = {bench.chair.id, bench.first.id}
    note_attendance(store, bench.chair, meeting_id=meeting_id, present=present, now=NOW)
    conditional = Choice.APPROVE_WITH_CONDITIONS
    bench.vote(store, version_id, NOW, conditional, conditional, Choice.REJECT)
    managed(store, bench.first, bench.chair, version_id, NOW)
    verdict = Verdict(
        Outcome.APPROVE_WITH_CONDITIONS, "In all", (Asked("Tell the market", "Parks", DAY),)
    )
    decide(
        store,
        bench.chair,
        version_id=version_id,
        body=PANEL_BODY,
        verdict=verdict,
        now=NOW,
    )

    draft = {one.heading: one.text for one in minutes_of(store, meeting_id).sections}

    assert (
        "Present: Mary Ann Evans and Panel chair of Coventry City Council (chair)."
        in (draft["Attendance"])
    )
    assert "Not present: Asha Rahman" in draft["Attendance"]
    assert draft["Conflicts of interest"] == (
        "Item 1: Mary Ann Evans declared a conflict, which is managed, as Panel chair of "
        "Coventry City Council confirmed: A cousin"
    )
    item = draft["Item 1: Grounds maintenance (COV-2026-014, version 1)"].splitlines()
    assert item[2:] == [
        "The outline was approved with conditions.",
        "Reasons: In all",
        "Votes: 2 to approve with conditions and 1 to reject. The quorum is 3 members.",
        "Dissent: Asha Rahman voted to reject: Asha Rahman says so",
        "Condition 1: Tell the market (Parks, by 1 April 2026).",
    ]


def item_of(store: WatchedStore, meeting_id: UUID) -> list[str]:
    draft = {one.heading: one.text for one in minutes_of(store, meeting_id).sections}
    return draft["Item 1: Grounds maintenance (COV-2026-014, version 1)"].splitlines()


def test_what_was_decided_after_a_meeting_is_no_decision_of_it(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID
) -> None:
    moved(store, bench, meeting_id, MeetingState.CLOSED)
    bench.approve(store, version_id, NOW)

    assert item_of(store, meeting_id)[-1] == "No decision was recorded at this meeting."


def test_the_draft_tells_that_the_chair_decided_a_tie(
    store: WatchedStore, bench: Bench, meeting_id: UUID, version_id: UUID
) -> None:
    bench.vote(store, version_id, NOW, Choice.APPROVE, Choice.RETURN, Choice.ABSTAIN)
    decide(
        store,
        bench.chair,
        version_id=version_id,
        body=PANEL_BODY,
        verdict=Verdict(Outcome.APPROVE, ""),
        now=NOW,
    )

    assert (
        "The votes were tied, and the chair's own vote decided: Podium's default, where the policy "
        "does not say otherwise."
    ) in item_of(store, meeting_id)


def test_a_draft_follows_the_record_until_somebody_saves_it(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    before = minutes_of(store, meeting_id)
    moved(store, bench, meeting_id, MeetingState.CLOSED)

    assert before.sections[-1].text == "The meeting is not closed yet."
    assert minutes_of(store, meeting_id).sections[-1].text.startswith("The meeting was closed")


def test_the_log_holds_what_saved_minutes_say_otherwise_than_those_before(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    saved(store, bench, meeting_id, "Everybody", revision=0)
    saved(store, bench, meeting_id, "Everybody but one", revision=1)

    with store.reading() as session:
        noted = session.query(AuditEntry).filter_by(act="save-minutes")
        found = [json.loads(one.detail) for one in noted.order_by(AuditEntry.number)]
    assert [one["changed"] for one in found] == [
        [{"heading": "Present", "was": "", "now": "Everybody"}],
        [{"heading": "Present", "was": "Everybody", "now": "Everybody but one"}],
    ]


def test_each_save_is_a_revision_and_a_stale_one_is_told_what_stands(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    assert saved(store, bench, meeting_id, "Everybody", revision=0) == MinutesSaved(1)
    assert saved(store, bench, meeting_id, "Everybody", revision=0) == MinutesSaved(1)

    stale = saved(store, bench, meeting_id, "Nobody", revision=0)

    assert isinstance(stale, MinutesStale)
    assert stale.other.sections[0].text == "Everybody"
    assert saved(store, bench, meeting_id, "Nobody", revision=1) == MinutesSaved(2)
    assert saved(store, bench, meeting_id, "", revision=2) == EMPTY


def test_a_chair_agrees_what_was_read_once_the_meeting_is_closed(
    store: WatchedStore, bench: Bench, meeting_id: UUID
) -> None:
    def agreed(revision: int) -> object:
        return agree(store, bench.chair, meeting_id=meeting_id, revision=revision, now=NOW)

    assert agreed(0) == NOT_CLOSED
    moved(store, bench, meeting_id, MeetingState.CLOSED)
    assert agreed(0) == NOT_SAVED
    saved(store, bench, meeting_id, "Everybody", revision=0)
    saved(store, bench, meeting_id, "All of us", revision=1)
    assert isinstance(agreed(1), MinutesStale)
    outcome = agree(store, bench.first, meeting_id=meeting_id, revision=2, now=NOW)
    assert outcome == NOT_THE_CHAIR

    for _ in range(2):
        assert agreed(2) == Done()

    assert saved(store, bench, meeting_id, "Otherwise", revision=3) == AGREED
    assert minutes_of(store, meeting_id).is_agreed
