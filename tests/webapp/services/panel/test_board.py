"""The panel page asks the store as often for many bids and evaluators as for few."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import event, select

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import seated
from tests.webapp.scoring import opened_tender, seat
from tests.webapp.services.panel.acts import access_of, board
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store import Session
from webapp.store.models import ProcurementRecord


@contextmanager
def counted(store: WatchedStore) -> Iterator[list[str]]:
    """Collect the statements that the next reading sessions execute."""
    found: list[str] = []
    with store.reading() as session:
        engine = session.get_bind().engine

    def note(*called: object) -> None:
        found.append(str(called[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(
    store: WatchedStore, people: Sequence[Person], names: Sequence[str], evaluators: int
) -> tuple[int, int]:
    """Return how many queries access and panel need, of a tender with so many on it."""
    scene = opened_tender(store, people, NOW, names=names)
    for number in range(evaluators):
        person = seated(store, f"{names[0]} evaluator {number}", NOW, role=Role.EVALUATOR)
        seat(store, scene, person, NOW)
    with counted(store) as for_access:
        access_of(store, people[1], scene)
    with counted(store) as for_board:
        board(store, people[1], scene)
    return len(for_access), len(for_board)


def test_twenty_bids_and_seven_evaluators_ask_no_more_than_two_and_one(
    store: WatchedStore, buyer: Person, officer: Person
) -> None:
    few = asked(store, (buyer, officer), ["Alpha", "Beta"], 1)
    with store.by_hand() as session:
        rename(session)
    many = asked(store, (buyer, officer), [f"Supplier {n}" for n in range(20)], 7)

    assert min(few) > 0
    assert many == few


def rename(session: Session) -> None:
    """Free the reference that each tender of the tests begins with."""
    for record in session.scalars(select(ProcurementRecord)):
        record.reference = f"{record.reference}-earlier"
