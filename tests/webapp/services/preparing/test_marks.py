"""Marks: whatever a procurement's pages are made from has another mark once it has changed."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, update

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import seated, unseat
from tests.webapp.parts import SETTLED
from tests.webapp.samples import BASIC, answered, decided
from tests.webapp.standing import outline_stands
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts import save_part
from webapp.services.parts.kinds import CHECKLIST
from webapp.services.preparing.answering import answer_page
from webapp.services.preparing.marks import Marked, marked
from webapp.services.preparing.procurements import open_procurement, opened
from webapp.services.tasks import Standing, open_with_problems, sections_of
from webapp.store import Store
from webapp.store.models import Organisation, ProcurementRecord, User
from webapp.store.part_tables import StressRun

_TABLES = re.compile(r"(?:FROM|JOIN|,) ([a-z_]+)(?=[ \n),])")
Act = Callable[[Store, Person, UUID], None]


def mark(store: WatchedStore, procurement_id: UUID) -> Marked:
    with store.reading() as session:
        found = marked(session, procurement_id)
    assert found is not None
    return found


def save_checklist(store: Store, buyer: Person, procurement_id: UUID) -> None:
    save_part(
        store,
        buyer,
        procurement_id=procurement_id,
        kind=CHECKLIST,
        value=SETTLED,
        revision=0,
        now=NOW,
    )


def answer(store: Store, buyer: Person, procurement_id: UUID) -> None:
    found = open_procurement(store, procurement_id)
    assert found is not None
    answer_page(
        store,
        buyer,
        procurement_id=procurement_id,
        answers={"duration_months": 48},
        version=found.version,
        now=NOW,
        is_confirmed=True,
    )


def submit(store: WatchedStore, buyer: Person, procurement_id: UUID) -> None:
    outline_stands(store, buyer, procurement_id)


def run_test(store: WatchedStore, buyer: Person, procurement_id: UUID) -> None:
    with store.by_hand() as session:
        session.add(
            StressRun(
                procurement_id=procurement_id,
                model_sha256="0" * 64,
                has_errors=False,
                content="{}",
                run_by=buyer.id,
                run_at=NOW,
            )
        )


def seat(store: WatchedStore, _: Person, __: UUID) -> None:
    seated(store, "Pat Panel", NOW)


def rename_organisation(store: WatchedStore, _: Person, __: UUID) -> None:
    with store.by_hand() as session:
        session.execute(update(Organisation).values(nation="wales"))


def change_record(store: WatchedStore, _: Person, procurement_id: UUID) -> None:
    with store.by_hand() as session:
        record = session.get_one(ProcurementRecord, procurement_id)
        record.title = "Grounds maintenance, anew"


ACTS = (save_checklist, answer, submit, run_test, seat, rename_organisation, change_record)


def test_a_mark_stays_while_nothing_changes(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)
    answered(store, buyer, NOW, reference="another")

    assert mark(store, procurement_id) == mark(store, procurement_id)
    assert open_procurement(store, procurement_id) is open_procurement(store, procurement_id)


@pytest.mark.parametrize("act", ACTS)
def test_whatever_changes_has_another_mark(store: WatchedStore, buyer: Person, act: Act) -> None:
    procurement_id = decided(store, buyer, NOW)
    before = mark(store, procurement_id)

    act(store, buyer, procurement_id)

    assert mark(store, procurement_id) != before


@pytest.mark.parametrize("is_closed", [False, True])
def test_whoever_may_decide_no_longer_is_seen_at_once(
    store: WatchedStore, buyer: Person, *, is_closed: bool
) -> None:
    procurement_id = decided(store, buyer, NOW)
    member = seated(store, "Pat Panel", NOW)
    before = mark(store, procurement_id)

    if is_closed:
        with store.by_hand() as session:
            session.get_one(User, member.id).disabled_at = NOW
    else:
        unseat(store, member, NOW)

    assert mark(store, procurement_id) != before


def test_there_is_no_mark_of_nothing(store: WatchedStore) -> None:
    with store.reading() as session:
        assert marked(session, uuid4()) is None


def test_what_another_process_writes_is_read_at_the_next_opening(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)
    before = open_procurement(store, procurement_id)

    with closing(Store(store.url)) as elsewhere:
        answer(elsewhere, buyer, procurement_id)
        save_checklist(elsewhere, buyer, procurement_id)
    after = open_procurement(store, procurement_id)
    overview = open_with_problems(store, procurement_id)

    assert before is not None
    assert after is not None
    assert overview is not None
    assert before.given["duration_months"] == BASIC["duration_months"]
    assert after.given["duration_months"] == 48
    assert sections_of(overview, ["checklist.checklist"])[0].tasks[0].progress.standing is (
        Standing.DONE
    )


class Undone(Exception):
    """The transaction is dropped."""


def test_what_is_rolled_back_is_not_kept(store: WatchedStore, buyer: Person) -> None:
    procurement_id = answered(store, buyer, NOW)

    with suppress(Undone), store.by_hand() as session:
        session.get_one(ProcurementRecord, procurement_id).title = "Never"
        within = opened(session, procurement_id)
        raise Undone
    after = open_procurement(store, procurement_id)

    assert within is not None
    assert after is not None
    assert (within.title, after.title) == ("Never", "Grounds maintenance")


def test_a_procurement_is_read_from_nothing_that_its_mark_does_not_name(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    person_of(Role.PANEL_CHAIR)
    procurement_id = decided(store, buyer, NOW)
    with read(store) as named:
        mark(store, procurement_id)
    change_record(store, buyer, procurement_id)

    with read(store) as asked:
        open_with_problems(store, procurement_id)

    assert {"answer", "decision", "part_revision", "authority_setting", "role_held"} <= asked
    assert asked <= named


@contextmanager
def read(store: WatchedStore) -> Iterator[set[str]]:
    """Collect the tables that are read while the block runs."""
    tables: set[str] = set()

    def note(*arguments: object) -> None:
        tables.update(_TABLES.findall(str(arguments[2])))
        tables.discard("")

    event.listen(store._reader, "before_cursor_execute", note)
    yield tables
    event.remove(store._reader, "before_cursor_execute", note)
