"""The timeline: what falls when, what hangs on an event, and the same as a calendar file."""

from datetime import date
from uuid import UUID

import pytest

from rules.decision import DutyDue
from rules.pack import Confidence
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.meetings import called, held
from tests.webapp.outlines import PANEL_BODY, benched, seated, submitted
from tests.webapp.samples import decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.deciding import decide
from webapp.services.approval.recording import Verdict
from webapp.services.approval.states import Choice, Outcome
from webapp.services.timeline import Falling, What, due_on, how_far, timeline_of
from webapp.store.outline_tables import OutlineVersion

TODAY = date(2026, 3, 30)


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return decided(store, buyer, NOW)


def test_duties_without_a_day_say_what_they_hang_on(
    buyer_client: Client, procurement_id: UUID
) -> None:
    page = buyer_client.get(f"/procurements/{procurement_id}/timeline")

    assert page.status_code == 200
    assert (
        "Today: Consider how the procurement might secure that improvement, and 5 other"
        in page.text
    )
    assert "Within 30 calendar days, the first of them the day on which the contract" in page.text
    assert "Before the procurement commences." in page.text


def test_a_supposed_day_gives_days_counted_as_the_act_counts_them(
    buyer_client: Client, procurement_id: UUID
) -> None:
    page = buyer_client.get(
        f"/procurements/{procurement_id}/timeline"
        "?contract_award_notice_published=2026-03-30&contract_entered=2026-05-01"
    )

    assert "10 April 2026" in page.text
    assert "30 May 2026" in page.text
    assert "Supposing that the contract award notice is published on 30 March 2026." in page.text
    assert "3 April 2026: Good Friday" in page.text


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "1066-10-14", "<script>"])
def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(
    buyer_client: Client, procurement_id: UUID, text: str
) -> None:
    page = buyer_client.get(
        f"/procurements/{procurement_id}/timeline", query_string={"contract_entered": text}
    )

    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert "<script>alert" not in page.text


def test_a_procurement_without_a_decision_says_what_will_be_here(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    procurement_id = started(store, buyer, NOW)

    page = buyer_client.get(f"/procurements/{procurement_id}/timeline")

    assert page.status_code == 200
    assert "answer the questions, so that the rules can say what is due" in page.text


def test_the_days_go_into_a_calendar_whose_lines_are_short(
    buyer_client: Client, procurement_id: UUID
) -> None:
    sent = buyer_client.get(
        f"/procurements/{procurement_id}/timeline.ics?contract_award_notice_published=2026-03-30"
    )
    again = buyer_client.get(
        f"/procurements/{procurement_id}/timeline.ics?contract_award_notice_published=2026-03-30"
    )

    lines = sent.data.split(b"\r\n")
    assert sent.mimetype == "text/calendar"
    assert sent.data == again.data
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"DTSTART;VALUE=DATE:20260410" in lines
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") > 1
    assert max(len(line) for line in lines) <= 75


def test_a_duty_that_law_and_policy_both_have_is_told_once_with_both_texts(
    buyer_client: Client, procurement_id: UUID
) -> None:
    page = buyer_client.get(f"/procurements/{procurement_id}/timeline")

    assert page.text.count('<span dir="auto">Consider whether to consult</span>') == 1
    assert "Decide, and record, whether to undertake any consultation" in page.text
    assert "Decide whether to consult on how the procurement might be offered" in page.text


def test_what_becomes_of_an_outline_stands_on_its_days(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    chair = seated(store, "The Chair", NOW, role=Role.PANEL_CHAIR)
    bench = benched(store, chair, NOW)
    version_id = submitted(store, buyer, NOW)
    bench.vote(store, version_id, NOW, *[Choice.RETURN] * 3)
    verdict = Verdict(Outcome.RETURN, "Say who pays")
    decide(store, chair, version_id=version_id, body=PANEL_BODY, verdict=verdict, now=NOW)
    with store.reading() as session:
        procurement_id = session.get_one(OutlineVersion, version_id).procurement_id

    page = buyer_client.get(f"/procurements/{procurement_id}/timeline")

    assert "Version 1 of the outline was submitted</a>" in page.text
    assert "Version 1 of the outline was returned by Procurement Panel</a>" in page.text
    assert "Say who pays" in page.text


def test_a_meeting_that_is_to_come_is_not_done_and_one_held_early_fell_on_its_day(
    store: WatchedStore, buyer: Person
) -> None:
    chair = seated(store, "The Chair", NOW, role=Role.PANEL_CHAIR)
    version_id = submitted(store, buyer, NOW)
    meeting_id = called(store, chair, NOW, [version_id])
    with store.reading() as session:
        procurement_id = session.get_one(OutlineVersion, version_id).procurement_id

    to_come = meeting_of(store, procurement_id)
    held(store, chair, meeting_id, NOW)
    after = meeting_of(store, procurement_id)

    assert (to_come.on, how_far(to_come, NOW.date())) == (date(2026, 3, 3), "In 1 working day")
    assert (after.on, how_far(after, NOW.date())) == (date(2026, 3, 2), "Done")
    assert after.rule == "It was called for 3 March 2026 at 09:30."


def meeting_of(store: WatchedStore, procurement_id: UUID) -> Falling:
    found = timeline_of(store, procurement_id, supposed={})
    assert found is not None
    (meeting,) = [one for one in found.dated if one.what is What.MEETING]
    return meeting


def duty(**changes: object) -> DutyDue:
    given: dict[str, object] = {
        "id": "uk-x",
        "title": "Do it",
        "text": "",
        "cites": (),
        "confidence": Confidence.SEEN,
        **changes,
    }
    return DutyDue(**given)  # type: ignore[arg-type] # each test gives fields of the right type


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (duty(days=30, kind="calendar", event="contract_entered"), date(2026, 4, 29)),
        (
            duty(days=5, kind="calendar", event="contract_entered", is_before=True),
            date(2026, 3, 25),
        ),
        (
            duty(days=30, kind="calendar", event="contract_entered", begins_with=True),
            date(2026, 4, 28),
        ),
        (
            duty(days=8, kind="working", event="contract_award_notice_published", begins_with=True),
            date(2026, 4, 10),
        ),
        (duty(days=8, kind="working", event="contract_entered"), date(2026, 4, 13)),
        (duty(days=8, kind="working", event="contract_entered", is_before=True), date(2026, 3, 18)),
        (duty(event="contract_entered"), TODAY),
    ],
)
def test_a_duty_falls_due_as_its_days_are_counted(due: DutyDue, day: date) -> None:
    assert due_on(due, TODAY) == day


@pytest.mark.parametrize(
    ("falling", "words"),
    [
        (Falling(What.CONDITION, "x", date(2026, 3, 2)), "Late since 2 March 2026"),
        (Falling(What.CONDITION, "x", date(2026, 3, 2), is_done=True), "Done"),
        (Falling(What.DUTY, "x", date(2026, 3, 2)), "The day has passed"),
        (Falling(What.MEETING, "x", date(2026, 3, 2)), "Past"),
        (Falling(What.DUTY, "x", TODAY), "Today"),
        (Falling(What.DUTY, "x", date(2026, 4, 8)), "In 5 working days"),
        (Falling(What.DUTY, "x", date(2026, 3, 31)), "In 1 working day"),
        (Falling(What.DUTY, "x", None), ""),
    ],
)
def test_how_far_off_a_day_is_is_told_in_words(falling: Falling, words: str) -> None:
    assert how_far(falling, TODAY) == words
