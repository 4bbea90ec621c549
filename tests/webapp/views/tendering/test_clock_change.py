"""Tenders across the nights on which the clocks change: asked for, shown, stored and judged."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from forms.workbooks.excel import ExcelWorkbook
from tests.webapp.bids import bid_file, bidder_ids, come_in, sent_in, tokens
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.outlines import benched
from tests.webapp.tenders import published, sealed, terms_after
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.settings import Settings

IN_SUMMER_TIME = datetime(2026, 9, 21, 8, 30, tzinfo=UTC)
IN_WINTER_TIME = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 10, 26, 12, tzinfo=UTC)
"""The first noon after the clocks went back, by which bids are due."""
SECOND = timedelta(seconds=1)


@pytest.fixture
def ready_id(
    store: WatchedStore, clock: Clock, person_of: Callable[..., Person]
) -> Callable[[datetime], UUID]:
    """Have an outline sealed at a moment, and leave the clock there."""

    def make(at: datetime) -> UUID:
        clock.now = at
        bench = benched(store, person_of(Role.PANEL_CHAIR), at)
        return sealed(store, person_of(Role.BUYER), bench, at)

    return make


@pytest.fixture
def tender_id(
    store: WatchedStore, ready_id: Callable[[datetime], UUID], person_of: Callable[..., Person]
) -> UUID:
    """A tender that is out in summer time, and whose bids are due in winter time."""
    procurement_id = ready_id(IN_SUMMER_TIME)
    terms = terms_after(
        IN_SUMMER_TIME,
        deadline_at=MONDAY_NOON,
        questions_until=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    )
    published(
        store, person_of(Role.PROCUREMENT_OFFICER), procurement_id, IN_SUMMER_TIME, terms=terms
    )
    return procurement_id


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


def moments(name: str, day: str, at: str) -> dict[str, str]:
    """Return a day and a time as an officer types them."""
    year, month, number = day.split("-")
    return {
        f"{name}_day-day": number,
        f"{name}_day-month": month,
        f"{name}_day-year": year,
        f"{name}_time": at,
    }


def typed(deadline: tuple[str, str], questions: tuple[str, str]) -> dict[str, str]:
    """Return the form of a tender's terms as an officer fills it in."""
    return {
        **moments("deadline", *deadline),
        **moments("questions", *questions),
        "contact": "Priya Shah, tenders@coventry.example",
        "lots_awarded": "Each lot to the best bid for it",
        "price_basis": "excluded-whole-term",
        "are_names_masked": "yes",
        "is_price_hidden": "yes",
    }


@pytest.mark.parametrize(
    ("field", "deadline", "questions"),
    [
        ("deadline", ("2026-10-25", "01:30"), ("2026-10-14", "12:00")),
        ("questions", ("2026-11-04", "12:00"), ("2026-10-25", "01:30")),
        ("questions", ("2026-11-04", "12:00"), ("2026-10-25", "1.00")),
    ],
)
def test_a_time_that_comes_twice_is_refused_with_what_to_do(
    field: str,
    deadline: tuple[str, str],
    questions: tuple[str, str],
    client_of: Callable[..., Client],
    ready_id: Callable[[datetime], UUID],
) -> None:
    where = f"/procurements/{ready_id(IN_SUMMER_TIME)}/tender/publish"

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(where, typed(deadline, questions))

    assert answer.status_code == 400
    assert f'href="#{field}_time"' in answer.text
    assert "on 25 October 2026 comes twice, because the clocks go back" in answer.text
    assert "Choose a time before 01:00, or from 02:00 on." in answer.text


@pytest.mark.parametrize(
    ("field", "deadline", "questions"),
    [
        ("deadline", ("2027-03-28", "01:30"), ("2027-03-22", "12:00")),
        ("questions", ("2027-04-14", "12:00"), ("2027-03-28", "01:59")),
    ],
)
def test_a_time_that_the_clocks_leave_out_is_refused_with_what_to_do(
    field: str,
    deadline: tuple[str, str],
    questions: tuple[str, str],
    client_of: Callable[..., Client],
    ready_id: Callable[[datetime], UUID],
) -> None:
    where = f"/procurements/{ready_id(IN_WINTER_TIME)}/tender/publish"

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(where, typed(deadline, questions))

    assert answer.status_code == 400
    assert f'href="#{field}_time"' in answer.text
    assert "on 28 March 2027, because the clocks go forward that night" in answer.text


