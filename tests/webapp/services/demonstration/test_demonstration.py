"""The demonstration: a real notice decided as of two days, and put on record once."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.webapp.clients import WatchedStore
from webapp.roles import PANEL, Role
from webapp.services.accounts import SHORTEST_PASSWORD
from webapp.services.demonstration.before_panel import put_before_panel
from webapp.services.demonstration.notice import LATER, demonstrate, write_files
from webapp.services.demonstration.people import PASSWORDS, SEATS, DemonstrationFailed, add_people
from webapp.services.demonstration.record import put_on_record
from webapp.services.preparing.procurements import opened
from webapp.store import people
from webapp.store.outline_tables import OutlineRoute, OutlineVersion
from webapp.store.outlines import latest_state

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_hashes")]

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_the_notice_is_decided_whole_as_of_both_days() -> None:
    shown = demonstrate()

    assert shown.as_published.decided_as_of == date(2019, 12, 20)
    assert shown.later.decided_as_of == LATER
    assert (shown.as_published.needs, shown.later.needs) == ((), ())
    assert shown.as_published.value("regime") == "pcr_2015"
    assert shown.later.value("regime") == "procurement_act_2023"
    assert set(shown.reading.read_from) >= {"authority_type", "category", "estimated_value"}


@pytest.mark.slow
def test_the_files_are_the_same_for_the_same_day_of_issue(tmp_path: Path) -> None:
    shown = demonstrate()

    first = write_files(shown, tmp_path / "a", issued_on=LATER)
    second = write_files(shown, tmp_path / "b", issued_on=LATER)

    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_each_role_has_users_whose_passwords_stay(store: WatchedStore, tmp_path: Path) -> None:
    first = add_people(store, tmp_path, now=NOW)
    second = add_people(store, tmp_path, now=NOW)

    assert first == second
    assert tuple(first) == SEATS
    assert {seat.role for seat in SEATS} == set(Role)
    assert all(len(password) >= SHORTEST_PASSWORD for password in first.values())
    assert len(set(first.values())) == len(first)


def test_users_without_their_passwords_are_refused(store: WatchedStore, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    add_people(store, tmp_path, now=NOW)

    with pytest.raises(DemonstrationFailed, match="the account is there already"):
        add_people(store, tmp_path / "other", now=NOW)

    assert list((tmp_path / "other").iterdir()) == []


def test_a_user_that_is_new_is_added_beside_those_of_an_earlier_run(
    store: WatchedStore, tmp_path: Path
) -> None:
    everybody = add_people(store, tmp_path, now=NOW)
    kept, last = tmp_path / PASSWORDS, SEATS[-1]
    earlier = {seat.name: held for seat, held in everybody.items() if seat != last}
    kept.write_text(json.dumps(earlier))
    with store.by_hand() as session:
        user = people.user_by_email(session, last.email)
        assert user is not None
        user.email = "somebody.else@example.org"

    again = add_people(store, tmp_path, now=NOW)

    assert {seat.name: held for seat, held in again.items() if seat != last} == earlier
    assert again[last] != everybody[last]
    assert json.loads(kept.read_text())[last.name] == again[last]
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("spoilt", ["{}", "", "[]", "1", '{"buyer": '])
def test_spoilt_passwords_are_told(store: WatchedStore, tmp_path: Path, spoilt: str) -> None:
    (tmp_path / PASSWORDS).write_text(spoilt)

    with pytest.raises(DemonstrationFailed, match="does not hold a password for each user"):
        add_people(store, tmp_path, now=NOW)


def test_the_procurement_is_recorded_once(store: WatchedStore, tmp_path: Path) -> None:
    shown = demonstrate()
    add_people(store, tmp_path, now=NOW)

    recorded = [put_on_record(store, shown, now=NOW) for _ in range(2)]

    assert recorded == [True, False]


def test_a_procurement_is_put_before_the_panel_once(store: WatchedStore, tmp_path: Path) -> None:
    shown = demonstrate()
    add_people(store, tmp_path, now=NOW)

    put = [put_before_panel(store, shown, now=NOW) for _ in range(2)]

    assert put == [True, False]
    with store.reading() as session:
        (version,) = session.scalars(select(OutlineVersion)).all()
        assert latest_state(session, version.procurement_id) == "submitted"
        (route,) = session.scalars(select(OutlineRoute)).all()
        preparation = opened(session, version.procurement_id)
    assert route.quorum <= sum(seat.role in PANEL for seat in SEATS)
    assert preparation is not None
    assert preparation.journey.questions_open == 0
