"""Imports: whole or not at all, dated, superseded and never edited, each with its licence."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import Executable, delete, func, select, update
from sqlalchemy.exc import DatabaseError

from forms.errors import InvalidInput
from forms.workbooks import Field
from tests.forms.workbooks.books import book
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.measures import (
    COLLECTION,
    HEADER,
    LICENCE,
    ROWS,
    attempt,
    imported,
    request,
    upload,
    workbook,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.measures import (
    Imported,
    ImportRefused,
    ImportState,
    find_import,
    find_measure,
    head_of,
    import_file,
    imports_of,
    in_force,
    keep_file,
    measures_in_force,
    measures_of,
    open_file,
    state_of,
)
from webapp.store import audit
from webapp.store.measure_tables import ImportedMeasureRow, MeasureFile, MeasureImport
from webapp.store.models import AuditEntry

SPRING, SUMMER = date(2026, 4, 1), date(2026, 7, 1)


@pytest.fixture
def owner(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.POLICY_OWNER)


def rows_kept(store: WatchedStore) -> tuple[int, int]:
    """Return how many imports and how many measures the database holds."""
    with store.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (MeasureImport, ImportedMeasureRow)
        ]
    return counts[0], counts[1]


def test_an_import_keeps_every_measure_with_its_licence_and_forgets_the_file(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    import_id = imported(store, owner, clock.now, SPRING)

    record = find_import(store, import_id)
    assert record is not None
    measures = measures_of(store, record)
    assert [(one.id, one.value, one.price_year) for one in measures] == [
        ("L1", Fraction("31.27"), 2024),
        ("L2", None, None),
    ]
    assert all(one.made_by.licence == LICENCE for one in measures)
    assert record.licence.statement == (
        "Used under: Subscription 2026, of A Publisher. "
        "Confirmed by A Reader, Head of Legal. © A Publisher"
    )
    assert (record.imported_by, record.measures) == (owner.name, 2)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(MeasureFile)) == 0


def test_an_import_is_in_the_audit_log_with_file_licence_and_content(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    import_id = imported(store, owner, clock.now, SPRING)

    with store.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "import-measures")).one()
        assert audit.verify(session).broken_at is None
    detail = json.loads(entry.detail)
    assert (entry.actor_id, entry.subject) == (owner.id, f"measure-import/{import_id}")
    assert detail["licence"] == "Subscription 2026"
    assert detail["valid_from"] == "2026-04-01"
    assert len(detail["content_sha256"]) == len(detail["file_sha256"]) == 64


def test_a_fault_in_one_cell_leaves_nothing_behind(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    waiting, head = upload(
        store,
        owner,
        workbook(("L1", "Good", "hours", 1, ""), ("L2", "Bad", "hours", "?", "")),
        clock.now,
    )
    writings = store.writings

    with pytest.raises(InvalidInput, match="Measures!D3"):
        import_file(store, owner, waiting, head, request(SPRING), now=clock.now)

    assert rows_kept(store) == (0, 0)
    assert store.writings == writings
    assert open_file(store, waiting.id) is not None


def test_a_newer_import_takes_the_place_from_its_own_day(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    first = imported(store, owner, clock.now, SPRING)
    second = imported(
        store,
        owner,
        clock.now,
        SUMMER,
        ("L1", "Newer", "hours", 20, ""),
        collection="LICENSED framework",
    )
    organisation = owner.memberships[0].organisation_id

    every = imports_of(store, [organisation])
    standing = {
        day: [one.id for one in in_force(every, day)]
        for day in (SPRING - timedelta(1), SPRING, SUMMER - timedelta(1), SUMMER)
    }

    assert list(standing.values()) == [[], [first], [first], [second]]
    assert {one.collection for one in every} == {COLLECTION}
    titles = [one.title for one in measures_in_force(store, [organisation], SUMMER)]
    assert titles == ["Newer"]


def test_an_import_made_later_for_an_earlier_day_leaves_the_later_day_in_force(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    later = imported(store, owner, clock.now, SUMMER)
    earlier = imported(store, owner, clock.now, SPRING)

    every = imports_of(store, [owner.memberships[0].organisation_id])

    assert [one.id for one in in_force(every, SUMMER)] == [later]
    assert [one.id for one in in_force(every, SPRING)] == [earlier]


def test_two_imports_for_one_day_need_a_reason_and_the_last_stands(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    first = imported(store, owner, clock.now, SPRING)

    assert attempt(store, owner, clock.now, request(SPRING)) is ImportRefused.REASON_NEEDED
    assert rows_kept(store) == (1, 2)

    second = imported(store, owner, clock.now, SPRING, why="A value was wrong")
    every = imports_of(store, [owner.memberships[0].organisation_id])
    states = {one.id: state_of(one, every, SPRING) for one in every}
    assert states == {first: ImportState.SUPERSEDED, second: ImportState.IN_FORCE}
    assert {one.id: one.revision for one in every} == {first: 1, second: 2}


def test_sets_of_other_names_stand_side_by_side(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    imported(store, owner, clock.now, SPRING)
    imported(store, owner, clock.now, SPRING, collection="Another set")

    organisation = owner.memberships[0].organisation_id
    assert len(in_force(imports_of(store, [organisation]), SPRING)) == 2
    assert len(measures_in_force(store, [organisation], SPRING)) == 4


def test_before_its_day_an_import_is_not_yet_in_force(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    record = find_import(store, imported(store, owner, clock.now, SUMMER))
    assert record is not None

    assert state_of(record, [record], SPRING) is ImportState.COMING
    assert state_of(record, [record], SUMMER) is ImportState.IN_FORCE


def test_columns_and_licence_are_offered_again_for_the_same_layout(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    _, before = upload(store, owner, workbook(), clock.now)
    imported(store, owner, clock.now, SPRING)

    _, again = upload(store, owner, workbook(("L9", "t", "u", 1, "")), clock.now)
    _, other = upload(store, owner, book([("Ref", "Unit", "Measure"), ("a", "b", "c")]), clock.now)

    assert before.before is None
    assert again.before is not None
    assert again.before.licence == LICENCE
    assert again.suggested == {
        Field.ID: 1,
        Field.TITLE: 2,
        Field.UNIT: 3,
        Field.VALUE: 4,
        Field.THEME: 5,
    }
    assert other.before is None


def test_nothing_of_another_organisation_is_offered_or_in_force(
    store: WatchedStore, owner: Person, person_of: Callable[..., Person], clock: Clock
) -> None:
    imported(store, owner, clock.now, SPRING)
    stranger = person_of(Role.POLICY_OWNER, "elsewhere")

    _, head = upload(store, stranger, workbook(), clock.now)

    assert head.before is None
    assert imports_of(store, [stranger.memberships[0].organisation_id]) == ()
    assert measures_in_force(store, [stranger.memberships[0].organisation_id], SUMMER) == ()


def test_a_sheet_that_the_workbook_hides_is_said_to_be_hidden(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    hidden = book([HEADER, *ROWS], state='state="hidden"')
    waiting, head = upload(store, owner, hidden, clock.now)

    outcome = import_file(store, owner, waiting, head, request(SPRING), now=clock.now)

    assert isinstance(outcome, Imported)
    record = find_import(store, outcome.import_id)
    assert record is not None
    assert record.remarks == ("The sheet is hidden in the workbook.",)


def test_a_file_is_imported_once(store: WatchedStore, owner: Person, clock: Clock) -> None:
    waiting, head = upload(store, owner, workbook(), clock.now)
    import_file(store, owner, waiting, head, request(SPRING), now=clock.now)

    again = import_file(store, owner, waiting, head, request(SUMMER), now=clock.now)

    assert again is ImportRefused.GONE
    assert rows_kept(store) == (1, 2)


def test_a_file_that_nobody_takes_up_is_forgotten_after_a_day(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    waiting, _ = upload(store, owner, workbook(), clock.now)
    clock.move(timedelta(days=1, seconds=1))

    upload(store, owner, workbook(), clock.now)

    assert open_file(store, waiting.id) is None


def test_a_hostile_file_is_not_kept_at_all(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    data = book([("a", "b", "c")], parts={"xl/vbaProject.bin": b"x"})

    with pytest.raises(InvalidInput, match="macros"):
        keep_file(
            store,
            owner,
            data,
            name="m.xlsx",
            organisation_id=owner.memberships[0].organisation_id,
            now=clock.now,
        )

    assert store.writings == 1  # signing in


def test_a_sheet_or_row_that_is_no_header_is_refused(
    store: WatchedStore, owner: Person, clock: Clock
) -> None:
    waiting, _ = upload(store, owner, workbook(), clock.now)

    with pytest.raises(InvalidInput, match="no such sheet"):
        head_of(store, waiting, sheet="Other")
    with pytest.raises(InvalidInput, match="no row with the titles of columns stands in row 9"):
        head_of(store, waiting, header_row=9)


def test_a_measure_is_found_by_its_row(store: WatchedStore, owner: Person, clock: Clock) -> None:
    record = find_import(store, imported(store, owner, clock.now, SPRING))
    assert record is not None

    found = find_measure(store, record, 2)

    assert found is not None
    assert (found.id, found.title) == ("L1", "Hours <b>given</b>")
    assert find_measure(store, record, 1) is None


@pytest.mark.parametrize(
    "change",
    [
        update(MeasureImport).values(licence="none"),
        delete(MeasureImport),
        update(ImportedMeasureRow).values(value="1"),
        delete(ImportedMeasureRow),
    ],
)
def test_what_was_imported_can_be_neither_changed_nor_deleted(
    change: Executable, store: WatchedStore, owner: Person, clock: Clock
) -> None:
    imported(store, owner, clock.now, SPRING)

    with pytest.raises(DatabaseError, match="never changed"), store.writing() as session:
        session.execute(change)
