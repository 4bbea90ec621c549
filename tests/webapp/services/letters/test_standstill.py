"""The day of the notice, the standstill that it starts, its stops, and the contract after it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from evaluation.panel.phases import Phase
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import sent
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.acting import NOT_TOLD, OVER
from webapp.services.letters.contracting import (
    BEFORE_STOP,
    NOT_STOPPED,
    STOPPED,
    enter_contract,
    resume_award,
    stop_award,
)
from webapp.services.letters.noticing import (
    AHEAD,
    BEFORE_THE_LETTERS,
    NoticeEntry,
    enter_notice,
)
from webapp.services.letters.standstill import (
    STOPPED_THEN,
    StandstillPage,
    standstill_page_of,
)
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, NOT_AN_OFFICER, Done
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import standing_of
from webapp.store.award_tables import AwardNotice, AwardStep

TOLD_ON = date(2026, 3, 2)
PUBLISHED = date(2026, 3, 3)
ENDS = date(2026, 3, 12)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.fixture
def told(store: WatchedStore, scene: Scene, officer: Person) -> Scene:
    sent(store, scene, officer, NOW)
    return scene


def noticed(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    entry: NoticeEntry,
    *,
    read: int = 0,
    now: datetime | None = None,
) -> Done | Refused:
    return enter_notice(
        store,
        officer,
        procurement_id=scene.procurement_id,
        entry=entry,
        read=read,
        now=now or at(max(entry.published_on, PUBLISHED)),
    )


def page(store: WatchedStore, scene: Scene, person: Person, on: date) -> StandstillPage:
    found = standstill_page_of(store, person, scene.procurement_id, now=at(on))
    assert isinstance(found, StandstillPage), found
    return found


def entered(store: WatchedStore, scene: Scene, officer: Person, on: date, today: date) -> object:
    return enter_contract(
        store,
        officer,
        procurement_id=scene.procurement_id,
        on=on,
        because="Contract C-1, signed by the head of procurement",
        now=at(today),
    )


def test_the_notice_starts_eight_working_days(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    outcome = noticed(store, told, officer, NoticeEntry(PUBLISHED, reference="2026/S 000-1"))

    found = page(store, told, officer, PUBLISHED)
    assert outcome == Done()
    assert found.standstill is not None
    assert (found.required, found.standstill.ends_on) == (8, ENDS)
    assert found.not_yet is not None
    assert "13 March 2026" in found.not_yet.problem
    assert found.entries[0].reference == "2026/S 000-1"
    assert found.winner == "Alpha Ltd"


def test_the_notice_comes_neither_before_the_letters_nor_from_the_future(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    before = noticed(store, told, officer, NoticeEntry(TOLD_ON - timedelta(days=1)))
    ahead = noticed(store, told, officer, NoticeEntry(PUBLISHED), now=NOW)
    same_day = noticed(store, told, officer, NoticeEntry(TOLD_ON), now=NOW)

    assert (before, ahead, same_day) == (BEFORE_THE_LETTERS, AHEAD, Done())


def test_without_letters_there_is_no_notice(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    assert noticed(store, scene, officer, NoticeEntry(PUBLISHED)) == NOT_TOLD


def test_a_notice_that_gives_too_early_an_end_is_refused_and_a_later_one_is_kept(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    short = noticed(store, told, officer, NoticeEntry(PUBLISHED, stated=date(2026, 3, 11)))
    longer = noticed(store, told, officer, NoticeEntry(PUBLISHED, stated=date(2026, 3, 20)))

    assert isinstance(short, Refused)
    assert "12 March 2026" in short.problem
    assert longer == Done()
    found = page(store, told, officer, PUBLISHED).standstill
    assert found is not None
    assert found.ends_on == date(2026, 3, 20)


def test_a_correction_has_its_reason_and_sees_what_others_did(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    noticed(store, told, officer, NoticeEntry(PUBLISHED))
    later = NoticeEntry(PUBLISHED + timedelta(days=1))

    again = noticed(store, told, officer, NoticeEntry(PUBLISHED))
    stale = noticed(store, told, officer, later, read=0)
    silent = noticed(store, told, officer, later, read=1)
    corrected = noticed(
        store,
        told,
        officer,
        NoticeEntry(later.published_on, because="It went up after midnight"),
        read=1,
    )

    assert (again, stale, silent, corrected) == (Done(), CHANGED_MEANWHILE, NO_REASON, Done())
    with store.reading() as session:
        rows = session.query(AwardNotice).order_by(AwardNotice.number).all()
    assert [one.ends_on for one in rows] == [ENDS, date(2026, 3, 13)]
    assert rows[1].because == "It went up after midnight"


def test_the_contract_waits_for_the_notice_and_for_the_end_of_the_standstill(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    early = entered(store, told, officer, PUBLISHED, PUBLISHED)
    noticed(store, told, officer, NoticeEntry(PUBLISHED))
    within = entered(store, told, officer, ENDS, ENDS)
    backdated = entered(store, told, officer, ENDS, ENDS + timedelta(days=5))
    ahead = entered(store, told, officer, ENDS + timedelta(days=6), ENDS + timedelta(days=5))
    after = entered(store, told, officer, ENDS + timedelta(days=1), ENDS + timedelta(days=5))
    again = entered(store, told, officer, ENDS + timedelta(days=1), ENDS + timedelta(days=5))

    assert all(isinstance(one, Refused) for one in (early, within, backdated, ahead))
    assert (after, again) == (Done(), Done())
    with store.reading() as session:
        steps = session.query(AwardStep).filter_by(state="awarded").all()
        phase = standing_of(session, told.procurement_id, now=at(ENDS)).phase
    assert [one.on_day for one in steps] == [ENDS + timedelta(days=1)]
    assert phase is Phase.AWARDED
    assert noticed(store, told, officer, NoticeEntry(PUBLISHED), read=1) == OVER


def test_a_claim_stops_the_award_until_it_is_lifted(
    store: WatchedStore, told: Scene, officer: Person
) -> None:
    noticed(store, told, officer, NoticeEntry(PUBLISHED))
    common = {"store": store, "person": officer, "procurement_id": told.procurement_id}
    late = ENDS + timedelta(days=20)
    claim = "Claim HT-2026-000123 of Beta Gardens CIC, notified by its solicitors"

    resumed_early = resume_award(**common, on=ENDS, because="x", now=at(ENDS))  # type: ignore[arg-type] # one of each type
    stopped = stop_award(**common, on=ENDS, because=claim, now=at(ENDS))  # type: ignore[arg-type] # as above
    twice = stop_award(**common, on=ENDS, because=claim, now=at(ENDS))  # type: ignore[arg-type] # as above
    other = stop_award(**common, on=ENDS, because="Another", now=at(ENDS))  # type: ignore[arg-type] # as above
    kept = entered(store, told, officer, late, late)
    shown = page(store, told, officer, late)
    before = resume_award(**common, on=PUBLISHED, because="Settled", now=at(late))  # type: ignore[arg-type] # as above
    silent = resume_award(**common, on=late, because="", now=at(late))  # type: ignore[arg-type] # as above
    resumed = resume_award(**common, on=late, because="Discontinued", now=at(late))  # type: ignore[arg-type] # as above
    within = entered(store, told, officer, late - timedelta(days=1), late)
    after = entered(store, told, officer, late, late)

    assert (resumed_early, stopped, twice, other) == (NOT_STOPPED, Done(), Done(), STOPPED)
    assert isinstance(kept, Refused)
    assert shown.award.is_stopped
    assert shown.stops[0].because == claim
    assert (before, silent, resumed) == (BEFORE_STOP, NO_REASON, Done())
    assert (within, after) == (STOPPED_THEN, Done())


def test_only_an_officer_acts_and_others_read(
    store: WatchedStore, told: Scene, person_of: Callable[..., Person]
) -> None:
    buyer = person_of(Role.BUYER)

    refused = noticed(store, told, buyer, NoticeEntry(PUBLISHED))

    assert refused == NOT_AN_OFFICER
    assert not page(store, told, buyer, PUBLISHED).is_officer
