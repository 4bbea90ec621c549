"""Who put something of lots on record, and when, is pinned by the act that tells of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.lots import Divided, awarded, joined_lots, left_out
from tests.webapp.pins import CHANGED, found_unfit
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.awarding import AwardedNow
from webapp.services.panel.acting import Done
from webapp.store.lot_tables import LotAward, LotTender

People = Callable[..., Person]
WHY = "The western parks are kept by the council itself this year."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People, officer: Person) -> Divided:
    """Three lots, of which two are tendered and awarded, and one is left out."""
    titles = ("Parks, north", "Parks, south", "Parks, west")
    made = joined_lots(store, person_of, NOW, titles=titles)
    assert left_out(store, officer, made.procurement_id, 3, WHY, 2, NOW) == Done()
    assert awarded(store, officer, made.procurement_id, NOW) == AwardedNow(1)
    return made


@pytest.mark.parametrize("column", ["made_by", "made_at"])
@pytest.mark.parametrize(
    ("table", "number", "what"),
    [
        (LotTender, 1, "the tender of a lot, row 1"),
        (LotTender, 3, "the tender of a lot, row 3"),
        (LotAward, 1, "the award of lots, number 1"),
    ],
)
def test_who_made_it_and_when_is_pinned(
    table: type[LotTender | LotAward],
    number: int,
    what: str,
    column: str,
    store: WatchedStore,
    person_of: People,
    divided: Divided,
) -> None:
    other = person_of(Role.BUYER)
    before = found_unfit(store)

    with store.by_hand() as session:
        lift_guard(session, table.__tablename__)
        row = session.query(table).filter_by(number=number).one()
        later = NOW + timedelta(microseconds=1)
        setattr(row, column, other.id if column == "made_by" else later)

    new = found_unfit(store).items() - before.items()
    assert new == {(f"procurement/{divided.procurement_id}, {what}", CHANGED)}