@pytest.mark.parametrize(
    ("at", "day", "time", "shown"),
    [
        (IN_SUMMER_TIME, "2026-10-25", "02:00", "25 October 2026 at 02:00"),
        (IN_SUMMER_TIME, "2026-10-25", "00:59", "25 October 2026 at 00:59"),
        (IN_WINTER_TIME, "2027-03-28", "02:00", "28 March 2027 at 02:00"),
    ],
)
def test_the_minutes_beside_the_change_are_taken_as_they_are(
    at: datetime,
    day: str,
    time: str,
    shown: str,
    client_of: Callable[..., Client],
    ready_id: Callable[[datetime], UUID],
) -> None:
    where = f"/procurements/{ready_id(at)}/tender/publish"
    deadline = ("2026-11-04", "12:00") if at == IN_SUMMER_TIME else ("2027-04-14", "12:00")

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(where, typed(deadline, (day, time)))

    assert "Check the tender, then publish it" in answer.text
    assert shown in answer.text


def test_a_deadline_at_night_that_no_form_took_is_refused_by_the_service_too(
    client_of: Callable[..., Client], ready_id: Callable[[datetime], UUID]
) -> None:
    where = f"/procurements/{ready_id(IN_SUMMER_TIME)}/tender/publish"
    at_night = typed(("2026-10-26", "02:30"), ("2026-10-14", "12:00"))

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(where, at_night)

    assert answer.status_code == 400
    assert "At 02:30 nobody may be there to help a bidder" in answer.text


def test_everything_that_is_published_names_the_hour_that_comes_twice(
    client_of: Callable[..., Client],
    store: WatchedStore,
    person_of: Callable[..., Person],
    stranger: Client,
    tender_id: UUID,
) -> None:
    officer = client_of(Role.PROCUREMENT_OFFICER)
    link = tokens(store, person_of(Role.PROCUREMENT_OFFICER), tender_id, IN_SUMMER_TIME)[0]
    come_in(stranger, link)
    documents = f"/procurements/{tender_id}/tender/documents"

    instructions = officer.get(f"{documents}/instructions").text
    guide = officer.get(f"{documents}/guide").text
    notice = officer.get(f"/procurements/{tender_id}/notices/tender").text
    page = stranger.get("/bid").text
    book = ExcelWorkbook(stranger.get("/bid/workbook.xlsx").data, "bid.xlsx")
    cells = [cell.text for row in book.table(book.sheets[0].name).rows for cell in row.cells]

    assert "26 October 2026 at 12:00, UK time" in instructions
    assert "25 October 2026 at 01:30 BST, UK time" in instructions
    assert "26 October 2026 at 12:00" in guide
    assert "26 October 2026 at 12:00" in notice
    assert "25 October 2026 at 01:30 BST" in notice
    assert "26 October 2026 at 12:00 GMT: 35 days and 3 hours from now" in page
    assert "25 October 2026 at 01:30 BST" in page
    assert any("26 October 2026 at 12:00" in cell for cell in cells)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MONDAY_NOON - SECOND, "26 October 2026 at 11:59:59.000 GMT"),
        (MONDAY_NOON, "26 October 2026 at 12:00:00.000 GMT"),
        (MONDAY_NOON + SECOND, "26 October 2026 at 12:00:01.000 GMT"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 October 2026 at 01:30:00.000 BST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 October 2026 at 01:30:00.000 GMT"),
    ],
)
def test_a_receipt_says_the_moment_in_uk_time_and_the_store_keeps_it_in_utc(
    at: datetime,
    said: str,
    store: WatchedStore,
    vault: Vault,
    clock: Clock,
    person_of: Callable[..., Person],
    stranger: Client,
    tender_id: UUID,
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    link = tokens(store, officer, tender_id, IN_SUMMER_TIME)[0]
    bidder_id = bidder_ids(store, tender_id, IN_SUMMER_TIME)[0]

    receipt = sent_in(store, vault, bidder_id, bid_file(store, tender_id), at)

    clock.now = at
    come_in(stranger, link)
    shown = stranger.get("/bid/receipts/1").text
    is_late = at > MONDAY_NOON
    assert receipt.is_late is is_late
    assert ("is marked late" in shown) is is_late
    assert said in shown
    with store.reading() as session:
        if store.url.startswith("postgresql"):
            session.execute(text("SET TIME ZONE 'UTC'"))
        kept = str(session.execute(text("SELECT received_at FROM bid_receipt")).scalar_one())
    assert kept.startswith(f"{at:%Y-%m-%d %H:%M:%S}")


def test_the_order_of_two_bids_in_the_doubled_hour_is_that_in_which_they_came(
    store: WatchedStore, vault: Vault, person_of: Callable[..., Person], tender_id: UUID
) -> None:
    tokens(store, person_of(Role.PROCUREMENT_OFFICER), tender_id, IN_SUMMER_TIME)
    bidder_id = bidder_ids(store, tender_id, IN_SUMMER_TIME)[0]
    before = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 01:50 BST
    after = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 01:10 GMT, by the clock on the wall earlier

    sent_in(store, vault, bidder_id, bid_file(store, tender_id, "First"), before)
    last = sent_in(store, vault, bidder_id, bid_file(store, tender_id, "Second"), after)

    assert (last.number, last.state.value) == (2, "counts")
