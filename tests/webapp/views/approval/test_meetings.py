"""Meetings through the pages: called, prepared, held, and their minutes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from tests.webapp.outlines import PANEL_BODY, Bench
from webapp.roles import Role
from webapp.services.approval.schedule import record_of

CALL = {
    "body": PANEL_BODY,
    "day-day": "9",
    "day-month": "3",
    "day-year": "2026",
    "time": "14:00",
    "place": "Room 2 <script>",
}


@pytest.fixture
def address(chair: Client) -> str:
    """The address of a meeting that was called."""
    return chair.fill_in("/meetings/call", CALL).headers["Location"]


def posted(client: Client, page: str, action: str) -> int:
    """Send the one form of a page that goes to an address."""
    html = client.get(page).text
    form = next(one for one in forms_in(html) if one.action.endswith(action))
    return client.post(form.action, data=form.hidden).status_code


def opened_early(client: Client, page: str) -> int:
    """Open a meeting before its day, and say that it is meant."""
    form = next(one for one in forms_in(client.get(page).text) if one.action.endswith("/open"))
    return client.post(form.action, data={**form.hidden, "early": "yes"}).status_code


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"time": "25:00"}, "Enter the time by the 24-hour clock, such as 14:00"),
        ({"time": "2pm"}, "Enter the time by the 24-hour clock, such as 14:00"),
        ({"time": ""}, "Enter the time, such as 14:00"),
        ({"day-month": "13"}, "The day of the meeting must be a real date"),
        ({"day-day": "1"}, "The day of the meeting must be a date from"),
        ({"place": ""}, "Enter where it meets"),
        ({"body": "nobody"}, "Select the body that meets"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(
    wrong: dict[str, str], message: str, chair: Client
) -> None:
    response = chair.fill_in("/meetings/call", {**CALL, **wrong})

    assert response.status_code == 400
    assert message in response.text


def test_a_meeting_is_at_a_time_in_the_united_kingdom(chair: Client) -> None:
    summer = {**CALL, "day-day": "7", "day-month": "7"}

    address = chair.fill_in("/meetings/call", summer).headers["Location"]

    html = chair.get(address).text
    assert "Meeting on 7 July 2026 at 14:00" in html
    assert "Room 2 &lt;script&gt;" in html


def test_an_agenda_shows_what_is_asked_and_leads_to_the_paper(
    chair: Client, address: str, version_id: UUID, client_of: Callable[..., Client]
) -> None:
    html = chair.get("/meetings").text
    assert f'href="/papers/{version_id}"' in html

    assert posted(chair, address, "/put-on") == 302

    html = client_of(Role.PANEL_MEMBER).get(address).text
    for words in ("£360,000 including VAT", "Standard", "New", f'href="/papers/{version_id}"'):
        assert words in html
    assert "Take off the agenda" not in html


def test_a_meeting_is_held_and_its_minutes_agreed(
    store: WatchedStore,
    chair: Client,
    address: str,
    version_id: UUID,
    bench: Bench,
    clock: Clock,
) -> None:
    posted(chair, address, "/put-on")
    clock.move(timedelta(minutes=5))
    assert posted(chair, address, "/open") == 400
    assert opened_early(chair, address) == 302
    opened = chair.get(address).text
    assert "Nobody has noted who is present. 1 item has no decision." in opened
    assert "Close the meeting as it is" in opened
    present = {"present": [str(bench.chair.id), str(bench.first.id)]}
    assert chair.fill_in(f"{address}/attendance", present).status_code == 302
    bench.approve(store, version_id, NOW)
    assert "Close the meeting as it is" not in chair.get(address).text
    assert posted(chair, address, "/close") == 302
    draft = chair.get(f"{address}/minutes").text
    assert "This is a draft from the record" in draft
    assert "These minutes have not been agreed by the chair yet" in draft

    edit = f"{address}/minutes/edit"
    texts = {f"part_{number}": f"Text {number} <b>" for number in range(4)}
    assert chair.fill_in(edit, texts).status_code == 302
    assert chair.fill_in(f"{address}/minutes/agree", {}).status_code == 302

    html = chair.get(f"{address}/minutes").text
    assert "have not been agreed" not in html
    assert "Agreed by Panel chair of Coventry City Council" in html
    assert "Text 3 &lt;b&gt;" in html
    assert "Procurement Panel, 2 March 2026" in html
    for ending, start in (("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")):
        sent = chair.get(f"{address}/minutes/minutes.{ending}")
        assert sent.data.startswith(start)
        assert sent.headers["Content-Disposition"] == (
            f"attachment; filename=minutes-2026-03-02.{ending}"
        )


def test_a_stale_edit_of_the_minutes_shows_both_and_loses_nothing(
    store: WatchedStore, chair: Client, address: str, client_of: Callable[..., Client]
) -> None:
    edit = f"{address}/minutes/edit"
    officer = client_of(Role.PROCUREMENT_OFFICER)
    assert officer.fill_in(edit, {"part_0": "Theirs", "revision": "0"}).status_code == 302

    stale = chair.fill_in(edit, {"part_0": "Mine", "revision": "0"})

    assert stale.status_code == 409
    assert "Theirs" in stale.text
    assert "Mine</textarea>" in stale.text
    assert 'name="revision" value="1"' in stale.text
    meeting_id = UUID(address.rsplit("/", 1)[1])
    found = record_of(store, meeting_id)
    assert found is not None
    assert found.minutes.sections[0].text == "Theirs"


def test_cancelling_asks_why(chair: Client, address: str) -> None:
    assert chair.fill_in(f"{address}/cancel", {"why": ""}).status_code == 400
    assert chair.fill_in(f"{address}/cancel", {"why": "Snow"}).status_code == 302

    assert "Reason: Snow" in chair.get(address).text


def test_members_read_and_do_not_call(client_of: Callable[..., Client]) -> None:
    member = client_of(Role.PANEL_MEMBER)

    assert "Call a meeting" not in member.get("/meetings").text
    assert member.get("/meetings/call").status_code == 403


def test_a_meeting_before_its_day_is_opened_only_if_that_is_ticked(
    chair: Client, address: str
) -> None:
    html = chair.get(address).text
    assert "The meeting is called for 9 March 2026 at 14:00. Is it opened today?" in html
    form = next(one for one in forms_in(html) if one.action.endswith("/open"))

    refused = chair.post(form.action, data=form.hidden)

    assert refused.status_code == 400
    assert "Confirm that the meeting is opened before its day" in refused.text


def test_on_the_day_of_a_meeting_nothing_more_is_asked_before_it_is_opened(chair: Client) -> None:
    tonight = {**CALL, "day-day": "2", "time": "23:00"}
    address = chair.fill_in("/meetings/call", tonight).headers["Location"]

    assert 'name="early"' not in chair.get(address).text
    assert posted(chair, address, "/open") == 302


def test_the_address_of_an_act_leads_back_to_its_page(chair: Client, address: str) -> None:
    response = chair.get(f"{address}/open")

    assert response.status_code == 405
    assert f'href="{address}">Back to the page' in response.text
